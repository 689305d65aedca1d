"""What an officer has to know of a release: what changed since the plan, and departures that lack their notice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.usecases.publishing.standing_warnings import standing_warnings
from tests.planner.usecases.world import Desk, open_desk, world_facts

HOUR = 60


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """Give a desk with a published week."""
    with open_desk(database_url) as opened:
        opened.deliver(world_facts())
        opened.solve()
        opened.publish("a")
        yield opened


def newest(desk: Desk) -> Release:
    with desk.store.reading() as books:
        release = books.releases.newest()
    assert release is not None
    return release


def forced(release: Release) -> Activity:
    planned = {item.activity for item in release.appointments}
    return next(
        activity
        for activity in release.activities
        if activity.kind is ActivityKind.DEPARTURE
        and activity.key in planned
        and not activity.departure.track.independent
    )


def test_a_fresh_release_needs_no_warning_of_changes(desk: Desk) -> None:
    assert [text for text in standing_warnings(desk.store, desk.clock, newest(desk)) if "gewijzigd" in text] == []


def test_facts_that_changed_after_the_plan_are_counted_once_each(desk: Desk) -> None:
    desk.wait(60)
    fact = next(fact for fact in world_facts() if isinstance(fact, Activity))
    changed = replace(fact, duration=fact.duration + 15)
    with desk.store.transaction() as books:
        books.facts.record([changed], source="levering", at=desk.clock.now())

    warnings = standing_warnings(desk.store, desk.clock, newest(desk))

    assert warnings[0] == (
        "1 gegeven is gewijzigd nadat dit plan is berekend; "
        "bereken opnieuw met vertrekplanner solve om ermee te rekenen"
    )


@pytest.mark.parametrize(("hours", "named"), [(35, True), (37, False), (-1, False)])
def test_a_forced_departure_within_the_term_and_without_notice_is_named(desk: Desk, hours: int, *, named: bool) -> None:
    release = newest(desk)
    leaving = forced(release)
    start = next(item.start for item in release.appointments if item.activity == leaving.key)
    desk.wait(start - hours * HOUR - desk.clock.now())

    found = [t for t in standing_warnings(desk.store, desk.clock, release) if leaving.key in t and "kennisgeving" in t]

    assert bool(found) is named


def test_a_departure_with_its_notice_is_not_named(desk: Desk) -> None:
    release = newest(desk)
    leaving = forced(release)
    start = next(item.start for item in release.appointments if item.activity == leaving.key)
    told = replace(leaving, detail=replace(leaving.departure, notice_given=Minute(start - 48 * HOUR)))
    release = replace(release, activities=tuple(told if a.key == told.key else a for a in release.activities))
    desk.wait(start - 35 * HOUR - desk.clock.now())

    warnings = standing_warnings(desk.store, desk.clock, release)
    assert [text for text in warnings if leaving.key in text and "kennisgeving" in text] == []
