"""Options that several commands share, and reading their values."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.failure import CommandFailure
from planner.domain.wording import Language, speaking

if TYPE_CHECKING:
    from planner.domain.civil import IsoWeek
    from planner.domain.time import Minute

DEFAULT_DATABASE = "sqlite:///var/vertrekplanner.sqlite"
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4})(?:[T ](\d{2}):(\d{2})(?:\s?(?:Z|[+-]\d{2}:\d{2}))?)?")

Database = Annotated[
    str,
    typer.Option(
        "--database",
        envvar="VERTREKPLANNER_DATABASE",
        help="Adres van de database (sqlite of postgresql).",
        metavar="ADRES",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Geef het resultaat als JSON, voor een script.")]
Actor = Annotated[
    str,
    typer.Option(
        "--actor", envvar="VERTREKPLANNER_ACTOR", help="Rol of dienstnummer voor het logboek.", metavar="CODE"
    ),
]


def _speak(context: typer.Context, spoken: Language | None) -> Language | None:
    if spoken is not None:
        context.with_resource(speaking(spoken))
    return spoken


_SPOKEN = "Taal van regels en redenen: nl of en. Wat nog geen Engels heeft, blijft Nederlands."
GeneralLanguage = Annotated[
    Language | None,
    typer.Option("--taal", envvar="VERTREKPLANNER_TAAL", help=_SPOKEN, metavar="TAAL", callback=_speak),
]
"""For the program as a whole, before the command."""
CommandLanguage = Annotated[Language | None, typer.Option("--taal", help=_SPOKEN, metavar="TAAL", callback=_speak)]
"""For one command, after its name; it goes before the general one."""
PlanNumber = Annotated[int | None, typer.Option("--plan", min=1, help="Nummer van het plan; anders het nieuwste.")]
Out = Annotated[Path, typer.Option("--out", help="Map om in te schrijven.", metavar="MAP", file_okay=False)]


def parse_day(text: str) -> date:
    """Read ``2026-11-26`` or ``26-11-2026``."""
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a civil day has no zone
        except ValueError:
            continue
    raise CommandFailure(f"{text!r} is geen datum", "Schrijf bijvoorbeeld 2026-11-26.")


def parse_week(text: str) -> IsoWeek:
    """Read ``2026-W48``."""
    from planner.domain.civil import IsoWeek

    try:
        return IsoWeek.parse(text)
    except ValueError as error:
        raise CommandFailure(
            f"{text!r} is geen week", "Schrijf bijvoorbeeld 2026-W48; week 53 bestaat alleen in een lang jaar."
        ) from error


def parse_moment(text: str) -> Minute:
    """Read a Dutch civil time such as ``2026-11-19T16:00``; without a time it is midnight."""
    from planner.intake.moments import CellError
    from planner.intake.moments import parse_moment as read

    match = _MOMENT.fullmatch(text.strip())
    if match is None or int(match[2] or 0) > 23 or int(match[3] or 0) > 59:  # noqa: PLR2004 - the clock's own limits
        raise CommandFailure(f"{text!r} is geen tijdstip", "Schrijf bijvoorbeeld 2026-11-19T16:00 (Nederlandse tijd).")
    parse_day(match[1])
    try:
        return read(text.strip())
    except CellError as error:
        raise CommandFailure(f"{text!r}: {error.problem}", error.remedy) from error
