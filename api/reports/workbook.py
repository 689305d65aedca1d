"""A report as a workbook: a sheet per table, with real numbers and a chart of the workbook's own.

Not allowed here: other forms.
"""

import io
import re

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.reports.figures import BLANKS, care_words, figure, period_words
from planner.domain.wording import Text
from planner.usecases.reports.shape import Blank, Cell, Drawn, Report, Span, Table, Unit

_FORMATS = {Unit.COUNT: "#,##0", Unit.PERCENT: "0%", Unit.DAYS: "0.#", Unit.HOURS: "#,##0.0", Unit.RATIO: "0.0"}
_FRONT = Text(nl="Toelichting", en="Notes")
_HEAD = 3
_LONGEST = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write_workbook(report: Report) -> bytes:
    """Return the bytes of an .xlsx file."""
    book = Workbook()
    front = book.active
    if not isinstance(front, Worksheet):  # a new workbook has one sheet
        raise TypeError(type(front))
    front.title = str(_FRONT)
    lines = [str(report.title), period_words(report), care_words(report), *(str(note) for note in report.notes)]
    for number, line in enumerate(lines, start=1):
        front.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    front["A1"].font = Font(bold=True, size=14)
    front.column_dimensions["A"].width = 100
    for number, table in enumerate(report.tables, start=1):
        _sheet(book.create_sheet(_name(number, str(table.title))), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _name(number: int, title: str) -> str:
    return f"{number} {_NOT_IN_NAMES.sub(' ', title)}"[:_LONGEST].rstrip()


def _sheet(sheet: Worksheet, table: Table) -> None:
    sheet["A1"] = str(table.title)
    sheet["A1"].font = Font(bold=True, size=12)
    for column, title in enumerate((table.head, *(one.title for one in table.columns)), start=1):
        headed = sheet.cell(_HEAD, column, str(title))
        headed.font, headed.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 44 if column == 1 else 16
    for number, row in enumerate(table.rows, start=_HEAD + 1):
        sheet.cell(number, 1, str(row.label)).font = Font(bold=row.total)
        for column, (value, one) in enumerate(zip(row.cells, table.columns, strict=True), start=2):
            shown = sheet.cell(number, column, _value(value, one.unit))
            shown.number_format, shown.font = _FORMATS[one.unit], Font(bold=row.total)
            shown.alignment = Alignment(horizontal="right")
    if table.note is not None:
        sheet.cell(_HEAD + len(table.rows) + 2, 1, str(table.note)).alignment = Alignment(wrap_text=True)
    sheet.freeze_panes = f"B{_HEAD + 1}"
    _add_chart(sheet, table)


def _value(cell: Cell, unit: Unit) -> float | int | str:
    if isinstance(cell, Blank):
        return str(BLANKS[cell])
    if isinstance(cell, Span):
        return figure(cell, unit)
    return cell / 100 if unit is Unit.PERCENT else cell


def _add_chart(sheet: Worksheet, table: Table) -> None:
    """Draw bars of the columns of the chart; of a spread its middle and what nine in ten stay within."""
    rows = sum(not row.total for row in table.rows)
    if table.chart is None or not rows:
        return
    spread = table.chart.kind is Drawn.SPREAD
    columns = (table.chart.columns[0], table.chart.columns[3]) if spread else table.chart.columns
    drawn = BarChart()
    drawn.type, drawn.title, drawn.style = "bar", str(table.title), 10
    drawn.height, drawn.width = max(7.5, 1.1 * rows * len(columns)), 22
    for column in columns:
        drawn.add_data(Reference(sheet, min_col=column + 2, min_row=_HEAD, max_row=_HEAD + rows), titles_from_data=True)
    drawn.set_categories(Reference(sheet, min_col=1, min_row=_HEAD + 1, max_row=_HEAD + rows))
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.legend = drawn.legend if len(columns) > 1 else None
    drawn.dataLabels = DataLabelList()
    drawn.dataLabels.showVal = True
    sheet.add_chart(drawn, f"{get_column_letter(len(table.columns) + 3)}{_HEAD}")
