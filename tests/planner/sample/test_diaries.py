"""The hidden diary keeps every rule that the facts imply, so nearly all conversations can be held."""

import itertools

import pytest

from planner.domain.civil import at, day_of
from planner.domain.resources import Capacity, ResourceKind
from planner.sample import SampleSize
from planner.sample.caseload import draw_groups
from planner.sample.diaries import Diary, Talk, draw_diary
from planner.sample.fact_index import FactIndex
from planner.sample.people import draw_units
from planner.sample.places import drive_minutes
from planner.sample.regievoerders import HALVES, Staff, draw_staff
from planner.sample.rooms import draw_interpreters, draw_rooms
from planner.sample.world import World
from tests.planner.sample.samples import WEEK

SIZES = [SampleSize.OFFICE, SampleSize.REGION]


def _drawn(size: SampleSize) -> tuple[World, Staff, Diary]:
    world = World(size, 1, WEEK)
    groups = draw_groups(world)
    staff = draw_staff(world, groups)
    units = draw_units(world, groups, staff.regievoerders)
    return world, staff, draw_diary(world, units, staff, world.scale.conversations)


@pytest.mark.parametrize("size", SIZES)
def test_diary_holds_every_conversation_once(size: SampleSize) -> None:
    world, _, diary = _drawn(size)

    assert len(diary.talks) == world.scale.conversations
    assert len({talk.unit.head.id for talk in diary.talks}) == len(diary.talks)


@pytest.mark.parametrize("size", SIZES)
def test_diary_leaves_time_to_drive_between_places(size: SampleSize) -> None:
    _, _, diary = _drawn(size)
    by_performer: dict[int, list[Talk]] = {}
    for talk in diary.talks:
        by_performer.setdefault(talk.performer, []).append(talk)

    for talks in by_performer.values():
        for before, after in itertools.pairwise(talks):
            assert before.end + drive_minutes(before.unit.place, after.unit.place) <= after.start


@pytest.mark.parametrize("size", SIZES)
def test_diary_keeps_to_hours_and_absence(size: SampleSize) -> None:
    world, staff, diary = _drawn(size)
    index = FactIndex((*world.closed_days, *staff.regievoerders, *staff.absences), WEEK)

    for talk in diary.talks:
        hours = index.rostered(staff.regievoerders[talk.performer].id, talk.day)
        assert hours is not None
        assert hours.covers(talk.start, talk.end)
        assert not index.absent(staff.regievoerders[talk.performer].id, talk.day)


@pytest.mark.parametrize("size", SIZES)
def test_diary_is_held_by_owner_or_substitute(size: SampleSize) -> None:
    _, staff, diary = _drawn(size)

    assert {
        talk.performer == staff.acting.get(talk.unit.group.owner, talk.unit.group.owner) for talk in diary.talks
    } == {True}
    assert {talk.unit.head.specialisms <= staff.regievoerders[talk.performer].specialisms for talk in diary.talks} == {
        True
    }


@pytest.mark.parametrize("size", SIZES)
def test_diary_fits_in_the_rooms_and_interpreters_offered(size: SampleSize) -> None:
    world, _, diary = _drawn(size)
    offered = [*draw_rooms(world, diary), *draw_interpreters(world, diary)]
    quarters = _used(diary)

    for (kind, code, minute), used in quarters.items():
        assert used <= sum(_amount(c, kind, code, minute) for c in offered if c.resource.id == code)


def _used(diary: Diary) -> dict[tuple[ResourceKind, str, int], int]:
    """Count rooms by place and interpreters by language for every quarter of an hour."""
    used: dict[tuple[ResourceKind, str, int], int] = {}
    for talk in diary.talks:
        wanted = [(ResourceKind.ROOM, str(talk.unit.place))]
        if talk.unit.head.language not in {"nl", "en"}:
            wanted.append((ResourceKind.INTERPRETER, str(talk.unit.head.language)))
        for kind, code in wanted:
            for minute in range(talk.start, talk.end, 15):
                used[kind, code, minute] = used.get((kind, code, minute), 0) + 1
    return used


def _amount(capacity: Capacity, kind: ResourceKind, code: str, minute: int) -> int:
    same = capacity.resource.kind is kind and capacity.resource.id == code
    inside = capacity.interval.start <= minute < (capacity.interval.end or 0)
    return capacity.amount if same and inside else 0


def test_diary_uses_the_half_days_of_the_day() -> None:
    _, _, diary = _drawn(SampleSize.REGION)
    starts = {talk.start - at(day_of(talk.start), 0) for talk in diary.talks}

    assert min(starts) == HALVES[0][0]
    assert {start % 15 for start in starts} == {0}
