"""``report``: figures over a week or half a year, and how long people waited."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import heading, note, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, CommandLanguage, Database, parse_day, parse_week

if TYPE_CHECKING:
    from planner.usecases.reports.periods import Period
    from planner.usecases.reports.shape import Report

EXAMPLES = """
Voorbeelden:

  vertrekplanner report week --week 2026-W47

  vertrekplanner report half-year --half 2026-1 --format xlsx --out halfjaar.xlsx

  vertrekplanner report waiting --half 2026-1 --extern --format html --out wachttijden.html

  vertrekplanner report trend

  vertrekplanner report half-year --from 2026-09-01 --to 2026-11-01 --format json
"""


class Kind(StrEnum):
    """Which report."""

    WEEK = "week"
    HALF_YEAR = "half-year"
    WAITING = "waiting"
    TREND = "trend"


class Format(StrEnum):
    """In which form."""

    TABLE = "tabel"
    JSON = "json"
    WORKBOOK = "xlsx"
    PAGE = "html"


def report(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    kind: Annotated[
        Kind, typer.Argument(help="Weekrapport, halfjaarrapport, wachttijden of verloop.", metavar="RAPPORT")
    ],
    week: Annotated[str, typer.Option(help="Welke week, bijvoorbeeld 2026-W47.", metavar="WEEK")] = "",
    half: Annotated[str, typer.Option(help="Welk half jaar: 2026-1 of 2026-2.", metavar="HALFJAAR")] = "",
    first: Annotated[str, typer.Option("--from", help="Eerste dag, in plaats daarvan.", metavar="DATUM")] = "",
    last: Annotated[str, typer.Option("--to", help="Laatste dag.", metavar="DATUM")] = "",
    form: Annotated[Format, typer.Option("--format", help="In welke vorm.")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option(help="Bestand om in te schrijven.", metavar="BESTAND")] = None,
    database: Database = DEFAULT_DATABASE,
    _taal: CommandLanguage = None,
    *,
    extern: Annotated[
        bool, typer.Option("--extern", help="Geschikt om door te geven: afgerond, kleine aantallen weg.")
    ] = False,
) -> None:
    """Maak een rapport: cijfers over een week of half jaar, en hoe lang mensen wachtten."""
    from api.composition import SystemClock, opened
    from planner.usecases.reports.make import ReportKind, ReportRefusedError, make_report

    clock = SystemClock()
    period = read_period(kind, (week, half), (first, last), int(clock.now()))
    with opened(database, must_exist=True) as store, store.reading() as books:
        try:
            made = make_report(books, ReportKind(kind.value), period, now=clock.now(), for_others=extern)
        except ReportRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    _hand_over(made, form, out)


def read_period(kind: Kind, named: tuple[str, str], days: tuple[str, str], now: int) -> Period:
    """Return the period asked for; without one the last that is over."""
    from planner.domain.civil import IsoWeek, day_of
    from planner.domain.time import Minute
    from planner.usecases.reports.periods import Period, half_year_of, week_period, weeks_before

    week, half = named
    first, last = days
    if sum(map(bool, (week, half, first or last))) > 1:
        raise CommandFailure("de periode is op twee manieren gegeven", "Kies --week, --half, of --from met --to.")
    if bool(first) != bool(last):
        raise CommandFailure("bij --from hoort --to", "Geef beide dagen.")
    if first:
        start, end = parse_day(first), parse_day(last)
        if end < start:
            raise CommandFailure(f"{last} ligt voor {first}", "Wissel de twee dagen om.")
        return Period(start, end + timedelta(days=1))
    if half:
        return read_half(half)
    today = day_of(Minute(now))
    if week or kind is Kind.WEEK:
        return week_period(parse_week(week) if week else IsoWeek.of(today).plus(-1))
    if kind is Kind.TREND:
        return weeks_before(IsoWeek.of(today))
    return half_year_of(half_year_of(today).first - timedelta(days=1))


def read_half(text: str) -> Period:
    """Read ``2026-1``."""
    from datetime import date

    from planner.usecases.reports.periods import half_year_of

    year, _, number = text.partition("-")
    if not year.isdigit() or number not in {"1", "2"} or not 1 <= int(year) < date.max.year:
        raise CommandFailure(f"{text!r} is geen half jaar", "Schrijf bijvoorbeeld 2026-1 of 2026-2.")
    return half_year_of(date(int(year), 1 if number == "1" else 7, 1))


def _hand_over(made: Report, form: Format, out: Path | None) -> None:
    match form:
        case Format.TABLE:
            _tell(made)
        case Format.JSON:
            from api.reports.data import report_data

            say_json(report_data(made))
        case Format.WORKBOOK:
            from api.reports.workbook import write_workbook

            _write(write_workbook(made), out)
        case Format.PAGE:
            from api.reports.files import one_file

            _write(one_file(made), out)


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        raise CommandFailure("dit rapport is een bestand", "Noem met --out waar het moet komen.")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    say(f"Geschreven: {out}", style="bold")


def _tell(made: Report) -> None:
    from api.reports.figures import care_words, figure, period_words

    say(f"{made.title}, {period_words(made)}", style="bold")
    note(care_words(made))
    for words in made.notes:
        note(str(words))
    for part in made.tables:
        heading(str(part.title))
        rows = [
            (str(row.label), *(figure(c, o.unit) for c, o in zip(row.cells, part.columns, strict=True)))
            for row in part.rows
        ]
        columns = (str(part.head), *(str(column.title) for column in part.columns))
        show(table(columns, rows, right=range(1, len(columns))))
        if part.note is not None:
            note(str(part.note))
