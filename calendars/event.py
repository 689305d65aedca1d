"""Entries of a release as iCalendar bytes, once per calendar; implements the ``CalendarRenderer`` port.

Times are published in UTC: a TZID cannot express the doubled hour of October, and several
clients read generated VTIMEZONE parts an hour wrong.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from calendars import lines
from calendars.shelves import Shelves, Slot
from calendars.words import Vocabulary, Words
from planner.domain.civil import day_of, to_utc
from planner.domain.feeds import CalendarRef, DetailLevel
from planner.domain.release import CalendarEntry, Release
from planner.ports.calendars import RenderedEntry

RENDERER = 1
"""Raise it when the bytes of an unchanged entry come out differently: readers then fetch everything anew."""
END = b"END:VEVENT\r\n"


class EventRenderer:
    """Renders the entries of releases. The bytes depend on the entry and its words alone."""

    def uid(self, release: Release, entry: CalendarEntry) -> str:
        """Return the UID an entry keeps in every calendar and every release of this installation."""
        return Vocabulary(release).uid(entry)

    def render(self, release: Release, entries: Iterable[CalendarEntry]) -> tuple[RenderedEntry, ...]:
        """Return each entry in every calendar it belongs to."""
        shelves, vocabulary = Shelves(release), Vocabulary(release)
        return tuple(_rendered(entry, slot, vocabulary) for entry in entries for slot in shelves.slots(entry))

    def by_calendar(
        self, release: Release, entries: Iterable[CalendarEntry]
    ) -> Mapping[CalendarRef, Callable[[], tuple[RenderedEntry, ...]]]:
        """Return what renders the entries of each calendar that has any, for who does not need all calendars."""
        shelves, vocabulary = Shelves(release), Vocabulary(release)
        found: dict[CalendarRef, list[tuple[CalendarEntry, Slot]]] = defaultdict(list)
        for entry in entries:
            for slot in shelves.slots(entry):
                found[slot.calendar].append((entry, slot))
        return {calendar: partial(_all_rendered, of, vocabulary) for calendar, of in found.items()}

    def told(self, release: Release, entry: CalendarEntry, calendar: CalendarRef, level: DetailLevel) -> str:
        """Return in words what an entry is about, as far as a level tells it."""
        words = Vocabulary(release).words(replace(entry, cancelled=False), calendar, level)
        return f"{words.summary}, {words.location}" if words.location else words.summary

    def withdrawn(self, release: Release, entry: CalendarEntry, calendar: CalendarRef) -> RenderedEntry:
        """Return the tombstone of an entry in a calendar that it no longer belongs to."""
        part = entry.participation
        return _rendered(replace(entry, cancelled=True), Slot(calendar, part.start, part.end), Vocabulary(release))


def whole_event(entry: RenderedEntry, level: DetailLevel) -> bytes:
    """Return the VEVENT of an entry at a level."""
    return entry.common + entry.text(level) + END


def _all_rendered(of: Iterable[tuple[CalendarEntry, Slot]], vocabulary: Vocabulary) -> tuple[RenderedEntry, ...]:
    return tuple(_rendered(entry, slot, vocabulary) for entry, slot in of)


def _rendered(entry: CalendarEntry, slot: Slot, vocabulary: Vocabulary) -> RenderedEntry:
    busy, short, full = (
        _text(vocabulary.words(entry, slot.calendar, level))
        for level in (DetailLevel.BUSY, DetailLevel.SHORT, DetailLevel.FULL)
    )
    uid = vocabulary.uid(entry)
    return RenderedEntry(
        calendar=slot.calendar,
        uid=uid,
        sequence=entry.sequence,
        changed_at=entry.changed_at,
        start=slot.start,
        end=slot.end,
        cancelled=entry.cancelled,
        common=_common(entry, slot, uid),
        busy=busy,
        short=short,
        full=full,
    )


def _common(entry: CalendarEntry, slot: Slot, uid: str) -> bytes:
    """Return everything that is the same at every level."""
    changed, busy = to_utc(entry.changed_at), slot.busy and not entry.cancelled
    if entry.appointment.all_day:
        day = day_of(slot.start)
        times = (lines.whole_day("DTSTART", day), lines.whole_day("DTEND", day + timedelta(days=1)))
    else:
        times = (lines.moment("DTSTART", to_utc(slot.start)), lines.moment("DTEND", to_utc(slot.end)))
    parts = (
        b"BEGIN:VEVENT\r\n",
        lines.text("UID", uid),
        lines.moment("DTSTAMP", changed),
        lines.moment("LAST-MODIFIED", changed),
        lines.plain("SEQUENCE", str(entry.sequence)),
        *times,
        b"CLASS:PRIVATE\r\n",
        lines.plain("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED"),
        lines.plain("TRANSP", "OPAQUE" if busy else "TRANSPARENT"),
        lines.plain("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if busy else "FREE"),
    )
    return b"".join(parts)


def _text(words: Words) -> bytes:
    location = lines.text("LOCATION", words.location) if words.location else b""
    return lines.text("SUMMARY", words.summary) + location
