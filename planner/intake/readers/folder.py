"""Reading what is at a path: a folder of CSV files, one CSV file or one workbook, as raw tables.

Not allowed here: what the columns mean; the JSON exchange file (``exchange``), which holds facts.
"""

from pathlib import Path

from planner.domain.wording import Text, either
from planner.intake.readers.delimited import read_csv
from planner.intake.readers.raw import Limits, RawDelivery, RefusedError, refuse_file
from planner.intake.readers.workbook import read_workbook
from planner.ports.intake import Note

_WORKBOOKS = (".xlsx", ".xlsm")
_FORMATS = Text(
    "Lever een map met CSV-bestanden aan, een werkmap (.xlsx) of een uitwisselbestand (.json).",
    "Deliver a folder with CSV files, a workbook (.xlsx) or an exchange file (.json).",
)


def read_raw(path: Path, limits: Limits) -> RawDelivery:
    """Return the tables found; a file that cannot be read becomes a refusal among them."""
    if path.is_dir():
        return _folder(path, limits)
    delivery = RawDelivery()
    try:
        if not path.exists():
            raise refuse_file(
                path.name,
                either("het bestand of de map bestaat niet", "the file or folder is not there"),
                either("Controleer het pad.", "Check the path."),
            )
        if path.suffix.lower() in _WORKBOOKS:
            return read_workbook(path, limits)
        if path.suffix.lower() == ".csv":
            delivery.tables.append(read_csv(path, path.stem, limits))
        else:
            raise refuse_file(
                path.name, either("dit soort bestand wordt niet gelezen", "this kind of file is not read"), _FORMATS
            )
    except RefusedError as refused:
        delivery.refusals.extend(refused.refusals)
    return delivery


def _folder(folder: Path, limits: Limits) -> RawDelivery:
    delivery = RawDelivery()
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv" or not path.is_file():
            delivery.notes.append(
                Note(file=path.name, text=either("geen CSV-bestand; niet gelezen", "no CSV file; not read"))
            )
            continue
        try:
            delivery.tables.append(read_csv(path, path.stem, limits))
        except RefusedError as refused:
            delivery.refusals.extend(refused.refusals)
    return delivery
