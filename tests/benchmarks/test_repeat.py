"""What the benchmark of repeating compares: plans to the byte, without what is proven beside the search."""

from benchmarks.repeat import differences, unproven
from planner.codec.canonical import to_bytes
from planner.domain.bounds import Certificate
from planner.domain.levels import Level
from planner.domain.plan import LevelValue, Plan


def _plan(cost: int, bound: int | None) -> Plan:
    levels = (LevelValue(level=Level.TIMELY, cost=cost, bound=bound),)
    return Plan(levels=levels, certificates=(Certificate(level=Level.TIMELY, bound=bound or 0),))


def test_what_is_proven_is_left_out_and_nothing_else() -> None:
    assert to_bytes(unproven(_plan(7, 3))) == to_bytes(unproven(_plan(7, None)))
    assert to_bytes(unproven(_plan(7, 3))) != to_bytes(unproven(_plan(8, 3)))


def test_the_first_difference_of_each_part_is_told() -> None:
    one = {"appointments": [{"start": 1}, {"start": 2}, {"start": 3}], "unplanned": [], "seed": 1}
    other = {"appointments": [{"start": 1}, {"start": 9}, {"start": 8}], "unplanned": ["a"], "seed": 1}

    assert list(differences(one, one)) == []
    assert list(differences(one, other)) == ["plan.appointments[1].start: 2 / 9", "plan.unplanned: [] / ['a']"]
