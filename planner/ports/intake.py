"""What an intake of files hands over: facts or refusals, and how a delivery differs from what is stored.

Not allowed here: reading files (``planner.intake``) and storing facts (``planner.store``).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.time import Minute

DEFAULT_ROW_LIMIT = 250_000
"""Rows one delivery may have unless the installation says otherwise."""

FactRef = tuple[type[Fact], str]
"""Type and ``fact_key``: what a stored fact is known by."""

Known = Mapping[type[Fact], Collection[str]]
"""``fact_key`` of every stored fact, by type; give sets, for they are looked up often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a delivery cannot be accepted, where, and what to do; ``row`` counts as a spreadsheet does."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the sender may want to know; it does not stop the import."""

    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How one source names things: its file or sheet names, and per table of ours its column headers.

    ``tables`` maps the source's name to our table; ``columns`` maps our table to (source header to our header).
    """

    source: str
    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Everything read from one delivery. All or nothing: with any refusal there are no facts.

    ``refusals`` is capped; ``refusal_count`` is how many there were. ``tables`` are the tables
    that were delivered, also those without rows.
    """

    source: str
    facts: tuple[Fact, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    refusal_count: int = 0
    notes: tuple[Note, ...] = ()
    tables: frozenset[str] = frozenset()
    rows: int = 0
    mapping: ColumnMapping | None = None
    where: Mapping[FactRef, tuple[str, int]] = field(default_factory=dict)
    """File and row of the facts that are judged against what is stored: bookings, documents, phases, cases."""

    @property
    def accepted(self) -> bool:
        """Whether nothing was refused."""
        return self.refusal_count == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One column of a fact, before and after, as it would stand in a file."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A stored fact that the delivery changes."""

    ref: FactRef
    before: Fact
    after: Fact
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do. Vanished facts are shown and stay until a person ends them."""

    new: tuple[Fact, ...] = ()
    changed: tuple[FactChange, ...] = ()
    unchanged: tuple[Fact, ...] = ()
    vanished: tuple[Fact, ...] = ()


class EntryMode(StrEnum):
    """What a person means by entering a row."""

    ADD = "toevoegen"
    """A new row; there may be none with its key."""
    SET = "vastleggen"
    """The row as it is from now on: the cells given replace those of the row with its key, if there is one."""
    CHANGE = "wijzigen"
    """As SET, but there must be such a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row that a person enters about a case: cells by column header, as they would stand in a file.

    ``succeeds``: the period before it ends where this one begins.
    """

    table: str
    case: CaseId
    cells: Mapping[str, str]
    actor: str
    """Service number."""
    mode: EntryMode = EntryMode.ADD
    succeeds: bool = False


class ReadEntry(Protocol):
    """Reads and checks one entered row by the same rules as a delivery."""

    def fact_of(self, table: str) -> type[Fact]:
        """Return the type of fact that a table holds; raise KeyError for a table that is not entered by hand."""
        ...

    def refers(self, table: str) -> Collection[type[Fact]]:
        """Return the types of fact that the rows of a table may refer to."""
        ...

    def __call__(self, entry: Entry, *, now: Minute, known: Known, beside: Sequence[Fact]) -> Delivery:
        """Return the fact, last of all, or every refusal; ``beside`` are the facts of its type about the case."""
        ...


class ReadDelivery(Protocol):
    """Reads and checks a delivery; ``planner.intake.read_delivery`` is the one for files."""

    def __call__(
        self,
        path: Path,
        *,
        source: str,
        known: Known,
        mapping: ColumnMapping | None = None,
        row_limit: int = DEFAULT_ROW_LIMIT,
    ) -> Delivery:
        """Return the facts, or every refusal."""
        ...


class CompareDelivery(Protocol):
    """Compares a delivery with what is stored; ``planner.intake.compare`` is the one."""

    def __call__(self, delivery: Delivery, stored: Mapping[FactRef, Fact], earlier: Collection[FactRef]) -> Preview:
        """Return the differences; ``earlier`` names what the same source delivered before."""
        ...


class CheckFacts(Protocol):
    """Checks facts that a use case made, by the same rules as rows of a delivery."""

    def refers(self, facts: Sequence[Fact]) -> Collection[type[Fact]]:
        """Return the types of fact that these facts refer to."""
        ...

    def __call__(self, facts: Sequence[Fact], *, known: Known) -> tuple[Refusal, ...]:
        """Return every refusal; none when the facts could stand in a delivery."""
        ...
