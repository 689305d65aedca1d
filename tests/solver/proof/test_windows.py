"""Measures of what fits in a half-day."""

from itertools import product

import pytest

from planner.domain.time import Minute
from solver.proof.windows import Measure, Window, windows


def _measures(length: int, amount: int) -> list[Measure]:
    return list(Window(0, Minute(0), Minute(780), ((Minute(0), Minute(length), amount),)).measures())


@pytest.mark.parametrize("length", [120, 180, 210, 240])
def test_whatever_fits_in_a_stretch_measures_no_more_than_it(length: int) -> None:
    lengths = (30, 45, 60, 75, 90, 105)
    fitting = [talks for count in range(1, 5) for talks in product(lengths, repeat=count) if sum(talks) <= length]

    for measure in _measures(length, 1):
        assert [talks for talks in fitting if sum(map(measure.of, talks)) > measure.most] == []


def test_a_measure_sees_that_three_talks_do_not_fit() -> None:
    assert any(3 * measure.of(90) > measure.most for measure in _measures(240, 1)[1:])


def test_two_of_something_hold_twice_as_much() -> None:
    one, two = _measures(240, 1), _measures(240, 2)

    assert [measure.most for measure in two] == [2 * measure.most for measure in one]


def test_where_numbers_change_only_minutes_are_counted() -> None:
    steps = ((Minute(0), 1), (Minute(60), 2), (Minute(120), 0))

    (window,) = windows(steps, [(Minute(0), Minute(780))])

    assert list(window.measures()) == [Measure(180, 0)]
