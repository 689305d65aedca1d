"""Which facts each kind of report makes, and which reports are refused with what and where."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.bookings import BookingState, CancelReason
from planner.domain.cases import BlockingFact, BlockReason, DocumentState, Stay
from planner.domain.civil import at
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.disruption import DisruptionKind, FactStep
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.ids import CaseId, FlightId, RegievoerderId, SessionId, VehicleId
from planner.domain.missions import Session
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.time import Interval, Minute
from planner.usecases.disruptions.happened import (
    KIND_OF,
    DocumentGranted,
    DocumentLate,
    DocumentRefused,
    EscortAbsent,
    FlightCancelled,
    FlightRetimed,
    HandOverIncomplete,
    Happened,
    NewApplication,
    OfficerAbsent,
    PersonGone,
    RoomClosed,
    SessionMoved,
    VehicleDown,
)
from planner.usecases.disruptions.refusals import ReportRefusedError
from tests.planner.usecases.disruptions.reported import (
    AVAILABLE,
    BOOKING,
    DOCUMENT,
    MISSION,
    PROMISED,
    ROOMS,
    SESSION,
    SITTING,
    between,
    clock,
    report,
    standing,
    to,
)
from tests.planner.usecases.world import NOW, SITE, SUNDAY_NIGHT, Desk, departure_key, move_key, world_facts

Z1 = CaseId("Z1")
FLIGHT = next(f for f in world_facts() if isinstance(f, Flight) and f.id == SUNDAY_NIGHT)
STAY = next(f for f in world_facts() if isinstance(f, Stay) and f.case == Z1)
LATER = Minute(FLIGHT.departs + 90)
PATTERNED = Session(
    id=SessionId("MA-WEKELIJKS-20261124"), mission=MISSION, interval=Interval(clock(10, 0, date(2026, 11, 24)),
    clock(12, 0, date(2026, 11, 24))), quota=3,
)  # fmt: skip


def away(kind: ResourceKind, code: str, span: Interval) -> FactStep:
    return to(None, Absence(resource=ResourceRef(kind, code), interval=span))


MADE: dict[str, tuple[Happened, tuple[FactStep, ...]]] = {
    "a flight that is cancelled goes, and so do the bookings on it": (
        FlightCancelled(flight=SUNDAY_NIGHT),
        (
            to(FLIGHT, None),
            to(BOOKING, replace(BOOKING, state=BookingState.CANCELLED, since=NOW, reason=CancelReason.CARRIER)),
        ),
    ),
    "a flight at another time takes as long": (
        FlightRetimed(flight=SUNDAY_NIGHT, departs=LATER),
        (to(FLIGHT, replace(FLIGHT, departs=LATER, arrives=Minute(FLIGHT.arrives + 90))),),
    ),
    "a flight at another time with another arrival": (
        FlightRetimed(flight=SUNDAY_NIGHT, departs=LATER, arrives=Minute(LATER + 300)),
        (to(FLIGHT, replace(FLIGHT, departs=LATER, arrives=Minute(LATER + 300))),),
    ),
    "a regievoerder who is away": (
        OfficerAbsent(regievoerder=RegievoerderId("r1"), span=between(8, 18)),
        (away(ResourceKind.REGIEVOERDER, "r1", between(8, 18)),),
    ),
    "an escort team that is away": (
        EscortAbsent(escort="E1", span=Interval(clock(8))),
        (away(ResourceKind.ESCORT, "E1", Interval(clock(8))),),
    ),
    "a vehicle that is away": (
        VehicleDown(vehicle=VehicleId("V1"), span=between(8, 12)),
        (away(ResourceKind.VEHICLE, "V1", between(8, 12)),),
    ),
    "a sitting at another time lasts as long": (
        SessionMoved(session=SITTING, start=clock(13)),
        (to(SESSION, replace(SESSION, interval=between(13, 16))),),
    ),
    "a sitting that does not take place hears nobody": (
        SessionMoved(session=SITTING),
        (to(SESSION, replace(SESSION, quota=0)),),
    ),
    "a sitting of a pattern is announced at its new time": (
        SessionMoved(session=PATTERNED.id, start=clock(14), end=clock(16)),
        (to(PATTERNED, replace(PATTERNED, interval=between(14, 16))),),
    ),
    "a person who is away is not available either": (
        PersonGone(case=Z1, since=clock(8), until=clock(12)),
        (
            away(ResourceKind.CASE, "Z1", between(8, 12)),
            to(AVAILABLE, replace(AVAILABLE, valid=Interval(AVAILABLE.valid.start, clock(8)))),
            to(None, replace(AVAILABLE, valid=Interval(clock(12)))),
            to(STAY, replace(STAY, valid=Interval(STAY.valid.start, clock(8)))),
            to(None, replace(STAY, valid=Interval(clock(12)))),
        ),
    ),
    "a person who is gone until further notice": (
        PersonGone(case=Z1, since=clock(8)),
        (
            away(ResourceKind.CASE, "Z1", Interval(clock(8))),
            to(AVAILABLE, replace(AVAILABLE, valid=Interval(AVAILABLE.valid.start, clock(8)))),
            to(STAY, replace(STAY, valid=Interval(STAY.valid.start, clock(8)))),
        ),
    ),
    "an application blocks": (
        NewApplication(case=Z1, span=Interval(clock(8))),
        (to(None, BlockingFact(case=Z1, reason=BlockReason.NEW_APPLICATION, valid=Interval(clock(8)))),),
    ),
    "a document that is there": (
        DocumentGranted(case=Z1, valid=Interval(clock(0), clock(0, 0, date(2026, 12, 26)))),
        (
            to(
                PROMISED,
                replace(
                    PROMISED,
                    state=DocumentState.GRANTED,
                    valid=Interval(clock(0), clock(0, 0, date(2026, 12, 26))),
                    answered_on=date(2026, 11, 19),
                ),
            ),
        ),
    ),
    "a document that was refused ends the condition": (
        DocumentRefused(case=Z1),
        (
            to(PROMISED, replace(PROMISED, state=DocumentState.REFUSED, answered_on=date(2026, 11, 19))),
            to(DOCUMENT, replace(DOCUMENT, valid=Interval(DOCUMENT.valid.start, NOW))),
        ),
    ),
    "a document that is late holds from then on": (
        DocumentLate(case=Z1, expected=clock(12)),
        (
            to(PROMISED, replace(PROMISED, valid=Interval(clock(12)))),
            to(DOCUMENT, replace(DOCUMENT, valid=Interval(DOCUMENT.valid.start, NOW))),
            to(None, replace(DOCUMENT, valid=Interval(clock(12)))),
        ),
    ),
    "one room fewer": (
        RoomClosed(place=SITE, span=between(10, 12), rooms=1),
        (
            to(ROOMS, replace(ROOMS, interval=between(8, 10))),
            to(None, replace(ROOMS, interval=between(10, 12), amount=2)),
            to(None, replace(ROOMS, interval=between(12, 18))),
        ),
    ),
    "all rooms from the morning on": (
        RoomClosed(place=SITE, span=Interval(clock(8))),
        (to(ROOMS, replace(ROOMS, amount=0)),),
    ),
    "an item of the pack is missing": (
        HandOverIncomplete(activity=departure_key("Z1"), item=HandOverCheck.BAGGAGE, until=clock(12)),
        (
            to(
                None,
                Clearance(
                    case=Z1,
                    kind=ClearanceKind.HAND_OVER_PACK,
                    state=ClearanceState.NO,
                    valid=Interval(NOW, clock(12)),
                    given_on=date(2026, 11, 19),
                ),
            ),
        ),
    ),
    "not fit to fly": (
        HandOverIncomplete(activity=departure_key("Z1"), item=HandOverCheck.FIT_TO_FLY),
        (
            to(
                None,
                Clearance(
                    case=Z1,
                    kind=ClearanceKind.FIT_TO_FLY,
                    state=ClearanceState.NO,
                    valid=Interval(NOW),
                    given_on=date(2026, 11, 19),
                ),
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_a_report_makes_the_facts_that_were_entered_and_no_others(desk: Desk, name: str) -> None:
    happened, steps = MADE[name]
    kinds: tuple[type[Fact], ...] = tuple(
        dict.fromkeys(type(fact) for step in steps for fact in (step.before, step.after) if fact is not None)
    )
    before = standing(desk, *kinds)

    found = report(desk, happened)

    gone = {step.before for step in steps if step.before is not None}
    come = {step.after for step in steps if step.after is not None}
    assert found.disruption.steps == steps
    assert standing(desk, *kinds) == (before - gone) | come


REFUSED: dict[str, tuple[Happened, str | None]] = {
    "an unknown flight": (FlightCancelled(flight=FlightId("XX1")), "vlucht"),
    "no flight at all": (FlightCancelled(flight=FlightId("")), "vlucht"),
    "a time that is past": (FlightRetimed(flight=SUNDAY_NIGHT, departs=Minute(NOW - 10)), "vertrekt"),
    "the same times": (FlightRetimed(flight=SUNDAY_NIGHT, departs=FLIGHT.departs), "vertrekt"),
    "there before it leaves": (FlightRetimed(flight=SUNDAY_NIGHT, departs=LATER, arrives=LATER), "komt_aan"),
    "an unknown officer": (OfficerAbsent(regievoerder=RegievoerderId("r9"), span=between(8, 9)), "regievoerder"),
    "an unknown escort": (EscortAbsent(escort="E9", span=between(8, 9)), "escort"),
    "an unknown vehicle": (VehicleDown(vehicle=VehicleId("V9"), span=between(8, 9)), "voertuig"),
    "what is over": (
        VehicleDown(vehicle=VehicleId("V1"), span=Interval(at(date(2026, 11, 2), 8), at(date(2026, 11, 2), 9))),
        "tot",
    ),
    "an unknown sitting": (SessionMoved(session=SessionId("ZIT-9")), "zitting"),
    "a sitting where it is": (SessionMoved(session=SITTING, start=clock(9)), "van"),
    "a sitting that ends before it begins": (SessionMoved(session=SITTING, start=clock(13), end=clock(12)), "tot"),
    "an unknown case": (PersonGone(case=CaseId("Z99"), since=clock(8)), "zaaknummer"),
    "back before away": (PersonGone(case=Z1, since=clock(8), until=clock(7)), "tot"),
    "a document late in the past": (DocumentLate(case=Z1, expected=Minute(NOW - 10)), "van"),
    "a document nobody heard of": (DocumentRefused(case=CaseId("Z2")), "reisdocument"),
    "granted without ever being asked": (
        DocumentGranted(case=CaseId("Z2"), valid=Interval(clock(0))),
        "antwoord_op",
    ),
    "no rooms there": (RoomClosed(place=SITE, span=Interval(clock(8, 0, date(2026, 12, 1)))), "locatie"),
    "a number of rooms that is none": (RoomClosed(place=SITE, span=between(8, 9), rooms=0), "aantal"),
    "a hand-over of what is no departure": (
        HandOverIncomplete(activity=move_key("Z1"), item=HandOverCheck.BAGGAGE),
        "kenmerk",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_so_is_refused_at_its_field_and_nothing_is_stored(desk: Desk, name: str) -> None:
    happened, column = REFUSED[name]

    with pytest.raises(ReportRefusedError) as refusal:
        report(desk, happened)

    assert [one.column for one in refusal.value.refusals] == [column]
    assert all(one.problem and one.remedy for one in refusal.value.refusals)
    with desk.store.reading() as books:
        assert books.disruptions.newest(9) == ()


AGAIN: dict[str, Callable[[], Happened]] = {
    "flight-times": lambda: FlightRetimed(flight=SUNDAY_NIGHT, departs=LATER),
    "absence": lambda: OfficerAbsent(regievoerder=RegievoerderId("r1"), span=between(8, 18)),
    "sitting": lambda: SessionMoved(session=SITTING),
    "person": lambda: PersonGone(case=Z1, since=clock(8)),
    "application": lambda: NewApplication(case=Z1, span=Interval(clock(8))),
    "document": lambda: DocumentRefused(case=Z1),
    "flight": lambda: FlightCancelled(flight=SUNDAY_NIGHT),
}


@pytest.mark.parametrize("name", AGAIN)
def test_what_is_known_already_is_refused(desk: Desk, name: str) -> None:
    report(desk, AGAIN[name]())

    with pytest.raises(ReportRefusedError):
        report(desk, AGAIN[name]())


def test_every_kind_of_disruption_is_tried_above_or_with_rides() -> None:
    tried = {type(happened) for happened, _ in MADE.values()}

    assert {KIND_OF[kind] for kind in tried} == set(DisruptionKind) - {DisruptionKind.TRANSPORT_DELAYED}
