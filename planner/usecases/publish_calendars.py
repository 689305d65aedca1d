"""Bringing calendars up to date with a release: what changed is rendered once, and kept for every reader.

Not allowed here: what an entry says (a port renders it) and serving it.
"""

from planner.domain.feeds import CalendarRef
from planner.domain.release import Release
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.calendars import CalendarRenderer
from planner.ports.store import Transaction
from planner.usecases.calendar_entries import TOMBSTONE

SHOWN = 56 * MINUTES_PER_DAY
"""So long after its end an appointment stays in calendars: history that vanishes makes people doubt the rest."""


def publish_calendars(books: Transaction, renderer: CalendarRenderer, release: Release) -> tuple[CalendarRef, ...]:
    """Render what the release changed, or everything the first time; return the calendars that changed.

    An entry that moved out of a calendar leaves a tombstone there. Part of the transaction that publishes.
    """
    changed = set(release.changed)
    everything = books.calendars.empty
    entries = {renderer.uid(release, entry): entry for entry in release.entries if everything or entry.id in changed}
    rendered = renderer.render(release, entries.values())
    there = {(item.calendar, item.uid) for item in rendered}
    left = sorted(books.calendars.holding(entries.keys()) - there)
    withdrawn = (renderer.withdrawn(release, entries[uid], calendar) for calendar, uid in left)
    touched = books.calendars.put((*rendered, *withdrawn), at=release.published_at)
    roll_calendars(books, release.published_at)
    return touched


def roll_calendars(books: Transaction, now: Minute) -> int:
    """Let go of what ended long ago; return how many entries left."""
    return books.calendars.prune(ended=Minute(now - SHOWN), cancelled=Minute(now - TOMBSTONE), at=now)
