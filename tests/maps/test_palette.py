"""Colours and dash patterns."""

import pytest

from maps.palette import COLOURS, LAND, SEA, line_style


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_carry_white_numbers(colour: str) -> None:
    assert _contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("ground", [LAND, SEA, "#e8e8e2"])
def test_colours_stand_out_from_the_ground(colour: str, ground: str) -> None:
    assert _contrast(colour, ground) >= 3.0


def test_line_styles_are_different_for_64_vehicles() -> None:
    assert len({line_style(index) for index in range(64)}) == 64


def test_neighbouring_line_styles_differ_in_colour_and_in_dash() -> None:
    pairs = [(line_style(i), line_style(i + 1)) for i in range(63)]
    assert [p for p in pairs if p[0].colour == p[1].colour or p[0].dash == p[1].dash] == []
