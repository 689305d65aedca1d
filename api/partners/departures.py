"""Forced departures by flight, for who escorts them and for who plans.

Person code, risk, traits and needs, flight, times, lawyer. Not allowed here: the asylum file, a diagnosis, and what
another partner calls the case.
"""

from collections.abc import Iterator
from datetime import date

from api.pages.lookup import Lookup
from api.pages.sheets.escort import EscortOperation, Person, escort_operations
from api.pages.sheets.places import hand_over_latest, hand_over_place
from api.pages.sheets.shelf import ESCORT
from api.partners.operation import Mark, Operation, ViewOf
from api.web.speech import _, ngettext
from planner.domain.access import Field, Permission, Role
from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.flights import Flight
from planner.domain.plan import Appointment
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind


def departures(lookup: Lookup, view: ViewOf, day: date) -> Iterator[Operation]:
    """Yield the departures of a day that the role sees; of a team its own."""
    if not view.visitor.sees(Field.ESCORT):
        return
    leaving = [item for item, _activity in lookup.of_kind(ActivityKind.DEPARTURE) if day_of(item.start) == day]
    items = {operation_number(lookup.release, item): item for item in leaving}
    for one in escort_operations(lookup, day):
        item = items[one.reference]
        flight = lookup.flight_of(item)
        if flight is not None and _is_theirs(lookup, item, view):
            yield _departure(lookup, item, one, flight, view)


def _is_theirs(lookup: Lookup, item: Appointment, view: ViewOf) -> bool:
    """Return whether it is for who asks: everything for an organisation, for a team what it goes along with."""
    code = view.visitor.code
    if view.visitor.role is not Role.KMAR or code not in {str(team) for team in lookup.teams}:
        return True
    return any(part.resource.id == code for part in item.of_kind(ResourceKind.ESCORT))


def _departure(lookup: Lookup, item: Appointment, one: EscortOperation, flight: Flight, view: ViewOf) -> Operation:
    visitor = view.visitor
    activity = lookup.activities[item.activity]
    return Operation(
        number=one.reference,
        kind="v",
        day=one.day,
        title=_("Vlucht %(flight)s, %(route)s", flight=one.flight, route=one.route),
        codes=activity.cases if visitor.sees(Field.CASE_CODE) else (),
        item=item,
        activity=activity,
        marks=tuple(sorted(_marks(lookup, item, flight), key=lambda mark: mark.at)),
        facts=tuple((label, text) for label, text in _facts(one, view) if text),
        means=tuple(part.resource for part in item.of_kind(ResourceKind.ESCORT)),
        numbers=(*one.deciders, *one.numbers),
        setbacks=tuple((back.stage, back.text) for back in one.setbacks),
        links=_links(one, view),
        checklist=True,
        reports=visitor.may(Permission.REPORT_STATUS),
    )


def _marks(lookup: Lookup, item: Appointment, flight: Flight) -> Iterator[Mark]:
    place = hand_over_place(lookup, flight.origin)
    for ride, _move in lookup.moves_of(item.activity):
        for part in ride.of_kind(ResourceKind.VEHICLE):
            vehicle, first, last = part.resource.id, part.stops[0], part.stops[-1]
            yield Mark(
                at=first.start, what=_("%(vehicle)s haalt op", vehicle=vehicle), where=lookup.building(first.place)
            )
            yield Mark(at=last.start, what=_("%(vehicle)s komt aan", vehicle=vehicle), where=place)
    duties = item.of_kind(ResourceKind.ESCORT)
    if duties:
        yield Mark(at=min(part.start for part in duties), what=_("Begin dienst"))
        yield Mark(at=max(part.end for part in duties), what=_("Einde dienst"))
    yield Mark(at=hand_over_latest(lookup, flight.departs), what=_("Uiterlijk overnemen"), where=place, must=True)
    yield Mark(at=flight.departs, what=_("Vertrek vlucht %(flight)s", flight=flight.number), where=str(flight.origin))
    yield Mark(at=flight.arrives, what=_("Aankomst"), where=flight.destination)


def _facts(one: EscortOperation, view: ViewOf) -> Iterator[tuple[str, str]]:
    visitor = view.visitor
    for person in one.persons:
        yield from _person(person, several=len(one.persons) > 1, view=view)
    size = ngettext("%(num)s escort", "%(num)s escorts", one.escorts)
    yield _("Escort"), f"{one.teams}, {size}" if one.escorts else one.teams
    if visitor.sees(Field.ESCORT_NAMES):
        yield _("Leden"), ", ".join(member.number for member in one.members if member.number)
    if visitor.sees(Field.MEDICAL_NEED):
        yield _("Medisch"), one.nurse
    yield _("Advocaat"), one.lawyer
    yield _("Vervoer"), one.vehicle.words
    yield _("Boeking"), one.booking
    yield _("Doorgeleiding"), "; ".join(one.transits)
    yield _("Ontvangst"), one.authority
    yield _("Visum"), one.visa
    yield _("Uitzonderingen"), "; ".join(one.exceptions)


def _person(person: Person, *, several: bool, view: ViewOf) -> Iterator[tuple[str, str]]:
    """Yield what is known of a person; with several the code stands before each fact."""
    before = f"{person.code}: " if several else ""
    own = f"{person.code} ({person.reference})" if person.reference else person.code
    yield _("Persoon"), own
    if view.visitor.sees(Field.RISK):
        yield _("Risico"), before + person.risk
        yield _("Kenmerken"), before + person.traits if person.traits else ""
        yield _("Behoefte"), before + person.needs
        yield _("Bagage"), before + person.baggage if person.baggage else ""
    yield _("Document"), before + person.document if person.document else ""
    yield _("Drager"), before + person.carrier if person.carrier else ""


def _links(one: EscortOperation, view: ViewOf) -> tuple[tuple[str, str], ...]:
    if not view.pages:
        return ()
    return (
        (_("Escortblad (A4)"), f"{view.pages}/{ESCORT}/{one.reference}.html"),
        (_("Kaart van de ritten"), f"{view.pages}/kaarten/vervoer-{one.day.isoformat()}.html"),
    )
