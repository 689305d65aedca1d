"""Which requests to partners follow from a release."""

from dataclasses import replace

import pytest

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.usecases.partners.partner_requests import next_requests

TEAM, CASE = ResourceRef(ResourceKind.ESCORT, "E1"), ResourceRef(ResourceKind.CASE, "Z1")
KEY, NOW = ActivityKey("Z1/vertrek/1"), Minute(1_000)


def departure(start: int = 2_000) -> Appointment:
    return appointment(KEY, Minute(start), Minute(start + 200), None, (TEAM, CASE))


def request(state: RequestState, start: int = 2_000) -> PartnerRequest:
    return PartnerRequest(
        activity=KEY,
        resource=TEAM,
        state=state,
        start=Minute(start),
        end=Minute(start + 200),
        reference="K-1",
        code="bezet" if state is RequestState.DECLINED else "",
        amount=1,
    )


def test_only_means_of_partners_are_requested() -> None:
    assert next_requests((), (departure(),), (), now=NOW) == (replace(request(RequestState.REQUESTED), reference=""),)


@pytest.mark.parametrize("state", [RequestState.REQUESTED, RequestState.CONFIRMED])
def test_a_use_that_stands_is_left_alone(state: RequestState) -> None:
    assert next_requests((departure(),), (departure(),), (request(state),), now=NOW) == ()


@pytest.mark.parametrize("state", list(RequestState))
def test_a_moved_use_is_requested_again_under_its_reference(state: RequestState) -> None:
    found = next_requests((departure(),), (departure(3_000),), (request(state),), now=NOW)

    assert found == (request(RequestState.REQUESTED, 3_000),)


@pytest.mark.parametrize("state", [RequestState.DECLINED, RequestState.WITHDRAWN, RequestState.COUNTERED])
def test_a_use_at_a_time_that_was_not_agreed_is_requested_anew(state: RequestState) -> None:
    found = next_requests((), (departure(),), (request(state),), now=NOW)

    assert found == (request(RequestState.REQUESTED),)


@pytest.mark.parametrize(
    ("state", "withdrawn"),
    [
        (RequestState.PROPOSED, True),
        (RequestState.REQUESTED, True),
        (RequestState.CONFIRMED, True),
        (RequestState.COUNTERED, True),
        (RequestState.DECLINED, False),
        (RequestState.WITHDRAWN, False),
    ],
)
def test_a_use_that_ends_is_withdrawn_once(state: RequestState, *, withdrawn: bool) -> None:
    found = next_requests((departure(),), (), (request(state),), now=NOW)

    assert found == ((replace(request(state), state=RequestState.WITHDRAWN),) if withdrawn else ())


def test_what_is_past_is_neither_requested_nor_withdrawn() -> None:
    past = departure(900)

    assert next_requests((), (past,), (), now=NOW) == ()
    assert next_requests((past,), (), (request(RequestState.CONFIRMED, 900),), now=NOW) == ()


def test_a_use_that_was_never_requested_is_not_withdrawn() -> None:
    assert next_requests((departure(),), (), (), now=NOW) == ()


@pytest.mark.parametrize(
    ("confirmed", "asked_again"),
    [
        pytest.param(3, (), id="as many as are used"),
        pytest.param(None, (), id="confirmed without a number"),
        pytest.param(2, (3,), id="fewer than are used: asked again"),
    ],
)
def test_a_number_of_escorts_is_part_of_what_was_agreed(confirmed: int | None, asked_again: tuple[int, ...]) -> None:
    whole = departure()
    three = replace(whole, participations=(replace(whole.participations[0], amount=3),))
    answer = replace(request(RequestState.CONFIRMED), amount=confirmed)

    found = next_requests((three,), (three,), (answer,), now=NOW)

    assert tuple(item.amount for item in found) == asked_again
