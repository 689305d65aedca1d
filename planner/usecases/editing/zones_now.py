"""The zones as they are now: from when each kind is frozen, what that holds, and what was moved out of it and why.

Not allowed here: moving anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.activities import ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.plan import Appointment
from planner.domain.settings import Mark, Settings
from planner.domain.thawed import Thawed
from planner.domain.time import MINUTES_PER_DAY, MINUTES_PER_HOUR, Minute
from planner.domain.zones import frozen_norm
from planner.ports.editing import Head
from planner.ports.store import Transaction
from planner.usecases.editing.thawed_items import thawed_by
from planner.usecases.editing.undo_redo import counting

BACK, AHEAD = 2, 6
"""Weeks whose drafts are looked through."""
A_WEEK = 7 * MINUTES_PER_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A kind of activity: how many hours ahead it is frozen, until when that is now, and what is published there."""

    kind: ActivityKind
    hours: int
    until: Minute
    mark: Mark
    frozen: tuple[Appointment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The zones at a moment; ``thawed`` of the week before it, newest first."""

    at: Minute
    release: int
    borders: tuple[Border, ...]
    thawed: tuple[Thawed, ...]


def read_zones(books: Transaction, norms: Settings, now: Minute) -> Zones:
    """Return the zones as they are now."""
    release = books.releases.newest()
    kinds = {} if release is None else {activity.key: activity.kind for activity in release.activities}
    coming = () if release is None else tuple(item for item in release.appointments if item.start >= now)
    borders: list[Border] = []
    for kind in ActivityKind:
        norm = frozen_norm(norms, kind, now)
        until = Minute(now + norm.value * MINUTES_PER_HOUR)
        frozen = (item for item in coming if kinds.get(item.activity) is kind and item.start < until)
        held = tuple(sorted(frozen, key=lambda item: (item.start, item.activity)))
        borders.append(Border(kind=kind, hours=norm.value, until=until, mark=norm.mark, frozen=held))
    return Zones(
        at=now,
        release=0 if release is None else release.number,
        borders=tuple(borders),
        thawed=tuple(sorted(thawed_since(books, Minute(now - A_WEEK), now), key=lambda one: -one.at)),
    )


def thawed_since(books: Transaction, since: Minute, now: Minute) -> Iterator[Thawed]:
    """Yield what drafts moved out of the frozen zone since a moment."""
    here = IsoWeek.of(day_of(now))
    for head in books.drafts.of_weeks(here.plus(-BACK), here.plus(AHEAD)):
        yield from _thawed(books, head, since)


def _thawed(books: Transaction, head: Head, since: Minute) -> Iterator[Thawed]:
    steps = books.drafts.steps(head.draft)
    first = next((step.version for step in steps if step.at >= since), None)
    if first is None:
        return
    counted, week = counting(steps), books.drafts.load(head.draft).week
    for entry in books.drafts.entries(head.draft, after=first - 1):
        yield from thawed_by(entry, week, undone=entry.version not in counted)
