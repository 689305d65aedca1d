"""Reports of partners about published operations, crews, and what they say they have."""

from contextlib import suppress
from datetime import date

import pytest

from planner.domain.bookings import CancelReason
from planner.domain.civil import at
from planner.domain.escorts import EscortOffer, EscortTeam
from planner.domain.ids import ActivityKey, EscortTeamId, VehicleId
from planner.domain.operation_status import OperationState
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.steps import StepRefusedError
from planner.domain.tasks import TaskKind
from planner.domain.time import Interval
from planner.usecases.partners.report_status import Reported, name_crew, report_status
from planner.usecases.partners.state_capacity import state_escorts, state_vehicle
from tests.planner.usecases.world import Desk, conversation_key, departure_key, weeks, world_facts

KEY = departure_key("Z1")
TEAM, VAN = EscortTeamId("E1"), VehicleId("V1")
DAY = date(2026, 11, 25)


@pytest.fixture
def published(desk: Desk) -> Desk:
    """Give the small world, published."""
    desk.deliver(world_facts())
    desk.solve()
    desk.publish("a")
    return desk


def reported(state: OperationState, delay: int = 0, key: ActivityKey = KEY) -> Reported:
    return Reported(activity=key, state=state, actor="k1", party="kmar", delay=delay, cause=CancelReason.RESISTANCE)


def test_reports_are_added_and_what_goes_wrong_is_raised_as_work(published: Desk) -> None:
    first = report_status(published.store, published.clock, reported(OperationState.STARTED))
    again = report_status(published.store, published.clock, reported(OperationState.STARTED))
    late = report_status(published.store, published.clock, reported(OperationState.DELAYED, delay=20))

    with published.store.reading() as books:
        kept = books.reports.of([KEY, conversation_key("Z1")])
        tasks = [(task.kind, task.subject) for task in books.tasks.open()]
        count = books.reports.count()
    assert (again, kept, count) == (first, {KEY: (first, late)}, 2)
    assert tasks == [(TaskKind.OPERATION, KEY)]


@pytest.mark.parametrize(
    "wrong", [reported(OperationState.DONE), reported(OperationState.STARTED, key=ActivityKey("Z9/vertrek/1"))]
)
def test_a_report_that_cannot_be_is_refused(published: Desk, wrong: Reported) -> None:
    with pytest.raises(StepRefusedError):
        report_status(published.store, published.clock, wrong)

    with published.store.reading() as books:
        assert books.reports.count() == 0


@pytest.mark.parametrize(("numbers", "kept"), [(("KM-1", "12345"), 1), (("Jansen",), 0), (("K 1",), 0)])
def test_who_comes_is_kept_by_number_and_never_by_name(published: Desk, numbers: tuple[str, ...], kept: int) -> None:
    team = ResourceRef(ResourceKind.ESCORT, TEAM)
    with suppress(StepRefusedError):
        name_crew(published.store, published.clock, KEY, team, numbers, actor="k1")

    with published.store.reading() as books:
        found = [names.numbers for names in books.reports.crews([KEY]).values()]
    assert found == [numbers] * kept


def test_escorts_of_a_stretch_take_the_place_of_what_was_offered_then(published: Desk) -> None:
    span, whole = Interval(at(DAY, 8), at(DAY, 18)), weeks(-1, 8)

    team = state_escorts(published.store, published.clock, TEAM, span, 4, actor="k1")

    assert team.offers == (
        EscortOffer(interval=Interval(whole.start, span.start), escorts=2),
        EscortOffer(interval=span, escorts=4),
        EscortOffer(interval=Interval(at(DAY, 18), whole.end), escorts=2),
    )
    with published.store.reading() as books:
        assert books.facts.in_force(EscortTeam) == (team,)


def test_a_vehicle_is_taken_out_of_service_and_put_back_for_a_part(published: Desk) -> None:
    whole, part = Interval(at(DAY, 8), at(DAY, 18)), Interval(at(DAY, 12), at(DAY, 14))
    store, clock = published.store, published.clock

    state_vehicle(store, clock, VAN, whole, in_service=False, actor="d1")
    state_vehicle(store, clock, VAN, part, in_service=True, actor="d1")

    with store.reading() as books:
        away = [one.interval for one in books.facts.in_force(Absence)]
    assert away == [Interval(at(DAY, 8), at(DAY, 12)), Interval(at(DAY, 14), at(DAY, 18))]
