"""Facts of an exchange file as rows, so that the same limits and checks hold as for other files.

Not allowed here: reading the file (``readers.exchange``) and checks between rows (``check``).
"""

from collections.abc import Iterator
from pathlib import Path

from planner.domain.facts import Fact
from planner.domain.wording import either
from planner.intake.moments import CellError
from planner.intake.readers.exchange import read_exchange
from planner.intake.readers.raw import Limits
from planner.intake.rows import Refusals, Row, shorten
from planner.intake.tables import Column, Table, tables_of
from planner.intake.tables.spec import Values
from planner.ports.intake import Refusal

_MISFIT = (TypeError, AttributeError, ValueError, OverflowError, KeyError)
"""What taking a fact apart raises when its parts are not of the kind it says."""


def exchange_rows(path: Path, limits: Limits, refusals: Refusals) -> Iterator[Row]:
    """Yield the rows that describe the facts of the file; columns are called by their JSON path."""
    for found in read_exchange(path, limits):
        if isinstance(found, Refusal):
            refusals.add(found)
            continue
        number, fact = found
        file = f"{path.name}, {type(fact).__name__}"
        try:
            yield from tuple(_rows(fact, number, file, refusals))
        except _MISFIT:
            refusals.add(
                Refusal(
                    file=file,
                    row=number,
                    column=None,
                    value=None,
                    problem=either("het feit past niet bij zijn soort", "the fact does not fit its kind"),
                    remedy=either("Exporteer het bestand opnieuw.", "Export the file again."),
                )
            )


def _rows(fact: Fact, number: int, file: str, refusals: Refusals) -> Iterator[Row]:
    for table in tables_of(fact):
        headers = {path: path for path in table.by_path}
        for values in table.rows(fact):
            wrong = tuple(_wrong_cells(table, values, number, file))
            refusals.add(*wrong)
            yield Row(table, file, number, values, headers, broken=bool(wrong))


def _wrong_cells(table: Table, values: Values, number: int, file: str) -> Iterator[Refusal]:
    for column in table.columns:
        shown = column.kind.show(values[column.path]) if column.path in values else ""
        try:
            _read_again(column, shown)
        except CellError as error:
            yield Refusal(
                file=file,
                row=number,
                column=column.path,
                value=shorten(shown),
                problem=error.problem,
                remedy=error.remedy,
            )


def _read_again(column: Column, shown: str) -> None:
    if shown:
        column.kind.parse(shown)
    elif column.required:
        raise CellError(
            either("de verplichte waarde is leeg", "the required value is empty"),
            either(f"Vul haar in, bijvoorbeeld {column.example}.", f"Fill it in, for instance {column.example}."),
        )
