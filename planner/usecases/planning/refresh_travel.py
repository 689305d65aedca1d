"""Travel times of all known places: computed once, stored whole, and used only where they still hold.

A table of one source is never filled up with times of another: what is not wholly in the stored table is computed
wholly anew. Not allowed here: how times are found (the ``TravelTimes`` port).
"""

from dataclasses import dataclass
from datetime import date

from planner.domain.ids import PlaceId
from planner.domain.known_travel import KnownTravel
from planner.domain.places import Place
from planner.domain.release import Release
from planner.domain.resources import TravelTable
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock, TravelTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What was stored: for how many places, from which source. ``changed``: it differs from the table before."""

    places: int
    source: str
    made_on: date
    changed: bool


def refresh_travel(store: Store, clock: Clock, travel: TravelTimes, *, actor: str) -> Refreshed:
    """Compute the times between all known places and store them when they differ from what is in force."""
    with store.reading() as books:
        places = books.facts.in_force(Place)
    table = travel.table(places)
    known = KnownTravel(table=table, positions=tuple((place.lat, place.lon) for place in places))
    with store.transaction() as books:
        changed = books.travel.newest() != known
        if changed:
            now = clock.now()
            books.travel.add(known, at=now)
            books.events.add(Event(at=now, actor=actor, what="travel", subject=f"{len(places)} places, {table.source}"))
    return Refreshed(places=len(places), source=table.source, made_on=table.made_on, changed=changed)


def planned_travel(books: Transaction, release: Release) -> TravelTable | None:
    """Return the times that a release was planned with, for all its places, or None where the books lack them.

    They stand with the plan's problem; places that only an earlier release still uses may be missing there, and
    are then looked for in the tables of the same source and date.
    """
    places = release.resources.places
    planned = books.problems.travel(release.problem_hash)
    if planned is not None and {place.id for place in places} <= set(planned.places):
        return planned
    if release.travel_made_on is None:
        return None
    stored = (known.part(places) for known in books.travel.of(release.travel_source, release.travel_made_on))
    return next((table for table in stored if table is not None), None)


def stale_places(books: Transaction) -> tuple[PlaceId, ...]:
    """Return the places that the stored times do not hold for: new or moved since; all when none are stored."""
    known, places = books.travel.newest(), books.facts.in_force(Place)
    at = dict(zip(known.table.places, known.positions, strict=True)) if known is not None else {}
    return tuple(place.id for place in places if at.get(place.id) != (place.lat, place.lon))


def travel_table(books: Transaction, travel: TravelTimes, places: tuple[Place, ...]) -> TravelTable:
    """Return the times between places: the stored ones when all are there and of this very source, else new ones."""
    source = travel.table(())
    stored = books.travel.newest()
    if stored is not None and (stored.table.source, stored.table.made_on) == (source.source, source.made_on):
        found = stored.part(places)
        if found is not None:
            return found
    return travel.table(places)
