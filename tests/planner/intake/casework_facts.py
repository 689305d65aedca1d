"""The life of a case and its vertrekplan, one fact of each type, every field filled somewhere."""

from datetime import date

from planner.domain.casework import (
    CasePhase,
    Closing,
    Dossier,
    HandedOverBy,
    LegalMoment,
    LegalMomentKind,
    PhaseChange,
    Procedure,
    ProcedureKind,
    Reception,
    ReceptionKind,
)
from planner.domain.civil import at, day_start
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    Channel,
    Contact,
    InformationRequest,
    Motivation,
    MotivationPhase,
    Party,
    Possibility,
    PossibilityState,
    Representative,
    Representing,
    Support,
    SupportKind,
)
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, CaseId, CountryCode, RuleId
from planner.domain.time import Interval

CASE, OTHER = CaseId("Z-1"), CaseId("Z-2")
SINCE = Interval(day_start(date(2026, 11, 2)), day_start(date(2027, 2, 1)))
MONDAY = date(2026, 11, 23)


def casework() -> tuple[Fact, ...]:
    """Return one fact of each type."""
    return (
        Dossier(
            case=CASE,
            handed_over_by=HandedOverBy.IND,
            received_on=date(2026, 11, 2),
            complete_on=date(2026, 11, 5),
            reference="IND-2026-0815",
        ),
        PhaseChange(case=CASE, phase=CasePhase.HANDED_OVER, at=at(date(2026, 11, 2), 9), actor="RV-1"),
        PhaseChange(
            case=CASE,
            phase=CasePhase.CLOSED,
            at=at(MONDAY, 9),
            actor="RV-1",
            reason="zelf vertrokken",
            closing=Closing.INDEPENDENT,
        ),
        Procedure(case=CASE, kind=ProcedureKind.EXTENDED, valid=SINCE),
        Reception(case=CASE, kind=ReceptionKind.FAMILY_SITE, valid=SINCE),
        LegalMoment(case=CASE, kind=LegalMomentKind.HEARING, on=date(2026, 12, 1), known_on=date(2026, 11, 20)),
        Clearance(
            case=CASE,
            kind=ClearanceKind.FIT_TO_FLY,
            state=ClearanceState.YES,
            valid=SINCE,
            by="medische-dienst",
            given_on=date(2026, 11, 20),
        ),
        Override(
            rule=RuleId("R42"),
            activity=ActivityKey("Z-1/1/1"),
            right=OverrideRight.SUPERVISOR,
            by="LG-1",
            reason="op verzoek van de gemachtigde",
            valid=SINCE,
        ),
    )


def departure_plan() -> tuple[Fact, ...]:
    """Return one fact of each type."""
    return (
        Possibility(case=CASE, country=CountryCode("MA"), state=PossibilityState.LOOKED_INTO, since=date(2026, 11, 9)),
        Barrier(
            case=CASE,
            number=1,
            kind=BarrierKind.DOCUMENT,
            owner=Party.LP_DESK,
            action="kopie geboorteakte opvragen",
            due=date(2026, 12, 4),
            removed_on=date(2026, 11, 23),
        ),
        Support(case=CASE, kind=SupportKind.MONEY, through=Party.IOM, agreed_on=date(2026, 11, 16), amount=1800),
        Representative(case=CASE, role=Representing.GUARDIAN, reference="NIDOS-4711", valid=SINCE),
        Contact(
            case=CASE,
            at=at(MONDAY, 14, 10),
            party=Party.IOM,
            channel=Channel.PHONE,
            actor="RV-1",
            subject="intake ondersteuning",
            act=False,
        ),
        InformationRequest(
            case=CASE,
            party=Party.MEDICAL,
            item="medisch-advies",
            asked_on=date(2026, 11, 16),
            due=date(2026, 11, 30),
            answered_on=date(2026, 11, 27),
            gate=True,
        ),
        MotivationPhase(case=CASE, phase=Motivation.CONTEMPLATION, valid=SINCE),
    )
