"""The texts of an escort sheet that are put together from several facts.

Not allowed here: diagnoses; of a medical matter only that escort is needed. Why a ride is not planned is told as a kind
of cause: the reasons in full may name others.
"""

from dataclasses import dataclass
from datetime import date

from api.pages.lookup import Lookup
from api.pages.steps import CAUSES
from api.web.speech import _, country
from planner.domain.activities import Activity, MoveDetail
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import Case, DocumentState
from planner.domain.civil import day_of
from planner.domain.europe import TRANSIT_STATES
from planner.domain.flights import Flight, Transit
from planner.domain.ids import CaseId, EscortTeamId
from planner.domain.plan import Appointment, UnplannedCode
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind
from planner.domain.spelling import clock, stamp, year_date
from planner.domain.time import Minute
from planner.domain.wording import Text, either

NOT_YET = Text("vervoer door DV&O nog niet gepland", "ride by DV&O not planned yet")


def document_words(lookup: Lookup, case: CaseId) -> str:
    """Return what travel document somebody has, and until when."""
    found = [one for one in lookup.release.sheet.documents if one.case == case]
    granted = [one for one in found if one.state is DocumentState.GRANTED and one.valid is not None]
    if granted:
        best = max(granted, key=lambda one: (one.valid.end is None, one.valid.end or 0) if one.valid else (False, 0))
        end = best.valid.end if best.valid else None
        return (
            best.kind
            if end is None
            else either(
                f"{best.kind}, geldig tot en met {year_date(day_of(Minute(end - 1)))}",
                f"{best.kind}, valid until {year_date(day_of(Minute(end - 1)))} included",
            )
        )
    promised = [one for one in found if one.state is DocumentState.PROMISED]
    return (
        either(f"{promised[0].kind}, toegezegd: nog ophalen", f"{promised[0].kind}, promised: still to be fetched")
        if promised
        else ""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """How the persons get to KMar; ``warning``: a ride that is needed could not be planned."""

    words: str
    warning: bool = False


def brought_words(lookup: Lookup, item: Appointment) -> Brought:
    """Return which vehicles bring the persons, and what became of rides without a vehicle."""
    rides = lookup.moves_of(item.activity)
    said = [f"{ride.resource(ResourceKind.VEHICLE)} ({operation_number(lookup.release, ride)})" for ride, _ in rides]
    waiting = {one.activity: one.code for one in lookup.release.unplanned}
    open_moves = [
        activity.key
        for activity in lookup.release.activities
        if isinstance(activity.detail, MoveDetail)
        and activity.detail.serves == item.activity
        and activity.key not in lookup.appointments
    ]
    failed = [waiting[key] for key in open_moves if waiting.get(key, UnplannedCode.LATER) is not UnplannedCode.LATER]
    said += dict.fromkeys(
        either(f"vervoer niet gepland: {_lower(CAUSES[code])}", f"ride not planned: {_lower(_(CAUSES[code]))}")
        for code in failed
    )
    if len(failed) < len(open_moves) or (not said and _beyond(lookup, item)):
        said.append(str(NOT_YET))
    return Brought(words=", ".join(said) or either("geen vervoer door DV&O", "no ride by DV&O"), warning=bool(failed))


def _beyond(lookup: Lookup, item: Appointment) -> bool:
    """Return whether something comes after what the release was planned with, so that its rides are not known."""
    end = lookup.release.horizon.end
    return end is not None and item.start >= end


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def booking_words(lookup: Lookup, activity: Activity, flight: Flight) -> str:
    """Return how the booking of seats stands."""
    found = [b for b in lookup.release.bookings if b.activity == activity.key and b.flight == flight.id]
    found = [booking for booking in found if booking.state is not BookingState.CANCELLED]
    return _state(found[0]) if found else either("nog niet aangevraagd", "not asked for yet")


def _state(booking: Booking) -> str:
    said = _(booking.state.value)
    return f"{said}, {booking.reference}" if booking.reference else said


def transits_words(flight: Flight, activity: Activity) -> tuple[str, ...]:
    """Return what is known of each change of aircraft."""
    asked = activity.departure.transit_requested
    return tuple(
        either(
            f"{one.airport} ({one.country}), {stamp(one.arrives)} tot {clock(one.departs, day_of(one.arrives))}"
            f" Nederlandse tijd; doorgeleiding{_request_words(one, asked)}",
            f"{one.airport} ({one.country}), {stamp(one.arrives)} to {clock(one.departs, day_of(one.arrives))}"
            f" Dutch time; transit{_request_words(one, asked)}",
        )
        for one in flight.transits
    )


def _request_words(transit: Transit, asked: date | None) -> str:
    if transit.country not in TRANSIT_STATES:
        return either(": niet nodig buiten de EU", ": not needed outside the EU")
    return (
        either(f" aangevraagd op {year_date(asked)}", f" asked for on {year_date(asked)}")
        if asked
        else either(": geen aanvraag bekend", ": no request known")
    )


def lawyer_words(activity: Activity) -> str:
    """Return whether the lawyer was told."""
    told = activity.departure.notice_given
    return (
        either(f"ingelicht {stamp(told)}", f"told {stamp(told)}")
        if told is not None
        else either("kennisgeving nog niet gemeld", "notice not reported yet")
    )


def visa_words(lookup: Lookup, flight: Flight) -> str:
    """Return whether escorts need a visa, and of which countries nobody knows."""
    sheet = lookup.release.sheet
    countries = tuple(dict.fromkeys((*(transit.country for transit in flight.transits), flight.country)))
    asking = [country for country in countries if country in sheet.visa_countries]
    unknown = [country for country in countries if country not in sheet.visa_countries | sheet.ruled_countries]
    said = [
        *(
            [
                either(
                    f"nodig voor escorts: {', '.join(map(country, asking))}",
                    f"needed for escorts: {', '.join(map(country, asking))}",
                )
            ]
            if asking
            else []
        ),
        *(
            [
                either(
                    f"onbekend, navragen: {', '.join(map(country, unknown))}",
                    f"not known, ask: {', '.join(map(country, unknown))}",
                )
            ]
            if unknown
            else []
        ),
    ]
    return "; ".join(said) or either("niet nodig voor escorts", "not needed for escorts")


def nurse_words(lookup: Lookup, item: Appointment, cases: list[Case]) -> str:
    """Return that medical escort is needed and who gives it; never why."""
    if not any(case.nurse for case in cases):
        return either("niet nodig", "not needed")
    teams = [lookup.teams.get(EscortTeamId(part.resource.id)) for part in item.of_kind(ResourceKind.ESCORT)]
    along = any(team is not None and team.nurse for team in teams)
    going = (
        either("verpleegkundige in het team", "nurse in the team")
        if along
        else either("verpleegkundige regelen", "arrange a nurse")
    )
    envelopes = {brief.case for brief in lookup.release.sheet.briefs if brief.medical_envelope}
    closed = any(case.id in envelopes for case in cases)
    return either(f"medische begeleiding nodig; {going}", f"medical escort needed; {going}") + (
        either("; gesloten envelop gaat mee", "; closed envelope goes along") if closed else ""
    )
