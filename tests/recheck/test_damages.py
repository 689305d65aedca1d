"""A plan spoiled in one way: the second reader notices, and so does the judge."""

from collections.abc import Iterator

import pytest

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from tests.recheck.campaign import hard_breaches
from tests.recheck.check import recheck
from tests.recheck.damage import Damage
from tests.recheck.damages import DAMAGES
from tests.recheck.overtaken import OVERTAKEN, Overtaken
from tests.recheck.solved import JUDGE, SEEDS, solved

_MOST = 12
"""Spoiled plans looked at per way."""


def _spoiled(damage: Damage) -> Iterator[tuple[Problem, Plan]]:
    for seed in SEEDS:
        problem, plan = solved(seed)
        for spoiled in damage.spoil(problem, plan):
            yield problem, spoiled


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_noticed(damage: Damage) -> None:
    """By the check that is about it, in every plan it was done to; and never by the judge alone, or by neither."""
    examples = [example for example, _ in zip(_spoiled(damage), range(_MOST), strict=False)]
    found = [({finding.check for finding in recheck(*one)}, hard_breaches(JUDGE, *one)) for one in examples]

    assert any(checks & damage.noticed_by for checks, _ in found)
    assert [bool(checks) for checks, _ in found] == [bool(breaches) for _, breaches in found]


@pytest.mark.parametrize("overtaken", OVERTAKEN, ids=lambda overtaken: overtaken.name)
def test_fact_that_came_later_is_noticed(overtaken: Overtaken) -> None:
    """Of a good plan that a new fact makes wrong, both readers say so, or neither."""
    weeks = [(overtaken.change(problem, plan), plan) for problem, plan in map(solved, SEEDS)]
    found = [({finding.check for finding in recheck(*week)}, hard_breaches(JUDGE, *week)) for week in weeks]

    assert any(checks & overtaken.noticed_by for checks, _ in found)
    assert [bool(checks) for checks, _ in found] == [bool(breaches) for _, breaches in found]


def test_there_are_ways_enough() -> None:
    """Each has a name of its own."""
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 25
