"""Bookings by hand, by delivery and by publishing: which step may follow which, and what is refused."""

from dataclasses import replace
from itertools import product

import pytest

from planner.domain.bookings import FOLLOWING, Booking, BookingState, CancelReason
from planner.domain.cases import Track, TrackFact
from planner.domain.ids import ActivityKey, CaseId, FlightId
from planner.domain.time import Interval, Minute
from planner.ports.intake import Delivery
from planner.usecases.delivering.import_facts import DeliveryRefusedError, import_facts
from planner.usecases.partners.booking_steps import BookingStepError, require_step
from planner.usecases.partners.change_booking import BookingChange, change_booking
from planner.usecases.planning.cut_problem import PUBLISHER
from tests.planner.usecases.fakes import compare_by_key
from tests.planner.usecases.world import (
    NOW,
    SUNDAY_NIGHT,
    THIRD_WEEK,
    Desk,
    conversation_key,
    departure_key,
)

KEY = departure_key("Z1")
REASON = "hoort een reden, bij een andere niet"


def change(state: BookingState, *, flight: FlightId = SUNDAY_NIGHT, key: ActivityKey = KEY) -> BookingChange:
    reason = CancelReason.MEDICAL if state is BookingState.CANCELLED else None
    return BookingChange(activity=key, flight=flight, state=state, actor="PL-1", reference="ABC", reason=reason)


def stored(desk: Desk) -> dict[tuple[str, str], tuple[BookingState, str]]:
    with desk.store.reading() as books:
        return {(r.fact.activity, r.fact.flight): (r.fact.state, r.source) for r in books.facts.recorded(Booking)}


@pytest.mark.parametrize(("before", "after"), list(product(BookingState, BookingState)))
def test_a_state_follows_only_those_it_may(before: BookingState, after: BookingState) -> None:
    first, second = (
        Booking(
            activity=KEY,
            flight=SUNDAY_NIGHT,
            state=state,
            since=NOW,
            reason=CancelReason.OTHER if state is BookingState.CANCELLED else None,
        )
        for state in (before, after)
    )

    if before is after or after in FOLLOWING[before]:
        require_step(first, second)
    else:
        with pytest.raises(BookingStepError, match=f"is {before} en kan niet {after} worden"):
            require_step(first, second)


def test_a_change_is_recorded_with_its_time_and_who_did_it(desk: Desk) -> None:
    done, changed = change_booking(desk.store, desk.clock, change(BookingState.REQUESTED))

    assert changed
    assert (done.state, done.since, done.reference) == (BookingState.REQUESTED, NOW, "ABC")
    assert stored(desk) == {(KEY, SUNDAY_NIGHT): (BookingState.REQUESTED, "boekingen")}
    with desk.store.reading() as books:
        (event,) = books.events.newest(1)
    assert (event.actor, event.subject) == ("PL-1", f"{KEY} op {SUNDAY_NIGHT}: aangevraagd")


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    change_booking(desk.store, desk.clock, change(BookingState.REQUESTED))
    desk.wait(10)

    done, changed = change_booking(desk.store, desk.clock, change(BookingState.REQUESTED))

    assert (done.since, changed) == (NOW, False)


def test_the_reference_stays_when_none_is_given(desk: Desk) -> None:
    change_booking(desk.store, desk.clock, change(BookingState.REQUESTED))

    done, _ = change_booking(desk.store, desk.clock, replace(change(BookingState.BOOKED), reference=""))

    assert (done.state, done.reference) == (BookingState.BOOKED, "ABC")


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (change(BookingState.BOOKED, key=ActivityKey("Z9/vertrek/1")), "vertrek Z9/vertrek/1 is niet bekend"),
        (change(BookingState.BOOKED, key=conversation_key("Z1")), f"vertrek {conversation_key('Z1')} is niet bekend"),
        (change(BookingState.BOOKED, flight=FlightId("X1")), "vlucht X1 is niet bekend"),
        (
            replace(change(BookingState.CANCELLED), reason=None),
            f"boeking van {KEY} op {SUNDAY_NIGHT} is geannuleerd: bij een geannuleerde boeking {REASON}",
        ),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, wrong: BookingChange, problem: str) -> None:
    with pytest.raises(BookingStepError) as caught:
        change_booking(desk.store, desk.clock, wrong)

    assert caught.value.problem == problem
    assert stored(desk) == {}


def test_a_second_seat_is_refused_until_the_first_is_cancelled(desk: Desk) -> None:
    change_booking(desk.store, desk.clock, change(BookingState.BOOKED))

    with pytest.raises(BookingStepError, match=f"heeft al een plaats op {SUNDAY_NIGHT}"):
        change_booking(desk.store, desk.clock, change(BookingState.REQUESTED, flight=THIRD_WEEK))
    change_booking(desk.store, desk.clock, change(BookingState.CANCELLED))
    _, changed = change_booking(desk.store, desk.clock, change(BookingState.REQUESTED, flight=THIRD_WEEK))

    assert changed


def test_an_open_independent_track_blocks_a_forced_booking(desk: Desk) -> None:
    desk.deliver(
        (TrackFact(case=CaseId("Z1"), track=Track.INDEPENDENT, valid=Interval(Minute(0))),), source="regievoerders"
    )

    with pytest.raises(BookingStepError, match="Z1: een zelfstandig spoor staat op de dag van de vlucht nog open"):
        change_booking(desk.store, desk.clock, change(BookingState.BOOKED))


def test_a_delivery_that_turns_a_booking_back_is_refused_with_its_row(desk: Desk) -> None:
    booked, _ = change_booking(desk.store, desk.clock, change(BookingState.BOOKED))
    back = replace(booked, state=BookingState.PROPOSED)
    delivery = Delivery(source="bron", facts=(back,), where={(Booking, f"{KEY}|{SUNDAY_NIGHT}"): ("boekingen.csv", 7)})

    with pytest.raises(DeliveryRefusedError) as caught:
        import_facts(desk.store, desk.clock, compare_by_key, delivery, actor="planner")

    (refusal,) = caught.value.refusals
    assert (refusal.file, refusal.row, refusal.column, refusal.value) == ("boekingen.csv", 7, "status", "voorgesteld")
    assert refusal.remedy == "Hierna kan: onderweg, geannuleerd."
    assert stored(desk) == {(KEY, SUNDAY_NIGHT): (BookingState.BOOKED, "boekingen")}


def test_publishing_proposes_seats_and_takes_back_its_own_proposals(desk: Desk) -> None:
    desk.solve()
    first = desk.publish("een")
    proposed = stored(desk)
    change_booking(desk.store, desk.clock, change(BookingState.REQUESTED, flight=SUNDAY_NIGHT))
    again = desk.publish("twee")

    assert proposed[KEY, SUNDAY_NIGHT] == (BookingState.PROPOSED, PUBLISHER)
    assert [b.state for b in first.release.bookings if b.activity == KEY] == [BookingState.PROPOSED]
    assert again.created
    assert [b.state for b in again.release.bookings if b.activity == KEY] == [BookingState.REQUESTED]
    assert not desk.publish("drie").created
