"""What may be entered about a case by hand: which tables, under which names, and which columns somebody fills in.

The columns, their checks and their words are those of a delivery. Not allowed here: storing, and requests.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.casework.words import said
from api.web.speech import _
from planner.domain.access import Field
from planner.domain.facts import Fact, fact_key
from planner.intake.entry import ACTOR_PATHS, ENTERED
from planner.intake.tables import Column, Table
from planner.ports.intake import EntryMode

HIDDEN = ACTOR_PATHS | {"case", "number"}
"""Columns that nobody fills in here: the program knows them."""
FILLED_IN = frozenset({"at", "valid.start", "since", "agreed_on", "asked_on", "received_on"})
"""Columns that may stay empty: now, or today."""
MARK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind:
    """One kind of row. ``field``: what kind of information it is, for who may see it."""

    table: Table
    title: str
    field: Field
    mode: EntryMode = EntryMode.SET
    changes: bool = False
    """Whether it only changes a row that is there."""


def _kind(
    table: str, title: str, field: Field = Field.HISTORY, mode: EntryMode = EntryMode.SET, *, changes: bool = False
) -> EntryKind:
    return EntryKind(table=ENTERED[table], title=title, field=field, mode=mode, changes=changes)


ENTRIES: Mapping[str, EntryKind] = {
    "contact": _kind("contactmomenten", "Contact", mode=EntryMode.ADD),
    "vraag": _kind("informatieverzoeken", "Vraag aan een partner", mode=EntryMode.ADD),
    "antwoord": _kind("informatieverzoeken", "Antwoord van een partner", mode=EntryMode.CHANGE, changes=True),
    "belemmering": _kind("belemmeringen", "Belemmering"),
    "mogelijkheid": _kind("mogelijkheden", "Mogelijkheid voor vertrek", Field.COUNTRY),
    "ondersteuning": _kind("ondersteuning", "Ondersteuning"),
    "wigk": _kind("wigk_fasen", "Wigk-fase"),
    "gemachtigde": _kind("gemachtigden", "Gemachtigde of voogd"),
    "reisdocument": _kind("reisdocumenten", "Stap van een reisdocument", Field.DOCUMENTS),
    "traject": _kind("vertrektrajecten", "Traject"),
    "voorwaarde": _kind("voorwaarden", "Voorwaarde voor gedwongen vertrek", Field.LEGAL),
    "beletsel": _kind("beletselen", "Beletsel", Field.LEGAL),
    "akkoord": _kind("akkoorden", "Akkoord voor vertrek", Field.DOCUMENTS),
    "rechtsmoment": _kind("rechtsmomenten", "Besluit, uitspraak of maatregel", Field.LEGAL),
    "procedure": _kind("procedures", "Procedure", Field.LEGAL),
    "verblijf": _kind("verblijven", "Verblijf", Field.PLACE),
    "opvang": _kind("opvang", "Soort opvang", Field.PLACE),
    "dossier": _kind("dossiers", "Dossier"),
}
"""By the name in the address, in the order of the menu."""


def mark_of(fact: Fact) -> str:
    """Return what tells a row from the others of its case, and cannot be read back."""
    return hashlib.sha256(fact_key(fact).encode()).hexdigest()[:MARK]


def columns_of(kind: EntryKind) -> tuple[Column, ...]:
    """Return the columns that somebody fills in."""
    return tuple(column for column in kind.table.columns if column.path not in HIDDEN)


def must_be_given(column: Column) -> bool:
    """Return whether a column may not stay empty."""
    return column.required and column.path not in FILLED_IN


def cells_of(kind: EntryKind, fact: Fact) -> dict[str, str]:
    """Return a row as the cells of its columns, the hidden ones of its key among them."""
    values = next(kind.table.rows(fact))
    shown = {c.header: c.kind.show(values[c.path]) for c in kind.table.columns if c.path in values}
    return {header: text for header, text in shown.items() if kind.table.by_header[header].path != "case"}


def row_name(name: str, fact: Fact) -> str:
    """Return a row in a few words."""
    kind = ENTRIES[name]
    return ", ".join(text for text in _said(kind, fact) if text)


def _said(kind: EntryKind, fact: Fact) -> Iterator[str]:
    values = next(kind.table.rows(fact))
    for column in columns_of(kind):
        if column.path in values:
            value = values[column.path]
            yield said(value) if column.kind.choices else column.kind.show(value)


def label_of(column: Column) -> str:
    """Return what stands before a field."""
    words = column.header.replace("_", " ")
    words = words[:1].upper() + words[1:]
    return _(words)
