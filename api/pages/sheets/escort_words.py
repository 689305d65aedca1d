"""The texts of an escort sheet that are put together from several facts.

Not allowed here: diagnoses; of a medical matter only that escort is needed.
"""

from api.pages.lookup import Lookup
from planner.domain.activities import Activity
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import Case, DocumentState
from planner.domain.civil import day_of
from planner.domain.dutch import clock, moment, short_date
from planner.domain.flights import Flight
from planner.domain.ids import CaseId, EscortTeamId
from planner.domain.plan import Appointment
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute


def document_words(lookup: Lookup, case: CaseId) -> str:
    """Return what travel document somebody has, and until when."""
    found = [one for one in lookup.release.sheet.documents if one.case == case]
    granted = [one for one in found if one.state is DocumentState.GRANTED and one.valid is not None]
    if granted:
        best = max(granted, key=lambda one: (one.valid.end is None, one.valid.end or 0) if one.valid else (False, 0))
        end = best.valid.end if best.valid else None
        return best.kind if end is None else f"{best.kind}, geldig tot en met {short_date(day_of(Minute(end - 1)))}"
    promised = [one for one in found if one.state is DocumentState.PROMISED]
    return f"{promised[0].kind}, toegezegd: nog ophalen" if promised else ""


def vehicles_words(lookup: Lookup, activity: Activity) -> str:
    """Return which vehicles bring the persons."""
    rides = lookup.moves_of(activity.key)
    named = [f"{r.resource(ResourceKind.VEHICLE)} ({operation_number(lookup.release, r)})" for r, _ in rides]
    return ", ".join(named) or "geen vervoer door DV&O"


def booking_words(lookup: Lookup, activity: Activity, flight: Flight) -> str:
    """Return how the booking of seats stands."""
    found = [b for b in lookup.release.bookings if b.activity == activity.key and b.flight == flight.id]
    found = [booking for booking in found if booking.state is not BookingState.CANCELLED]
    return _state(found[0]) if found else "nog niet aangevraagd"


def _state(booking: Booking) -> str:
    return f"{booking.state.value}, {booking.reference}" if booking.reference else booking.state.value


def transits_words(flight: Flight, activity: Activity) -> tuple[str, ...]:
    """Return what is known of each change of aircraft."""
    asked = activity.departure.transit_requested
    said = f"doorgeleiding aangevraagd op {short_date(asked)}" if asked else "doorgeleiding: geen aanvraag bekend"
    return tuple(
        f"{one.airport} ({one.country}), {moment(one.arrives)} tot {clock(one.departs, day_of(one.arrives))}; {said}"
        for one in flight.transits
    )


def lawyer_words(activity: Activity) -> str:
    """Return whether the lawyer was told."""
    told = activity.departure.notice_given
    return f"ingelicht {moment(told)}" if told is not None else "kennisgeving nog niet gemeld"


def visa_words(lookup: Lookup, flight: Flight) -> str:
    """Return whether escorts need a visa."""
    asking = [
        country
        for country in dict.fromkeys((*(transit.country for transit in flight.transits), flight.country))
        if country in lookup.release.sheet.visa_countries
    ]
    return f"nodig voor escorts: {', '.join(asking)}" if asking else "niet nodig voor escorts"


def nurse_words(lookup: Lookup, item: Appointment, cases: list[Case]) -> str:
    """Return that medical escort is needed and who gives it; never why."""
    if not any(case.nurse for case in cases):
        return "niet nodig"
    teams = [lookup.teams.get(EscortTeamId(part.resource.id)) for part in item.of_kind(ResourceKind.ESCORT)]
    along = any(team is not None and team.nurse for team in teams)
    going = "verpleegkundige in het team" if along else "verpleegkundige regelen"
    envelopes = {brief.case for brief in lookup.release.sheet.briefs if brief.medical_envelope}
    closed = any(case.id in envelopes for case in cases)
    return f"medische begeleiding nodig; {going}" + ("; gesloten envelop gaat mee" if closed else "")
