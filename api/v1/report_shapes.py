"""What the JSON API says in reports.

Not allowed here: counting, and who may see them.
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from api.v1.shapes import Shape


class ReportName(StrEnum):
    """Which report; a week is named by itself, a trend by the week after, the others by a half year."""

    WEEK = "week"
    TREND = "verloop"
    HALF_YEAR = "halfjaar"
    WAITING = "wachttijden"


class FigureShown(Shape):
    """One figure: a number, between which two it lies, or why there is none."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    none: Literal["small", "few", "none", "beyond"] | None = None


class FiguresShown(Shape):
    """One line of figures, one per column."""

    label: str = Field(examples=["2026-W47"])
    total: bool
    cells: list[FigureShown]


class FigureColumn(Shape):
    """What the figures of a column are."""

    title: str
    unit: Literal["count", "percent", "ratio", "days", "hours"]


class FigureTable(Shape):
    """One table of a report."""

    key: str = Field(examples=["trend-held"])
    title: str
    head: str
    columns: list[FigureColumn]
    rows: list[FiguresShown]
    note: str | None = None


class ReportShown(Shape):
    """A report: the first day, and the first day after."""

    report: ReportName
    title: str
    first: str = Field(examples=["2026-08-24"])
    after: str
    external: bool
    tables: list[FigureTable]
    notes: list[str]
