"""A report as a workbook, read back."""

import io

from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.workbook import Workbook

from api.reports.workbook import write_workbook
from planner.usecases.reports.disclosure import external
from planner.usecases.reports.half_year import half_year_report
from planner.usecases.reports.shape import Report
from tests.planner.usecases.reports.small_past import HALF, small_past

REPORT = half_year_report(small_past(), HALF)


def _read(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(write_workbook(report)))


def test_workbook_has_a_sheet_per_table() -> None:
    book = _read(REPORT)

    assert book.sheetnames[:3] == ["Toelichting", "1 Dossiers", "2 Gesloten dossiers naar wijze"]
    assert len(book.sheetnames) == 1 + len(REPORT.tables)


def test_workbook_holds_real_numbers() -> None:
    """Counts as whole numbers, shares as parts of one with the format of a percentage."""
    sheet = _read(REPORT)["5 Vertrek van personen"]

    assert [cell.value for cell in sheet[3]] == [
        "Spoor",
        "Op de dag zelf",
        "Gerealiseerd",
        "Mislukt",
        "Deel gerealiseerd",
    ]
    assert [cell.value for cell in sheet[4]] == ["Gedwongen", 2, 1, 1, 0.5]
    assert sheet["E4"].number_format == "0%"


def test_workbook_draws_its_own_charts() -> None:
    """Over the lines, without the total."""
    (drawn,) = vars(_read(REPORT)["2 Gesloten dossiers naar wijze"])["_charts"]  # there is no other way to read them

    assert isinstance(drawn, BarChart)
    assert [series.val.numRef.f for series in drawn.series] == ["'2 Gesloten dossiers naar wijze'!$B$4:$B$10"]


def test_workbook_for_others_holds_nothing_small() -> None:
    """Neither in a cell nor anywhere behind it."""
    book = _read(external(REPORT))
    numbers = {
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)
    }

    assert numbers == {10}
    assert "Afgerond op tientallen" in str(book["Toelichting"]["A3"].value)
