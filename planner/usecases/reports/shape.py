"""What a report consists of: tables of figures with words in both languages, ready to be drawn in any way.

Not allowed here: counting, and colours or markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from planner.domain.wording import Text


class Unit(StrEnum):
    """What the figures of a column are."""

    COUNT = "count"
    """Persons, cases, activities: what is rounded and suppressed when it leaves the system."""
    PERCENT = "percent"
    RATIO = "ratio"
    DAYS = "days"
    HOURS = "hours"


class Blank(Enum):
    """Why there is no figure."""

    SMALL = "small"
    """Fewer than may be shown, or left out so that such a figure cannot be worked out: nobody can tell which."""
    FEW = "few"
    """Too few observations to say something about a group."""
    NONE = "none"
    """There is nothing to reckon it from."""
    BEYOND = "beyond"
    """The figures do not reach so far: no bound is sure enough."""


Cell = int | float | Blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A column that follows from two others: ``part`` of ``whole``; so it says no more than those do."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of figures."""

    title: Text
    unit: Unit = Unit.COUNT
    share: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line; ``total``: it is the sum of the others."""

    label: Text
    cells: tuple[Cell, ...]
    total: bool = False


class Drawn(StrEnum):
    """How a table is drawn beside itself."""

    BARS = "bars"
    SPREAD = "spread"
    """A median with its bounds, and the ninetieth percentile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn: bars of one column, or a spread of the columns (middle, low, high, most)."""

    kind: Drawn
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Figures that add up: cells (row, column) with the cell that is their sum."""

    parts: tuple[tuple[int, int], ...]
    whole: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table with its chart. Rows stand in an order of their own, never in that of the figures."""

    key: str
    title: Text
    head: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Text | None = None
    chart: Chart | None = None
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report over the days ``[first, after)``."""

    key: str
    title: Text
    first: date
    after: date
    tables: tuple[Table, ...]
    external: bool = False
    """Rounded and suppressed, fit to leave the system."""
    notes: tuple[Text, ...] = field(default=())


def down(rows: Sequence[Row], columns: Sequence[int]) -> tuple[Sum, ...]:
    """Return the sums of columns whose last row is the total."""
    last = len(rows) - 1
    if not last:
        return ()
    return tuple(Sum(parts=tuple((row, column) for row in range(last)), whole=(last, column)) for column in columns)


def across(rows: Sequence[Row], whole: int, parts: Sequence[int]) -> tuple[Sum, ...]:
    """Return the sums of rows in which one column is the sum of others."""
    return tuple(Sum(parts=tuple((row, column) for column in parts), whole=(row, whole)) for row in range(len(rows)))


def shared(table_columns: Sequence[Column], cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells of a row with its shares worked out from the others as they are shown."""
    found = list(cells)
    for index, column in enumerate(table_columns):
        if column.share is None:
            continue
        part, whole = found[column.share.part], found[column.share.whole]
        if isinstance(part, Blank) or isinstance(whole, Blank) or not whole:
            found[index] = Blank.NONE
        else:
            found[index] = part * 100 / whole if column.unit is Unit.PERCENT else part / whole
    return tuple(found)
