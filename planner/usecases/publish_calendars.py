"""Bringing calendars up to date with a release: what changed is rendered once, and kept for every reader.

Not allowed here: what an entry says (a port renders it) and serving it.
"""

from collections import defaultdict
from collections.abc import Mapping

from planner.domain.feeds import CalendarRef
from planner.domain.ids import ActivityKey
from planner.domain.messages import Change, Subscriber, Why
from planner.domain.release import CalendarEntry, Release
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.calendars import CalendarRenderer, RenderedEntry
from planner.ports.store import Transaction
from planner.usecases.calendar_entries import TOMBSTONE
from planner.usecases.tell_changes import changes_told, put_in_outbox

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
    rendered = renderer.render(release, entries.values())
    there = {(item.calendar, item.uid) for item in rendered}
    left = sorted(books.calendars.holding(entries.keys()) - there)
    withdrawn = tuple(renderer.withdrawn(release, entries[uid], calendar) for calendar, uid in left)
    fresh = (*rendered, *withdrawn)
    told = _told(books, renderer, release, entries, fresh, why or {}) if not everything else {}
    touched = books.calendars.put(fresh, at=release.published_at)
    put_in_outbox(books, release, told)
    roll_calendars(books, release.published_at)
    return touched


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
