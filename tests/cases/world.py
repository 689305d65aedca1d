"""A handful of places and facts from which cases are made. Not allowed here: the cases and their answers.

Now is Thursday 19 November 2026, 16:00, unless a case says otherwise; the week is 2026-W48. All drives take an hour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.domain.activities import Activity, ActivityKind, DepartureDetail, MoveDetail, MoveRole, PresentationDetail
from planner.domain.cases import (
    Case,
    CaseFile,
    Condition,
    ConditionFact,
    Ownership,
    Stay,
    TargetGroup,
    Track,
    TrackFact,
)
from planner.domain.civil import IsoWeek, at
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
    LanguageCode,
    MissionId,
    PlaceId,
    RegievoerderId,
    VehicleId,
)
from planner.domain.people import Regievoerder, WorkingHours
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.resources import Resources, TravelTable
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.judge import RulebookJudge
from solver.search import StagedSearch
from tests.recheck.campaign import hard_breaches, solve
from tests.recheck.check import recheck

WEEK = IsoWeek(2026, 48)
NOW = at(date(2026, 11, 19), 16)
LONG_AGO = Interval(at(date(2026, 9, 1), 0))
PRISON, CENTRE, AIRPORT, EMBASSY, BRUSSELS, DEPOT, OFFICE, COURT = (
    PlaceId(code) for code in ("GGV", "DC", "SPL", "EMB", "BRU", "DEPOT", "KANTOOR", "RECHTBANK")
)
_KINDS = {
    PRISON: PlaceKind.DETENTION,
    CENTRE: PlaceKind.DETENTION,
    AIRPORT: PlaceKind.AIRPORT,
    EMBASSY: PlaceKind.MISSION,
    BRUSSELS: PlaceKind.MISSION,
    DEPOT: PlaceKind.DEPOT,
    OFFICE: PlaceKind.OFFICE,
    COURT: PlaceKind.COURT,
}
OWNER = RegievoerderId("R1")
DRIVE = 60
QUIET = 66
"""Minutes of a drive outside the peak hours: an hour and the margin of ten per cent."""
SECONDS = 0.5


def clock(day: int, hour: int, minute: int = 0, month: int = 11) -> Minute:
    """Return a moment of 2026 in Dutch civil time."""
    return at(date(2026, month, day), hour, minute)


def held(code: str, *, country: str = "MA", place: PlaceId = CENTRE, **traits: object) -> tuple[Case, Stay]:
    """Return a case that stays somewhere since long."""
    facts: dict[str, object] = {
        "id": CaseId(code),
        "target_group": TargetGroup.REJECTED,
        "country": CountryCode(country),
        "language": LanguageCode("nl"),
        "handed_over": date(2026, 9, 1),
    }
    case = Case(**{**facts, **traits})  # type: ignore[arg-type]
    return case, Stay(case=case.id, place=place, valid=LONG_AGO)


def leaves(*codes: str, country: str = "MA", window: Interval | None = None, **changes: object) -> Activity:
    """Return a forced departure, long since announced to person and carrier."""
    facts: dict[str, object] = {
        "track": Track.FORCED,
        "country": CountryCode(country),
        "risk_form_sent": date(2026, 10, 1),
        "notice_given": at(date(2026, 10, 1), 9),
    }
    return Activity(
        key=ActivityKey(f"{codes[0]}/vertrek/1"),
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=180,
        window=window or WEEK.interval(4),
        cases=tuple(CaseId(code) for code in codes),
        place=AIRPORT,
        detail=DepartureDetail(**{**facts, **changes}),  # type: ignore[arg-type]
    )


def brought(departure: Activity, place: PlaceId = CENTRE, **needs: object) -> Activity:
    """Return the transport of a departure to the airport."""
    facts: dict[str, object] = {
        "destination": AIRPORT,
        "role": MoveRole.TO_DEPARTURE,
        "persons": len(departure.cases),
        "serves": departure.key,
    }
    return Activity(
        key=ActivityKey(f"{departure.cases[0]}/naar-vlucht/1"),
        kind=ActivityKind.MOVE,
        step="vervoer",
        duration=90,
        window=Interval(WEEK.interval().start, departure.latest_end),
        cases=departure.cases,
        place=place,
        detail=MoveDetail(**{**facts, **needs}),  # type: ignore[arg-type]
    )


def heard(code: str, mission: str, place: PlaceId, **asked: object) -> Activity:
    """Return a presentation of half an hour."""
    return Activity(
        key=ActivityKey(f"{code}/presentatie/1"),
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=30,
        window=WEEK.interval(4),
        cases=(CaseId(code),),
        place=place,
        detail=PresentationDetail(mission=MissionId(mission), **asked),  # type: ignore[arg-type]
    )


def flight(code: str, departs: Minute, minutes: int = 200, country: str = "MA", seats: int = 20) -> Flight:
    """Return a flight from Schiphol."""
    return Flight(
        id=FlightId(code),
        carrier=CarrierCode("XX"),
        number=f"XX {code}",
        origin=AIRPORT,
        destination="AAA",
        country=CountryCode(country),
        departs=departs,
        arrives=Minute(departs + minutes),
        seats=seats,
    )


def team(code: str, *available: Interval, size: int = 2, nurse: bool = False) -> EscortTeam:
    """Return an escort team."""
    return EscortTeam(id=EscortTeamId(code), base=OFFICE, size=size, available=available, nurse=nurse)


def vehicle(code: str, *shifts: Interval, seats: int = 8, compartments: int = 4, **traits: object) -> Vehicle:
    """Return a vehicle."""
    facts: dict[str, object] = {
        "id": VehicleId(code),
        "depot": DEPOT,
        "seats": seats,
        "compartments": compartments,
        "shifts": shifts,
    }
    return Vehicle(**{**facts, **traits})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The facts of one case; what is left out is not there."""

    people: Sequence[tuple[Case, Stay]] = ()
    activities: Sequence[Activity] = ()
    resources: Resources = field(default_factory=Resources)
    file: CaseFile = field(default_factory=CaseFile)
    now: Minute = NOW
    week: IsoWeek = WEEK
    published: Sequence[Appointment] = field(default=())

    def problem(self) -> Problem:
        """Return the facts as a problem in which everybody may be removed at any time."""
        codes = [case.id for case, _ in self.people]
        places = tuple(_place(code) for code in _KINDS)
        regievoerder = Regievoerder(
            id=OWNER,
            office=OFFICE,
            hours=tuple(WorkingHours(weekday=day, start=8 * 60, end=18 * 60) for day in range(5)),
        )
        return Problem(
            horizon=self.week.interval(4),
            scope=self.week.interval(),
            recorded_at=self.now,
            case_file=replace(
                self.file,
                cases=tuple(case for case, _ in self.people),
                stays=tuple(stay for _, stay in self.people),
                ownerships=tuple(Ownership(case=code, regievoerder=OWNER, valid=LONG_AGO) for code in codes),
                tracks=tuple(TrackFact(case=code, track=Track.FORCED, valid=LONG_AGO) for code in codes),
                conditions=self.file.conditions
                or tuple(
                    ConditionFact(case=code, condition=one, valid=LONG_AGO) for code in codes for one in Condition
                ),
            ),
            resources=replace(
                self.resources,
                places=places,
                regievoerders=(regievoerder,),
                carriers=self.resources.carriers or (Carrier(code=CarrierCode("XX")),),
            ),
            travel=TravelTable(
                places=tuple(_KINDS),
                minutes=tuple(0 if a == b else DRIVE for a in _KINDS for b in _KINDS),
                source="by hand",
                made_on=date(2026, 1, 1),
            ),
            activities=tuple(self.activities),
            settings=DEFAULT_SETTINGS,
            baseline=tuple(self.published),
        )


def _place(code: PlaceId) -> Place:
    country = CountryCode("BE" if code == BRUSSELS else "NL")
    return Place(id=code, name=code, kind=_KINDS[code], city=code, lat=52.0, lon=5.0, country=country)


def planned(given: Given) -> Plan:
    """Solve a case with the real search; neither the judge nor the second reader finds anything wrong."""
    problem = given.problem()
    plan, _ = solve(StagedSearch(), problem, SECONDS, 1)
    assert (hard_breaches(RulebookJudge(), problem, plan), recheck(problem, plan)) == ((), ())
    return plan


def starts(plan: Plan) -> dict[str, Minute]:
    """Return when each planned activity starts."""
    return {item.activity: item.start for item in plan.appointments}


def left_out(plan: Plan) -> dict[str, tuple[str, str]]:
    """Return the code and the first rule of everything that is not planned."""
    return {item.activity: (item.code.value, item.reasons[0].rule) for item in plan.unplanned}


def only(plan: Plan, key: str) -> Appointment:
    """Return the appointment of an activity."""
    return next(item for item in plan.appointments if item.activity == key)


def codes(items: Iterable[Appointment]) -> list[str]:
    """Return the activities of appointments, in order."""
    return sorted(item.activity for item in items)
