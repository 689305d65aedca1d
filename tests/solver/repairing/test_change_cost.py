"""What changing an item weighs: by hand, with the delivered settings."""

from dataclasses import replace

import pytest

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.plan import Appointment, appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.ports.repairing import ChangePart
from solver.known import Known
from solver.modes import flight_mode
from solver.repairing.change_cost import ChangeCost
from solver.view import View
from tests.solver import world as w
from tests.solver.small import conversation, departure, leaving_world

TALK = replace(conversation(w.A, interpreter=True), invited_on=None)
INVITED = replace(conversation(w.A, 2, interpreter=True))
LEAVES = departure(w.C, escorted=False)
WHO = ResourceRef(ResourceKind.REGIEVOERDER, w.R1)
COLLEAGUE = ResourceRef(ResourceKind.REGIEVOERDER, w.R2)
CASE = ResourceRef(ResourceKind.CASE, w.A)
ROOM = ResourceRef(ResourceKind.ROOM, w.AZC)
TOLK = ResourceRef(ResourceKind.INTERPRETER, w.TIGRINYA)


def talk(key: str = TALK.key, hour: int = 10, who: ResourceRef = WHO) -> Appointment:
    return appointment(w.key(key), w.clock(hour), w.clock(hour + 1), w.AZC, (who, CASE, ROOM, TOLK))


def flown(code: str) -> Appointment:
    flight = next(f for f in w.default_resources().flights if f.id == code)
    return flight_mode(LEAVES, flight).at(flight.departs)


def weighing(planned: Appointment, *, published: bool = True, requests: tuple[PartnerRequest, ...] = ()) -> ChangeCost:
    world = leaving_world(TALK, INVITED, LEAVES)
    problem = replace(world.problem(), baseline=(planned,) if published else (), requests=requests)
    known = Known(problem)
    return ChangeCost(known, View(known, w.plan_of(world.activities, (planned,))))


@pytest.mark.parametrize(
    ("before", "after", "weight"),
    [
        (talk(), talk(), 0),
        (talk(), talk(hour=11), 10 + 4 + 3),
        (talk(), None, 10 + 4 + 3),
        (talk(), talk(who=COLLEAGUE), 10 + 1),
        (talk(INVITED.key), talk(INVITED.key, 11), 10 + 4 + 3 + 5),
        (talk(INVITED.key), talk(INVITED.key, who=COLLEAGUE), 10 + 1),
        (flown(w.F1), None, 10 + 2 + 20),
        (flown(w.F1), flown(w.F2), 10 + 2 + 20),
    ],
)
def test_a_published_item_weighs_what_was_promised(before: Appointment, after: Appointment | None, weight: int) -> None:
    cost = weighing(before)

    assert cost.weight(before.activity, after) == weight
    assert cost.of(before.activity, after).weight == weight


def test_what_stands_in_the_draft_alone_weighs_one() -> None:
    assert weighing(talk(), published=False).of(TALK.key, None).parts == ((ChangePart.ITEM, 1, 1),)


def test_what_was_not_planned_weighs_nothing() -> None:
    assert weighing(talk()).of(LEAVES.key, flown(w.F1)).parts == ()


def test_what_a_partner_confirmed_weighs_more() -> None:
    mine = next(part for part in talk().participations if part.resource == TOLK)
    request = PartnerRequest(
        activity=TALK.key, resource=TOLK, state=RequestState.CONFIRMED, start=mine.start, end=mine.end
    )

    found = weighing(talk(), requests=(request,)).of(TALK.key, None)

    assert found.parts == (
        (ChangePart.ITEM, 1, 10),
        (ChangePart.TOLD, 4, 4),
        (ChangePart.INTERPRETER, 1, 3),
        (ChangePart.PARTNER, 1, 5),
    )


def test_the_least_that_one_more_item_weighs_depends_on_what_is_published() -> None:
    cost = weighing(talk())

    assert (cost.least_of(published=True), cost.least_of(published=False)) == (10, 1)
