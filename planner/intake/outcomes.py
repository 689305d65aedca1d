"""Reading a file of outcomes: one row per activity, each taken or refused by itself.

Not allowed here: which outcome fits what, and storing (``planner.usecases.cases.record_outcome``).
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from planner.domain.activities import Activity
from planner.domain.bookings import CancelReason
from planner.domain.commitments import OutcomeCode
from planner.domain.wording import Text, either
from planner.intake.kinds import CODE, MOMENT, TEXT, YES_NO, enum
from planner.intake.readers.folder import read_raw
from planner.intake.readers.raw import Limits, RefusedError, normalised
from planner.intake.rows import Refusals, Row, RowParser
from planner.intake.tables.spec import Column, Table
from planner.ports.intake import Refusal
from planner.usecases.cases.record_outcome import Happened

OUTCOMES = Table(
    name="uitkomsten",
    fact=Activity,
    explanation=Text(
        nl="Wat er werkelijk van een activiteit kwam. Eén rij per activiteit; een correctie is een rij erbij.",
        en="What really came of an activity. One row per activity; a correction is a row added.",
    ),
    key=("activity",),
    columns=(
        Column("kenmerk", "activity", CODE, "Z-004711/voortgang/1", "De activiteit.", required=True),
        Column("uitkomst", "code", enum(OutcomeCode), "gehouden", "Hoe het afliep.", required=True),
        Column("begin", "started", MOMENT, "24-11-2026 09:00", "Werkelijk begin.", required=True),
        Column("einde", "ended", MOMENT, "24-11-2026 10:00", "Werkelijk einde.", required=True),
        Column("door", "actor", CODE, "RV-017", "Dienstnummer; leeg: wie het bestand aanlevert."),
        Column("oorzaak", "cause", enum(CancelReason), "", "Waardoor een vertrek mislukte; alleen dan."),
        Column("toelichting", "reason", TEXT, "", "Kort, zonder namen."),
        Column("correctie", "correction", YES_NO, "nee", "Herstelt een eerdere uitkomst; leeg: nee."),
    ),
)
"""About activities; the rows make no facts, for outcomes are only ever added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """One row that can be read, with where it stands."""

    file: str
    row: int
    happened: Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFile:
    """The rows that can be read, and a refusal for each thing that cannot."""

    rows: tuple[OutcomeRow, ...]
    refusals: tuple[Refusal, ...]


def read_outcomes(path: Path, *, actor: str, limits: Limits | None = None) -> OutcomeFile:
    """Read a CSV file, or the sheet ``uitkomsten`` (or only sheet) of a workbook; never raises for what is in it."""
    raw = read_raw(path, limits or Limits())
    refusals = Refusals()
    refusals.add(*raw.refusals)
    named = [table for table in raw.tables if normalised(table.name) == OUTCOMES.name]
    rows: list[Row] = []
    for table in named or raw.tables[:1]:
        try:
            rows.extend(RowParser(table, OUTCOMES, None, refusals).rows())
        except RefusedError as refused:
            refusals.add(*refused.refusals)
    sound = [row for row in rows if not row.broken]
    return OutcomeFile(rows=tuple(_once(sound, actor, refusals)), refusals=tuple(refusals.kept))


def _once(rows: Sequence[Row], actor: str, refusals: Refusals) -> Iterator[OutcomeRow]:
    """Yield the rows in their order; refuse every row of an activity that is there twice."""
    by_key = sorted(rows, key=lambda row: str(row.values["activity"]))
    twice = {key for key, group in groupby(by_key, key=lambda row: row.values["activity"]) if len(list(group)) > 1}
    for row in rows:
        if row.values["activity"] in twice:
            refusals.add(
                row.refusal(
                    "activity",
                    either("deze activiteit staat er vaker in", "this activity is in it more than once"),
                    either("Laat één rij over.", "Leave one row."),
                )
            )
            continue
        yield OutcomeRow(file=row.file, row=row.number, happened=_happened(row, actor))


def _happened(row: Row, actor: str) -> Happened:
    factory: Callable[..., Happened] = Happened
    return factory(**{"actor": actor, **row.values})


def write_outcomes(reports: Iterable[Happened], path: Path) -> None:
    """Write outcomes as a CSV file that ``read_outcomes`` takes in."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.header for column in OUTCOMES.columns])
    for happened in sorted(reports, key=lambda one: (one.started, one.activity)):
        values = ((column, getattr(happened, column.path)) for column in OUTCOMES.columns)
        writer.writerow(["" if value is None or value == "" else column.kind.show(value) for column, value in values])
    path.write_bytes(codecs.BOM_UTF8 + out.getvalue().encode())
