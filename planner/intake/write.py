"""Writing facts as the files that intake reads: a folder of CSV, a workbook or the exchange file.

Not allowed here: reading.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

import orjson
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from planner.codec.canonical import to_plain
from planner.domain.facts import FACT_TYPES, Fact, fact_key
from planner.intake.moments import Cell
from planner.intake.readers.exchange import EXCHANGE_SCHEMA
from planner.intake.tables import TABLES, Table, tables_of
from planner.intake.tables.spec import Values

BOM = b"\xef\xbb\xbf"


def write_folder(facts: Iterable[Fact], folder: Path) -> tuple[Path, ...]:
    """Write one CSV per table that has facts and return the paths.

    As Dutch Excel likes it: ``;``, UTF-8 with byte order mark, CRLF. The same facts in any order
    give the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table, members in _by_table(facts):
        path = folder / f"{table.name}.csv"
        path.write_bytes(BOM + _csv_text(table, members).encode())
        written.append(path)
    return tuple(written)


def write_workbook(facts: Iterable[Fact], path: Path) -> None:
    """Write one sheet per table that has facts, with real numbers and dates."""
    book = Workbook(write_only=True)
    for table, members in _by_table(facts):
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append([column.header for column in table.columns])
        for values in _rows(table, members):
            sheet.append([_sheet_cell(sheet, _native(table, values, column.path)) for column in table.columns])
    book.save(path)


def write_exchange(facts: Iterable[Fact], path: Path) -> None:
    """Write the facts as the canonical JSON exchange file."""
    by_type: dict[type[Fact], list[Fact]] = {}
    for fact in facts:
        by_type.setdefault(type(fact), []).append(fact)
    plain = {
        kind.__name__: [to_plain(fact) for fact in sorted(by_type[kind], key=fact_key)]
        for kind in FACT_TYPES
        if kind in by_type
    }
    path.write_bytes(orjson.dumps({"schema": EXCHANGE_SCHEMA, "facts": plain}, option=orjson.OPT_SORT_KEYS))


def _by_table(facts: Iterable[Fact]) -> Iterator[tuple[Table, Sequence[Fact]]]:
    members: dict[str, list[Fact]] = {}
    for fact in facts:
        for table in tables_of(fact):
            members.setdefault(table.name, []).append(fact)
    for table in TABLES:
        if table.name in members:
            yield table, sorted(members[table.name], key=fact_key)


def _rows(table: Table, facts: Iterable[Fact]) -> Iterator[Values]:
    return (values for fact in facts for values in table.rows(fact))


def _csv_text(table: Table, facts: Iterable[Fact]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.header for column in table.columns])
    for values in _rows(table, facts):
        writer.writerow(
            [column.kind.show(values[column.path]) if column.path in values else "" for column in table.columns]
        )
    return out.getvalue()


def _native(table: Table, values: Values, path: str) -> Cell:
    return table.by_path[path].kind.native(values[path]) if path in values else None


def _sheet_cell(sheet: WriteOnlyWorksheet, value: Cell) -> object:
    if isinstance(value, date):
        moment = isinstance(value, datetime)
        cell = WriteOnlyCell(sheet, value if isinstance(value, datetime) else datetime.combine(value, time()))
        cell.number_format = "dd-mm-yyyy hh:mm" if moment else "dd-mm-yyyy"
        return cell
    if isinstance(value, str) and value.startswith("="):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        return cell
    return value if value != "" else None
