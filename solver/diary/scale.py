"""Levels as one number for the compiled search: a unit of one level weighs more than all there is of those after it.

Not allowed here: what anything costs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.levels import Level
from solver.diary.making import Diary, Option
from solver.rules.travel_time import round_trip

LARGEST = 1 << 58
"""The worst plan weighs no more than this; where levels leave no room for that, the first weighs less than it might."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What one unit of each level weighs."""

    weights: Mapping[Level, int]
    worst: Mapping[Level, int]

    @classmethod
    def of(cls, diary: Diary) -> "Scale":
        """Return the weights for a problem."""
        worst = {level: _worst(diary, level) for level in Level}
        weights: dict[Level, int] = {}
        weight = 1
        for level in sorted(Level, reverse=True):
            weights[level] = max(1, min(weight, LARGEST // (len(Level) * (worst[level] + 1))))
            weight *= worst[level] + 1
        return cls(weights, worst)

    def weight(self, level: Level) -> int:
        """Return what a unit of a level weighs."""
        return self.weights[level]

    def counts(self, level: Level) -> bool:
        """Return whether anything depends on a level, or on one before it that has no phase of its own."""
        return self.worst[level] > 0 or (level is Level.TIMELY and any(self.worst[k] for k in Level if k < level))

    def split(self, weight: int) -> dict[Level, int]:
        """Return the costs per level that together weigh this; only when no level was cut short."""
        costs: dict[Level, int] = {}
        for level in sorted(self.weights):
            costs[level], weight = divmod(weight, self.weights[level])
        return costs

    def weigh(self, costs: Mapping[Level, int]) -> int:
        """Return what costs per level weigh together."""
        return sum(self.weights[level] * cost for level, cost in costs.items())

    def of_starts(self, option: Option) -> list[int]:
        """Return what each start of an option weighs by itself."""
        total = [0] * len(option.starts)
        for level, prices in option.prices.items():
            total = [before + self.weights[level] * price for before, price in zip(total, prices, strict=True)]
        return total


def _worst(diary: Diary, level: Level) -> int:
    """Return the most that all activities together can cost at a level."""
    alone = sum(
        max(costs.get(level, 0), *(_dearest(option.prices.get(level, ())) for option in options))
        for costs, options in zip(diary.unplanned_costs(), diary.options, strict=True)
    )
    if level is not Level.EFFICIENT:
        return alone
    return alone + sum(max(round_trip(diary.known, o.person, o.mode.place) for o in found) for found in diary.options)


def _dearest(prices: Sequence[int] | Iterable[int]) -> int:
    return max(prices, default=0)
