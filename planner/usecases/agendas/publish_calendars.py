"""Bringing calendars up to date with a release: what changed is rendered once, and kept for every reader.

Not allowed here: what an entry says (a port renders it) and serving it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from planner.domain.feeds import CalendarRef
from planner.domain.ids import ActivityKey
from planner.domain.messages import Change, Subscriber, Why
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.calendars import CalendarRenderer, RenderedEntry
from planner.ports.store import Transaction
from planner.usecases.agendas.calendar_entries import TOMBSTONE
from planner.usecases.publishing.tell_changes import changes_told, put_in_outbox

SHOWN = 56 * MINUTES_PER_DAY
"""So long after its end an appointment stays in calendars: history that vanishes makes people doubt the rest."""


def publish_calendars(
    books: Transaction, renderer: CalendarRenderer, release: Release, why: Mapping[ActivityKey, Why] | None = None
) -> tuple[CalendarRef, ...]:
    """Render what the release changed, or everything the first time; return the calendars that changed.

    Readers are told of what changed and ``why`` (by activity; the empty key is for all others), not of a first time.

    An entry that moved out of a calendar leaves a tombstone there. Part of the transaction that publishes.
    """
    changed = set(release.changed)
    everything = books.calendars.empty
    entries = {renderer.uid(release, entry): entry for entry in release.entries if everything or entry.id in changed}
    fresh = _fresh(books, renderer, release, entries, release.published_at)
    told = _told(books, renderer, release, entries, fresh, why or {}) if not everything else {}
    touched = books.calendars.put(fresh, at=release.published_at)
    put_in_outbox(books, release, told)
    roll_calendars(books, release.published_at)
    return touched


def move_entries(
    books: Transaction, renderer: CalendarRenderer, release: Release, *, at: Minute
) -> tuple[CalendarRef, ...]:
    """Bring what is in calendars because of whose case it is up to date with a release's owners; nobody is told."""
    entries = {renderer.uid(release, entry): entry for entry in release.entries if _by_owner(entry)}
    return books.calendars.put(_fresh(books, renderer, release, entries, at), at=at)


def _by_owner(entry: CalendarEntry) -> bool:
    return entry.participation.resource.kind is ResourceKind.CASE


def _fresh(
    books: Transaction, renderer: CalendarRenderer, release: Release, entries: Mapping[str, CalendarEntry], at: Minute
) -> tuple[RenderedEntry, ...]:
    """Return the entries in every calendar they belong to, and a tombstone in every one that they left."""
    rendered = renderer.render(release, entries.values())
    there = {(item.calendar, item.uid) for item in rendered}
    left = sorted(books.calendars.holding(entries.keys()) - there)
    mine = {item.calendar for item in rendered if _by_owner(entries[item.uid])} | {calendar for calendar, _ in left}
    held = {(item.calendar, item.uid): item for one in mine for item in books.calendars.entries(one)}
    kept = (_risen(item, held.get((item.calendar, item.uid)), renderer, release, entries, at) for item in rendered)
    gone = (
        renderer.withdrawn(
            release, replace(entries[uid], sequence=held[calendar, uid].sequence + 1, changed_at=at), calendar
        )
        for calendar, uid in left
    )
    return (*kept, *gone)


def _risen(
    item: RenderedEntry,
    held: RenderedEntry | None,
    renderer: CalendarRenderer,
    release: Release,
    entries: Mapping[str, CalendarEntry],
    at: Minute,
) -> RenderedEntry:
    """Return an entry with a sequence that never falls in a calendar, where it may have been moved to and fro."""
    if held is None or held.sequence < item.sequence:
        return item
    if _content(held) == _content(item):
        return held
    newer = replace(entries[item.uid], sequence=held.sequence + 1, changed_at=at)
    return next(one for one in renderer.render(release, (newer,)) if one.calendar == item.calendar)


def _content(item: RenderedEntry) -> tuple[object, ...]:
    return item.start, item.end, item.cancelled, item.busy, item.short, item.full


def _told(
    books: Transaction,
    renderer: CalendarRenderer,
    release: Release,
    entries: Mapping[str, CalendarEntry],
    fresh: tuple[RenderedEntry, ...],
    why: Mapping[ActivityKey, Why],
) -> dict[CalendarRef, dict[Subscriber, tuple[Change, ...]]]:
    """Return what each reader of a calendar that changes is to be told; call it before the calendars are renewed."""
    readers: dict[CalendarRef, list[Subscriber]] = defaultdict(list)
    for subscriber in books.facts.in_force(Subscriber):
        readers[subscriber.calendar].append(subscriber)
    told: dict[CalendarRef, dict[Subscriber, tuple[Change, ...]]] = {}
    for calendar, subscribers in readers.items():
        now = [entry for entry in fresh if entry.calendar == calendar]
        was = {entry.uid: entry for entry in books.calendars.entries(calendar)} if now else {}
        pairs = [(entries[entry.uid], entry, was.get(entry.uid)) for entry in now]
        told[calendar] = {
            subscriber: changes_told(renderer, release, subscriber, pairs, why) for subscriber in subscribers
        }
    return told


def roll_calendars(books: Transaction, now: Minute) -> int:
    """Let go of what ended long ago; return how many entries left."""
    return books.calendars.prune(ended=Minute(now - SHOWN), cancelled=Minute(now - TOMBSTONE), at=now)
