"""Made-up deliveries that tests share: one fact of every type, and many of the common ones."""

from datetime import date, timedelta

from planner.domain.activities import (
    Activity,
    ActivityKind,
    BookedBy,
    DepartureDetail,
    DublinTransfer,
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
from planner.domain.civil import at, day_start
from planner.domain.escorts import EscortOffer, EscortOfficer, EscortSkill, EscortTeam, Visa
from planner.domain.facts import Fact
from planner.domain.flights import Carrier, CountryRule, Flight, Transit
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
from planner.domain.levels import Level
from planner.domain.missions import Accompanist, Mission, PresentationMode, Rhythm, Session, SessionPattern
from planner.domain.people import Regievoerder, Substitute, WorkingHours
from planner.domain.places import Place, PlaceContact, PlaceKind
from planner.domain.resources import Absence, Capacity, ClosedDays, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import CrewSkill, Vehicle
from tests.planner.intake.casework_facts import casework, departure_plan
from tests.planner.intake.decisions import decided

MONDAY = date(2026, 11, 23)
WEEK = Interval(at(MONDAY, 8), at(MONDAY + timedelta(days=4), 17, 30))
LATER = Interval(at(MONDAY + timedelta(days=6), 9), at(MONDAY + timedelta(days=7), 9))
SINCE = Interval(day_start(date(2026, 11, 2)))


def conversation(key: str, case: str, window: Interval = WEEK) -> Activity:
    """Return a conversation of an hour."""
    return Activity(
        key=ActivityKey(key),
        kind=ActivityKind.CONVERSATION,
        step="voortgang",
        duration=60,
        window=window,
        cases=(CaseId(case),),
        place=PlaceId("AZC-1"),
        terms=(
            Term(rule=RuleId("R02"), anchor=date(2026, 11, 2)),
            Term(rule=RuleId("R02"), anchor=date(2026, 11, 2), level=Level.LEGAL, key="limit"),
        ),
        regime=Regime.DETENTION,
        language=LanguageCode("ar"),
        interpreter=InterpreterNeed.REQUIRED,
        specialism=Specialism.MEDICAL,
        performer=RegievoerderId("RV-1"),
        occurrence=2,
        invited_on=date(2026, 11, 16),
    )


def case(code: str) -> Case:
    """Return an ordinary case."""
    return Case(
        id=CaseId(code),
        target_group=TargetGroup.REJECTED,
        country=CountryCode("MA"),
        language=LanguageCode("ar"),
        handed_over=date(2026, 11, 2),
    )


def place(code: str, kind: PlaceKind = PlaceKind.AZC) -> Place:
    """Return a place whose name needs quoting in CSV."""
    return Place(
        id=PlaceId(code),
        name=f'Gebouw "{code}"; begane grond\ntweede deur',
        kind=kind,
        city="Coevorden « Zuid",
        lat=52.66,
        lon=6.7412345,
        confidence="high",
        provenance="=BAG, 2026-10",
        opening_hours="ma-vr 08:00-12:00|13:00-17:00; za 10:00-16:00",
        contacts=(
            PlaceContact(function="receptie", phone="088-1234567"),
            PlaceContact(function="beveiliging, dag en nacht", phone="+31 (0)88 1234568"),
        ),
        vehicle_access="poort 2, hoogte 2,60 m",
        country=CountryCode("BE"),
    )


def one_of_each() -> tuple[Fact, ...]:
    """Return at least one fact of every type, every field filled somewhere, referring to each other."""
    flight_departs = at(MONDAY, 10, 15)
    return (
        place("AZC-1"),
        place("LH-AMS", PlaceKind.AIRPORT),
        Regievoerder(
            id=RegievoerderId("RV-1"),
            office=PlaceId("AZC-1"),
            hours=(
                WorkingHours(weekday=0, start=510, end=720),
                WorkingHours(weekday=0, start=780, end=1020),
                WorkingHours(weekday=6, start=0, end=1440),
            ),
            specialisms=frozenset({Specialism.FAMILIES, Specialism.DUBLIN}),
            languages=frozenset({LanguageCode("nl"), LanguageCode("ti")}),
            load_cap=450,
        ),
        Regievoerder(id=RegievoerderId("RV-2"), office=PlaceId("AZC-1"), hours=(), lp_officer=True),
        Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, "RV-1"), interval=SINCE, reason="verlof"),
        Substitute(owner=RegievoerderId("RV-1"), substitute=RegievoerderId("RV-2"), interval=WEEK),
        Capacity(resource=ResourceRef(ResourceKind.INTERPRETER, "ar"), interval=WEEK, amount=3),
        Capacity(resource=ResourceRef(ResourceKind.ROOM, "AZC-1"), interval=WEEK, amount=0),
        Mission(
            id=MissionId("AMB-MA"),
            country=CountryCode("MA"),
            place=PlaceId("AZC-1"),
            mode=PresentationMode.TELEPHONE,
            notice_working_days=12,
            hours=(WorkingHours(weekday=1, start=540, end=720), WorkingHours(weekday=3, start=540, end=900)),
            accompanied_by=Accompanist.LP_OFFICER,
            interpreter_welcome=False,
            lawyer_welcome=True,
        ),
        SessionPattern(
            id="MA-MAANDELIJKS",
            mission=MissionId("AMB-MA"),
            rhythm=Rhythm.MONTHLY,
            start=570,
            end=720,
            quota=4,
            valid=SINCE,
            weekday=3,
            week_of_month=-1,
        ),
        Session(id=SessionId("ZIT-1"), mission=MissionId("AMB-MA"), interval=WEEK, quota=6),
        CountryRule(
            country=CountryCode("MA"),
            max_per_flight=2,
            lp_validity_days=30,
            lp_after_flight=True,
            source="lijst",
            escort_visa=True,
        ),
        Carrier(code=CarrierCode("KL"), max_depa=8, max_depu=9, risk_form_days=4, max_children=2, escorts_per_person=3),
        Flight(
            id=FlightId("KL1571-1123"),
            carrier=CarrierCode("KL"),
            number="KL1571",
            origin=PlaceId("LH-AMS"),
            destination="CMN",
            country=CountryCode("MA"),
            departs=flight_departs,
            arrives=Minute(flight_departs + 220),
            seats=8,
            via=("MAD", "LIS"),
            charter=True,
            transits=(
                Transit(
                    airport="MAD",
                    country=CountryCode("ES"),
                    arrives=Minute(flight_departs + 60),
                    departs=Minute(flight_departs + 100),
                ),
                Transit(
                    airport="LIS",
                    country=CountryCode("PT"),
                    arrives=Minute(flight_departs + 130),
                    departs=Minute(flight_departs + 160),
                ),
            ),
            joint=True,
            booking_closes=Minute(flight_departs - 2880),
        ),
        EscortTeam(id=EscortTeamId("ESC-0"), base=PlaceId("LH-AMS"), size=2, available=()),
        EscortTeam(
            id=EscortTeamId("ESC-1"),
            base=PlaceId("LH-AMS"),
            size=3,
            available=(WEEK,),
            nurse=True,
            offers=(EscortOffer(interval=WEEK, escorts=2), EscortOffer(interval=LATER, escorts=0)),
        ),
        EscortOfficer(
            id=OfficerId("KM-1"),
            team=EscortTeamId("ESC-1"),
            available=(WEEK, LATER),
            sex=Sex.FEMALE,
            skills=frozenset({EscortSkill.COMMANDER, EscortSkill.HIGH_RISK}),
            languages=frozenset({LanguageCode("fr"), LanguageCode("ar")}),
            passport_until=date(2031, 5, 14),
            visas=(
                Visa(country=CountryCode("NG"), until=date(2027, 6, 30)),
                Visa(country=CountryCode("GN"), until=date(2027, 1, 31)),
            ),
        ),
        EscortOfficer(id=OfficerId("KM-2"), team=EscortTeamId("ESC-1"), available=()),
        Vehicle(
            id=VehicleId("DVO-1"),
            depot=PlaceId("AZC-1"),
            seats=6,
            compartments=3,
            shifts=(Interval(at(MONDAY, 6), at(MONDAY, 15)), Interval(at(MONDAY, 22), at(MONDAY, 30))),
            wheelchair=True,
            child_seats=2,
            security=2,
            crew_skills=frozenset({CrewSkill.MEDICAL, CrewSkill.FAMILIES}),
            cross_border=True,
            standby=True,
            crews=3,
        ),
        ClosedDays(country=CountryCode("NL"), days=frozenset({date(2026, 12, 25), date(2026, 12, 26)})),
        case("Z-1"),
        Case(
            id=CaseId("Z-2"),
            target_group=TargetGroup.BORDER,
            country=CountryCode("ER"),
            language=LanguageCode("ti"),
            handed_over=date(2025, 1, 31),
            regime=Regime.BORDER,
            sex=Sex.FEMALE,
            minor=True,
            specialisms=frozenset({Specialism.MINORS, Specialism.MEDICAL}),
            load_points=25,
            risk=RiskLevel.HIGH,
            nurse=True,
            wheelchair=True,
            child_seat=True,
            closed_on=date(2026, 11, 20),
        ),
        Membership(household=HouseholdId("G-1"), case=CaseId("Z-1"), valid=SINCE),
        Membership(household=HouseholdId("G-1"), case=CaseId("Z-2"), valid=WEEK),
        SeparationApproval(household=HouseholdId("G-1"), valid=WEEK),
        Ownership(case=CaseId("Z-1"), regievoerder=RegievoerderId("RV-1"), valid=SINCE, marked=True),
        Stay(case=CaseId("Z-1"), place=PlaceId("AZC-1"), valid=SINCE),
        TrackFact(case=CaseId("Z-1"), track=Track.FORCED, valid=SINCE),
        ConditionFact(case=CaseId("Z-1"), condition=Condition.MEASURE, valid=WEEK),
        BlockingFact(case=CaseId("Z-2"), reason=BlockReason.APPEAL, valid=SINCE),
        TravelDocument(
            case=CaseId("Z-1"),
            kind="laissez-passer",
            state=DocumentState.GRANTED,
            valid=WEEK,
            ordered_on=date(2026, 8, 24),
            applied_on=date(2026, 8, 31),
            copy_given_on=date(2026, 9, 7),
            told_on=date(2026, 9, 14),
            checked_on=date(2026, 9, 18),
            presented_on=date(2026, 9, 23),
            answered_on=date(2026, 11, 20),
        ),
        TravelDocument(case=CaseId("Z-2"), kind="paspoort", state=DocumentState.APPLIED, applied_on=date(2026, 11, 2)),
        conversation("Z-1/1/1", "Z-1"),
        Activity(
            key=ActivityKey("Z-1/presentatie/1"),
            kind=ActivityKind.PRESENTATION,
            step="presentatie",
            duration=45,
            window=WEEK,
            cases=(CaseId("Z-1"),),
            detail=PresentationDetail(
                mission=MissionId("AMB-MA"), interpreter=True, lawyer=True, border_requested=date(2026, 11, 18)
            ),
        ),
        Activity(
            key=ActivityKey("Z-1/vertrek/1"),
            kind=ActivityKind.DEPARTURE,
            step="vertrek",
            duration=220,
            window=WEEK,
            cases=(CaseId("Z-1"), CaseId("Z-2")),
            detail=DepartureDetail(
                track=Track.FORCED,
                country=CountryCode("MA"),
                booked_by=BookedBy.IOM,
                escorted=True,
                risk_form_sent=date(2026, 11, 19),
                notice_given=at(date(2026, 11, 20), 16),
                transit_requested=date(2026, 11, 17),
                transfer=DublinTransfer(
                    accepted_on=date(2026, 8, 3),
                    special_needs=True,
                    collective=True,
                    announced_on=date(2026, 11, 9),
                ),
            ),
        ),
        Activity(
            key=ActivityKey("Z-1/vervoer/1"),
            kind=ActivityKind.MOVE,
            step="vervoer",
            duration=90,
            window=WEEK,
            cases=(CaseId("Z-1"),),
            place=PlaceId("AZC-1"),
            detail=MoveDetail(
                destination=PlaceId("LH-AMS"), role=MoveRole.TO_DEPARTURE, serves=ActivityKey("Z-1/vertrek/1")
            ),
        ),
        Activity(
            key=ActivityKey("KETEN-7"),
            kind=ActivityKind.MOVE,
            step="keten",
            duration=90,
            window=WEEK,
            place=PlaceId("AZC-1"),
            detail=MoveDetail(
                destination=PlaceId("LH-AMS"),
                role=MoveRole.CHAIN,
                persons=3,
                segment=Segment.FAMILY,
                pickup=Interval(at(MONDAY, 9), at(MONDAY, 10)),
                delivery=Interval(at(MONDAY, 11), at(MONDAY, 12)),
                pickup_service=20,
                delivery_service=5,
                apart_from=frozenset({ActivityKey("Z-1/vervoer/1")}),
                wheelchair=True,
                child_seats=1,
                security=2,
                restraint_advice="handboeien; alleen bij verzet",
                skills=frozenset({CrewSkill.FEMALE, CrewSkill.SECURED}),
                after=ActivityKey("Z-1/vervoer/1"),
            ),
        ),
        Activity(
            key=ActivityKey("LTO-1"),
            kind=ActivityKind.MEETING,
            step="lto",
            duration=90,
            window=WEEK,
            place=PlaceId("AZC-1"),
            performer=RegievoerderId("RV-1"),
        ),
        *casework(),
        *departure_plan(),
        *decided(),
    )
