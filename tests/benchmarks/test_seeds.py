"""Which seeds a text names."""

from argparse import ArgumentTypeError

import pytest

from benchmarks.seeds import seeds


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("7", (7,)),
        ("1,2,3", (1, 2, 3)),
        ("3,1", (3, 1)),
        ("1..4", (1, 2, 3, 4)),
        ("9,2..4", (9, 2, 3, 4)),
    ],
)
def test_seeds_are_the_values_that_are_named(text: str, named: tuple[int, ...]) -> None:
    assert seeds(text) == named


@pytest.mark.parametrize("text", ["", "a", "1,", "4..", "..4", "5..2"])
def test_seeds_refuse_a_text_that_names_none(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        seeds(text)
