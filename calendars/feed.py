"""A whole calendar as one iCalendar stream, joined from entries that were rendered before."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from calendars import lines
from calendars.event import EventRenderer, whole_event
from calendars.words import UID_DOMAIN
from planner.domain.civil import to_utc
from planner.domain.feeds import CalendarKind, CalendarRef, DetailLevel
from planner.domain.release import Release
from planner.ports.calendars import RenderedEntry

REFRESH = "PT15M"
FOLDERS = {
    CalendarKind.PERSONAL: "regievoerders",
    CalendarKind.VEHICLE: "voertuigen",
    CalendarKind.ESCORT: "escortteams",
}
"""Whose calendar is written as a file with a release, and in which folder."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One calendar: whose, where it is written, and its bytes."""

    calendar: CalendarRef
    path: str
    content: bytes


def render_calendars(
    release: Release, kinds: Collection[CalendarKind] = frozenset(FOLDERS), *, of: str | None = None
) -> tuple[CalendarFile, ...]:
    """Return a calendar per owner of these kinds that has entries, in order of path; ``of``: only that owner's."""
    made = calendars_of(release, kinds, of=of)
    return tuple(CalendarFile(calendar, calendar_path(calendar), make()) for calendar, make in made.items())


def calendars_of(
    release: Release, kinds: Collection[CalendarKind] = frozenset(FOLDERS), *, of: str | None = None
) -> Mapping[CalendarRef, Callable[[], bytes]]:
    """Return what makes each of the calendars, in order of path: nothing is rendered that nobody reads."""
    theirs = {owner.case for owner in release.owners if owner.regievoerder == of}
    wanted = [entry for entry in release.entries if of is None or entry.participation.resource.id in {of, *theirs}]
    found = {
        calendar: partial(_whole, calendar, rendered)
        for calendar, rendered in EventRenderer().by_calendar(release, wanted).items()
        if calendar.kind in kinds and calendar.kind in FOLDERS
    }
    return dict(sorted(found.items(), key=lambda one: calendar_path(one[0])))


def _whole(calendar: CalendarRef, rendered: Callable[[], Iterable[RenderedEntry]]) -> bytes:
    return render_calendar(calendar, rendered(), DetailLevel.FULL)


def calendar_path(calendar: CalendarRef) -> str:
    """Return the file's path below the calendars' folder."""
    return f"{FOLDERS[calendar.kind]}/{calendar.owner}.ics"


def render_calendar(calendar: CalendarRef, entries: Iterable[RenderedEntry], level: DetailLevel) -> bytes:
    """Return one calendar as bytes; the same entries give the same bytes in every release."""
    ordered = sorted(entries, key=lambda entry: (entry.start, entry.uid))
    head = (
        b"BEGIN:VCALENDAR\r\n",
        b"VERSION:2.0\r\n",
        b"PRODID:-//Vertrekplanner//NL\r\n",
        b"CALSCALE:GREGORIAN\r\n",
        lines.text("UID", str(uuid5(NAMESPACE_URL, f"{UID_DOMAIN}:{calendar.kind}:{calendar.owner}"))),
        *(lines.moment("LAST-MODIFIED", to_utc(max(entry.changed_at for entry in ordered))) for _ in ordered[:1]),
        lines.text("NAME", f"Rooster {calendar.owner}"),
        lines.text("X-WR-CALNAME", f"Rooster {calendar.owner}"),
        b"X-WR-TIMEZONE:Europe/Amsterdam\r\n",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}\r\nX-PUBLISHED-TTL:{REFRESH}\r\n".encode(),
    )
    return b"".join((*head, *(whole_event(entry, level) for entry in ordered), b"END:VCALENDAR\r\n"))
