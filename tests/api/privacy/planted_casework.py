"""What is recorded about a case beside its planning, a marker in every word that people wrote.

Not allowed here: tests.
"""

from datetime import date

from planner.domain.bookings import CancelReason
from planner.domain.casework import CasePhase, Dossier, HandedOverBy, PhaseChange
from planner.domain.civil import at, day_start
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    Channel,
    Contact,
    InformationRequest,
    Motivation,
    MotivationPhase,
    Party,
    Representative,
    Representing,
    Support,
    SupportKind,
)
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.time import Interval
from tests.api.example_release import CASE

_CASE, _DAY = CaseId(CASE), date(2026, 11, 2)
_SINCE = Interval(day_start(_DAY))
CASEWORK_WORDS = (
    *("BELEMMERING-X", "ONDERWERP-X", "VOOGD-X", "vraag-X", "FASEREDEN-X", "DOSSIER-X", "ARTS-X", "UITKOMSTREDEN-X"),
    *("terugval", "schorsende-werking", "1789"),
)
"""Texts, references, the Wigk phase, an amount: nothing of it is for calendars, partners or pages of a release."""
CASEWORK: tuple[Fact, ...] = (
    Dossier(case=_CASE, handed_over_by=HandedOverBy.IND, received_on=_DAY, reference="DOSSIER-X"),
    PhaseChange(case=_CASE, phase=CasePhase.HANDED_OVER, at=at(_DAY, 9), actor="RV-0001", reason="FASEREDEN-X"),
    Barrier(case=_CASE, number=1, kind=BarrierKind.HEALTH, owner=Party.MEDICAL, action="BELEMMERING-X", due=_DAY),
    Support(case=_CASE, kind=SupportKind.MONEY, through=Party.IOM, agreed_on=_DAY, amount=1789),
    Representative(case=_CASE, role=Representing.GUARDIAN, reference="VOOGD-X", valid=_SINCE),
    Contact(
        case=_CASE, at=at(_DAY, 10), party=Party.LAWYER, channel=Channel.MAIL, actor="RV-0001", subject="ONDERWERP-X"
    ),
    InformationRequest(case=_CASE, party=Party.MEDICAL, item="vraag-X", asked_on=_DAY, due=_DAY, gate=True),
    MotivationPhase(case=_CASE, phase=Motivation.RELAPSE, valid=_SINCE),
    Clearance(case=_CASE, kind=ClearanceKind.FIT_TO_FLY, state=ClearanceState.NO, valid=_SINCE, by="ARTS-X"),
)
OUTCOME = Outcome(
    activity=ActivityKey(f"{CASE}/vertrek/9"),
    code=OutcomeCode.FAILED,
    started=at(_DAY, 9),
    ended=at(_DAY, 10),
    actor="KM-1",
    recorded_at=at(_DAY, 11),
    reason="UITKOMSTREDEN-X",
    cause=CancelReason.RESISTANCE,
)
