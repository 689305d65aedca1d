"""A release with its parts indexed for pages. Reading only; what a viewer may see is decided by each page."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case
from planner.domain.civil import day_of
from planner.domain.crews import Turn
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CaseId, FlightId, PlaceId, VehicleId
from planner.domain.places import Certainty, Place, PlaceKind, certainty
from planner.domain.plan import Appointment
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.settings import Settings

NOBODY = ResourceRef(ResourceKind.REGIEVOERDER, "")


class Lookup:
    """Indexes of one release."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.activities: dict[ActivityKey, Activity] = {item.key: item for item in release.activities}
        self.cases: dict[CaseId, Case] = {case.id: case for case in release.cases}
        self.places: dict[PlaceId, Place] = {place.id: place for place in release.resources.places}
        self.flights: dict[FlightId, Flight] = {flight.id: flight for flight in release.resources.flights}
        self.vehicles = {vehicle.id: vehicle for vehicle in release.resources.vehicles}
        self.teams = {team.id: team for team in release.resources.escort_teams}
        self.appointments = {item.activity: item for item in release.appointments}
        self.turns: dict[VehicleId, tuple[Turn, ...]] = {}
        """The shifts of each vehicle that were worked out already."""

    @cached_property
    def settings(self) -> Settings:
        """The settings in force when published."""
        return Settings(self.release.settings)

    @cached_property
    def _by_kind(self) -> dict[ActivityKind, list[tuple[Appointment, Activity]]]:
        """The appointments by kind, in order of time."""
        found: dict[ActivityKind, list[tuple[Appointment, Activity]]] = defaultdict(list)
        for item in sorted(self.release.appointments, key=lambda item: (item.start, item.activity)):
            activity = self.activities.get(item.activity)
            if activity is not None:
                found[activity.kind].append((item, activity))
        return found

    @cached_property
    def _moves(self) -> dict[ActivityKey, list[tuple[Appointment, Activity]]]:
        """The moves by what they serve, in order of time."""
        found: dict[ActivityKey, list[tuple[Appointment, Activity]]] = defaultdict(list)
        for item, move in self.of_kind(ActivityKind.MOVE):
            if move.move.serves is not None:
                found[move.move.serves].append((item, move))
        return found

    @cached_property
    def _by_resource(self) -> dict[ResourceRef, list[Appointment]]:
        """The appointments of each person and means, in order of time."""
        found: dict[ResourceRef, list[Appointment]] = defaultdict(list)
        for item in sorted(self.release.appointments, key=lambda item: (item.start, item.activity)):
            for resource in dict.fromkeys(part.resource for part in item.participations):
                found[resource].append(item)
        return found

    @cached_property
    def _entries(self) -> dict[ResourceRef, list[CalendarEntry]]:
        """The lines of each calendar."""
        found: dict[ResourceRef, list[CalendarEntry]] = defaultdict(list)
        for entry in self.release.entries:
            found[entry.participation.resource].append(entry)
        return found

    def index(self) -> None:
        """Work out whose everything is, before anybody asks."""
        self.of_resource(NOBODY)
        self.entries_of(NOBODY)

    def of_resource(self, resource: ResourceRef) -> Sequence[Appointment]:
        """Return the appointments that somebody or something takes part in, in order of time."""
        return self._by_resource.get(resource, [])

    def entries_of(self, resource: ResourceRef) -> Sequence[CalendarEntry]:
        """Return the lines of somebody's calendar, as they stand in the release."""
        return self._entries.get(resource, [])

    def of_kind(self, kind: ActivityKind) -> Sequence[tuple[Appointment, Activity]]:
        """Return the appointments of a kind with their activity, in order of time."""
        return self._by_kind.get(kind, [])

    def days_with(self, kind: ActivityKind) -> Sequence[date]:
        """Return the Dutch days on which an appointment of the kind starts."""
        return sorted({day_of(item.start) for item, _ in self.of_kind(kind)})

    def place_name(self, place: PlaceId | None) -> str:
        """Return a place by its full name, for those who may see all."""
        found = self.places.get(place) if place is not None else None
        return found.name if found else ""

    def is_uncertain(self, place: PlaceId | None) -> bool:
        """Return whether it is uncertain where a place lies; travel times to it are then uncertain too."""
        found = self.places.get(place) if place is not None else None
        return found is not None and certainty(found) is Certainty.UNCERTAIN

    def building(self, place: PlaceId | None) -> str:
        """Return a place at building level (see ``Place.building``), without its town where it has a name."""
        found = self.places.get(place) if place is not None else None
        if found is None:
            return ""
        return found.building if found.kind is PlaceKind.MISSION else found.name

    def flight_of(self, departure: Appointment) -> Flight | None:
        """Return the flight of a departure, or None for one that others book."""
        number = departure.resource(ResourceKind.FLIGHT)
        return self.flights.get(FlightId(number)) if number is not None else None

    def moves_of(self, served: ActivityKey) -> Sequence[tuple[Appointment, Activity]]:
        """Return the moves that serve an appointment."""
        return self._moves.get(served, [])
