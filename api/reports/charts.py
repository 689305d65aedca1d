"""Charts as SVG, drawn here: bars, and spreads of waiting times. Colours come from the style sheet, by class.

The table beside a chart says the same in figures; a chart has a title and a description for who cannot see it.
Not allowed here: markup around a chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from api.reports.figures import figure
from planner.domain.wording import Text
from planner.usecases.reports.shape import Blank, Cell, Drawn, Row, Table

_LABEL, _FIGURE, _WIDTH = 232, 70, 720
_BAR, _GAP, _GROUP = 16, 4, 12
_LINE = 28
_MARGIN = 8
_SHORT = 34
_DESCRIPTION = Text(
    nl="Liggende staven: {title}. Dezelfde cijfers staan in de tabel.",
    en="Horizontal bars: {title}. The table has the same figures.",
)
_SPREADS = Text(
    nl="Per groep de mediaan als punt met haar zekerheid als lijn, en een streepje waar 90 % binnen ligt: {title}."
    " Dezelfde cijfers staan in de tabel.",
    en="Per group the median as a dot with its certainty as a line, and a tick within which 90 % lie: {title}."
    " The table has the same figures.",
)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a figure to a place on the drawing."""

    most: float

    def at(self, value: float) -> float:
        """Return how far to the right of the labels."""
        return round(value / self.most * (_WIDTH - _LABEL - _FIGURE), 1) if self.most else 0.0


def chart(table: Table) -> str:
    """Return the chart of a table as an SVG element, or nothing when there is nothing to draw."""
    if table.chart is None:
        return ""
    rows = [row for row in table.rows if not row.total]
    shown = [row for row in rows if _figures(row, table.chart.columns)]
    if not shown:
        return ""
    if table.chart.kind is Drawn.BARS:
        return _bars(table, rows)
    return _spreads(table, [row for row in rows if not isinstance(row.cells[table.chart.columns[0]], Blank)])


def _figures(row: Row, columns: Sequence[int]) -> list[float]:
    return [float(cell) for column in columns if not isinstance(cell := row.cells[column], Blank)]


def _frame(table: Table, height: float, description: str, body: Iterator[str]) -> str:
    identity = f"grafiek-{table.key}"
    return (
        f'<svg class="chart" role="img" aria-labelledby="{identity}-t {identity}-d" viewBox="0 0 {_WIDTH} {height:g}"'
        f' width="{_WIDTH}" height="{height:g}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{identity}-t">{escape(str(table.title))}</title>'
        f'<desc id="{identity}-d">{escape(description)}</desc>{"".join(body)}</svg>'
    )


def _bars(table: Table, rows: Sequence[Row]) -> str:
    columns = table.chart.columns if table.chart else ()
    scale = _Scale(max((figure_ for row in rows for figure_ in _figures(row, columns)), default=0))
    each = len(columns) * (_BAR + _GAP) + _GROUP
    top = _MARGIN + (_LINE if len(columns) > 1 else 0)
    height = top + each * len(rows)
    description = _DESCRIPTION.say(title=str(table.title).lower())

    def body() -> Iterator[str]:
        if len(columns) > 1:
            yield from _legend(table, columns)
        for number, row in enumerate(rows):
            y = top + number * each
            yield _label(row.label, y + (each - _GROUP) / 2 + 4)
            for index, column in enumerate(columns):
                yield from _bar(row.cells[column], table, column, scale, (y + index * (_BAR + _GAP), index))

    return _frame(table, height, description, body())


def _bar(cell: Cell, table: Table, column: int, scale: _Scale, place: tuple[float, int]) -> Iterator[str]:
    y, series = place
    width = 0.0 if isinstance(cell, Blank) else scale.at(cell)
    if width:
        yield f'<rect class="s{series}" x="{_LABEL}" y="{y:g}" width="{width:g}" height="{_BAR}"/>'
    words = escape(figure(cell, table.columns[column].unit))
    yield f'<text class="figure" x="{_LABEL + width + 6:g}" y="{y + _BAR - 4:g}">{words}</text>'


def _legend(table: Table, columns: Sequence[int]) -> Iterator[str]:
    step = (_WIDTH - _MARGIN) / len(columns)
    for series, column in enumerate(columns):
        x = series * step
        yield f'<rect class="s{series}" x="{x:g}" y="{_MARGIN - 4}" width="12" height="12"/>'
        words = escape(str(table.columns[column].title))
        yield f'<text x="{x + 18:g}" y="{_MARGIN + 7}">{words}</text>'


def _label(label: Text, y: float) -> str:
    words = str(label)
    short = words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"
    return f'<text x="{_LABEL - 8}" y="{y:g}" text-anchor="end">{escape(short)}</text>'


def _spreads(table: Table, rows: Sequence[Row]) -> str:
    middle, low, high, most = table.chart.columns if table.chart else (0, 0, 0, 0)
    scale = _Scale(max((value for row in rows for value in _figures(row, (middle, low, high, most))), default=0))
    height = _MARGIN * 2 + _LINE * len(rows)
    description = _SPREADS.say(title=str(table.title).lower())

    def at(row: Row, column: int) -> float | None:
        cell = row.cells[column]
        return None if isinstance(cell, Blank) else _LABEL + scale.at(cell)

    def body() -> Iterator[str]:
        for number, row in enumerate(rows):
            y = _MARGIN + number * _LINE + _LINE / 2
            yield _label(row.label, y + 4)
            yield f'<line class="rule" x1="{_LABEL}" x2="{_WIDTH - _FIGURE}" y1="{y:g}" y2="{y:g}"/>'
            left, right = at(row, low) or _LABEL, at(row, high) or _WIDTH - _FIGURE
            yield f'<line class="sure" x1="{left:g}" x2="{right:g}" y1="{y:g}" y2="{y:g}"/>'
            end, dot = at(row, most), at(row, middle)
            if end is not None:
                yield f'<line class="tick" x1="{end:g}" x2="{end:g}" y1="{y - 7:g}" y2="{y + 7:g}"/>'
            if dot is not None:
                yield f'<circle class="dot" cx="{dot:g}" cy="{y:g}" r="5"/>'
            words = escape(figure(row.cells[middle], table.columns[middle].unit))
            yield f'<text class="figure" x="{_WIDTH - _FIGURE + 8}" y="{y + 4:g}">{words}</text>'

    return _frame(table, height, description, body())
