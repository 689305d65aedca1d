"""Rides, for who drives them and for who plans.

Pick-up and must-arrive place and time, head count, vehicle needs, restraint advice. Not allowed here: flight,
destination abroad, nationality, reasons and history: also not as the name of a mission.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from api.pages.lookup import Lookup
from api.pages.sheets.places import hand_over_latest, hand_over_place
from api.pages.sheets.shelf import TRANSPORT
from api.pages.sheets.transport import CHECKS, TransportOperation, transport_operation
from api.partners.operation import Mark, Operation, ViewOf
from api.web.speech import _, ngettext
from planner.domain.access import Field, Permission, Role
from planner.domain.activities import Activity, ActivityKind, MoveRole
from planner.domain.civil import day_of
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.spelling import clock
from planner.domain.time import Minute


def rides(lookup: Lookup, view: ViewOf, day: date) -> Iterator[Operation]:
    """Yield the rides of a day that the role sees; of a vehicle its own."""
    if not view.visitor.sees(Field.TRANSPORT):
        return
    for item, move in lookup.of_kind(ActivityKind.MOVE):
        if day_of(item.start) == day and item.of_kind(ResourceKind.VEHICLE) and _is_theirs(lookup, item, view):
            yield _ride(lookup, item, move, view)


def _is_theirs(lookup: Lookup, item: Appointment, view: ViewOf) -> bool:
    """Return whether it is for who asks: everything for an organisation, for a vehicle its own rides."""
    code = view.visitor.code
    if view.visitor.role is not Role.DJI or code not in {str(vehicle) for vehicle in lookup.vehicles}:
        return True
    return any(part.resource.id == code for part in item.of_kind(ResourceKind.VEHICLE))


def _ride(lookup: Lookup, item: Appointment, move: Activity, view: ViewOf) -> Operation:
    one, visitor = _told(lookup, item, move), view.visitor
    return Operation(
        number=one.reference,
        kind="w",
        day=one.day,
        title=_("Rit %(first)s – %(last)s", first=one.pickup_place, last=one.arrive_place),  # noqa: RUF001 - a dash between places
        codes=move.cases if visitor.sees(Field.CASE_CODE) else (),
        item=item,
        activity=move,
        marks=_marks(lookup, item, move, one),
        facts=tuple((label, text) for label, text in _facts(one) if text),
        means=tuple(part.resource for part in item.of_kind(ResourceKind.VEHICLE)),
        numbers=(*one.contacts, *one.numbers),
        setbacks=tuple((back.stage, back.text) for back in one.returns),
        links=_links(one, move, view),
        pack=tuple(_(check) for check in CHECKS),
        reports=visitor.may(Permission.REPORT_STATUS),
    )


def _told(lookup: Lookup, item: Appointment, move: Activity) -> TransportOperation:
    """Return a ride as its sheet tells it; what does not go to a flight must arrive when it is planned to."""
    one = transport_operation(lookup, item, move)
    if move.move.role is MoveRole.TO_DEPARTURE:
        return one
    last = item.of_kind(ResourceKind.VEHICLE)[0].stops[-1]
    return replace(one, arrive_latest=clock(last.end, one.day), arrive_place=lookup.building(last.place))


def _marks(lookup: Lookup, item: Appointment, move: Activity, one: TransportOperation) -> tuple[Mark, ...]:
    part = item.of_kind(ResourceKind.VEHICLE)[0]
    first, last = part.stops[0], part.stops[-1]
    leaving = move.move.role is MoveRole.TO_DEPARTURE
    place = hand_over_place(lookup, last.place) if leaving else one.arrive_place
    latest = _latest(lookup, move, last.end)
    said = _("Uiterlijk overgedragen") if leaving else _("Uiterlijk daar")
    return (
        Mark(at=first.start, what=_("Ophalen"), where=one.pickup_place),
        Mark(at=first.end, what=_("Vertrek"), where=one.pickup_place),
        *(Mark(at=stop.start, what=_("Tussenstop"), where=lookup.building(stop.place)) for stop in part.stops[1:-1]),
        Mark(at=last.start, what=_("Verwacht"), where=place),
        Mark(at=latest, what=said, where=place, must=True),
    )


def _latest(lookup: Lookup, move: Activity, end: Minute) -> Minute:
    served = lookup.appointments.get(move.move.serves) if move.move.serves else None
    if served is None or move.move.role is not MoveRole.TO_DEPARTURE:
        return end
    return max(hand_over_latest(lookup, served.start), end)


def _facts(one: TransportOperation) -> Iterator[tuple[str, str]]:
    yield _("Voertuig"), one.vehicle
    yield _("Bemanning"), one.crew
    yield _("Aantal"), ngettext("%(num)s persoon", "%(num)s personen", one.persons)
    yield _("Uw nummer"), one.own_reference
    yield _("Nodig"), one.needs
    yield _("Compartiment"), one.compartments
    yield _("Advies"), one.advice
    yield _("Toegang"), one.pickup_access
    yield _("Open"), one.pickup_hours


def _links(one: TransportOperation, move: Activity, view: ViewOf) -> tuple[tuple[str, str], ...]:
    if not view.pages:
        return ()
    ride = f"{view.pages}/kaarten/rit-{one.vehicle}-{one.day.isoformat()}.html"
    sheet = ((_("Vervoersblad (A4)"), f"{view.pages}/{TRANSPORT}/{one.reference}.html"),)
    return (*(sheet if move.move.role is MoveRole.TO_DEPARTURE else ()), (_("Kaart van de rit"), ride))
