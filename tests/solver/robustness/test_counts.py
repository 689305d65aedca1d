"""What is left of amounts is never less than nothing, and nothing is written one way."""

import numpy as np

from planner.domain.simulation import Spread
from solver.robustness.counts import used


def test_what_rounding_takes_beyond_everything_leaves_nothing_and_not_less() -> None:
    """All three hours are used, and a billionth part of them is lost besides, as sums of fractions may come to."""
    found = used(np.array([1.0, 2.0]), np.array([[True, True]]), np.array([[1e-9, 1e-9]]))

    assert (found.freed, str(found.freed.low)) == (Spread(mean=0.0, low=0.0, high=0.0), "0.0")
