"""Reading a whole delivery, all or nothing: find the tables, parse their rows, check them together.

Not allowed here: file formats (``readers``), cells (``kinds``) and the checks themselves (``check``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from planner.domain.bookings import Booking
from planner.domain.cases import Case, TravelDocument
from planner.domain.casework import PhaseChange
from planner.domain.facts import Fact
from planner.domain.wording import either
from planner.intake.check import check_rows
from planner.intake.exchange_rows import exchange_rows
from planner.intake.readers.exchange import too_many_rows
from planner.intake.readers.folder import read_raw
from planner.intake.readers.raw import Limits, RawRow, RawTable, RefusedError, is_blank, normalised
from planner.intake.rows import Refusals, Row, RowParser
from planner.intake.tables import BY_NAME, GATHERED, Table
from planner.ports.intake import DEFAULT_ROW_LIMIT, ColumnMapping, Delivery, FactRef, Known, Note, Refusal

_NONE: Known = {}
_LIMITS = Limits()
_JUDGED: tuple[type[Fact], ...] = (Booking, TravelDocument, PhaseChange, Case)
"""Facts that may not follow just anything that is stored."""


def read_delivery(  # the signature of ports.intake.ReadDelivery, with limits for tests and installations
    path: Path,
    *,
    source: str,
    known: Known = _NONE,
    mapping: ColumnMapping | None = None,
    row_limit: int = DEFAULT_ROW_LIMIT,
    limits: Limits = _LIMITS,
) -> Delivery:
    """Read a folder of CSV files, a CSV file, a workbook or a JSON exchange file.

    Never raises for what is in the files: everything wrong is a refusal in the delivery, and with
    any refusal there are no facts. ``known`` are the stored facts that references may point to.
    """
    reading = _Reading(mapping, replace(limits, rows=row_limit))
    try:
        rows = tuple(reading.exchange(path) if path.suffix.lower() == ".json" else reading.tables(path))
    except RefusedError as refused:
        reading.refusals.add(*refused.refusals)
        rows = ()
    facts = check_rows(rows, reading.found, known, reading.refusals)
    return Delivery(
        source=source,
        facts=facts,
        refusals=tuple(reading.refusals.kept),
        refusal_count=reading.refusals.count,
        notes=tuple(reading.notes),
        tables=frozenset(reading.found),
        rows=len(rows),
        mapping=mapping,
        where=_where(rows),
    )


def _where(rows: Sequence[Row]) -> dict[FactRef, tuple[str, int]]:
    """Return where the facts stand that are judged against what is stored."""
    found: dict[FactRef, tuple[str, int]] = {}
    for row in rows:
        if row.table.fact in _JUDGED:
            key = "|".join(str(row.values.get(path)) for path in row.table.key)
            found[row.table.fact, key] = (row.file, row.number)
    return found


class _Reading:
    """What is gathered while reading one delivery."""

    def __init__(self, mapping: ColumnMapping | None, limits: Limits) -> None:
        self._mapping = mapping
        self._limits = limits
        self._names = {normalised(theirs): ours for theirs, ours in mapping.tables.items()} if mapping else {}
        self.refusals = Refusals()
        self.notes: list[Note] = []
        self.found: dict[str, str] = {}

    def tables(self, path: Path) -> Iterator[Row]:
        """Yield the rows of every table found at the path."""
        raw = read_raw(path, self._limits)
        self.refusals.add(*raw.refusals)
        self.notes.extend(raw.notes)
        count = 0
        for raw_table in raw.tables:
            table = self._table(raw_table, sheet=path.is_file() and path.suffix.lower() != ".csv")
            if table is None:
                continue
            for row in self._rows(raw_table, table):
                count += 1
                if count > self._limits.rows:
                    raise too_many_rows(raw_table.file, self._limits.rows)
                yield row
        if not self.found and not self.refusals.count:
            self._refuse(
                path.name,
                None,
                either("er is geen enkele tabel gevonden", "no table was found"),
                either(
                    f"Noem ten minste een van: {', '.join(BY_NAME)}.", f"Name at least one of: {', '.join(BY_NAME)}."
                ),
            )

    def _rows(self, raw: RawTable, table: Table) -> Iterator[Row]:
        parser = RowParser(raw, table, self._mapping, self.refusals)
        try:
            yield from parser.rows()
        except RefusedError as refused:
            self.refusals.add(*refused.refusals)
        self.notes.extend(parser.notes)

    def _table(self, raw: RawTable, *, sheet: bool) -> Table | None:
        name = self._names.get(normalised(raw.name), normalised(raw.name))
        table = BY_NAME.get(name)
        if table is None:
            self._unknown(raw, name, sheet=sheet)
            return None
        if name in self.found:
            problem = either(
                f"de tabel {name} komt twee keer voor, ook in {self.found[name]}",
                f"the table {name} is there twice, also in {self.found[name]}",
            )
            self._refuse(raw.file, raw.name, problem, either("Voeg de twee samen.", "Put the two together."))
            return None
        self.found[name] = raw.file
        return table

    def _unknown(self, raw: RawTable, name: str, *, sheet: bool) -> None:
        near = get_close_matches(name, BY_NAME, n=1, cutoff=0.75)
        if near:
            remedy = either(f"Bedoelde u {near[0]}? Verander de naam.", f"Did you mean {near[0]}? Change the name.")
        elif sheet:
            if _has_cells(raw):
                self.notes.append(
                    Note(
                        file=raw.file,
                        text=either("geen tabel van een aanlevering; niet gelezen", "no table of a delivery; not read"),
                    )
                )
            return
        else:
            remedy = either(
                f"Kies uit: {', '.join(BY_NAME)}; of verwijder het bestand.",
                f"Choose from: {', '.join(BY_NAME)}; or remove the file.",
            )
        self._refuse(raw.file, raw.name, either("dit is geen bekende tabel", "this is no table that is known"), remedy)

    def _refuse(self, file: str, value: str | None, problem: str, remedy: str) -> None:
        self.refusals.add(Refusal(file=file, row=None, column=None, value=value, problem=problem, remedy=remedy))

    def exchange(self, path: Path) -> Iterator[Row]:
        """Yield the rows of an exchange file."""
        for row in exchange_rows(path, self._limits, self.refusals):
            self.found.setdefault(row.table.name, row.file)
            for gathered in GATHERED.get(row.table.name, ()):  # its periods are inside the fact
                self.found.setdefault(gathered.name, row.file)
            yield row


def _has_cells(raw: RawTable) -> bool:
    rows: Iterator[RawRow] = iter(raw.rows)
    return any(not all(map(is_blank, cells)) for _, cells in rows)
