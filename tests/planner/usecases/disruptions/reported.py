"""Reports to test with: the small world with a sitting, a pattern, rooms, a document and conditions beside it."""

from datetime import date

from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import Condition, ConditionFact, DocumentState, TravelDocument
from planner.domain.civil import at
from planner.domain.disruption import FactStep
from planner.domain.disruption_life import Reported
from planner.domain.facts import Fact
from planner.domain.flights import Carrier
from planner.domain.ids import ActivityKey, CarrierCode, CaseId, MissionId, SessionId
from planner.domain.missions import Mission, Rhythm, Session, SessionPattern
from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.intake.fact_check import FactChecker
from planner.usecases.disruptions.happened import Happened, Report
from planner.usecases.disruptions.report import report_disruption
from tests.planner.usecases.world import (
    MOROCCO,
    OFFICE,
    SITE,
    SUNDAY_NIGHT,
    Desk,
    departure_key,
)

WHO = "RV-001"
DAY = date(2026, 11, 26)
"""Thursday of week 48."""
MISSION, SITTING = MissionId("AMB-MA"), SessionId("ZIT-MA-1126")
CHECK = FactChecker()


def clock(hour: int, minute: int = 0, day: date = DAY) -> Minute:
    """Return a moment of Thursday."""
    return at(day, hour, minute)


def between(first: int, last: int) -> Interval:
    """Return a stretch of Thursday."""
    return Interval(clock(first), clock(last))


ROOMS = Capacity(resource=ResourceRef(ResourceKind.ROOM, SITE), interval=between(8, 18), amount=3)
SESSION = Session(id=SITTING, mission=MISSION, interval=between(9, 12), quota=4)
PATTERN = SessionPattern(
    id="MA-WEKELIJKS",
    mission=MISSION,
    rhythm=Rhythm.WEEKLY,
    start=600,
    end=720,
    quota=3,
    valid=Interval(at(date(2026, 11, 1), 0)),
    weekday=1,
)
AVAILABLE, DOCUMENT = (
    ConditionFact(case=CaseId("Z1"), condition=condition, valid=Interval(at(date(2026, 11, 1), 0)))
    for condition in (Condition.AVAILABLE, Condition.DOCUMENT)
)
PROMISED = TravelDocument(
    case=CaseId("Z1"),
    kind="laissez-passer",
    state=DocumentState.PROMISED,
    applied_on=date(2026, 10, 1),
    answered_on=date(2026, 11, 10),
)
BOOKING = Booking(
    activity=departure_key("Z1"), flight=SUNDAY_NIGHT, state=BookingState.BOOKED, since=at(date(2026, 11, 18), 9)
)


def more_facts() -> tuple[Fact, ...]:
    """Return what reports are about beside the small world."""
    mission = Mission(id=MISSION, country=MOROCCO, place=OFFICE)
    return (Carrier(code=CarrierCode("AT")), mission, SESSION, PATTERN, ROOMS, AVAILABLE, DOCUMENT, PROMISED, BOOKING)


def report(desk: Desk, happened: Happened, *, code: str = "", key: str = "") -> Reported:
    """Report something."""
    return report_disruption(desk.store, desk.clock, CHECK, Report(happened=happened, actor=WHO, code=code, key=key))


def standing(desk: Desk, *kinds: type[Fact]) -> set[Fact]:
    """Return the facts in force of some types."""
    with desk.store.reading() as books:
        found: set[Fact] = set()
        for kind in kinds:
            found.update(books.facts.in_force(kind))
    return found


def to(before: Fact | None, after: Fact | None) -> FactStep:
    """Return a step."""
    return FactStep(before=before, after=after)


RIDE = ActivityKey("Z1/rit/1")
