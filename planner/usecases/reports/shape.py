"""What a report consists of: tables of figures with words in both languages, ready to be drawn in any way.

Not allowed here: counting, and colours or markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from planner.domain.wording import Text

LEAST = 10
"""Groups with fewer waits show no times; so whether there are times says something about how many there were."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Two figures between which the true one lies: what rounded counts allow a share to be."""

    low: float
    high: float


Cell = int | float | Blank | Span


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
    drawn_from: int | None = None
    """The column with how many observations these figures come from: shown or not, they say something about it."""


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
    rows_as_found: bool = False
    """Only groups that occur have a row, so that a row says that somebody is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """One figure that stands in two tables: (key of the table, row, column); row -1 is the last."""

    one: tuple[str, int, int]
    other: tuple[str, int, int]


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
    same: tuple[Same, ...] = ()


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
        if not isinstance(part, int | float) or not isinstance(whole, int | float) or not whole:
            found[index] = Blank.NONE
        else:
            found[index] = part * 100 / whole if column.unit is Unit.PERCENT else part / whole
    return tuple(found)
