"""Turning back to an earlier publication: what was published then, by a plan that is published as any other."""

import pytest

from planner.domain.release import Release
from planner.ports.store import StoreError
from planner.usecases.publishing.roll_back import turn_back
from tests.planner.usecases.edits import edit, moved
from tests.planner.usecases.fakes import EvenTravel
from tests.planner.usecases.world import Desk, conversation_key

KEY = conversation_key("Z1")


def places(release: Release) -> dict[str, tuple[int, int]]:
    return {item.activity: (item.start, item.end) for item in release.appointments}


def published_twice(desk: Desk) -> tuple[Release, Release]:
    """Publish a week, move one conversation by an hour and publish again."""
    desk.solve()
    first = desk.publish("one").release
    solved = desk.solve(again=True)
    later = edit(desk, solved, moved(solved.plan, KEY, 60))
    return first, desk.publish("two", plan_id=later).release


def test_what_moved_goes_back_and_everything_else_stays(any_desk: Desk) -> None:
    first, second = published_twice(any_desk)

    plan = turn_back(any_desk.store, any_desk.clock, EvenTravel(), 1, actor="planner")
    third = any_desk.publish("three", plan_id=plan).release

    assert places(first) != places(second)
    assert (third.number, places(third)) == (3, places(first))
    assert {entry.appointment.activity for entry in third.entries if entry.id in third.changed} == {KEY}


def test_what_has_begun_stays_as_the_newest_release_has_it(desk: Desk) -> None:
    _first, second = published_twice(desk)
    desk.wait(places(second)[KEY][0] - desk.clock.now() + 1)

    plan = turn_back(desk.store, desk.clock, EvenTravel(), 1, actor="planner")

    with desk.store.reading() as books:
        made = books.plans.load(plan)
    assert {a.activity: a.start for a in made.appointments}[KEY] == places(second)[KEY][0]


@pytest.mark.parametrize("number", [2, 9])
def test_the_newest_and_what_never_was_are_refused(desk: Desk, number: int) -> None:
    published_twice(desk)

    with pytest.raises(StoreError, match=r"publicatie .*\n.+"):
        turn_back(desk.store, desk.clock, EvenTravel(), number, actor="planner")
