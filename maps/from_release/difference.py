"""What changed from one release to the next, and who is told; for the planner only. A pure function of two releases.

An appointment is the same when its activity is. What lies before the newer release's horizon is history and no change.

Not allowed here: drawing, files, who may open what.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from maps.from_release.words import full_name, point, release_name
from maps.week_view import Change, ChangeKind, DifferenceMap, Occasion
from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.places import Place
from planner.domain.plan import Appointment
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment, stretch
from planner.domain.vocabulary import word
from planner.domain.wording import Text

TOLD: Mapping[ResourceKind, str | Text] = {
    ResourceKind.REGIEVOERDER: "",
    ResourceKind.INTERPRETER: Text(nl="tolken", en="interpreters"),
    ResourceKind.SESSION: Text(nl="vertegenwoordiging", en="mission"),
    ResourceKind.FLIGHT: Text(nl="luchtvaartmaatschappij", en="carrier"),
    ResourceKind.ESCORT: "KMar",
    ResourceKind.VEHICLE: "DJI, DV&O",
    ResourceKind.PARTNER: "",
    ResourceKind.ROOM: Text(nl="beheerder van de locatie", en="manager of the location"),
}
"""Who hears of a change, by kind of resource; empty is the resource's own code. The first tells the person."""
_MEANS = (
    ResourceKind.REGIEVOERDER,
    ResourceKind.VEHICLE,
    ResourceKind.FLIGHT,
    ResourceKind.ESCORT,
    ResourceKind.SESSION,
)


def difference_map(previous: Release, release: Release) -> DifferenceMap:
    """Return what is new, changed or cancelled in ``release`` against ``previous``, in order of time."""
    sides = _Side(previous), _Side(release)
    found = sorted(_changes(*sides), key=lambda pair: (pair[0], pair[1].reference))
    return DifferenceMap(
        release=release_name(release), previous=release_name(previous), changes=tuple(change for _, change in found)
    )


class _Side:
    """One of the two releases, indexed."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.horizon = release.horizon
        self.items: dict[ActivityKey, Appointment] = {item.activity: item for item in release.appointments}
        self._activities: dict[ActivityKey, Activity] = {item.key: item for item in release.activities}
        self._places: dict[PlaceId, Place] = {place.id: place for place in release.resources.places}

    def occasion(self, item: Appointment) -> Occasion:
        """Return when and where."""
        place = self._places.get(item.place) if item.place is not None else None
        return Occasion(
            time=moment(item.start).rsplit(" ", 1)[0] if item.all_day else stretch(item.start, item.end),
            place=full_name(place) if place else "",
            at=point(place) if place else None,
            means=", ".join(part.resource.id for kind in _MEANS for part in item.of_kind(kind)),
        )

    def what(self, key: ActivityKey) -> tuple[str, str]:
        """Return the kind of activity and the codes of its cases."""
        activity = self._activities.get(key)
        return (word(activity.kind), ", ".join(activity.cases)) if activity else ("", "")


def _changes(old: _Side, new: _Side) -> Iterator[tuple[int, Change]]:
    for key in old.items.keys() | new.items.keys():
        before, after = old.items.get(key), new.items.get(key)
        if after is None and before is not None and before.start >= new.horizon.start:
            yield before.start, _change(ChangeKind.CANCELLED, old, new, before, None)
        elif after is not None and before is None:
            yield after.start, _change(ChangeKind.NEW, old, new, None, after)
        elif after is not None and before is not None and _planned(before) != _planned(after):
            yield after.start, _change(ChangeKind.MOVED, old, new, before, after)


def _planned(item: Appointment) -> object:
    """Return all of an appointment that people can notice."""
    parts = sorted(
        (part.resource, part.start, part.end, part.amount, tuple((s.place, s.start, s.end) for s in part.stops))
        for part in item.participations
    )
    return item.start, item.end, item.place, item.all_day, parts


def _change(kind: ChangeKind, old: _Side, new: _Side, before: Appointment | None, after: Appointment | None) -> Change:
    item = after or before
    if item is None:  # the caller gives one of the two
        raise AssertionError(kind)
    what, who = (new if after is not None else old).what(item.activity)
    return Change(
        kind=kind,
        reference=operation_number((new if after is not None else old).release, item),
        what=what,
        who=who,
        before=old.occasion(before) if before is not None else None,
        after=new.occasion(after) if after is not None else None,
        told=_told(before, after),
    )


def _told(before: Appointment | None, after: Appointment | None) -> tuple[str, ...]:
    """Return everybody who takes part or took part."""
    items = (item for item in (before, after) if item is not None)
    parts = chain.from_iterable(item.participations for item in items)
    known = (part.resource for part in parts if part.resource.kind in TOLD)
    return tuple(sorted({str(TOLD[resource.kind]) or resource.id for resource in known}))
