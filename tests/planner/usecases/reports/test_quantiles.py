"""Quantiles with exact intervals, against tables and against whole numbers."""

import math
from fractions import Fraction

import pytest

from planner.usecases.reports.quantiles import Quantile, quantile, ranks


@pytest.mark.parametrize(
    ("count", "share", "expected"),
    [
        # from printed tables of distribution-free intervals for the median: 10 -> (2, 9), 20 -> (6, 15)
        pytest.param(10, 0.5, (2, 9), id="median of 10"),
        pytest.param(20, 0.5, (6, 15), id="median of 20"),
        # 0.5 ** 5 = 0.031 > 0.025: five observations never enclose the median surely enough; six do (0.016)
        pytest.param(5, 0.5, (None, None), id="median of 5"),
        pytest.param(6, 0.5, (1, 6), id="median of 6"),
        # 0.9 ** 35 = 0.0250316 > 0.025, 0.9 ** 36 = 0.0225
        pytest.param(35, 0.9, (28, None), id="ninetieth of 35: nothing above is sure"),
        pytest.param(36, 0.9, (29, 36), id="ninetieth of 36"),
    ],
)
def test_ranks(count: int, share: float, expected: tuple[int | None, int | None]) -> None:
    """Which observations in order enclose the quantile."""
    assert ranks(count, share) == expected


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(9, 10)])
@pytest.mark.parametrize("count", [7, 10, 36, 61, 200])
def test_ranks_by_whole_numbers(count: int, share: Fraction) -> None:
    """The same with fractions, by the definition: each side is wrong in at most one case in forty."""

    def at_most(number: int) -> Fraction:
        return sum(
            (math.comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(number + 1)), Fraction(0)
        )

    low = max((r for r in range(1, count + 1) if at_most(r - 1) <= Fraction(1, 40)), default=None)
    high = min((r for r in range(1, count + 1) if 1 - at_most(r - 1) <= Fraction(1, 40)), default=None)

    assert ranks(count, float(share)) == (low, high)


def test_quantile_of_ten() -> None:
    """1 to 10 in any order: the median lies halfway, between the second and the ninth; nine in ten halfway 9 and 10."""
    values = [3, 1, 2, 10, 9, 8, 4, 5, 7, 6]

    assert quantile(values, 0.5) == Quantile(5.5, 2, 9)
    assert quantile(values, 0.9) == Quantile(9.5, 7, None)


def test_quantile_of_an_odd_number_is_an_observation() -> None:
    assert quantile([5, 1, 9], 0.5).value == 5
    assert quantile([5, 1, 9], 0.9).value == 9


def test_many_observations_do_not_run_out_of_numbers() -> None:
    """Thousands of waits: (n ± 1.96 sqrt n) / 2 as the normal law says, within one."""
    low, high = ranks(10_000, 0.5)

    assert (low, high) == (4902, 5099)
