"""The golden Problem of version 1: every type once, every field away from its default somewhere.

It must never change: ``golden_problem_v1.json`` and its hash were made from it once and for all.
"""

from datetime import date

from planner.domain.activities import (
    Activity,
    ActivityKind,
    BookedBy,
    DepartureDetail,
    InterpreterNeed,
    MoveDetail,
    MoveRole,
    PresentationDetail,
    Segment,
    Term,
)
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    Case,
    CaseFile,
    Condition,
    ConditionFact,
    DocumentState,
    Membership,
    Ownership,
    Regime,
    RiskLevel,
    SeparationApproval,
    Sex,
    Specialism,
    Stay,
    TargetGroup,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Carrier, CountryRule, Flight
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
    PlaceId,
    RegievoerderId,
    RuleId,
    SessionId,
    VehicleId,
)
from planner.domain.levels import Level
from planner.domain.missions import Mission, PresentationMode, Session
from planner.domain.people import Regievoerder, Substitute, WorkingHours
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Stop, appointment, part, with_parts
from planner.domain.problem import Problem
from planner.domain.resources import Absence, Capacity, ClosedDays, ResourceKind, ResourceRef, Resources, TravelTable
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle

FIRST = Minute(3_628_740)
"""2026-11-23T00:00 in Amsterdam, the Monday of week 48."""
DAY = 1_440
CASE, OTHER = CaseId("Z0001"), CaseId("Z0002")
HOUSEHOLD = HouseholdId("G01")
OFFICE, SITE, AIRPORT, EMBASSY, DEPOT = map(PlaceId, ("kantoor", "azc", "ams", "ambassade", "depot"))
DEPARTURE, PRESENTATION = ActivityKey("Z0001/vertrek/1"), ActivityKey("Z0001/presentatie/1")
CONVERSATION, MOVE, MEETING = map(ActivityKey, ("Z0001/voortgang/3", "Z0001/vervoer/1", "overleg-48"))
OWNER, STAND_IN = RegievoerderId("r01"), RegievoerderId("r02")
MOROCCO, NETHERLANDS, ARABIC = CountryCode("MA"), CountryCode("NL"), LanguageCode("ar")


def stretch(first_day: int, last_day: int) -> Interval:
    """Return the days of the horizon from the first up to the last."""
    return Interval(Minute(FIRST + first_day * DAY), Minute(FIRST + last_day * DAY))


def moment(day: int, hour: int, minute: int = 0) -> Minute:
    """Return a minute on a day of the horizon."""
    return Minute(FIRST + day * DAY + hour * 60 + minute)


def golden_problem() -> Problem:
    """Build the golden Problem."""
    return Problem(
        horizon=stretch(0, 28),
        scope=stretch(0, 7),
        recorded_at=moment(-4, 16),
        case_file=_case_file(),
        resources=_resources(),
        travel=TravelTable(places=(OFFICE, SITE), minutes=(0, 95, 97, 0), source="golden", made_on=date(2026, 11, 1)),
        activities=_activities(),
        settings=_settings(),
        baseline=(_departure(),),
        pins=(Pin(activity=DEPARTURE, grade=PinGrade.ALL, reason="ticket", expires=moment(20, 0)),),
        requests=(
            PartnerRequest(
                activity=DEPARTURE,
                resource=ResourceRef(ResourceKind.ESCORT, "E1"),
                state=RequestState.COUNTERED,
                start=moment(3, 6),
                end=moment(3, 23),
                deadline=moment(1, 12),
                reference="K-17",
                code="bezet",
            ),
        ),
    )


def _case_file() -> CaseFile:
    always = Interval(moment(-90, 0))
    return CaseFile(
        cases=(
            Case(
                id=CASE,
                target_group=TargetGroup.BORDER,
                country=MOROCCO,
                language=ARABIC,
                handed_over=date(2026, 8, 3),
                regime=Regime.DETENTION,
                sex=Sex.FEMALE,
                minor=True,
                specialisms=frozenset({Specialism.MINORS, Specialism.DUBLIN}),
                load_points=15,
                risk=RiskLevel.HIGH,
                nurse=True,
                wheelchair=True,
                child_seat=True,
                closed_on=date(2027, 1, 4),
            ),
            Case(
                id=OTHER,
                target_group=TargetGroup.REJECTED,
                country=MOROCCO,
                language=ARABIC,
                handed_over=date(2026, 8, 3),
            ),
        ),
        memberships=(Membership(household=HOUSEHOLD, case=CASE, valid=always),),
        separations=(SeparationApproval(household=HOUSEHOLD, valid=stretch(0, 7)),),
        ownerships=(Ownership(case=CASE, regievoerder=OWNER, valid=always, marked=True),),
        stays=(Stay(case=CASE, place=SITE, valid=always),),
        tracks=(TrackFact(case=CASE, track=Track.FORCED, valid=always),),
        conditions=(ConditionFact(case=CASE, condition=Condition.MEASURE, valid=stretch(-5, 20)),),
        blocks=(BlockingFact(case=OTHER, reason=BlockReason.RULE_39, valid=always),),
        documents=(
            TravelDocument(
                case=CASE,
                kind="lp",
                state=DocumentState.GRANTED,
                valid=stretch(-2, 60),
                applied_on=date(2026, 9, 1),
            ),
        ),
    )


def _resources() -> Resources:
    return Resources(
        places=(
            Place(
                id=SITE,
                name="Aanmeldcentrum",
                kind=PlaceKind.AZC,
                city="Ter Apel",
                lat=52.8763,
                lon=7.0622,
                confidence="high",
                provenance="golden",
            ),
        ),
        regievoerders=(
            Regievoerder(
                id=OWNER,
                office=OFFICE,
                hours=(WorkingHours(weekday=0, start=510, end=1_020),),
                specialisms=frozenset({Specialism.MINORS}),
                languages=frozenset({LanguageCode("fr"), ARABIC}),
                load_cap=450,
            ),
        ),
        absences=(
            Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, OWNER), interval=stretch(1, 2), reason="verlof"),
        ),
        substitutes=(Substitute(owner=OWNER, substitute=STAND_IN, interval=stretch(1, 2)),),
        capacities=(Capacity(resource=ResourceRef(ResourceKind.ROOM, SITE), interval=stretch(0, 5), amount=3),),
        missions=(
            Mission(
                id=MissionId("MA-DH"),
                country=MOROCCO,
                place=EMBASSY,
                mode=PresentationMode.TELEPHONE,
                notice_working_days=5,
            ),
        ),
        sessions=(Session(id=SessionId("S1"), mission=MissionId("MA-DH"), interval=stretch(8, 9), quota=4),),
        country_rules=(
            CountryRule(country=MOROCCO, max_per_flight=2, lp_validity_days=30, lp_after_flight=True, source="golden"),
        ),
        carriers=(Carrier(code=CarrierCode("AT"), max_depa=2, max_depu=4, risk_form_days=5),),
        flights=(
            Flight(
                id=FlightId("AT851-3"),
                carrier=CarrierCode("AT"),
                number="AT851",
                origin=AIRPORT,
                destination="CMN",
                country=MOROCCO,
                departs=moment(3, 11),
                arrives=moment(3, 14, 35),
                seats=6,
                via=("RBA",),
                charter=True,
            ),
        ),
        escort_teams=(
            EscortTeam(
                id=EscortTeamId("E1"), base=AIRPORT, size=2, available=(stretch(0, 5), stretch(7, 12)), nurse=True
            ),
        ),
        vehicles=(
            Vehicle(
                id=VehicleId("V1"),
                depot=DEPOT,
                seats=8,
                compartments=2,
                shifts=(Interval(moment(3, 5), moment(3, 14)),),
                wheelchair=True,
                child_seats=1,
                security=2,
            ),
        ),
        closed_days=(ClosedDays(country=NETHERLANDS, days=frozenset({date(2026, 12, 25), date(2026, 12, 26)})),),
    )


def _activities() -> tuple[Activity, ...]:
    term = Term(rule=RuleId("R03"), anchor=date(2026, 11, 2), level=Level.LEGAL, key="limit")
    return (
        Activity(
            key=CONVERSATION,
            kind=ActivityKind.CONVERSATION,
            step="voortgang",
            duration=75,
            window=stretch(0, 14),
            cases=(CASE, OTHER),
            place=SITE,
            terms=(term,),
            regime=Regime.DETENTION,
            language=ARABIC,
            interpreter=InterpreterNeed.REQUIRED,
            specialism=Specialism.MINORS,
            performer=STAND_IN,
            occurrence=3,
            invited_on=date(2026, 11, 16),
        ),
        Activity(
            key=DEPARTURE,
            kind=ActivityKind.DEPARTURE,
            step="vertrek",
            duration=215,
            window=stretch(0, 28),
            cases=(CASE,),
            detail=DepartureDetail(
                track=Track.FORCED,
                country=MOROCCO,
                booked_by=BookedBy.IOM,
                escorted=True,
                risk_form_sent=date(2026, 11, 18),
                notice_given=moment(-5, 9),
            ),
        ),
        Activity(
            key=MOVE,
            kind=ActivityKind.MOVE,
            step="vervoer",
            duration=90,
            window=stretch(0, 28),
            cases=(CASE,),
            place=SITE,
            detail=MoveDetail(
                destination=AIRPORT,
                role=MoveRole.COURT,
                persons=2,
                segment=Segment.FAMILY,
                serves=DEPARTURE,
                pickup=stretch(3, 4),
                delivery=stretch(3, 5),
                pickup_service=20,
                delivery_service=25,
                apart_from=frozenset({ActivityKey("Z0009/vervoer/1")}),
                wheelchair=True,
                child_seats=1,
                security=2,
                restraint_advice="geen",
            ),
        ),
        Activity(
            key=PRESENTATION,
            kind=ActivityKind.PRESENTATION,
            step="presentatie",
            duration=30,
            window=stretch(7, 21),
            cases=(CASE,),
            detail=PresentationDetail(mission=MissionId("MA-DH")),
        ),
        Activity(
            key=MEETING, kind=ActivityKind.MEETING, step="lto", duration=60, window=stretch(2, 3), performer=OWNER
        ),
    )


def _settings() -> tuple[Setting, ...]:
    return (
        Setting(
            rule=RuleId("R02"),
            key="term",
            value=7,
            unit=Unit.WORKING_DAYS,
            regime=Regime.VBL,
            valid_from=date(2026, 1, 1),
            valid_to=date(2027, 1, 1),
            mark=Mark.SECONDARY,
            source="golden",
        ),
        Setting(rule=RuleId("P14"), key="cap", value=110, unit=Unit.PERCENT),
    )


def _departure() -> Appointment:
    whole = appointment(
        DEPARTURE, moment(3, 11), moment(3, 14, 35), AIRPORT, (ResourceRef(ResourceKind.CASE, CASE),), all_day=True
    )
    stops = (
        Stop(place=SITE, start=moment(3, 6), end=moment(3, 6, 15)),
        Stop(place=AIRPORT, start=moment(3, 7, 45), end=moment(3, 8)),
    )
    duty = part(whole.id, ResourceRef(ResourceKind.ESCORT, "E1"), moment(3, 6), moment(3, 23), amount=2, stops=stops)
    return with_parts(whole, duty)
