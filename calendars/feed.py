"""A whole calendar: the entries of one regievoerder, vehicle or escort team as one .ics file."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar

from calendars.event import render_event
from calendars.words import UID_DOMAIN, Vocabulary
from planner.domain.civil import to_utc
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind, ResourceRef

OWNERS = {
    ResourceKind.REGIEVOERDER: "regievoerders",
    ResourceKind.VEHICLE: "voertuigen",
    ResourceKind.ESCORT: "escortteams",
}
"""Who has a calendar, and in which folder."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One owner's calendar: whose, where it is written, and its bytes."""

    owner: ResourceRef
    path: str
    content: bytes


def render_calendars(
    release: Release, kinds: Collection[ResourceKind] = frozenset(OWNERS), *, of: str | None = None
) -> tuple[CalendarFile, ...]:
    """Return a calendar per owner of these kinds that has entries, in order of path; ``of``: only that owner's."""
    vocabulary = Vocabulary(release)
    by_owner: dict[ResourceRef, list[CalendarEntry]] = defaultdict(list)
    for entry in release.entries:
        owner = entry.participation.resource
        if owner.kind in kinds and owner.kind in OWNERS and of in (None, owner.id):
            by_owner[owner].append(entry)
    files = (
        CalendarFile(owner, calendar_path(owner), render_calendar(owner, entries, vocabulary))
        for owner, entries in by_owner.items()
    )
    return tuple(sorted(files, key=lambda file: file.path))


def calendar_path(owner: ResourceRef) -> str:
    """Return the file's path below the calendars' folder."""
    return f"{OWNERS[owner.kind]}/{owner.id}.ics"


def render_calendar(owner: ResourceRef, entries: Iterable[CalendarEntry], vocabulary: Vocabulary) -> bytes:
    """Return one calendar as bytes; the same entries give the same bytes in every release."""
    ordered = sorted(entries, key=lambda entry: (entry.participation.start, vocabulary.uid(entry)))
    calendar = Calendar()
    calendar.add("prodid", "-//Vertrekplanner//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("uid", str(uuid5(NAMESPACE_URL, f"{UID_DOMAIN}:{owner.kind}:{owner.id}")))
    if ordered:
        calendar.add("last-modified", to_utc(max(entry.changed_at for entry in ordered)))
    for name in ("name", "x-wr-calname"):
        calendar.add(name, f"Rooster {owner.id}")
    calendar.add("x-wr-timezone", "Europe/Amsterdam")
    calendar.add("x-published-ttl", "PT15M")
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    refresh = b"REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n"
    return b"".join([head, refresh, *(render_event(entry, vocabulary) for entry in ordered), end, b"\r\n"])
