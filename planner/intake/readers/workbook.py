"""Reading a workbook (.xlsx): every sheet as rows of values; formulas by their stored value.

Not allowed here: what the columns mean, and looking into the package (``package``).
"""

import io
import warnings
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from planner.domain.wording import either
from planner.intake.readers.package import BROKEN, REPAIR, Faults, guard, inspect
from planner.intake.readers.raw import Limits, RawCell, RawDelivery, RawRow, RawTable, is_blank, read_bytes, refuse_file

_BLOCK = 1_000


def read_workbook(path: Path, limits: Limits) -> RawDelivery:
    """Return a table per sheet that has cells; raise RefusedError for a workbook that cannot be trusted."""
    data = read_bytes(path, limits)
    guard(path, limits)
    faults = inspect(path)
    delivery = RawDelivery()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise refuse_file(path.name, either("de werkmap is beschadigd", "the workbook is damaged"), REPAIR) from error
    for sheet in book.worksheets:
        if isinstance(sheet, ReadOnlyWorksheet):
            file = either(f"{path.name}, blad {sheet.title}", f"{path.name}, sheet {sheet.title}")
            rows = _rows(sheet, file, faults.get(sheet.title, {}), limits)
            delivery.tables.append(RawTable(file=file, name=sheet.title, rows=rows))
    return delivery


def _rows(sheet: ReadOnlyWorksheet, file: str, faults: Faults, limits: Limits) -> Iterator[RawRow]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)  # type: ignore[misc] # the stubs give it the ordinary sheet's self
    number = 0
    while block := _block(rows, file):
        for values in block:
            number += 1
            cells: list[RawCell] = [_cell(value) for value in values]
            if faults:
                _place(cells, number, faults)
            while cells and is_blank(cells[-1]):
                cells.pop()
            if len(cells) > limits.columns:
                raise refuse_file(
                    file,
                    either(
                        f"het blad heeft meer dan {limits.columns} kolommen",
                        f"the sheet has more than {limits.columns} columns",
                    ),
                    either("Verwijder wat rechts van de tabel staat.", "Remove what is to the right of the table."),
                    row=number,
                )
            yield number, cells


def _block(rows: Iterator[tuple[object, ...]], file: str) -> list[tuple[object, ...]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, _BLOCK))
    except BROKEN as error:
        raise refuse_file(file, either("het blad is beschadigd", "the sheet is damaged"), REPAIR) from error


def _cell(value: object) -> RawCell:
    if value is None or isinstance(value, (str, int, float, date, time, timedelta)):
        return value
    return str(value)


def _place(cells: list[RawCell], row: int, faults: Faults) -> None:
    for index in range(len(cells)):
        fault = faults.get((row, index + 1))
        if fault is not None:
            cells[index] = fault
