"""Colours and dash patterns, so that a line is known without its colour.

Every colour has a contrast of at least 4.5 to white and 3 to land and sea (WCAG 2.2, 1.4.3 and 1.4.11).

Not allowed here: meaning; a colour says which, never what.
"""

from dataclasses import dataclass

LAND = "#f4f3ee"
SEA = "#dbe8ee"
COLOURS = ("#0b5cad", "#b3261e", "#1c6b3a", "#7a3e9d", "#8a4b00", "#00687a", "#b0126e", "#3d4551")
DASHES = ("", "10 6", "2 6", "14 5 2 5", "6 4", "18 6", "12 4 2 4 2 4", "4 8")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStyle:
    """One colour and one dash pattern (an SVG dash array; empty is a solid line)."""

    colour: str
    dash: str


def line_style(index: int) -> LineStyle:
    """Return the style of the ``index``-th line: 64 pairs before one comes back, neighbours differ in both."""
    size = len(COLOURS)
    return LineStyle(colour=COLOURS[index % size], dash=DASHES[(index + index // size) % size])
