"""What rounded counts allow a share to be: two bounds, or nothing where they lie too far apart to say something.

A share worked out from rounded counts as if they were exact may be impossible (all of them, beside some that failed),
and one from the exact counts gives those away. The bounds here follow from what a reader can work out anyway.
Not allowed here: what is shown and what is not.
"""

from dataclasses import dataclass
from math import ceil, floor

from planner.usecases.reports.shape import Blank, Cell, Span, Unit

WIDEST = {Unit.PERCENT: 20.0, Unit.RATIO: 0.5}
"""Bounds that lie further apart are left out: percentage points, or units of a ratio."""
_STEPS = {Unit.PERCENT: 1, Unit.RATIO: 10}
_HUNDRED = {Unit.PERCENT: 100, Unit.RATIO: 1}


@dataclass(frozen=True, slots=True)
class Within:
    """What a reader can tell of one count: it lies between the two, both possible."""

    low: int
    high: int


def share_between(part: Within, whole: Within, rest: Within | None, unit: Unit) -> Cell:
    """Return between what a share lies; ``rest`` is what makes the whole with the part, None when nothing does.

    Bounds go outward to whole per cents, or tenths of a ratio; where both round to one figure that is the answer.
    """
    if not whole.low:
        return Blank.NONE
    low, high = part.low / whole.high, part.high / whole.low
    if rest is not None:
        low = max(low, part.low / (part.low + rest.high) if part.low else 0.0)
        high = min(high, part.high / (part.high + rest.low) if part.high else 0.0)
    times = _HUNDRED[unit] * _STEPS[unit]
    low, high = low * times, high * times
    if round(low) == round(high):
        return round(low) / _STEPS[unit]
    span = Span(low=floor(low) / _STEPS[unit], high=ceil(high) / _STEPS[unit])
    return Blank.NONE if span.high - span.low > WIDEST[unit] else span
