"""A release: a numbered, frozen plan that everyone sees. Release n = release n-1 + accepted changes.

Not allowed here: drafts.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from planner.domain.activities import Activity, ActivityKind
from planner.domain.bookings import Booking
from planner.domain.cases import Case
from planner.domain.clearances import Override
from planner.domain.ids import ParticipationId, PlaceId
from planner.domain.plan import Appointment, Assignment, Fallback, Participation, Standby, Unplanned
from planner.domain.resources import ResourceKind, Resources
from planner.domain.settings import Setting
from planner.domain.sheet_facts import SheetFacts
from planner.domain.simulation import SimulationResult
from planner.domain.thawed import Thawed
from planner.domain.time import Interval, Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseScope:
    """What a publication takes over: kinds and/or days (None: all) of the accepted plan."""

    kinds: frozenset[ActivityKind] | None = None
    days: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Publication state of one participation: what its calendar event must say.

    ``sequence`` rises with each visible change; ``changed_at`` is the minute of the release that
    changed it; ``cancelled`` entries stay as tombstones until a while after their end.
    """

    id: ParticipationId
    participation: Participation
    appointment: Appointment
    sequence: int
    changed_at: Minute
    cancelled: bool = False


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Release:
    """Everything readers of a publication may need, frozen at ``published_at``."""

    number: int
    published_at: Minute
    plan_id: int
    problem_hash: str
    scope: ReleaseScope
    horizon: Interval
    appointments: tuple[Appointment, ...]
    entries: tuple[CalendarEntry, ...]
    activities: tuple[Activity, ...]
    unplanned: tuple[Unplanned, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    changed: tuple[ParticipationId, ...] = field(default=())
    """Entries that are new, changed or cancelled in this release."""
    resources: Resources = field(default_factory=Resources)
    """The places, flights, vehicles and so on that the appointments use (see ``used_resources``)."""
    cases: tuple[Case, ...] = ()
    """The cases that take part, as known when published."""
    owners: tuple[Assignment, ...] = ()
    """Who is responsible for each case that leaves, on the day it leaves."""
    settings: tuple[Setting, ...] = ()
    bookings: tuple[Booking, ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    standbys: tuple[Standby, ...] = ()
    overrides: tuple[Override, ...] = ()
    """Exceptions to rules that hold for what is published."""
    thawed: tuple[Thawed, ...] = ()
    """What this release changes although it was frozen: by whom, when and why."""
    simulation: SimulationResult | None = None
    """Of the plan that this was published from."""
    sheet: SheetFacts = field(default_factory=SheetFacts)
    travel_source: str = ""
    travel_made_on: date | None = None
    secret: str = ""
    """Made once per installation and carried on by each release; never shown. Keeps numbers and UIDs, which are
    derived from case codes, from being traced back by trying all codes."""


def operation_number(release: Release, appointment: Appointment) -> str:
    """Return the lasting number by which partners know an operation; a case code cannot be found from it."""
    return f"V-{_sealed(release, appointment.id.bytes).hex[:6].upper()}"


def calendar_uid(release: Release, entry: CalendarEntry) -> UUID:
    """Return the lasting identity of an entry in calendars; a case code cannot be found from it."""
    return _sealed(release, entry.id.bytes)


def _sealed(release: Release, identity: bytes) -> UUID:
    return UUID(bytes=hmac.digest(release.secret.encode(), identity, "sha256")[:16])


def used_resources(
    resources: Resources, appointments: Iterable[Appointment], fallbacks: Iterable[Fallback] = ()
) -> Resources:
    """Return only what readers of these appointments and fallbacks need to look up, in the order it was given."""
    used: dict[ResourceKind, set[str]] = {kind: set() for kind in ResourceKind}
    places: set[PlaceId] = set()
    for fallback in fallbacks:
        places.update((fallback.returns_to, fallback.waits_at))
        used[ResourceKind.VEHICLE].update(() if fallback.vehicle is None else (fallback.vehicle,))
    for appointment in appointments:
        if appointment.place is not None:
            places.add(appointment.place)
        for part in appointment.participations:
            used[part.resource.kind].add(part.resource.id)
            places.update(stop.place for stop in part.stops)
    sessions = tuple(s for s in resources.sessions if s.id in used[ResourceKind.SESSION])
    missions = {session.mission for session in sessions}
    flights = tuple(f for f in resources.flights if f.id in used[ResourceKind.FLIGHT])
    vehicles = tuple(v for v in resources.vehicles if v.id in used[ResourceKind.VEHICLE])
    teams = tuple(t for t in resources.escort_teams if t.id in used[ResourceKind.ESCORT])
    people = tuple(r for r in resources.regievoerders if r.id in used[ResourceKind.REGIEVOERDER])
    places.update(vehicle.depot for vehicle in vehicles)
    places.update(team.base for team in teams)
    places.update(person.office for person in people)
    return Resources(
        places=tuple(place for place in resources.places if place.id in places),
        regievoerders=people,
        missions=tuple(mission for mission in resources.missions if mission.id in missions),
        sessions=sessions,
        flights=flights,
        carriers=tuple(c for c in resources.carriers if c.code in {flight.carrier for flight in flights}),
        escort_teams=teams,
        officers=tuple(o for o in resources.officers if o.id in used[ResourceKind.OFFICER]),
        vehicles=vehicles,
    )
