"""What a calendar says about an appointment: kind, case code and building. Nothing that gives away a country.

Not allowed here: iCalendar syntax (see ``event``).
"""

from dataclasses import dataclass
from functools import cached_property

from planner.domain.activities import Activity, ActivityKind, DepartureDetail, MoveDetail, MoveRole
from planner.domain.feeds import CalendarKind, CalendarRef, DetailLevel
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.places import Place
from planner.domain.plan import Participation
from planner.domain.release import CalendarEntry, Release, calendar_uid, operation_number
from planner.domain.resources import ResourceKind

KIND_WORDS = {
    ActivityKind.CONVERSATION: "Vertrekgesprek",
    ActivityKind.PRESENTATION: "Presentatie",
    ActivityKind.DEPARTURE: "Vertrek",
    ActivityKind.MOVE: "Vervoer",
    ActivityKind.MEETING: "Overleg",
}
BUSY = "Bezet"
GONE = "VERVALLEN"
UID_DOMAIN = "vertrekplanner"
"""Fixed for all installations and versions: part of every UID."""


@dataclass(frozen=True, slots=True)
class Words:
    """The visible text of one event."""

    summary: str
    location: str = ""


class Vocabulary:
    """Looks up the words for the entries of one release."""

    def __init__(self, release: Release) -> None:
        self._release = release

    @cached_property
    def _places(self) -> dict[PlaceId, Place]:
        return {place.id: place for place in self._release.resources.places}

    @cached_property
    def _activities(self) -> dict[ActivityKey, Activity]:
        return {activity.key: activity for activity in self._release.activities}

    def uid(self, entry: CalendarEntry) -> str:
        """Return the UID an entry keeps in every feed and every release of this installation."""
        return f"{calendar_uid(self._release, entry)}@{UID_DOMAIN}"

    def words(self, entry: CalendarEntry, calendar: CalendarRef, level: DetailLevel) -> Words:
        """Return what a reader of the calendar sees at a level.

        A cancelled entry says so and nothing else: the reader may no longer be concerned.
        """
        activity = self._activities.get(entry.appointment.activity)
        if level is DetailLevel.BUSY:
            return Words(f"{GONE}: {BUSY.lower()}" if entry.cancelled else BUSY)
        word = self._word(entry, activity, calendar)
        if entry.cancelled:
            return Words(f"{GONE}: {word.lower()}")
        code = self._code(entry, activity) if level is DetailLevel.FULL else ""
        who = f"{entry.participation.resource.id}: " if calendar.kind is CalendarKind.TEAM else ""
        return Words(f"{who}{word} {code}".rstrip(), self._location(entry, calendar))

    def building(self, place: PlaceId | None) -> str:
        """Return a place at building level, or nothing for one the release does not hold."""
        found = self._places.get(place) if place is not None else None
        return found.building if found is not None else ""

    def _word(self, entry: CalendarEntry, activity: Activity | None, calendar: CalendarRef) -> str:
        kind = entry.participation.resource.kind
        if kind is ResourceKind.VEHICLE:
            return "Rit" if calendar.kind is CalendarKind.VEHICLE else self._at_site(entry, activity, calendar)
        if kind in (ResourceKind.ESCORT, ResourceKind.OFFICER):
            return "Escortdienst"
        if activity is None:
            return "Afspraak"
        alone = isinstance(activity.detail, DepartureDetail) and activity.detail.track.independent
        return "Zelfstandig vertrek" if alone else KIND_WORDS[activity.kind]

    def _at_site(self, entry: CalendarEntry, activity: Activity | None, calendar: CalendarRef) -> str:
        """Say what a vehicle comes for: the people of a site need to know that somebody leaves for good."""
        stops = entry.participation.stops
        if stops and stops[0].place != calendar.owner:
            return "Brengen"
        detail = activity.detail if activity else None
        leaves = isinstance(detail, MoveDetail) and detail.role is MoveRole.TO_DEPARTURE
        return "Ophalen voor vertrek" if leaves else "Ophalen"

    def _code(self, entry: CalendarEntry, activity: Activity | None) -> str:
        """Return the case codes; a vehicle's calendar has the number of the operation instead."""
        kind = entry.participation.resource.kind
        return operation_number(self._release, entry.appointment) if kind is ResourceKind.VEHICLE else _codes(activity)

    def _location(self, entry: CalendarEntry, calendar: CalendarRef) -> str:
        if calendar.kind is CalendarKind.VEHICLE:
            return self._route(entry.participation)
        if calendar.kind is CalendarKind.SITE:
            return self.building(PlaceId(calendar.owner))
        return self.building(entry.appointment.place)

    def _route(self, participation: Participation) -> str:
        return " → ".join(self.building(stop.place) for stop in participation.stops)


def _codes(activity: Activity | None) -> str:
    if activity is None or not activity.cases:
        return ""
    first, *others = activity.cases
    return f"{first} (+{len(others)})" if others else first
