"""A small world for tests of the solver: two regievoerders, a few sites, one mission, three flights, two teams."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.domain.activities import Activity
from planner.domain.bookings import Booking, StandbyApproval
from planner.domain.cases import (
    Case,
    CaseFile,
    Membership,
    Ownership,
    Specialism,
    Stay,
    TargetGroup,
)
from planner.domain.civil import IsoWeek, at
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import PartnerRequest, Pin, Placement
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Carrier, Flight
from planner.domain.ids import (
    ActivityKey,
    CarrierCode,
    CaseId,
    CountryCode,
    EscortTeamId,
    FlightId,
    HouseholdId,
    LanguageCode,
    MissionId,
    OfficerId,
    PlaceId,
    RegievoerderId,
    RuleId,
    SessionId,
    VehicleId,
)
from planner.domain.missions import Mission, Session
from planner.domain.people import Regievoerder, WorkingHours
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.resources import Capacity, ClosedDays, ResourceKind, ResourceRef, Resources, TravelTable
from planner.domain.settings import Setting
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.known import Known
from solver.mode import Mode, Use
from solver.view import View

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
WEEK = IsoWeek(2026, 48)
NOW = at(date(2026, 11, 19), 16)
OFFICE, AZC, DC, MISSION_PLACE, AIRPORT, DEPOT = (
    PlaceId(name) for name in ("kantoor", "azc", "dc", "ambassade", "schiphol", "depot")
)
PLACES = (OFFICE, AZC, DC, MISSION_PLACE, AIRPORT, DEPOT)
R1, R2 = RegievoerderId("R1"), RegievoerderId("R2")
A, B, C = CaseId("A"), CaseId("B"), CaseId("C")
HOUSE = HouseholdId("H")
XX, YY = CountryCode("XX"), CountryCode("YY")
MISSION = MissionId("M")
SESSION, OTHER_SESSION = SessionId("S1"), SessionId("S2")
F1, F2, F3 = FlightId("F1"), FlightId("F2"), FlightId("F3")
T1, T2 = EscortTeamId("T1"), EscortTeamId("T2")
O1, O2, O3 = OfficerId("O1"), OfficerId("O2"), OfficerId("O3")
BUS = VehicleId("V1")
TIGRINYA = LanguageCode("ti")
EVER = Interval(Minute(0))
SCOPE, HORIZON = WEEK.interval(), WEEK.interval(4)
DRIVE = 30
"""Minutes between two different places."""
LONG_DRIVE = 45
"""Minutes between the detention centre and the mission."""


NO_MARGIN = next(replace(setting, value=0) for setting in DEFAULT_SETTINGS if setting.key == "margin-car")
EVEN_ROADS = (NO_MARGIN, *(setting for setting in DEFAULT_SETTINGS if setting.rule != "T01"))


def clock(hour: int, minute: int = 0, day: date = MONDAY) -> Minute:
    """Return a moment, by default on the Monday."""
    return at(day, hour, minute)


def regievoerder(
    code: RegievoerderId, *, languages: Iterable[str] = (), special: Iterable[Specialism] = ()
) -> Regievoerder:
    """Return a regievoerder who works from Monday to Friday from 9 to 17."""
    return Regievoerder(
        id=code,
        office=OFFICE,
        hours=tuple(WorkingHours(weekday=i, start=9 * 60, end=17 * 60) for i in range(5)),
        languages=frozenset(LanguageCode(language) for language in languages),
        specialisms=frozenset(special),
    )


def case(code: CaseId, **traits: bool) -> Case:
    """Return a case from country XX."""
    return Case(
        id=code,
        target_group=TargetGroup.REJECTED,
        country=XX,
        language=TIGRINYA,
        handed_over=date(2026, 10, 1),
        nurse=traits.get("nurse", False),
        minor=traits.get("minor", False),
    )


def flight(code: FlightId, departs: Minute, *, hours: int = 3, country: CountryCode = XX, seats: int = 6) -> Flight:
    """Return a flight from the airport."""
    return Flight(
        id=code,
        carrier=CarrierCode("KL"),
        number=f"KL {code}",
        origin=AIRPORT,
        destination="AAA",
        country=country,
        departs=departs,
        arrives=Minute(departs + hours * 60),
        seats=seats,
    )


TRAVEL = TravelTable(
    places=PLACES,
    minutes=tuple(
        0 if a == b else LONG_DRIVE if {a, b} == {DC, MISSION_PLACE} else DRIVE for a in PLACES for b in PLACES
    ),
    source="test",
    made_on=date(2026, 1, 1),
)


def default_resources() -> Resources:
    """Return what can be used."""
    kinds = (
        PlaceKind.OFFICE,
        PlaceKind.AZC,
        PlaceKind.DETENTION,
        PlaceKind.MISSION,
        PlaceKind.AIRPORT,
        PlaceKind.DEPOT,
    )
    return Resources(
        places=tuple(
            Place(id=code, name=f"{code} X", kind=kind, city="X", lat=52.0, lon=5.0)
            for code, kind in zip(PLACES, kinds, strict=True)
        ),
        regievoerders=(regievoerder(R1), regievoerder(R2, languages=[TIGRINYA], special=[Specialism.MINORS])),
        capacities=(rooms(AZC, 1), rooms(DC, 2), interpreters(1)),
        missions=(Mission(id=MISSION, country=XX, place=MISSION_PLACE, notice_working_days=2),),
        sessions=(
            Session(id=SESSION, mission=MISSION, interval=Interval(clock(10), clock(12)), quota=2),
            Session(
                id=OTHER_SESSION,
                mission=MISSION,
                interval=Interval(clock(10, 0, TUESDAY), clock(12, 0, TUESDAY)),
                quota=1,
            ),
        ),
        carriers=(Carrier(code=CarrierCode("KL"), max_depa=2, max_depu=1, risk_form_days=3),),
        flights=(
            flight(F1, clock(12)),
            flight(F2, clock(12, 0, TUESDAY), hours=9),
            flight(F3, clock(15), country=YY),
        ),
        escort_teams=(
            EscortTeam(id=T1, base=AIRPORT, size=2, available=(HORIZON,)),
            EscortTeam(id=T2, base=AIRPORT, size=2, available=(HORIZON,), nurse=True),
        ),
        vehicles=(
            Vehicle(
                id=BUS, depot=DEPOT, seats=4, compartments=2, shifts=(Interval(clock(7), clock(16)),), child_seats=1
            ),
        ),
        closed_days=(
            ClosedDays(country=XX, days=frozenset({TUESDAY})),
            ClosedDays(country=CountryCode("NL"), days=frozenset()),
        ),
    )


def rooms(place: PlaceId, amount: int, when: Interval = HORIZON) -> Capacity:
    """Return rooms of a site."""
    return Capacity(resource=ResourceRef(ResourceKind.ROOM, place), interval=when, amount=amount)


def interpreters(amount: int, when: Interval = HORIZON) -> Capacity:
    """Return interpreters Tigrinya."""
    return Capacity(resource=ResourceRef(ResourceKind.INTERPRETER, TIGRINYA), interval=when, amount=amount)


def default_cases() -> CaseFile:
    """Return cases A (of R1), B (of R1) and C (of R2); A and B are a household; all stay at the azc."""
    return CaseFile(
        cases=(case(A), case(B), case(C)),
        memberships=tuple(Membership(household=HOUSE, case=code, valid=EVER) for code in (A, B)),
        ownerships=tuple(
            Ownership(case=code, regievoerder=who, valid=EVER) for code, who in ((A, R1), (B, R1), (C, R2))
        ),
        stays=tuple(Stay(case=code, place=AZC, valid=EVER) for code in (A, B, C)),
    )


def gate_open(*codes: CaseId) -> tuple[Clearance, ...]:
    """Return everything that people say before a departure on the Monday, said of these cases."""
    kinds = (ClearanceKind.FIT_TO_FLY, ClearanceKind.REMOVABILITY, ClearanceKind.HAND_OVER_PACK)
    return tuple(
        Clearance(case=code, kind=kind, state=ClearanceState.YES, valid=EVER, given_on=MONDAY)
        for code in codes
        for kind in kinds
    )


@dataclass(frozen=True, kw_only=True)
class World:
    """What a problem is made of, with defaults; the roads are as in the table at every hour."""

    activities: Sequence[Activity] = ()
    resources: Resources = field(default_factory=default_resources)
    cases: CaseFile = field(default_factory=default_cases)
    settings: Sequence[Setting] = EVEN_ROADS
    baseline: Sequence[Appointment] = ()
    pins: Sequence[Pin] = ()
    placements: Sequence[Placement] = ()
    requests: Sequence[PartnerRequest] = ()
    standbys: Sequence[StandbyApproval] = ()
    bookings: Sequence[Booking] = ()
    other_duties: Sequence[Appointment] = ()
    now: Minute = NOW
    horizon: Interval = HORIZON
    scope: Interval = SCOPE

    def problem(self) -> Problem:
        """Return the problem."""
        return Problem(
            horizon=self.horizon,
            scope=self.scope,
            recorded_at=self.now,
            case_file=self.cases,
            resources=self.resources,
            travel=TRAVEL,
            activities=tuple(self.activities),
            settings=tuple(self.settings),
            baseline=tuple(self.baseline),
            pins=tuple(self.pins),
            placements=tuple(self.placements),
            requests=tuple(self.requests),
            standbys=tuple(self.standbys),
            other_duties=tuple(self.other_duties),
            bookings=tuple(self.bookings),
        )

    def view(self, *appointments: Appointment, plan: Plan | None = None) -> View:
        """Return a look at a plan of these appointments; what is not in it is unplanned for want of room."""
        return View(Known(self.problem()), plan or plan_of(self.activities, appointments))

    def with_resources(self, **changes: object) -> "World":
        """Return the world with other resources."""
        return replace(self, resources=replace(self.resources, **changes))  # type: ignore[arg-type]

    def with_cases(self, **changes: object) -> "World":
        """Return the world with other facts about cases."""
        return replace(self, cases=replace(self.cases, **changes))  # type: ignore[arg-type]


def plan_of(
    activities: Iterable[Activity], appointments: Sequence[Appointment], code: UnplannedCode = UnplannedCode.CAPACITY
) -> Plan:
    """Return a plan in which everything else is unplanned, with a reason."""
    planned = {appointment.activity for appointment in appointments}
    reason = Reason(rule=RuleId("P01"), because="bezet")
    return Plan(
        appointments=tuple(appointments),
        unplanned=tuple(
            Unplanned(activity=activity.key, code=code, reasons=(reason,))
            for activity in activities
            if activity.key not in planned
        ),
    )


def use(kind: ResourceKind, code: str, *, lead: int = 0, tail: int = 0, amount: int = 1) -> Use:
    """Return the use of a resource."""
    return Use(ResourceRef(kind, code), lead, tail, amount)


def mode(
    activity: Activity, place: PlaceId | None, *uses: Use, start: Minute | None = None, duration: int | None = None
) -> Mode:
    """Return a mode with the activity's cases besides the uses given."""
    cases = tuple(use(ResourceKind.CASE, code) for code in activity.cases)
    length = activity.duration if duration is None else duration
    return Mode(activity.key, place, length, (*cases, *uses), fixed_start=start)


def key(text: str) -> ActivityKey:
    """Return an activity key."""
    return ActivityKey(text)
