"""From rows of cells to parsed rows of a table: headers are found, cells are read, each fault is kept.

Not allowed here: anything that needs more than one row (``check``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from planner.domain.wording import either
from planner.intake.moments import CellError
from planner.intake.readers.raw import Fault, RawCell, RawTable, is_blank, normalised
from planner.intake.tables import Column, Table
from planner.ports.intake import ColumnMapping, Note, Refusal

_SHOWN = 80
_ERRORS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#N/B", "#WAARDE!", "#VERW!"})


@dataclass(slots=True)
class Refusals:
    """Every refusal is counted, the first ``cap`` are kept."""

    cap: int = 1_000
    kept: list[Refusal] = field(default_factory=list)
    count: int = 0

    def add(self, *refusals: Refusal) -> None:
        """Take refusals in."""
        self.count += len(refusals)
        self.kept.extend(refusals[: max(0, self.cap - len(self.kept))])


@dataclass(frozen=True, slots=True)
class Row:
    """One row: parsed values by field path, and enough to say where a value stood."""

    table: Table
    file: str
    number: int
    values: Mapping[str, object]
    headers: Mapping[str, str]
    broken: bool = False

    def refusal(self, path: str, problem: str, remedy: str) -> Refusal:
        """Return a refusal of the cell at the field path."""
        value = self.values.get(path)
        column = self.table.by_path[path]
        return Refusal(
            file=self.file,
            row=self.number,
            column=self.headers.get(path, column.header),
            value=None if value is None else shorten(column.kind.show(value)),
            problem=problem,
            remedy=remedy,
        )


def shorten(text: str) -> str:
    """Return a value as refusals show it."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


@dataclass(frozen=True, slots=True)
class _Bound:
    index: int
    column: Column
    header: str


class RowParser:
    """Parses the rows of one raw table; what is wrong goes into ``refusals``."""

    def __init__(self, raw: RawTable, table: Table, mapping: ColumnMapping | None, refusals: Refusals) -> None:
        self._raw = raw
        self._table = table
        self._refusals = refusals
        columns = mapping.columns.get(table.name, {}) if mapping else {}
        self._renamed = {normalised(source): ours for source, ours in columns.items()}
        self.notes: list[Note] = []

    def rows(self) -> Iterator[Row]:
        """Return every row that is not blank; a row with a wrong cell is marked broken."""
        numbered = ((number, cells) for number, cells in self._raw.rows if not all(map(is_blank, cells)))
        found = next(numbered, None)
        if found is None:
            self._refuse(
                None,
                None,
                None,
                either("het bestand is leeg", "the file is empty"),
                either("Lever ten minste een kopregel aan.", "Deliver at least a row of headings."),
            )
            return
        bound = self._bind(*found)
        if bound is None:
            return
        width = len(found[1])
        headers = {entry.column.path: entry.header for entry in bound}
        for number, cells in numbered:
            yield self._parse(number, cells, bound, headers, width)

    def _refuse(self, row: int | None, column: str | None, value: str | None, problem: str, remedy: str) -> None:
        self._refusals.add(
            Refusal(file=self._raw.file, row=row, column=column, value=value, problem=problem, remedy=remedy)
        )

    def _bind(self, number: int, cells: Sequence[RawCell]) -> list[_Bound] | None:
        before = self._refusals.count
        bound: dict[str, _Bound] = {}
        unknown: list[str] = []
        for index, cell in enumerate(cells):
            header = _header(cell)
            name = self._renamed.get(normalised(header), normalised(header))
            column = self._table.by_header.get(name)
            if not name:
                continue
            if column is None:
                unknown.append(header)
            elif column.path in bound:
                self._refuse(
                    number,
                    header,
                    header,
                    either("de kolom staat er twee keer", "the column is there twice"),
                    either("Verwijder een van de twee kolommen.", "Remove one of the two columns."),
                )
            else:
                bound[column.path] = _Bound(index, column, header)
        self._require(number, bound, unknown)
        for header in unknown:
            self.notes.append(
                Note(
                    file=self._raw.file,
                    text=either(
                        f"kolom '{shorten(header)}' is niet bekend; niet gelezen",
                        f"column '{shorten(header)}' is not known; not read",
                    ),
                )
            )
        return list(bound.values()) if self._refusals.count == before else None

    def _require(self, number: int, bound: Mapping[str, _Bound], unknown: Sequence[str]) -> None:
        by_name = {normalised(header): header for header in unknown}
        for column in self._table.columns:
            if not column.required or column.path in bound:
                continue
            near = get_close_matches(column.header, by_name, n=1, cutoff=0.6)
            hint = (
                either(
                    f"Bedoelde u de kolom '{by_name[near[0]]}'? Noem",
                    f"Did you mean the column '{by_name[near[0]]}'? Call",
                )
                if near
                else either("Voeg haar toe en noem", "Add it and call")
            )
            found = by_name[near[0]] if near else None
            self._refuse(
                number,
                column.header,
                found,
                either("de verplichte kolom ontbreekt", "the required column is missing"),
                either(f"{hint} haar {column.header}.", f"{hint} it {column.header}."),
            )

    def _parse(
        self, number: int, cells: Sequence[RawCell], bound: Sequence[_Bound], headers: Mapping[str, str], width: int
    ) -> Row:
        broken = self._ragged(number, cells, width)
        values: dict[str, object] = {}
        for entry in () if broken else bound:
            cell = cells[entry.index] if entry.index < len(cells) else None
            if is_blank(cell):
                if entry.column.required:
                    broken = True
                    self._refuse(
                        number,
                        entry.header,
                        "",
                        either("de verplichte cel is leeg", "the required cell is empty"),
                        _fill(entry.column),
                    )
                continue
            try:
                values[entry.column.path] = _value(cell, entry.column)
            except CellError as error:
                broken = True
                self._refuse(number, entry.header, shorten(_shown(cell)), error.problem, error.remedy)
        return Row(self._table, self._raw.file, number, values, headers, broken)

    def _ragged(self, number: int, cells: Sequence[RawCell], width: int) -> bool:
        extra = next((cell for cell in cells[width:] if not is_blank(cell)), None)
        if extra is None and not (self._raw.ragged and len(cells) < width):
            return False
        self._refuse(
            number,
            None,
            None if extra is None else shorten(_shown(extra)),
            either(
                f"de rij heeft {len(cells)} cellen, de kopregel {width}",
                f"the row has {len(cells)} cells, the headings {width}",
            ),
            either(
                "Controleer het scheidingsteken; zet een tekst met een scheidingsteken of komma tussen "
                "aanhalingstekens.",
                "Check the separator; put a text with a separator or comma between quotation marks.",
            ),
        )
        return True


def _fill(column: Column) -> str:
    return either(f"Vul de cel in, bijvoorbeeld {column.example}.", f"Fill in the cell, for instance {column.example}.")


def _header(cell: RawCell) -> str:
    return "" if is_blank(cell) else _shown(cell).strip()


def _shown(cell: RawCell) -> str:
    return cell.shown if isinstance(cell, Fault) else str(cell)


def _value(cell: RawCell, column: Column) -> object:
    if isinstance(cell, Fault):
        raise CellError(cell.problem, cell.remedy)
    if isinstance(cell, str) and cell.startswith("#") and cell.strip().upper() in _ERRORS:
        raise CellError(
            either("de cel bevat een foutwaarde van het rekenblad", "the cell has an error value of the spreadsheet"),
            either("Herstel de formule of vul de waarde in.", "Repair the formula or fill in the value."),
        )
    return column.kind.parse(cell)
