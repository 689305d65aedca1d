"""Intervals: half-open, possibly without an end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.time import Interval, Minute, intersection, subtract, union

minutes = st.integers(0, 40).map(Minute)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(minutes)
    return Interval(start, draw(st.none() | st.integers(start + 1, 50).map(Minute)))


def inside(parts: tuple[Interval, ...] | list[Interval]) -> set[int]:
    return {minute for minute in range(60) if any(part.contains(Minute(minute)) for part in parts)}


def test_an_interval_must_end_after_it_starts() -> None:
    with pytest.raises(ValueError, match="leave the end open"):
        Interval(Minute(5), Minute(5))


@pytest.mark.parametrize(
    ("moment", "expected"), [(4, False), (5, True), (9, True), (10, False)], ids=["before", "start", "last", "end"]
)
def test_an_interval_holds_its_start_and_not_its_end(moment: int, expected: bool) -> None:  # noqa: FBT001
    assert Interval(Minute(5), Minute(10)).contains(Minute(moment)) is expected


def test_intervals_that_touch_do_not_overlap() -> None:
    first = Interval(Minute(0), Minute(5))

    assert not first.overlaps(Minute(5), Minute(9))
    assert first.overlaps(Minute(4), Minute(9))
    assert Interval(Minute(0)).overlaps(Minute(400), None)


@given(st.lists(intervals(), max_size=5), st.lists(intervals(), max_size=5))
def test_set_operations_equal_those_on_sets_of_minutes(a: list[Interval], b: list[Interval]) -> None:
    assert inside(union(a)) == inside(a)
    assert inside(intersection([a, b])) == inside(a) & inside(b)
    assert inside(subtract(a, b)) == inside(a) - inside(b)


@given(st.lists(intervals(), max_size=6))
def test_a_union_is_in_order_and_its_parts_do_not_touch(parts: list[Interval]) -> None:
    merged = union(parts)

    assert all(first.end is not None and first.end < second.start for first, second in itertools.pairwise(merged))


def test_an_intersection_of_nothing_is_nothing() -> None:
    assert intersection([]) == ()
    assert intersection([[Interval(Minute(1))], []]) == ()
