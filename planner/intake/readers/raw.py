"""What every reader hands over: named tables of cells, and how a reader refuses.

Not allowed here: a file format, and what the tables mean.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from planner.domain.wording import Text, either
from planner.intake.moments import Cell
from planner.ports.intake import DEFAULT_ROW_LIMIT, Note, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a delivery may weigh; ``ratio`` is how far a part of a workbook may have been compressed."""

    rows: int = DEFAULT_ROW_LIMIT
    file_bytes: int = 200_000_000
    unpacked_bytes: int = 400_000_000
    ratio: int = 200
    columns: int = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell the reader could not give a value: what is wrong and what to do."""

    shown: str
    problem: str
    remedy: str


RawCell = Cell | Fault
RawRow = tuple[int, Sequence[RawCell]]
"""Row number as a spreadsheet counts, and its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """One CSV file or one sheet. Iterating over ``rows`` may raise ``RefusedError``."""

    file: str
    name: str
    rows: Iterable[RawRow]
    ragged: bool = False
    """Whether a row with too few cells is an error (in CSV; a sheet has no empty cells at the end)."""


@dataclass(slots=True)
class RawDelivery:
    """Everything found, before any meaning is given to it."""

    tables: list[RawTable] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class RefusedError(Exception):
    """A file cannot be read at all, or no further."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*(refusal.problem for refusal in refusals))
        self.refusals = refusals


def refuse_file(  # the parts of a refusal
    file: str,
    problem: str,
    remedy: str | Text,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> RefusedError:
    """Return the error that refuses a whole file."""
    return RefusedError(Refusal(file=file, row=row, column=column, value=value, problem=problem, remedy=str(remedy)))


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the file's bytes; refuse one that is too large, empty or unreadable."""
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise refuse_file(
                path.name,
                either(
                    f"het bestand is {size:_} bytes groot; toegestaan is {limits.file_bytes:_}",
                    f"the file is {size:_} bytes; allowed are {limits.file_bytes:_}",
                ).replace("_", "."),
                either("Lever minder rijen per keer aan.", "Deliver fewer rows at a time."),
            )
        data = path.read_bytes()
    except OSError as error:
        raise refuse_file(
            path.name,
            either(f"het bestand is niet te lezen ({error.strerror})", f"the file cannot be read ({error.strerror})"),
            either("Controleer de naam en de rechten.", "Check the name and the rights."),
        ) from error
    if not data.strip():
        raise refuse_file(
            path.name,
            either("het bestand is leeg", "the file is empty"),
            either(
                "Lever het bestand opnieuw aan, met ten minste een kopregel.",
                "Deliver the file again, with at least a row of headings.",
            ),
        )
    return data


def normalised(name: str) -> str:
    """Return a header or name without case, accents and punctuation: ``Overgedragen op`` is ``overgedragen_op``."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in bare.casefold()).split()
    return "_".join(words)


def is_blank(cell: RawCell) -> bool:
    """Return whether there is nothing in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
