"""What a calendar says about an appointment: kind, case code and building. Nothing that gives away a country.

Not allowed here: iCalendar syntax (see ``event``).
"""

from dataclasses import dataclass
from functools import cached_property

from planner.domain.activities import Activity, ActivityKind
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
GONE = "VERVALLEN"
UID_DOMAIN = "vertrekplanner"
"""Fixed for all installations and versions: part of every UID."""


@dataclass(frozen=True, slots=True)
class Words:
    """The visible text of one event."""

    summary: str
    location: str


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

    def words(self, entry: CalendarEntry) -> Words:
        """Return what the owner of the entry's calendar reads.

        A cancelled entry says so and nothing else: the person may no longer be concerned.
        """
        activity = self._activities.get(entry.appointment.activity)
        word = KIND_WORDS[activity.kind] if activity else "Afspraak"
        if entry.cancelled:
            return Words(f"{GONE}: {word.lower()}", "")
        kind = entry.participation.resource.kind
        if kind is ResourceKind.VEHICLE:
            return Words(f"Rit {operation_number(self._release, entry.appointment)}", self._route(entry.participation))
        if kind is ResourceKind.ESCORT:
            return Words(f"Escortdienst {_codes(activity)}".strip(), self.building(entry.appointment.place))
        return Words(f"{word} {_codes(activity)}".strip(), self.building(entry.appointment.place))

    def building(self, place: PlaceId | None) -> str:
        """Return a place at building level, or nothing for one the release does not hold."""
        found = self._places.get(place) if place is not None else None
        return found.building if found is not None else ""

    def _route(self, participation: Participation) -> str:
        return " → ".join(self.building(stop.place) for stop in participation.stops)


def _codes(activity: Activity | None) -> str:
    if activity is None or not activity.cases:
        return ""
    first, *others = activity.cases
    return f"{first} (+{len(others)})" if others else first
