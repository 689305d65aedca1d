"""How figures are written, drawn and given to scripts where a share lies between two."""

import json

import pytest

from api.reports.charts import chart
from api.reports.data import report_data
from api.reports.figures import figure
from planner.domain.wording import Text
from planner.usecases.reports.shape import Blank, Cell, Chart, Column, Drawn, Report, Row, Span, Table, Unit
from tests.planner.usecases.reports.small_past import HALF

_X = Text(nl="x", en="x")


@pytest.mark.parametrize(
    ("cell", "unit", "said"),
    [
        (Span(low=85.0, high=95.0), Unit.PERCENT, "85-95 %"),
        (Span(low=1.3, high=1.7), Unit.RATIO, "1,3-1,7"),
        (50.0, Unit.PERCENT, "50 %"),
        (1990, Unit.COUNT, "1.990"),
        (Blank.SMALL, Unit.COUNT, "te klein"),
    ],
)
def test_figure(cell: Cell, unit: Unit, said: str) -> None:
    assert figure(cell, unit) == said


def _table(cell: Cell) -> Table:
    columns = (Column(title=_X, unit=Unit.RATIO),)
    rows = (Row(label=_X, cells=(cell,)), Row(label=_X, cells=(2.0,)))
    return Table(key="t", title=_X, head=_X, columns=columns, rows=rows, chart=Chart(kind=Drawn.BARS, columns=(0,)))


def test_bar_is_lighter_where_it_may_end() -> None:
    """Two is the widest, 82 per cent; one is half of that."""
    drawn = chart(_table(Span(low=1.0, high=1.5)))

    assert drawn.count("<rect") == 3
    assert '<rect class="s0" x="0" y="18" width="41%" height="14"/>' in drawn
    assert '<rect class="s0" x="41%" y="18" width="20.5%" height="14" opacity="0.4"/>' in drawn


def test_scripts_get_both_ends() -> None:
    made = Report(key="r", title=_X, first=HALF.first, after=HALF.after, tables=(_table(Span(low=1.0, high=1.5)),))

    assert json.dumps(report_data(made)).count('"cijfers": [{"van": 1.0, "tot": 1.5}]') == 1
