"""A real Thunderbird reads the same calendar as a feed and over CalDAV, and afterwards a change of it.

What it understood is read from its own store. Long: starting it takes a quarter of a minute each time.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.feeds_world import national_release
from calendars.event import EventRenderer
from planner.domain.civil import at, day_interval
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.plan import Appointment, appointment
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from tests.calendars.readers.programs import Seen, seen
from tests.calendars.readers.thunderbird import Subscribed, missing, synchronised, write_profile
from tests.conftest import skip_unless_ci
from tests.journeys.test_calendar_clients import MINE, OWNER, Office, running_office

pytestmark = pytest.mark.nightly
WHO = ResourceRef(ResourceKind.REGIEVOERDER, OWNER)
MOMENTS = {
    "winter": at(date(2027, 1, 13), 9),
    "summer": at(date(2027, 7, 14), 9),
    "night before summer time": at(date(2027, 3, 28), 1, 30),
    "first hour of summer time": at(date(2027, 3, 28), 3),
    "over the change to summer time": at(date(2027, 3, 28), 0, 45),
    "doubled hour, first time": at(date(2027, 10, 31), 2, 30),
    "doubled hour, second time": Minute(at(date(2027, 10, 31), 2, 30) + 60),
    "over the change to winter time": at(date(2027, 10, 31), 1, 15),
    "last night of week 53": at(date(2027, 1, 3), 23, 30),
}
WHOLE_DAYS = (date(2027, 2, 9), date(2027, 3, 28), date(2027, 7, 15), date(2027, 10, 31))


def entries() -> Iterator[CalendarEntry]:
    """Give an appointment at each moment and on each whole day; every third one is cancelled."""
    items = [
        appointment(ActivityKey(f"Z-é;,\\/{name}"), start, Minute(start + 75), PlaceId("AZC-00"), (WHO,))
        for name, start in MOMENTS.items()
    ]
    for day in WHOLE_DAYS:
        whole = day_interval(day)
        assert whole.end is not None
        key = ActivityKey(f"Z/{day.isoformat()}")
        items.append(appointment(key, whole.start, whole.end, PlaceId("AZC-01"), (WHO,), all_day=True))
    for number, item in enumerate(items):
        yield replace(_entry(item), cancelled=number % 3 == 2)


def _entry(item: Appointment) -> CalendarEntry:
    return CalendarEntry(
        id=item.participations[0].id,
        participation=item.participations[0],
        appointment=item,
        sequence=1,
        changed_at=at(date(2026, 11, 1), 9),
    )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Run a server with the calendars of a national week and these moments."""
    week = national_release()
    with running_office(tmp_path, replace(week, entries=(*week.entries, *entries()))) as office:
        yield office


def planned(release: Release) -> frozenset[Seen]:
    """Return what the plan says is in the calendar."""
    renderer = EventRenderer()
    whole = {renderer.uid(release, entry) for entry in release.entries if entry.appointment.all_day}
    return frozenset(
        seen(entry, whole_day=entry.uid in whole)
        for entry in renderer.render(release, release.entries)
        if entry.calendar == MINE
    )


def subscribed(office: Office) -> tuple[Subscribed, Subscribed]:
    """Return the calendar in both ways a person may have it."""
    name, secret = office.granted.credential.id, office.granted.secret
    feed = Subscribed(
        kind="ics", server=office.address, path=f"/ical/{MINE}.ics", user=name, password=secret, realm="agenda"
    )
    own = Subscribed(
        kind="caldav",
        server=office.address,
        path=f"/dav/{OWNER}/rooster/",
        user=OWNER,
        password=secret,
        realm="Radicale - Password Required",
    )
    return feed, own


def test_thunderbird_understands_what_is_planned_and_what_changes(office: Office, tmp_path: Path) -> None:
    if missing():
        skip_unless_ci(f"{missing()} is not on this machine; make nightly installs it")
    profile, ways = tmp_path / "profile", subscribed(office)
    write_profile(profile, ways)
    before = planned(office.release)

    first = synchronised(profile, {way.id: before for way in ways})
    office.publish(*changed(office))
    after = planned(office.release)
    second = synchronised(profile, {way.id: after for way in ways})

    assert first == {way.id: before for way in ways}
    assert second == {way.id: after for way in ways}
    assert len(before - after) == 3
    assert {seen.status for seen in before} == {"CONFIRMED", "CANCELLED"}


def changed(office: Office) -> tuple[CalendarEntry, ...]:
    """Return one appointment moved, one cancelled and one that takes place after all."""
    mine = [entry for entry in office.release.entries if entry.participation.resource == WHO]
    moved, cancelled, *_ = [entry for entry in mine if not entry.cancelled and not entry.appointment.all_day]
    revived = next(entry for entry in mine if entry.cancelled)
    part = moved.participation
    part = replace(part, start=Minute(part.start + 45), end=Minute(part.end + 45))
    newer = [replace(one, sequence=one.sequence + 1) for one in (moved, cancelled, revived)]
    return (
        replace(newer[0], participation=part),
        replace(newer[1], cancelled=True),
        replace(newer[2], cancelled=False),
    )
