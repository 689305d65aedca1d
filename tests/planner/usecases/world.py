"""A small world that the use cases are tested in: two regievoerders, six cases, two flights.

Week 48 of 2026 begins on Monday 23 November; the planning moment is Thursday the 19th, 16:00.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from calendars.event import EventRenderer
from planner.domain.activities import Activity, ActivityKind, DepartureDetail, MoveDetail, MoveRole, Term
from planner.domain.cases import Case, Membership, Ownership, Stay, TargetGroup, Track
from planner.domain.civil import IsoWeek, at, day_start
from planner.domain.escorts import EscortTeam
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.ids import (
    ActivityKey,
    CarrierCode,
    CaseId,
    CountryCode,
    EscortTeamId,
    FlightId,
    HouseholdId,
    LanguageCode,
    PlaceId,
    RegievoerderId,
    RuleId,
    VehicleId,
    activity_key,
)
from planner.domain.people import Regievoerder, WorkingHours
from planner.domain.places import Place, PlaceKind
from planner.domain.release import ReleaseScope
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.intake import Delivery
from planner.ports.store import Store
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.delivering.import_facts import Imported, import_facts
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.solve_week import Solved, SolveRequest, SolveTools, solve_week
from planner.usecases.publishing.publish_release import Publication, Published, publish_release
from tests.planner.usecases.fakes import (
    EvenTravel,
    HandClock,
    NamedWorker,
    OverlapJudge,
    StubbornSearch,
    compare_by_key,
)

WEEK = IsoWeek(2026, 48)
NOW = at(date(2026, 11, 19), 16)
MOROCCO, ARABIC = CountryCode("MA"), LanguageCode("ar")
SITE, AIRPORT, DEPOT, OFFICE = map(PlaceId, ("azc", "ams", "depot", "kantoor"))
CASES = tuple(CaseId(f"Z{number}") for number in range(1, 7))
SUNDAY_NIGHT = FlightId("AT-zondag")
THIRD_WEEK = FlightId("AT-week51")


def conversation_key(case: str, occurrence: int = 1) -> ActivityKey:
    """Return the key of a case's conversation."""
    return activity_key(CaseId(case), "voortgang", occurrence)


def departure_key(case: str, occurrence: int = 1) -> ActivityKey:
    """Return the key of a case's departure."""
    return activity_key(CaseId(case), "vertrek", occurrence)


def move_key(case: str, occurrence: int = 1) -> ActivityKey:
    """Return the key of the ride to a case's departure."""
    return activity_key(CaseId(case), "rit", occurrence)


def weeks(first: int, last: int) -> Interval:
    """Return from the Monday of one week after week 48 up to the Monday of another."""
    return Interval(day_start(WEEK.plus(first).monday), day_start(WEEK.plus(last).monday))


def world_facts() -> tuple[Fact, ...]:
    """Return all facts of the small world."""
    facts: list[Fact] = [*_places(), *_people(), *_means()]
    for number, case in enumerate(CASES):
        facts.extend(_case_facts(case, RegievoerderId(f"r{number % 2 + 1}")))
        facts.append(_conversation(case, number))
    facts.extend(departure("Z1", SUNDAY_NIGHT))
    facts.extend(departure("Z2", THIRD_WEEK))
    return tuple(facts)


def departure(case: str, flight: FlightId) -> tuple[Activity, Activity]:
    """Return a forced departure that only the flight fits, and the ride to it."""
    departs, arrives = _FLIGHTS[flight]
    key = departure_key(case)
    leaving = Activity(
        key=key,
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=arrives - departs,
        window=Interval(Minute(departs - 60), Minute(arrives + 60)),
        cases=(CaseId(case),),
        detail=DepartureDetail(track=Track.FORCED, country=MOROCCO, escorted=True),
    )
    ride = Activity(
        key=move_key(case),
        kind=ActivityKind.MOVE,
        step="rit",
        duration=60,
        window=weeks(0, 8),
        cases=(CaseId(case),),
        place=SITE,
        detail=MoveDetail(destination=AIRPORT, role=MoveRole.TO_DEPARTURE, serves=key),
    )
    return leaving, ride


_FLIGHTS = {
    SUNDAY_NIGHT: (at(date(2026, 11, 29), 20), at(date(2026, 11, 29), 24, 30)),
    THIRD_WEEK: (at(date(2026, 12, 16), 11), at(date(2026, 12, 16), 14)),
}


def _conversation(case: CaseId, number: int) -> Activity:
    """Return a conversation on a day of its own, so that nobody is asked to be in two places."""
    day = Minute(weeks(0, 1).start + (number // 2) * 1440)
    return Activity(
        key=conversation_key(case),
        kind=ActivityKind.CONVERSATION,
        step="voortgang",
        duration=60,
        window=Interval(Minute(day + 540), Minute(day + 1020)),
        cases=(case,),
        place=SITE,
        language=ARABIC,
        terms=(Term(rule=RuleId("R03"), anchor=date(2026, 11, 2)),),
    )


def _case_facts(case: CaseId, owner: RegievoerderId) -> tuple[Fact, ...]:
    always = Interval(at(date(2026, 8, 3), 0))
    return (
        Case(
            id=case,
            target_group=TargetGroup.REJECTED,
            country=MOROCCO,
            language=ARABIC,
            handed_over=date(2026, 8, 3),
        ),
        Ownership(case=case, regievoerder=owner, valid=always),
        Stay(case=case, place=SITE, valid=always),
    )


def _places() -> tuple[Fact, ...]:
    kinds = {
        SITE: PlaceKind.AZC,
        AIRPORT: PlaceKind.AIRPORT,
        DEPOT: PlaceKind.DEPOT,
        OFFICE: PlaceKind.OFFICE,
    }
    return tuple(
        Place(id=code, name=code, kind=kind, city="Haarlemmermeer", lat=52.3, lon=4.7) for code, kind in kinds.items()
    )


def _people() -> tuple[Fact, ...]:
    hours = tuple(WorkingHours(weekday=day, start=510, end=1020) for day in range(5))
    return tuple(Regievoerder(id=RegievoerderId(code), office=OFFICE, hours=hours) for code in ("r1", "r2"))


def _means() -> tuple[Fact, ...]:
    flights = tuple(
        Flight(
            id=code,
            carrier=CarrierCode("AT"),
            number="AT851",
            origin=AIRPORT,
            destination="CMN",
            country=MOROCCO,
            departs=departs,
            arrives=arrives,
            seats=6,
        )
        for code, (departs, arrives) in _FLIGHTS.items()
    )
    shifts = (weeks(-1, 8),)
    return (
        *flights,
        EscortTeam(id=EscortTeamId("E1"), base=AIRPORT, size=2, available=shifts),
        Vehicle(id=VehicleId("V1"), depot=DEPOT, seats=4, compartments=2, shifts=shifts),
    )


def household(*cases: str) -> tuple[Fact, ...]:
    """Return the memberships of one household."""
    return tuple(
        Membership(household=HouseholdId("G1"), case=CaseId(case), valid=Interval(Minute(0))) for case in cases
    )


@dataclass
class Desk:
    """The use cases with everything they need, as an officer's week goes."""

    store: SqlStore
    clock: HandClock = field(default_factory=lambda: HandClock(NOW))
    worker: NamedWorker = field(default_factory=NamedWorker)
    search: StubbornSearch = field(default_factory=StubbornSearch)
    judge: OverlapJudge = field(default_factory=OverlapJudge)

    @property
    def tools(self) -> SolveTools:
        """The ports of a solve."""
        store: Store = self.store
        return SolveTools(store=store, clock=self.clock, worker=self.worker, travel=EvenTravel(), search=self.search)

    def deliver(self, facts: tuple[Fact, ...], source: str = "bron") -> Imported:
        """Import facts."""
        delivery = Delivery(source=source, facts=facts)
        return import_facts(self.store, self.clock, compare_by_key, delivery, actor="planner")

    def request(self, week: IsoWeek = WEEK, *, seed: int = 1, again: bool = False) -> SolveRequest:
        """Return the request to solve a week, seen from now."""
        cut = CutRequest(first=week, as_of=self.clock.now())
        return SolveRequest(cut=cut, actor="planner", seconds=5, seed=seed, again=again)

    def solve(self, week: IsoWeek = WEEK, *, seed: int = 1, again: bool = False) -> Solved:
        """Solve a week."""
        return solve_week(self.tools, self.request(week, seed=seed, again=again))

    def publish(self, key: str, scope: ReleaseScope | None = None, plan_id: int | None = None) -> Published:
        """Publish the newest plan, or the one named."""
        publication = Publication(key=key, actor="planner", plan_id=plan_id, scope=scope or ReleaseScope())
        return publish_release(self.store, self.clock, self.judge, EventRenderer(), publication)

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.clock = replace(self.clock, minute=Minute(self.clock.minute + minutes))


@contextmanager
def open_desk(url: str) -> Iterator[Desk]:
    """Open a desk on a database and close it again."""
    store = open_store(url)
    try:
        yield Desk(store)
    finally:
        store.close()
