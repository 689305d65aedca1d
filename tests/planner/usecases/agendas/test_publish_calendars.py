"""Calendars after publications: one revision per change, nothing for what stayed, tombstones where something left."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from calendars.event import EventRenderer
from planner.domain.feeds import CalendarKind, CalendarRef, DetailLevel
from planner.domain.plan import Appointment
from planner.domain.release import CalendarEntry, Release
from planner.domain.time import Minute
from planner.ports.calendars import RenderedEntry
from planner.usecases.agendas.publish_calendars import publish_calendars, roll_calendars
from tests.planner.usecases.world import Desk, open_desk, world_facts

RENDERER = EventRenderer()


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """Give a desk with a solved week."""
    with open_desk(database_url) as opened:
        opened.deliver(world_facts())
        opened.solve()
        yield opened


def kept(desk: Desk) -> dict[CalendarRef, tuple[int, tuple[RenderedEntry, ...]]]:
    with desk.store.reading() as books:
        return {
            state.calendar: (state.revision, books.calendars.entries(state.calendar)) for state in books.calendars.all()
        }


def follow_up(release: Release, change: CalendarEntry, at: int = 60) -> Release:
    """Return a next release in which one entry changed."""
    entries = tuple(change if entry.id == change.id else entry for entry in release.entries)
    later = Minute(release.published_at + at)
    return replace(release, number=release.number + 1, published_at=later, entries=entries, changed=(change.id,))


def changed(entry: CalendarEntry, appointment: Appointment | None = None, *, cancelled: bool = False) -> CalendarEntry:
    return replace(
        entry,
        sequence=entry.sequence + 1,
        changed_at=Minute(entry.changed_at + 60),
        appointment=appointment or entry.appointment,
        cancelled=cancelled,
    )


def test_a_release_gives_every_calendar_its_first_revision(desk: Desk) -> None:
    release = desk.publish("a").release

    found = kept(desk)

    expected = {rendered.calendar for rendered in RENDERER.render(release, release.entries)}
    assert set(found) == expected
    assert {revision for revision, _ in found.values()} == {1}
    assert CalendarKind.PERSONAL in {calendar.kind for calendar in found}


def test_publishing_unchanged_changes_no_calendar(desk: Desk) -> None:
    desk.publish("a")
    before = kept(desk)

    desk.solve(seed=2, again=True)
    desk.publish("b")

    assert kept(desk) == before


def test_a_change_renews_only_the_calendars_it_is_in(desk: Desk) -> None:
    release = desk.publish("a").release
    before = kept(desk)
    later = follow_up(release, changed(release.entries[0], cancelled=True))

    with desk.store.transaction() as books:
        touched = publish_calendars(books, RENDERER, later)

    after = kept(desk)
    assert set(touched) == {rendered.calendar for rendered in RENDERER.render(later, [later.entries[0]])}
    assert {ref: revision for ref, (revision, _) in after.items()} == {
        ref: revision + (ref in touched) for ref, (revision, _) in before.items()
    }


def test_what_moved_to_another_calendar_leaves_a_tombstone_without_detail(desk: Desk) -> None:
    release = desk.publish("a").release
    entry = next(entry for entry in release.entries if entry.participation.resource.kind.value == "regievoerder")
    uid = RENDERER.uid(release, entry)
    elsewhere = replace(release.resources, regievoerders=())
    later = replace(follow_up(release, changed(entry)), resources=elsewhere)

    with desk.store.transaction() as books:
        touched = publish_calendars(books, RENDERER, later)

    (team,) = (calendar for calendar in touched if calendar.kind is CalendarKind.TEAM)
    left = {item.uid: item for item in kept(desk)[team][1]}[uid]
    assert left.cancelled
    assert left.text(DetailLevel.FULL) == b"SUMMARY:VERVALLEN: vertrekgesprek\r\n"


def test_old_entries_leave_with_a_new_revision(desk: Desk) -> None:
    release = desk.publish("a").release
    last = max(entry.participation.end for entry in release.entries)
    before = kept(desk)

    with desk.store.transaction() as books:
        gone = roll_calendars(books, Minute(last + 57 * 1440))

    assert gone == sum(len(entries) for _, entries in before.values())
    assert {ref: revision for ref, (revision, _) in kept(desk).items()} == dict.fromkeys(before, 2)
    with desk.store.reading() as books:
        for ref, (_, entries) in before.items():
            assert set(books.calendars.removed(ref, since=1)) == {entry.uid for entry in entries}
