"""Smallest sets that block everything: of obstacles such that each spot has one of them.

Exact, and without any knowledge of what obstacles are. Not allowed here: plans, rules.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ortools.sat.python.cp_model import CpModel, LinearExpr

from solver.solving import Limits, run

T = TypeVar("T", bound=Hashable)
WORK, SECONDS = 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Cover(Generic[T]):
    """Obstacles that together block every spot, none of them superfluous; ``smallest``: no fewer do."""

    obstacles: tuple[T, ...]
    smallest: bool


def cover(spots: Iterable[Collection[T]], weight: Callable[[T], int] = lambda _: 1) -> Cover[T] | None:
    """Return a cover of the least weight (of any, when time is too short); None when a spot has no obstacle at all.

    ``weight`` is at least 1: what a reader would rather not be told weighs more.
    """
    needed = _essential(spots)
    if not needed:
        return Cover((), smallest=True)
    if not needed[0]:
        return None
    greedy = irreducible(needed, _greedy(needed, weight))
    best, proven = _exact(needed, weight, greedy)
    return Cover(tuple(irreducible(needed, best)), proven)


def irreducible(spots: Sequence[Collection[T]], obstacles: Sequence[T]) -> list[T]:
    """Return what is left of a cover when what is superfluous is taken out, last ones first."""
    kept = list(obstacles)
    for obstacle in reversed(obstacles):
        without = {other for other in kept if other != obstacle}
        if all(not without.isdisjoint(spot) for spot in spots):
            kept.remove(obstacle)
    return kept


def witnesses(spots: Mapping[int, Collection[T]], obstacles: Sequence[T]) -> dict[T, list[int]]:
    """Return per obstacle of a cover the spots that it alone blocks: they are free once it is gone."""
    found: dict[T, list[int]] = {obstacle: [] for obstacle in obstacles}
    inside = set(obstacles)
    for number, spot in spots.items():
        mine = inside.intersection(spot)
        if len(mine) == 1:
            found[mine.pop()].append(number)
    return found


def _essential(spots: Iterable[Collection[T]]) -> list[frozenset[T]]:
    """Return the spots that decide: whatever blocks a spot with fewer obstacles blocks one with more."""
    kept: list[frozenset[T]] = []
    for spot in sorted({frozenset(spot) for spot in spots}, key=len):
        if not any(other <= spot for other in kept):
            kept.append(spot)
    return kept


def _greedy(spots: Sequence[frozenset[T]], weight: Callable[[T], int]) -> list[T]:
    chosen: list[T] = []
    left = list(spots)
    while left:
        seen = dict.fromkeys(obstacle for spot in left for obstacle in spot)
        best = max(seen, key=lambda one: (sum(one in spot for spot in left) / weight(one), str(one)))
        chosen.append(best)
        left = [spot for spot in left if best not in spot]
    return chosen


def _exact(spots: Sequence[frozenset[T]], weight: Callable[[T], int], known: list[T]) -> tuple[list[T], bool]:
    if all(len(spot) == 1 for spot in spots):
        return known, True
    obstacles = sorted({obstacle for spot in spots for obstacle in spot}, key=str)
    model = CpModel()
    taken = {obstacle: model.new_bool_var("") for obstacle in obstacles}
    for spot in spots:
        model.add_bool_or(taken[obstacle] for obstacle in spot)
    model.minimize(LinearExpr.sum([weight(obstacle) * literal for obstacle, literal in taken.items()]))
    found = run(model, Limits(work=WORK, seconds=SECONDS))
    if found is None:
        return known, False
    solver, proven = found
    chosen = [obstacle for obstacle, literal in taken.items() if solver.boolean_value(literal)]
    return chosen, proven
