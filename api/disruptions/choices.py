"""What may be chosen in the form of a report: what is known and near, as far as who reports may see it.

Not allowed here: checking what was chosen, and storing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from api.disruptions.tools import Disrupted
from api.disruptions.words import code_words
from api.pages.steps import step_words
from api.web.speech import _
from planner.domain.access import Field, Visitor
from planner.domain.activities import Activity, ActivityKind
from planner.domain.disruption import DisruptionKind
from planner.domain.disruption_life import CODES
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.flights import Flight
from planner.domain.missions import Session
from planner.domain.people import Regievoerder
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment
from planner.domain.resources import Capacity, ResourceKind
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.spelling import moment
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.store import Transaction

AHEAD = 21 * MINUTES_PER_DAY
"""So far ahead flights, sittings, rides and departures are listed."""
Choices = list[tuple[str, str]]
List = Callable[[Disrupted, Transaction, Visitor, Minute], Iterator[tuple[str, str]]]


def choices_of(tools: Disrupted, visitor: Visitor, kind: DisruptionKind, names: Iterable[str]) -> Mapping[str, Choices]:
    """Return what may be chosen in the fields that have a list, each with an empty first choice."""
    now = tools.work.clock.now()
    first: Choices = [("", _("kies"))]
    with tools.work.store.reading() as books:
        found = {name: [*first, *_LISTS[name](tools, books, visitor, now)] for name in names if name in _LISTS}
    if "kenmerk" in names:
        wanted = ActivityKind.MOVE if kind is DisruptionKind.TRANSPORT_DELAYED else ActivityKind.DEPARTURE
        found["kenmerk"] = [*first, *_operations(tools, visitor, wanted, now)]
    found["reden"] = [*([("", _("kies"))] if kind is DisruptionKind.DOCUMENT_CHANGED else []), *_codes(kind)]
    return found


def _codes(kind: DisruptionKind) -> Iterator[tuple[str, str]]:
    yield from ((code, code_words(code)) for code in CODES[kind])


def _flights(tools: Disrupted, books: Transaction, visitor: Visitor, now: Minute) -> Iterator[tuple[str, str]]:
    """Yield coming flights that somebody leaves on; all of them before anything was published."""
    release = tools.newest()
    used = (
        {part.resource.id for item in release.appointments for part in item.of_kind(ResourceKind.FLIGHT)}
        if release is not None
        else None
    )
    coming = (
        flight
        for flight in books.facts.in_force(Flight)
        if now < flight.departs < now + AHEAD and (used is None or flight.id in used)
    )
    for flight in sorted(coming, key=lambda one: (one.departs, one.id)):
        where = f", {flight.destination}" if visitor.sees(Field.COUNTRY) else ""
        yield flight.id, f"{flight.number}, {moment(flight.departs)}{where}"


def _officers(_tools: Disrupted, books: Transaction, visitor: Visitor, _now: Minute) -> Iterator[tuple[str, str]]:
    for person in books.facts.in_force(Regievoerder):
        if visitor.sees(Field.CASE_CODE) and (not _owns(visitor) or person.id == visitor.code):
            yield person.id, person.id


def _escorts(_tools: Disrupted, books: Transaction, visitor: Visitor, _now: Minute) -> Iterator[tuple[str, str]]:
    for team in books.facts.in_force(EscortTeam):
        yield team.id, team.id
    if visitor.sees(Field.ESCORT_NAMES):
        for officer in books.facts.in_force(EscortOfficer):
            yield officer.id, f"{officer.id} ({officer.team})"


def _sessions(tools: Disrupted, books: Transaction, _visitor: Visitor, now: Minute) -> Iterator[tuple[str, str]]:
    known = {session.id: session for session in books.facts.in_force(Session)}
    release = tools.newest()
    for session in () if release is None else release.resources.sessions:
        known.setdefault(session.id, session)
    near = (one for one in known.values() if now < (one.interval.end or now) and one.interval.start < now + AHEAD)
    for session in sorted(near, key=lambda one: (one.interval.start, one.id)):
        yield session.id, f"{session.mission}, {moment(session.interval.start)}"


def _vehicles(_tools: Disrupted, books: Transaction, visitor: Visitor, _now: Minute) -> Iterator[tuple[str, str]]:
    codes = [vehicle.id for vehicle in books.facts.in_force(Vehicle)]
    for code in [visitor.code] if visitor.code in codes else codes:
        yield code, code


def _places(_tools: Disrupted, books: Transaction, _visitor: Visitor, _now: Minute) -> Iterator[tuple[str, str]]:
    with_rooms = {one.resource.id for one in books.facts.in_force(Capacity) if one.resource.kind is ResourceKind.ROOM}
    for place in sorted(books.facts.in_force(Place), key=lambda one: one.name):
        if place.id in with_rooms and place.kind is not PlaceKind.MISSION:
            yield place.id, place.with_town


def _items(_tools: Disrupted, _books: Transaction, _visitor: Visitor, _now: Minute) -> Iterator[tuple[str, str]]:
    yield from ((item.value, code_words(item)) for item in HandOverCheck)


_LISTS: Mapping[str, List] = {
    "vlucht": _flights,
    "regievoerder": _officers,
    "escort": _escorts,
    "zitting": _sessions,
    "voertuig": _vehicles,
    "locatie": _places,
    "onderdeel": _items,
}


def _operations(tools: Disrupted, visitor: Visitor, kind: ActivityKind, now: Minute) -> Iterator[tuple[str, str]]:
    """Yield published rides or departures; of a vehicle its own, of a regievoerder those of own appointments."""
    release = tools.newest()
    if release is None or not visitor.sees(Field.CASE_CODE):
        return
    activities = {activity.key: activity for activity in release.activities}
    owned = {one.case: one.regievoerder for one in release.assignments}
    for item in sorted(release.appointments, key=lambda one: one.start):
        activity = activities.get(item.activity)
        if activity is None or activity.kind is not kind or not now < item.start < now + AHEAD:
            continue
        if _owns(visitor) and not any(owned.get(case) == visitor.code for case in activity.cases):
            continue
        yield item.activity, _operation(item, activity)


def _operation(item: Appointment, activity: Activity) -> str:
    who = ", ".join(activity.cases)
    means = item.resource(ResourceKind.VEHICLE) or ""
    return ", ".join(part for part in (moment(item.start), step_words(activity.step), who, means) if part)


def _owns(visitor: Visitor) -> bool:
    """Return whether somebody only reports about own things."""
    return visitor.grant.reach.value == "eigen"
