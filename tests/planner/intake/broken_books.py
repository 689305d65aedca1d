"""Makes workbooks, sound and broken.

Not allowed here: what the refusal must be (``broken_workbooks``).
"""

import io
import zipfile
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook

from tests.planner.intake.broken import CASES, GOOD_CASE


def workbook(change: Callable[[Workbook], None], title: str = "zaken") -> bytes:
    """Return a workbook with one good case, changed."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in (CASES, GOOD_CASE):
        sheet.append(line.strip().split(";"))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def set_cell(place: str, value: str | float | date) -> Callable[[Workbook], None]:
    """Return the change of one cell."""

    def change(book: Workbook) -> None:
        book.worksheets[0][place] = value

    return change


def merge(book: Workbook) -> None:
    """Merge two cells of the first sheet."""
    book.worksheets[0].merge_cells("B2:C2")


def bomb() -> bytes:
    """Return a workbook whose sheet unpacks a thousandfold."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)
    return out.getvalue()


def changed_part(part: str, old: bytes, new: bytes) -> bytes:
    """Return a sound workbook but for one part in which some bytes were replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(lambda _: None))) as source, zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(part):
                assert old in data
                data = data.replace(old, new)
            package.writestr(name, data)
    return out.getvalue()
