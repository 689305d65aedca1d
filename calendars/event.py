"""One calendar entry as iCalendar bytes. The only files that import icalendar are in this package.

Times are published in UTC: a TZID cannot express the doubled hour of October, and several
clients read generated VTIMEZONE parts an hour wrong.
"""

from datetime import timedelta

from icalendar import Event

from calendars.words import Vocabulary
from planner.domain.civil import day_of, to_utc
from planner.domain.release import CalendarEntry


def render_event(entry: CalendarEntry, vocabulary: Vocabulary) -> bytes:
    """Return the VEVENT lines (CRLF, folded) of one entry.

    The bytes depend on the entry and its words alone, so an entry that did not change keeps them.
    """
    words = vocabulary.words(entry)
    event = Event()
    event.add("uid", vocabulary.uid(entry))
    event.add("dtstamp", to_utc(entry.changed_at))
    event.add("last-modified", to_utc(entry.changed_at))
    event.add("sequence", entry.sequence)
    if entry.appointment.all_day:
        day = day_of(entry.participation.start)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    else:
        event.add("dtstart", to_utc(entry.participation.start))
        event.add("dtend", to_utc(entry.participation.end))
    event.add("summary", words.summary)
    if words.location:
        event.add("location", words.location)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("x-microsoft-cdo-busystatus", "FREE" if entry.cancelled else "BUSY")
    return bytes(event.to_ical())
