"""A release with a marker in every fact that some viewer of sheets may not see, and in those that they must."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, DepartureDetail, MoveDetail
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import DocumentState, RiskLevel, Specialism, TravelDocument
from planner.domain.civil import at
from planner.domain.escorts import EscortOfficer, EscortSkill
from planner.domain.failing import FailStage
from planner.domain.flights import Transit
from planner.domain.ids import (
    ActivityKey,
    CountryCode,
    EscortTeamId,
    FlightId,
    LanguageCode,
    OfficerId,
    PlaceId,
    VehicleId,
)
from planner.domain.places import PlaceContact
from planner.domain.plan import Fallback, part, with_parts
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.sheet_facts import (
    DutyNumber,
    EscortBrief,
    HandOverCheck,
    HandOverItem,
    Partner,
    PartnerReference,
    ReceivingAuthority,
    SheetFacts,
)
from planner.domain.time import Interval
from tests.api.example_release import CASE, THURSDAY, example_release

KMAR_ONLY = ("KM-GEHEIM-1", "merkteken", "zachte stem", "blauwe koffer", "drager-functie", "BK-77777", "MAD (ES)")
KMAR_ALSO = ("grensdienst-X", "+31 88 000 0999", "KM-20417", "KMAR-01", "088-000 0101", "bewakingspapier", "Z-26-00001")
DJI_ONLY = ("DV-GEHEIM-2", "poortwachter", "slagboom", "088-000 0105", "handboeien-advies")
NOBODY = ("tigrinya", "amv", "sleutel-geheim")
"""On the case or the release, and on no sheet."""


def marked_release(number: int = 1) -> Release:
    """Return the example with everything a sheet can show, and what it must not."""
    release = example_release(number)
    flight = replace(
        release.resources.flights[0],
        via=("MAD",),
        transits=(
            Transit(
                airport="MAD", country=CountryCode("ES"), arrives=at(THURSDAY, 16, 20), departs=at(THURSDAY, 17, 10)
            ),
        ),
    )
    gate = PlaceContact(function="poortwachter", phone="088-000 0777")
    places = tuple(
        replace(place, contacts=(gate,), vehicle_access="slagboom") if place.id == "AZC" else place
        for place in release.resources.places
    )
    officer = EscortOfficer(
        id=OfficerId("KM-20417"),
        team=EscortTeamId("KMAR-01"),
        available=(),
        skills=frozenset({EscortSkill.COMMANDER}),
    )
    case = replace(
        release.cases[0],
        language=LanguageCode("tigrinya"),
        risk=RiskLevel.HIGH,
        nurse=True,
        specialisms=frozenset({Specialism.MINORS}),
    )
    return replace(
        release,
        resources=replace(release.resources, flights=(flight,), places=places, officers=(officer,)),
        cases=(case,),
        activities=tuple(_marked_activity(activity) for activity in release.activities),
        appointments=tuple(
            with_parts(item, part(item.id, ResourceRef(ResourceKind.OFFICER, "KM-20417"), item.start, item.end))
            if item.of_kind(ResourceKind.ESCORT)
            else item
            for item in release.appointments
        ),
        bookings=(
            Booking(
                activity=_departure(release),
                flight=FlightId("F1"),
                state=BookingState.BOOKED,
                since=release.published_at,
                reference="BK-77777",
            ),
        ),
        fallbacks=(
            Fallback(
                activity=_departure(release),
                stage=FailStage.GATE,
                returns_to=PlaceId("AZC"),
                waits_at=PlaceId("AMS"),
                known_at=at(THURSDAY, 14),
                vehicle=VehicleId("DV-07"),
                leaves=at(THURSDAY, 15, 30),
                back_at=at(THURSDAY, 18),
                escorts_free=at(THURSDAY, 16),
            ),
        ),
        sheet=_sheet(release),
        secret="sleutel-geheim",
    )


def _departure(release: Release) -> ActivityKey:
    return next(activity.key for activity in release.activities if isinstance(activity.detail, DepartureDetail))


def _marked_activity(activity: Activity) -> Activity:
    if isinstance(activity.detail, MoveDetail):
        return replace(activity, detail=replace(activity.detail, restraint_advice="handboeien-advies"))
    if isinstance(activity.detail, DepartureDetail):
        return replace(activity, detail=replace(activity.detail, transit_requested=date(2026, 11, 17)))
    return activity


def _sheet(release: Release) -> SheetFacts:
    key = _departure(release)
    return SheetFacts(
        references=(
            PartnerReference(case=CASE, partner=Partner.KMAR, reference="KM-GEHEIM-1"),
            PartnerReference(case=CASE, partner=Partner.DJI, reference="DV-GEHEIM-2"),
        ),
        briefs=(
            EscortBrief(
                case=CASE,
                traits="merkteken",
                needs="zachte stem",
                baggage="blauwe koffer",
                document_carrier="drager-functie",
                medical_envelope=True,
            ),
        ),
        authorities=(
            ReceivingAuthority(
                airport="CMN",
                country=CountryCode("MA"),
                authority="grensdienst-X",
                liaison="liaison",
                phone="+31 88 000 0999",
            ),
        ),
        numbers=(
            DutyNumber(partner=Partner.KMAR, function="officier van dienst", phone="088-000 0101", aborts=True),
            DutyNumber(partner=Partner.DJI, function="meldkamer", phone="088-000 0105"),
        ),
        hand_over=(
            HandOverItem(activity=key, item=HandOverCheck.FIT_TO_FLY, done_at=at(THURSDAY, 7, 31), by="RV-0001"),
        ),
        documents=(
            TravelDocument(
                case=CASE,
                kind="bewakingspapier",
                state=DocumentState.GRANTED,
                valid=Interval(at(date(2026, 11, 1), 0), at(date(2026, 12, 23), 0)),
            ),
        ),
        visa_countries=frozenset({CountryCode("ES")}),
    )
