"""What people and partners decided, one fact of each type."""

from datetime import date

from planner.domain.bookings import Booking, BookingState, CancelReason, StandbyApproval
from planner.domain.cases import (
    Regime,
)
from planner.domain.civil import at
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.facts import Fact
from planner.domain.feeds import CalendarKind
from planner.domain.ids import (
    ActivityKey,
    CaseId,
    CountryCode,
    FlightId,
    RuleId,
)
from planner.domain.messages import Channel, Subscriber
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.sheet_facts import (
    DutyNumber,
    EscortBrief,
    HandOverCheck,
    HandOverItem,
    Partner,
    PartnerReference,
    ReceivingAuthority,
)

MONDAY = date(2026, 11, 23)


def decided() -> tuple[Fact, ...]:
    """Return one fact of each type that people and partners decide."""
    return (
        Pin(activity=ActivityKey("Z-1/1/1"), grade=PinGrade.DAY, reason="advocaat", expires=at(MONDAY, 12)),
        PartnerReference(case=CaseId("Z-1"), partner=Partner.KMAR, reference="KM-2026-0815"),
        EscortBrief(
            case=CaseId("Z-1"),
            traits="1,78 m, bril",
            needs="rustige uitleg",
            baggage="1 koffer, 1 tas",
            document_carrier="commandant",
            medical_envelope=True,
        ),
        ReceivingAuthority(
            airport="CMN",
            country=CountryCode("MA"),
            authority="grenspolitie",
            liaison="liaison ambassade",
            phone="+212 522 000000",
        ),
        DutyNumber(partner=Partner.KMAR, function="coordinatie DT&V", phone="088-1234567", aborts=True),
        HandOverItem(
            activity=ActivityKey("Z-1/vertrek/1"),
            item=HandOverCheck.FIT_TO_FLY,
            done_at=at(MONDAY, 7, 31),
            by="RV-1",
        ),
        PartnerRequest(
            activity=ActivityKey("Z-1/vertrek/1"),
            resource=ResourceRef(ResourceKind.ESCORT, "ESC-1"),
            state=RequestState.DECLINED,
            start=at(MONDAY, 8),
            end=at(MONDAY, 22),
            deadline=at(MONDAY, 6),
            reference="KMar 17",
            code="ziek",
            amount=2,
        ),
        Booking(
            activity=ActivityKey("Z-1/vertrek/1"),
            flight=FlightId("KL1571-1123"),
            state=BookingState.CANCELLED,
            since=at(date(2026, 11, 20), 9),
            reference="PNR 7",
            reason=CancelReason.CARRIER,
        ),
        StandbyApproval(
            activity=ActivityKey("Z-1/vertrek/1"),
            flight=FlightId("KL1571-1123"),
            approved_by="SUP-02",
            approved_at=at(date(2026, 11, 20), 9),
        ),
        Setting(rule=RuleId("R02"), key="term", value=9, unit=Unit.WORKING_DAYS, valid_to=date(2027, 1, 1)),
        Setting(
            rule=RuleId("R02"),
            key="term",
            value=8,
            unit=Unit.DAYS,
            regime=Regime.DETENTION,
            valid_from=date(2027, 1, 1),
            mark=Mark.FOUND,
            source="circulaire",
        ),
        Subscriber(kind=CalendarKind.PERSONAL, owner="RV-1", channel=Channel.MAIL, address="rv-1@dienst.example"),
    )
