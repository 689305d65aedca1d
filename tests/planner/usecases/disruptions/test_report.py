"""Recording a report and taking it back: together with its facts or not at all, on each kind of database."""

from dataclasses import replace

import pytest

from planner.domain.bookings import Booking, BookingState
from planner.domain.disruption_life import DisruptionState
from planner.domain.flights import Flight
from planner.domain.ids import RegievoerderId
from planner.domain.once import KeyUsedError
from planner.domain.resources import Absence
from planner.domain.steps import StepRefusedError
from planner.domain.time import Interval, Minute
from planner.ports.store import StoreError
from planner.usecases.disruptions.happened import FlightCancelled, FlightRetimed, OfficerAbsent, Report
from planner.usecases.disruptions.refusals import SOURCE, ReportRefusedError
from planner.usecases.disruptions.report import (
    accept_as_is,
    look_ahead,
    report_disruption,
    withdraw_disruption,
)
from tests.planner.usecases.disruptions.reported import BOOKING, CHECK, WHO, between, clock, report, standing
from tests.planner.usecases.world import NOW, SUNDAY_NIGHT, Desk, world_facts

FLIGHT = next(f for f in world_facts() if isinstance(f, Flight) and f.id == SUNDAY_NIGHT)
GONE = FlightCancelled(flight=SUNDAY_NIGHT)


def test_a_report_is_kept_as_it_was_made_with_an_event_that_tells_no_values(any_desk: Desk) -> None:
    found = report(any_desk, GONE, code="weer")

    with any_desk.store.reading() as books:
        kept, event = books.disruptions.load(found.number), books.events.newest(1)[0]
    assert kept == found
    assert (kept.number, kept.disruption.code, kept.disruption.at, kept.actor, kept.state) == (
        1,
        "weer",
        NOW,
        WHO,
        DisruptionState.NEW,
    )
    assert (event.what, event.subject) == ("disruption", "verstoring 1: vlucht-vervallen, 2 feiten")
    assert standing(any_desk, Flight).isdisjoint({FLIGHT})


def test_looking_ahead_stores_nothing(desk: Desk) -> None:
    found = look_ahead(desk.store, desk.clock, CHECK, Report(happened=GONE, actor=WHO))

    assert [step.after for step in found.steps][:1] == [None]
    assert FLIGHT in standing(desk, Flight)
    with desk.store.reading() as books:
        assert books.disruptions.newest(9) == ()


def test_the_same_key_reports_once(any_desk: Desk) -> None:
    first = report(any_desk, GONE, key="k-1")
    again = report(any_desk, GONE, key="k-1")

    assert again == first
    with any_desk.store.reading() as books:
        assert books.disruptions.newest(9) == (first,)


def test_the_same_key_for_something_else_is_refused(any_desk: Desk) -> None:
    first = report(any_desk, GONE, key="k-1")

    with pytest.raises(KeyUsedError, match="al gebruikt"):
        report_disruption(any_desk.store, any_desk.clock, CHECK, Report(happened=GONE, actor=WHO, note="x", key="k-1"))

    with any_desk.store.reading() as books:
        assert books.disruptions.newest(9) == (first,)


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (Report(happened=GONE, actor=WHO, code="pech"), "reden"),
        (Report(happened=GONE, actor=" "), None),
        (Report(happened=GONE, actor=WHO, note="x" * 301), "toelichting"),
    ],
)
def test_a_report_without_an_actor_with_another_reason_or_a_long_note_is_refused(
    desk: Desk, wrong: Report, column: str | None
) -> None:
    with pytest.raises(ReportRefusedError) as refusal:
        report_disruption(desk.store, desk.clock, CHECK, wrong)

    assert [one.column for one in refusal.value.refusals] == [column]
    assert FLIGHT in standing(desk, Flight)


def test_withdrawing_takes_the_facts_back_and_names_their_first_source_again(any_desk: Desk) -> None:
    number = report(any_desk, GONE).number

    done = withdraw_disruption(any_desk.store, any_desk.clock, number, actor=WHO, reason="vergissing")

    assert (done.kept, done.reported.state) == ((), DisruptionState.WITHDRAWN)
    assert FLIGHT in standing(any_desk, Flight)
    assert standing(any_desk, Booking) == {BOOKING}
    with any_desk.store.reading() as books:
        assert books.facts.keys(Flight)[SUNDAY_NIGHT] == "bron"
        assert books.disruptions.load(number) == done.reported


def test_withdrawing_leaves_what_something_newer_replaced(desk: Desk) -> None:
    number = report(desk, GONE).number
    again = replace(BOOKING, state=BookingState.REQUESTED, since=Minute(NOW + 5))
    with desk.store.transaction() as books:
        books.facts.record([again], source="reisbureau", at=Minute(NOW + 5))

    done = withdraw_disruption(desk.store, desk.clock, number, actor=WHO)

    assert done.kept == (again,)
    assert standing(desk, Booking) == {again}
    assert FLIGHT in standing(desk, Flight)


def test_withdrawing_the_first_of_two_reports_about_one_thing_leaves_the_second(desk: Desk) -> None:
    first = report(desk, FlightRetimed(flight=SUNDAY_NIGHT, departs=Minute(FLIGHT.departs + 30)))
    second = report(desk, FlightRetimed(flight=SUNDAY_NIGHT, departs=Minute(FLIGHT.departs + 60)))
    (step,) = second.disruption.steps

    done = withdraw_disruption(desk.store, desk.clock, first.number, actor=WHO)

    assert done.kept == (step.after,)
    assert step.after in standing(desk, Flight)


def test_what_was_new_is_ended_and_a_second_withdrawal_is_refused(desk: Desk) -> None:
    number = report(desk, OfficerAbsent(regievoerder=RegievoerderId("r1"), span=between(8, 18))).number

    withdraw_disruption(desk.store, desk.clock, number, actor=WHO)

    assert standing(desk, Absence) == set()
    with pytest.raises(StepRefusedError):
        withdraw_disruption(desk.store, desk.clock, number, actor=WHO)


def test_accepting_asks_a_reason_and_keeps_it(desk: Desk) -> None:
    number = report(desk, GONE).number

    with pytest.raises(StepRefusedError):
        accept_as_is(desk.store, desk.clock, number, actor=WHO, reason=" ")
    accepted = accept_as_is(desk.store, desk.clock, number, actor=WHO, reason="volgende week weer")

    assert (accepted.state, accepted.turns[-1].reason) == (DisruptionState.ACCEPTED, "volgende week weer")
    assert FLIGHT not in standing(desk, Flight)


def test_an_unknown_number_is_said(desk: Desk) -> None:
    with pytest.raises(StoreError, match="verstoring 7 bestaat niet"):
        accept_as_is(desk.store, desk.clock, 7, actor=WHO, reason="x")


def test_the_list_is_newest_first_by_state_and_by_who_reported(any_desk: Desk) -> None:
    one = report(any_desk, GONE)
    two = report(any_desk, OfficerAbsent(regievoerder=RegievoerderId("r1"), span=Interval(clock(8))))
    withdraw_disruption(any_desk.store, any_desk.clock, one.number, actor=WHO)

    with any_desk.store.reading() as books:
        numbers = [found.number for found in books.disruptions.newest(9)]
        new = [found.number for found in books.disruptions.newest(9, states=(DisruptionState.NEW,))]
        gone = [found.number for found in books.disruptions.newest(9, states=(DisruptionState.WITHDRAWN,))]
        others = books.disruptions.newest(9, actor="RV-9")
        count = books.disruptions.count()

    assert (numbers, new, gone, others, count) == ([2, 1], [two.number], [one.number], (), 3)


def test_facts_of_a_report_come_from_reports(desk: Desk) -> None:
    report(desk, OfficerAbsent(regievoerder=RegievoerderId("r1"), span=between(8, 18)))

    with desk.store.reading() as books:
        assert set(books.facts.keys(Absence).values()) == {SOURCE}
