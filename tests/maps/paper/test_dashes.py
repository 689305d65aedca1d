"""Dash patterns along a line."""

import numpy as np

from maps.paper.dashes import dashes

LINE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]])


def test_no_pattern_is_the_whole_line() -> None:
    assert dashes(LINE, "", 1) == [[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]]


def test_a_dash_goes_round_the_corner_and_the_last_is_cut_off() -> None:
    # On 8, off 1, on 8, off 1, on the rest: 0-8, 9-17 (round the corner at 10), 18-20.
    assert dashes(LINE, "8 1", 1) == [
        [(0.0, 0.0), (8.0, 0.0)],
        [(9.0, 0.0), (10.0, 0.0), (10.0, 7.0)],
        [(10.0, 8.0), (10.0, 10.0)],
    ]


def test_lengths_grow_with_the_picture() -> None:
    assert dashes(LINE, "4 6", 2) == [[(0.0, 0.0), (8.0, 0.0)]]


def test_a_point_is_drawn_once() -> None:
    assert dashes(LINE[:1], "4 6", 1) == [[(0.0, 0.0)]]
