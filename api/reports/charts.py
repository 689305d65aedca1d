"""Charts as SVG, drawn here: bars, and spreads of waiting times. Colours come from the style sheet, by class.

The table beside a chart says the same in figures; a chart has a title and a description for who cannot see it.
Not allowed here: markup around a chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from api.reports.figures import figure
from planner.domain.wording import Text
from planner.usecases.reports.shape import Blank, Cell, Drawn, Row, Span, Table, Unit

_BAR, _GAP, _GROUP = 14, 3, 12
_LETTERS = 18
_LINE = 40
_WIDEST = 82
"""Per cent of the width: the rest is for the figure."""
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
    """From a figure to a place on the drawing, in per cent of its width: a chart is as wide as there is room for."""

    most: float

    def at(self, value: float) -> float:
        """Return how far to the right."""
        return round(value / self.most * _WIDEST, 2) if self.most else 0.0


def chart(table: Table) -> str:
    """Return the chart of a table as an SVG element, or nothing when there is nothing to draw."""
    if table.chart is None:
        return ""
    rows = [row for row in table.rows if not row.total]
    if not any(any(_figures(row, table.chart.columns)) for row in rows):
        return ""
    if table.chart.kind is Drawn.BARS:
        return _bars(table, rows)
    return _spreads(table, [row for row in rows if not isinstance(row.cells[table.chart.columns[0]], Blank)])


def _figures(row: Row, columns: Sequence[int]) -> list[float]:
    cells = (row.cells[column] for column in columns)
    return [cell.high if isinstance(cell, Span) else float(cell) for cell in cells if not isinstance(cell, Blank)]


def _frame(table: Table, height: float, description: str, body: Iterator[str]) -> str:
    identity = f"grafiek-{table.key}"
    return (
        f'<svg class="chart" role="img" aria-labelledby="{identity}-t {identity}-d" width="100%" height="{height:g}"'
        f' xmlns="http://www.w3.org/2000/svg"><title id="{identity}-t">{escape(str(table.title))}</title>'
        f'<desc id="{identity}-d">{escape(description)}</desc>{"".join(body)}</svg>'
    )


def _bars(table: Table, rows: Sequence[Row]) -> str:
    columns = table.chart.columns if table.chart else ()
    scale = _Scale(max((found for row in rows for found in _figures(row, columns)), default=0))
    each = _LETTERS + len(columns) * (_BAR + _GAP) + _GROUP
    top = _LETTERS * len(columns) + _GROUP if len(columns) > 1 else 0
    description = _DESCRIPTION.say(title=str(table.title).lower())

    def body() -> Iterator[str]:
        if len(columns) > 1:
            yield from _legend(table, columns)
        for number, row in enumerate(rows):
            y = top + number * each
            yield _label(row.label, y)
            for series, column in enumerate(columns):
                yield _bar(row.cells[column], table.columns[column].unit, scale, y + _LETTERS, series)

    return _frame(table, top + each * len(rows), description, body())


def _bar(cell: Cell, unit: Unit, scale: _Scale, top: float, series: int) -> str:
    y = top + series * (_BAR + _GAP)
    width = _end(cell, scale, 0.0)
    drawn = f'<rect class="s{series}" x="0" y="{y:g}" width="{width:g}%" height="{_BAR}"/>' if width else ""
    if isinstance(cell, Span):
        sure = scale.at(cell.low)
        drawn = (
            f'<rect class="s{series}" x="0" y="{y:g}" width="{sure:g}%" height="{_BAR}"/>'
            f'<rect class="s{series}" x="{sure:g}%" y="{y:g}" width="{width - sure:g}%" height="{_BAR}" opacity="0.4"/>'
        )
    return f'{drawn}<text class="figure" x="{width:g}%" dx="6" y="{y + _BAR - 2:g}">{escape(figure(cell, unit))}</text>'


def _end(cell: Cell, scale: _Scale, otherwise: float) -> float:
    """Return how far to the right a figure is, the further of two."""
    if isinstance(cell, Blank):
        return otherwise
    return scale.at(cell.high if isinstance(cell, Span) else cell)


def _legend(table: Table, columns: Sequence[int]) -> Iterator[str]:
    for series, column in enumerate(columns):
        y = series * _LETTERS
        words = escape(str(table.columns[column].title))
        yield f'<rect class="s{series}" x="0" y="{y + 2}" width="12" height="12"/>'
        yield f'<text x="18" y="{y + 13}">{words}</text>'


def _label(label: Text, top: float) -> str:
    return f'<text x="0" y="{top + 13:g}">{escape(str(label))}</text>'


def _spreads(table: Table, rows: Sequence[Row]) -> str:
    middle, low, high, most = table.chart.columns if table.chart else (0, 0, 0, 0)
    scale = _Scale(max((value for row in rows for value in _figures(row, (middle, low, high, most))), default=0))
    description = _SPREADS.say(title=str(table.title).lower())

    def at(row: Row, column: int, otherwise: float) -> float:
        return _end(row.cells[column], scale, otherwise)

    def body() -> Iterator[str]:
        for number, row in enumerate(rows):
            y = number * _LINE + 27
            yield _label(row.label, number * _LINE)
            dot, end = at(row, middle, 0), at(row, most, 0)
            yield f'<line class="rule" x1="0" x2="{_WIDEST}%" y1="{y}" y2="{y}"/>'
            yield f'<line class="sure" x1="{at(row, low, 0):g}%" x2="{at(row, high, _WIDEST):g}%" y1="{y}" y2="{y}"/>'
            yield f'<line class="tick" x1="{end:g}%" x2="{end:g}%" y1="{y - 7}" y2="{y + 7}"/>'
            yield f'<circle class="dot" cx="{dot:g}%" cy="{y}" r="5"/>'
            words = escape(figure(row.cells[middle], table.columns[middle].unit))
            yield f'<text class="figure" x="{_WIDEST}%" dx="8" y="{y + 4}">{words}</text>'

    return _frame(table, _LINE * len(rows), description, body())
