"""Differences between plans: applying the difference gives the child, whatever changed."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.plan import Plan
from planner.store.plan_lines import apply, difference, from_lines, to_lines
from tests.planner.examples import example_plan

LINES = st.lists(st.integers(0, 30), max_size=30).map(lambda numbers: [b"a%d" % number for number in numbers])


@given(LINES, LINES)
def test_applying_the_difference_gives_the_child(parent: list[bytes], child: list[bytes]) -> None:
    assert list(apply(parent, difference(parent, child))) == child


def test_one_moved_line_is_a_small_difference() -> None:
    parent = [b"a%d" % number for number in range(100)]
    child = [*parent[:40], b"new", *parent[41:]]

    assert difference(parent, child) == [b"@0,40", b"new", b"@41,59"]


def test_a_plan_comes_back_from_its_lines() -> None:
    plan = example_plan(5)

    assert from_lines(to_lines(plan)) == plan


def test_the_example_plan_has_something_in_every_field() -> None:
    """So that a field that is not stored is noticed above."""
    plan, empty = example_plan(5), Plan()

    assert [field.name for field in fields(Plan) if getattr(plan, field.name) == getattr(empty, field.name)] == []
