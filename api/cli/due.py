"""``due``: the work list by protocol, and recording desk tasks as done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, say, say_json, show, table
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, parse_moment, parse_week
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.time import Minute
    from planner.usecases.protocols.due_work import DueLine, DueWork

EXAMPLES = """
Voorbeelden:

  vertrekplanner due --week 2026-W48

  vertrekplanner due --week 2026-W48 --owner RV-0101 --late

  vertrekplanner due --case Z-26-00012 --format json

  vertrekplanner due done Z-26-00012/dossierstudie/1 --by RV-0101
"""
SHOWN = 60


class Format(StrEnum):
    """How the list is given."""

    TEXT = "tekst"
    JSON = "json"


app = typer.Typer(
    cls=Program,
    name="due",
    help="Werklijst: wat de procesprotocollen deze week vragen, van wie en wanneer.",
    epilog=EXAMPLES,
    invoke_without_command=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="[OPDRACHT]",
    pretty_exceptions_enable=False,
)


@app.callback()
def due(  # noqa: PLR0913 - one parameter per option of the command
    context: typer.Context,
    *,
    week: Annotated[str | None, typer.Option(help="Week, bijvoorbeeld 2026-W48; anders deze.", metavar="WEEK")] = None,
    case: Annotated[str | None, typer.Option(help="Alleen deze zaak.", metavar="ZAAK")] = None,
    owner: Annotated[str | None, typer.Option(help="Alleen zaken van deze regievoerder.", metavar="CODE")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Gezien vanaf dit moment, Nederlandse tijd.", metavar="TIJDSTIP")
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="Alleen wat te laat is.")] = False,
    waiting: Annotated[bool, typer.Option("--waiting", help="Toon wat op een feit wacht.")] = False,
    form: Annotated[Format, typer.Option("--format", help="tekst of json.")] = Format.TEXT,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Toon de werklijst van een week: termijnen, taken en afspraken, met de stap waaruit ze volgen."""
    if context.invoked_subcommand is not None:
        return
    from api.composition import SystemClock, opened
    from planner.domain.civil import IsoWeek, day_of
    from planner.domain.ids import CaseId, RegievoerderId
    from planner.usecases.protocols.due_work import DueFilter, due_work

    moment = parse_moment(as_of) if as_of else SystemClock().now()
    chosen = parse_week(week) if week else IsoWeek.of(day_of(moment))
    wanted = DueFilter(
        case=CaseId(case) if case else None, regievoerder=RegievoerderId(owner) if owner else None, late=late
    )
    with opened(database, must_exist=True) as store, store.reading() as books:
        work = due_work(books, chosen.interval(), moment=moment, wanted=wanted)
    if form is Format.JSON:
        say_json({"week": str(chosen), "regels": _data(work.lines), "wacht": _data(work.waiting)})
    else:
        _tell(work, str(chosen), waiting=waiting)


@app.command("done", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def done(
    key: Annotated[str, typer.Argument(help="Kenmerk van de taak, zoals in de werklijst.", metavar="KENMERK")],
    by: Annotated[
        str,
        typer.Option("--by", envvar="VERTREKPLANNER_ACTOR", help="Dienstnummer van wie het deed.", metavar="CODE"),
    ],
    at: Annotated[str | None, typer.Option(help="Wanneer, Nederlandse tijd; anders nu.", metavar="TIJDSTIP")] = None,
    reason: Annotated[str, typer.Option(help="Toelichting, zonder namen.", metavar="TEKST")] = "",
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Leg vast dat een taak aan het bureau is gedaan; daarna blijkt welke stap volgt."""
    from api.composition import SystemClock, opened
    from planner.domain.ids import ActivityKey
    from planner.usecases.protocols.record_step import StepDone, StepNotDoneError, record_step

    reported = StepDone(key=ActivityKey(key), actor=by, at=parse_moment(at) if at else None, reason=reason)
    with opened(database, must_exist=True) as store:
        try:
            record_step(store, SystemClock(), reported)
        except StepNotDoneError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    say(f"Vastgelegd: {key} is gedaan.", style="bold")


def _tell(work: DueWork, week: str, *, waiting: bool) -> None:
    from planner.domain.case_steps import say_why
    from planner.domain.spelling import count

    if work.lines:
        columns = ("Uiterlijk", "Stand", "Kenmerk", "Stap", "Wie", "Gepland", "Protocol")
        show(table(columns, [_row(line) for line in work.lines[:SHOWN]], whole=(2,)))
    _tell_choices(work.lines[:SHOWN])
    if len(work.lines) > SHOWN:
        say(f"En nog {len(work.lines) - SHOWN}; kies een zaak of regievoerder, of --format json.")
    waits = counted(len(work.waiting), "stap wacht", "stappen wachten")
    say(f"{week}: {count(len(work.lines), 'regel', 'regels')}; {waits} op een feit.")
    if waiting:
        heading("Wacht op een feit")
        rows = [(line.step.case or "", str(line.step.title), say_why(line.step)) for line in work.waiting[:SHOWN]]
        show(table(("Zaak", "Stap", "Waarop"), rows))


def _tell_choices(lines: Sequence[DueLine]) -> None:
    """Tell between what a person chooses, in the order of the alphabet."""
    for line in lines:
        if line.step.asked.choices:
            say(f"Te kiezen bij {line.step.key}, zonder volgorde van voorkeur:")
        for choice in line.step.asked.choices:
            say(f"  - {choice}")


def _row(line: DueLine) -> tuple[object, ...]:
    from planner.domain.spelling import moment

    step = line.step
    return (
        last_moment(step.due),
        step.state.value,
        step.activity.key if step.activity is not None else step.key,
        str(step.title),
        line.regievoerder if line.regievoerder and step.owner.value == "regievoerder" else step.owner.value,
        moment(line.planned) if line.planned is not None else "",
        step.protocol,
    )


def last_moment(due: Minute | None) -> str:
    """Return the last day of a term, or its last minute when it ends within a day."""
    from planner.domain.spelling import clock, day, moment
    from planner.domain.time import Minute as Moment

    if due is None:
        return ""
    return day(Moment(due - 1)) if clock(due) == "00:00" else moment(due)


def _data(lines: Sequence[DueLine]) -> list[dict[str, object]]:
    from planner.domain.case_steps import say_why
    from planner.domain.civil import to_utc

    def stamp(minute: Minute | None) -> str | None:
        return None if minute is None else to_utc(minute).isoformat()

    return [
        {
            "kenmerk": line.step.activity.key if line.step.activity is not None else line.step.key,
            "zaak": line.step.case,
            "locatie": line.step.place,
            "stap": line.step.step,
            "titel": str(line.step.title),
            "vorm": line.step.form.value,
            "protocol": line.step.protocol,
            "stand": line.step.state.value,
            "waarom": say_why(line.step),
            "opent": stamp(line.step.opens),
            "voor": stamp(line.step.due),
            "niveau": line.step.level.name.lower(),
            "wie": line.step.owner.value,
            "regievoerder": line.regievoerder,
            "deelnemers": [party.value for party in line.step.participants],
            "keuzes": [str(choice) for choice in line.step.asked.choices],
            "gepland": stamp(line.planned),
        }
        for line in lines
    ]
