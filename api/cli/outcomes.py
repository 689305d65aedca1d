"""``outcomes``: what waits for an outcome, and files of outcomes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.case_entry import ServiceNumber
from api.cli.console import counted, err, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode
from api.cli.options import DEFAULT_DATABASE, Database, Json, parse_moment
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.ports.intake import Refusal
    from planner.usecases.cases.unrecorded_outcomes import Unrecorded

OPEN_EXAMPLES = """
Voorbeelden:

  vertrekplanner outcomes open

  vertrekplanner outcomes open --regievoerder RV-0012

  vertrekplanner outcomes open --partner kmar --json
"""
IMPORT_EXAMPLES = """
Voorbeelden:

  vertrekplanner outcomes import uitkomsten.csv --actor RV-0012

Kolommen: kenmerk, uitkomst, begin, einde; zo nodig door, oorzaak (van een mislukt vertrek), toelichting, correctie.
"""
app = typer.Typer(
    cls=Program,
    name="outcomes",
    help="Uitkomsten: welke nog wachten, en een bestand ermee inlezen.",
    epilog=f"{OPEN_EXAMPLES}{IMPORT_EXAMPLES.replace('Voorbeelden:', '')}",
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)


@app.command("open", cls=DutchCommand, epilog=OPEN_EXAMPLES, options_metavar="[OPTIES]")
def waiting(
    regievoerder: Annotated[str | None, typer.Option(help="Alleen van deze regievoerder.", metavar="CODE")] = None,
    partner: Annotated[str | None, typer.Option(help="Alleen waar kmar of dji bij was.", metavar="CODE")] = None,
    at: Annotated[str | None, typer.Option("--at", help="Gezien op dit moment; anders nu.", metavar="TIJDSTIP")] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon wat gepubliceerd en voorbij is, en waarvan nog niemand zei hoe het afliep."""
    from api.composition import SystemClock, opened
    from planner.domain.spelling import count
    from planner.usecases.cases.unrecorded_outcomes import unrecorded_outcomes

    now = SystemClock().now() if at is None else parse_moment(at)
    with opened(database, must_exist=True) as store, store.reading() as books:
        found = [
            item
            for item in unrecorded_outcomes(books, now=now)
            if (regievoerder is None or regievoerder in item.regievoerders)
            and (partner is None or partner in item.partners)
        ]
    if as_json:
        return say_json({"wachtend": [_data(item) for item in found]})
    if found:
        show(table(("Wie", "Wat", "Was", "Vastleggen met"), map(_row, found)))
    return say(f"{count(len(found), 'uitkomst', 'uitkomsten')} nog niet vastgelegd.")


def command_of(item: Unrecorded) -> str:
    """Return the command with which the outcome is recorded, at the planned times."""
    codes = "|".join(item.codes)
    times = f"--start {_clock(item.start)} --end {_clock(item.end)}"
    return f"vertrekplanner outcome {item.activity} {codes} {times} --actor …"


def _clock(minute: int) -> str:
    from planner.intake.moments import field_moment

    return field_moment(minute).replace(" ", "")


def _row(item: Unrecorded) -> tuple[str, ...]:
    from planner.domain.spelling import stretch

    return ", ".join((*item.regievoerders, *item.partners)), item.kind, stretch(item.start, item.end), command_of(item)


def _data(item: Unrecorded) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "activiteit": item.activity,
        "soort": item.kind.value,
        "begin": to_utc(item.start).isoformat(),
        "einde": to_utc(item.end).isoformat(),
        "regievoerders": list(item.regievoerders),
        "partners": list(item.partners),
        "past": [code.value for code in item.codes],
        "opdracht": command_of(item),
    }


@app.command("import", cls=DutchCommand, epilog=IMPORT_EXAMPLES, options_metavar="[OPTIES]")
def import_outcomes(
    path: Annotated[Path, typer.Argument(help="CSV-bestand of werkmap (.xlsx).", metavar="PAD")],
    actor: ServiceNumber,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Lees uitkomsten uit een bestand; een rij die niet kan wordt geweigerd, de andere worden vastgelegd."""
    from api.composition import SystemClock, opened
    from planner.domain.spelling import count
    from planner.intake.outcomes import OUTCOMES, read_outcomes
    from planner.ports.intake import Refusal
    from planner.usecases.cases.record_outcome import record_outcomes

    file = read_outcomes(path, actor=actor)
    with opened(database, must_exist=True) as store:
        results = record_outcomes(store, SystemClock(), (row.happened for row in file.rows))
    refusals = list(file.refusals)
    for row, result in zip(file.rows, results, strict=True):
        if result.refused:
            problem, _, remedy = result.refused.partition("\n")
            refusals.append(
                Refusal(
                    file=row.file,
                    row=row.row,
                    column=OUTCOMES.columns[0].header,
                    value=row.happened.activity,
                    problem=problem,
                    remedy=remedy,
                )
            )
    stored, same = sum(one.new for one in results), sum(one.outcome is not None and not one.new for one in results)
    if as_json:
        columns = ("file", "row", "column", "value", "problem", "remedy")
        rows = [{name: getattr(refusal, name) for name in columns} for refusal in refusals]
        say_json({"vastgelegd": stored, "al_bekend": same, "weigeringen": rows})
    else:
        already = f", {counted(same, 'stond', 'stonden')} er al" if same else ""
        say(f"{count(stored, 'uitkomst', 'uitkomsten')} vastgelegd{already}.", style="bold")
    _fail(refusals, as_json=as_json)


def _fail(refusals: list[Refusal], *, as_json: bool) -> None:
    from planner.domain.spelling import count

    if not refusals:
        return
    if not as_json:
        found = sorted(refusals, key=lambda r: (r.file, r.row or 0))
        rows = ((r.file, r.row, r.column, r.value, r.problem, r.remedy) for r in found)
        err().print(table(("Bestand", "Rij", "Kolom", "Waarde", "Wat er mis is", "Wat te doen"), rows, right=(1,)))
    message = f"{count(len(refusals), 'rij is', 'rijen zijn')} geweigerd"
    raise CommandFailure(message, "Verbeter ze en lever ze opnieuw aan.", code=ExitCode.WRONG_INPUT)
