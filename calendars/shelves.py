"""In which calendars an entry of a release belongs, and from when to when it is there.

Not allowed here: what it says (see ``words``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.activities import ActivityKind
from planner.domain.feeds import CalendarKind, CalendarRef
from planner.domain.places import PlaceKind
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute

SITES = frozenset(
    {PlaceKind.AZC, PlaceKind.GLO, PlaceKind.VBL, PlaceKind.HTL, PlaceKind.DETENTION, PlaceKind.COURT, PlaceKind.IOM}
)
"""Buildings whose people want to know who is expected and who is collected."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One appearance of an entry: the calendar, and the stretch it takes there."""

    calendar: CalendarRef
    start: Minute
    end: Minute
    busy: bool = True
    """Whether the owner of the calendar is taken up by it."""


OWN = {
    ResourceKind.REGIEVOERDER: CalendarKind.PERSONAL,
    ResourceKind.VEHICLE: CalendarKind.VEHICLE,
    ResourceKind.ESCORT: CalendarKind.ESCORT,
    ResourceKind.ROOM: CalendarKind.ROOM,
}
"""Resources with a calendar of their own."""


class Shelves:
    """Looks up the calendars of the entries of one release."""

    def __init__(self, release: Release) -> None:
        resources = release.resources
        self._sites = {str(place.id) for place in resources.places if place.kind in SITES}
        self._wider: dict[ResourceKind, tuple[CalendarKind, dict[str, str]]] = {
            ResourceKind.REGIEVOERDER: (CalendarKind.TEAM, {who.id: who.office for who in resources.regievoerders}),
            ResourceKind.SESSION: (
                CalendarKind.MISSION,
                {sitting.id: sitting.mission for sitting in resources.sessions},
            ),
            ResourceKind.ROOM: (CalendarKind.SITE, {site: site for site in self._sites}),
            ResourceKind.CASE: (CalendarKind.PERSONAL, {owner.case: owner.regievoerder for owner in release.owners}),
        }
        self._leaving = {a.key for a in release.activities if a.kind is ActivityKind.DEPARTURE}

    def slots(self, entry: CalendarEntry) -> tuple[Slot, ...]:
        """Return every appearance of an entry, one per calendar at most."""
        found: dict[CalendarRef, Slot] = {}
        for slot in self._slots(entry):
            found.setdefault(slot.calendar, slot)
        return tuple(found.values())

    def _slots(self, entry: CalendarEntry) -> Iterator[Slot]:
        part = entry.participation
        if part.resource.kind is ResourceKind.CASE and entry.appointment.activity not in self._leaving:
            return
        for calendar in self._calendars(part.resource):
            yield Slot(calendar, part.start, part.end, busy=part.resource.kind is not ResourceKind.CASE)
        for stop in part.stops:
            if stop.place in self._sites:
                yield Slot(CalendarRef(CalendarKind.SITE, stop.place), stop.start, stop.end)

    def _calendars(self, resource: ResourceRef) -> Iterator[CalendarRef]:
        own = OWN.get(resource.kind)
        if own is not None:
            yield CalendarRef(own, resource.id)
        kind, owners = self._wider.get(resource.kind, (None, {}))
        if kind is not None and resource.id in owners:
            yield CalendarRef(kind, owners[resource.id])
