"""Covers by hand, and against every set of obstacles."""

import random
from itertools import combinations

import pytest

from solver.why import cover as module
from solver.why.cover import Cover, cover, irreducible

WEIGHTS = {"a": 10, "b": 11, "c": 9, "d": 12, "e": 11}


@pytest.mark.parametrize("seed", range(30))
def test_cover_weighs_least_of_all(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same sets every time, nothing secret
    spots = [frozenset(dice.sample("abcde", dice.randint(1, 3))) for _ in range(dice.randint(1, 6))]
    every = [set(some) for size in range(6) for some in combinations("abcde", size)]
    least = min(_weigh(some) for some in every if all(some & spot for spot in spots))
    found = cover(spots, WEIGHTS.__getitem__)
    assert found is not None
    assert found.smallest
    assert all(set(found.obstacles) & spot for spot in spots)
    assert _weigh(set(found.obstacles)) == least
    assert irreducible(spots, found.obstacles) == list(found.obstacles)


def test_cover_without_a_proof_is_the_one_that_blocks_most_for_its_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORK", 0.0)
    monkeypatch.setattr(module, "SECONDS", 0.0)
    spots = [{"a", "b"}, {"a", "c"}, {"b", "c", "d"}]
    assert cover(spots, {"a": 1, "b": 9, "c": 9, "d": 1}.__getitem__) == Cover(("a", "d"), smallest=False)


def test_cover_of_spots_with_one_obstacle_each_is_all_of_them() -> None:
    assert cover([{"b"}, {"a"}, {"a", "c"}]) == Cover(("b", "a"), smallest=True)


def _weigh(some: set[str]) -> int:
    return sum(WEIGHTS[one] for one in some)
