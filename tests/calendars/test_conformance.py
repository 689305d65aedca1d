"""Every feed of a national week read by programs of others: the instants of the plan, and nothing they object to."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from benchmarks.feeds_world import national_release, with_changes
from calendars.event import EventRenderer
from calendars.feed import render_calendar
from planner.domain.civil import at, day_interval, day_of
from planner.domain.feeds import CalendarRef, DetailLevel
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.plan import Appointment, appointment
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.ports.calendars import RenderedEntry
from tests.calendars.readers.programs import PROGRAMS, Events, Program, seen

WHO = ResourceRef(ResourceKind.REGIEVOERDER, "RV-0001")
NIGHTS = (date(2026, 10, 24), date(2027, 3, 27), date(2026, 12, 31), date(2027, 10, 30))
"""The nights of summer and winter time, and one of week 53 of 2026."""


def night_entries() -> Iterator[CalendarEntry]:
    """Give a duty in every half hour of each night, and a whole day after it."""
    for day in NIGHTS:
        evening = at(day, 22)
        for number in range(20):
            start = Minute(evening + 30 * number)
            yield _entry(appointment(_key(day, number), start, Minute(start + 75), PlaceId("AZC-00"), (WHO,)))
        whole = day_interval(day_of(Minute(evening + 720)))
        assert whole.end is not None
        yield _entry(appointment(_key(day, 99), whole.start, whole.end, PlaceId("AZC-01"), (WHO,), all_day=True))


def _key(day: date, number: int) -> ActivityKey:
    return ActivityKey(f"Z-é;,\\/{day.isoformat()}/{number}")


def _entry(item: Appointment) -> CalendarEntry:
    return CalendarEntry(
        id=item.participations[0].id,
        participation=item.participations[0],
        appointment=item,
        sequence=0,
        changed_at=item.start,
    )


def release() -> Release:
    """Return a national week in which some entries changed and some were cancelled, with the nights added."""
    week = with_changes(national_release(), 0.05)
    entries = tuple(
        replace(entry, cancelled=entry.sequence == 1 and number % 2 == 0) for number, entry in enumerate(week.entries)
    )
    return replace(week, entries=(*entries, *night_entries()))


@pytest.fixture(scope="session")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Events:
    """Write every feed; give what the plan says is in each."""
    folder = tmp_path_factory.mktemp("feeds")
    found = release()
    rendered = sorted(EventRenderer().render(found, found.entries), key=lambda entry: entry.calendar)
    whole_days = {EventRenderer().uid(found, entry) for entry in found.entries if entry.appointment.all_day}
    expected: Events = {}
    for calendar, entries in groupby(rendered, key=lambda entry: entry.calendar):
        mine = tuple(entries)
        path = _write(folder, calendar, mine)
        expected[path] = frozenset(seen(entry, whole_day=entry.uid in whole_days) for entry in mine)
    return expected


def _write(folder: Path, calendar: CalendarRef, entries: tuple[RenderedEntry, ...]) -> Path:
    path = folder / f"{calendar.kind}-{calendar.owner}.ics"
    path.write_bytes(render_calendar(calendar, entries, DetailLevel.FULL))
    return path


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_every_feed_is_understood_as_the_plan_says(program: Program, feeds: Events, tmp_path: Path) -> None:
    missing = program.missing()
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{missing} is not on this machine")

    read = program.read(sorted(feeds), tmp_path)

    assert {path: events for path, events in read.items() if events != feeds[path]} == {}
    assert set(read) == set(feeds)
