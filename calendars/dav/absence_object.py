"""An absence as a calendar object: read from what a program sends, and given back with nothing but its times.

Parsed with icalendar and never with vobject, whose time zones are shared by everybody on the server.
Not allowed here: storage and HTTP.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import recurring_ical_events
from icalendar import Calendar, Event

from planner.domain.civil import at, day_start, from_utc, local, to_utc
from planner.domain.time import Interval, Minute, union

LONGEST = 400
"""Most occurrences that are looked at."""
COPIED = ("UID", "DURATION", "RRULE", "TRANSP", "SEQUENCE")
MOMENTS = ("DTSTART", "DTEND", "RECURRENCE-ID")
LISTS = ("RDATE", "EXDATE")
"""What is kept of an event; why somebody is away is nobody's business."""
OFTEN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
TOO_FINE = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
"""Rules with these can have so many occurrences that expanding them would keep the server from its work."""
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\nX-LIC-LOCATION:Europe/Amsterdam\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZNAME:CEST\r\n"
    "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZNAME:CET\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
AMSTERDAM = "Europe/Amsterdam"
CANCELLED = "CANCELLED"


class AbsenceObjectError(ValueError):
    """What was sent is no absence that can be planned around; the text says why."""


@dataclass(frozen=True, slots=True)
class AbsenceObject:
    """What is kept: the occurrences, how it comes back, and the object given back to the program."""

    uid: str
    intervals: tuple[Interval, ...]
    recurrence: str
    body: str


def read_absence(text: str, *, within: Interval, stamp: Minute) -> AbsenceObject:
    """Read a calendar object; raise AbsenceObjectError.

    Occurrences outside ``within`` are not kept; ``stamp`` is when it was received.
    """
    try:
        calendar = Calendar.from_ical(text)
    except ValueError as error:
        raise AbsenceObjectError("the text is no calendar") from error
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    uids = {str(event.get("UID", "")) for event in events}
    if len(uids) != 1 or "" in uids:
        raise AbsenceObjectError("an absence is one event with a UID, and its exceptions")
    _refuse_what_cannot_be_read(events)
    intervals = tuple(union(_occurrences(calendar, within)))
    main = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    rule = main.get("RRULE")
    return AbsenceObject(
        uid=uids.pop(),
        intervals=intervals,
        recurrence="" if rule is None else rule.to_ical().decode(),
        body=_body(events, stamp),
    )


def _refuse_what_cannot_be_read(events: list[Event]) -> None:
    for event in events:
        start, rule = event.get("DTSTART"), event.get("RRULE")
        if start is None or not isinstance(start.dt, date):
            raise AbsenceObjectError("an absence needs a start")
        if rule is not None and (rule.get("FREQ", [""])[0].upper() not in OFTEN or TOO_FINE & set(rule)):
            raise AbsenceObjectError("it comes back more often than once a day")


def _occurrences(calendar: Calendar, within: Interval) -> Iterator[Interval]:
    """Give each busy occurrence; what is shown as free or is cancelled is no absence."""
    end = within.end if within.end is not None else Minute(within.start + 366 * 1440)
    try:
        found = recurring_ical_events.of(calendar).between(to_utc(within.start), to_utc(end))
    except (ValueError, OverflowError, TypeError) as error:
        raise AbsenceObjectError("the times or the recurrence cannot be read") from error
    for number, event in enumerate(found):
        if number >= LONGEST:
            raise AbsenceObjectError(f"it comes back more than {LONGEST} times a year")
        if str(event.get("TRANSP", "OPAQUE")).upper() != "TRANSPARENT" and not _cancelled(event):
            yield _interval(event["DTSTART"].dt, event["DTEND"].dt)


def _cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == CANCELLED


def _interval(start: date, end: date) -> Interval:
    first, last = _minute(start), _minute(end)
    if last <= first:
        last = Minute(first + (1440 if not isinstance(start, datetime) else 1))
    return Interval(first, last)


def _minute(moment: date) -> Minute:
    """Return a moment in whole minutes; a time without a zone is Dutch civil time."""
    if not isinstance(moment, datetime):
        return day_start(moment)
    whole = moment.replace(second=0, microsecond=0)
    return at(whole.date(), whole.hour, whole.minute) if whole.tzinfo is None else from_utc(whole)


def _body(events: list[Event], stamp: Minute) -> str:
    comes_back = any("RRULE" in event or "RDATE" in event or "RECURRENCE-ID" in event for event in events)
    kept = "".join(_kept(event, stamp, civil=comes_back) for event in events)
    zone = ZONE if f"TZID={AMSTERDAM}" in kept else ""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vertrekplanner//NL\r\n{zone}{kept}END:VCALENDAR\r\n"


def _kept(event: Event, stamp: Minute, *, civil: bool) -> str:
    """Return the event with its times alone: in UTC, or by the Dutch clock when it comes back every so often."""
    copy = Event()
    for name in COPIED:
        if name in event:
            copy[name] = event[name]
    for name in MOMENTS:
        if name in event:
            copy.add(name, _as_kept(event.decoded(name), civil=civil))
    for name in LISTS:
        found = event.get(name, [])
        for values in found if isinstance(found, list) else [found]:
            copy.add(name, [_as_kept(value.dt, civil=civil) for value in values.dts])
    copy.add("DTSTAMP", to_utc(stamp))
    if _cancelled(event):
        copy.add("STATUS", CANCELLED)
    copy.add("SUMMARY", "Afwezig")
    copy.add("CLASS", "PRIVATE")
    return bytes(copy.to_ical()).decode()


def _as_kept(moment: date, *, civil: bool) -> date:
    if not isinstance(moment, datetime):
        return moment
    minute = _minute(moment)
    return local(minute) if civil else to_utc(minute)
