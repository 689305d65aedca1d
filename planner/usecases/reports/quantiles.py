"""Medians and other quantiles of a sample, each with an exact interval from order statistics.

The interval holds for any distribution and asks for no drawing: the number of observations below the true quantile is
binomial, so two of the observations in order enclose it with at least the chance asked for. Not allowed here: groups.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile; ``low`` or ``high`` is None where no observation is far enough out to be sure."""

    value: float
    low: int | None
    high: int | None


def quantile(values: Sequence[int], share: float, confidence: float = CONFIDENCE) -> Quantile:
    """Return the quantile of a sample that is not empty, with its interval."""
    ordered = sorted(values)
    low, high = ranks(len(ordered), share, confidence)
    return Quantile(
        value=_middle(ordered, share),
        low=None if low is None else ordered[low - 1],
        high=None if high is None else ordered[high - 1],
    )


def _middle(ordered: Sequence[int], share: float) -> float:
    """Return the observation at the share; between two of them, halfway."""
    position = share * len(ordered)
    number = math.ceil(position - 1e-9)
    if abs(position - round(position)) < 1e-9 and number < len(ordered):  # noqa: PLR2004 - as good as whole
        return (ordered[number - 1] + ordered[number]) / 2
    return float(ordered[number - 1])


@lru_cache(maxsize=4096)
def ranks(count: int, share: float, confidence: float = CONFIDENCE) -> tuple[int | None, int | None]:
    """Return which observations in order, from 1, enclose the quantile; None where none does.

    Each end is wrong with at most half of the chance that is left.
    """
    below = list(accumulate(_binomial(count, share)))  # below[k]: chance of at most k observations below
    spare = (1 - confidence) / 2
    low = max((rank for rank in range(1, count + 1) if below[rank - 1] <= spare), default=None)
    high = min((rank for rank in range(1, count + 1) if below[rank - 1] >= 1 - spare), default=None)
    return low, high


def _binomial(count: int, share: float) -> list[float]:
    logs = [
        math.lgamma(count + 1)
        - math.lgamma(k + 1)
        - math.lgamma(count - k + 1)
        + k * math.log(share)
        + (count - k) * math.log1p(-share)
        for k in range(count + 1)
    ]
    return [math.exp(value) for value in logs]
