"""``edit``: change the draft of a week by hand: move, swap, assign, cancel, add, pin, take back, and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.editing import logged, stepped, stepped_back
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, parse_moment
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = """
Voorbeelden:

  vertrekplanner edit move Z-26-00012/voortgang/3 --week 2026-W48 --start 2026-11-24T13:30 --row regievoerder:RV-004

  vertrekplanner edit cancel Z-26-00012/voortgang/3 --week 2026-W48 --code tolk-niet-beschikbaar

  vertrekplanner edit undo --week 2026-W48

Een wijziging die een harde regel breekt gaat niet door, tenzij met --exception REGEL=reden voor een regel waarop een
uitzondering mag. Wat bevroren is, verplaatst alleen met --reason.
"""
app = typer.Typer(
    cls=Program,
    name="edit",
    help="Het concept van een week met de hand wijzigen; elke wijziging wordt langs de regels gelegd en vastgelegd.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Week = Annotated[str, typer.Option(help="Week van het concept, bijvoorbeeld 2026-W48.", metavar="WEEK")]
Activity = Annotated[str, typer.Argument(help="Kenmerk van de activiteit.", metavar="ACTIVITEIT")]
Reason = Annotated[str, typer.Option(help="Waarom; verplicht voor wat bevroren is.", metavar="TEKST")]
Exceptions = Annotated[
    list[str] | None,
    typer.Option("--exception", help="Uitzondering met reden, bijvoorbeeld R07=ontvangt toch.", metavar="REGEL=REDEN"),
]
Right = Annotated[str, typer.Option(help="Als wie: regievoerder, leidinggevende of directeur.", metavar="RECHT")]
Grade = Annotated[str, typer.Option(help="Hoe vast: tijd, dag, persoon, alles of geen.", metavar="GRAAD")]
Until = Annotated[str | None, typer.Option("--until", help="Vanaf wanneer het niet meer vaststaat.", metavar="TIJD")]
Key = Annotated[str, typer.Option(help="Kenmerk van dit verzoek: herhalen is dan veilig.", metavar="TEKST")]
MOVE_EXAMPLES = """
Voorbeelden:

  vertrekplanner edit move Z-26-00012/voortgang/3 --week 2026-W48 --start 2026-11-24T13:30

  vertrekplanner edit move Z-26-00012/vertrek/1 --week 2026-W48 --row vlucht:KL565-2026-11-26 --team ESC-03
"""


def _add(name: str, examples: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=DutchCommand, epilog=examples, options_metavar="[OPTIES]", no_args_is_help=True)


def _example(text: str) -> str:
    return f"\nVoorbeeld:\n\n  vertrekplanner edit {text}\n"


@_add("move", MOVE_EXAMPLES)
def move(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Activity,
    week: Week,
    start: Annotated[str | None, typer.Option(help="Nieuwe begintijd (Nederlandse tijd).", metavar="TIJD")] = None,
    row: Annotated[
        str | None, typer.Option(help="Regievoerder, zitting, vlucht of voertuig, als soort:code.", metavar="RIJ")
    ] = None,
    place: Annotated[str | None, typer.Option(help="Code van de locatie.", metavar="CODE")] = None,
    team: Annotated[list[str] | None, typer.Option(help="Escortteam; mag vaker.", metavar="CODE")] = None,
    pin: Grade = "alles",
    until: Until = None,
    reason: Reason = "",
    exception: Exceptions = None,
    right: Right = "regievoerder",
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Verplaats een activiteit: andere tijd, ander middel of andere plaats; plant ook wat nog niet gepland is."""
    asked = {
        "what": "verplaats",
        "activity": activity,
        "start": None if start is None else parse_moment(start),
        "row": row,
        "place": place,
        "teams": team or None,
        **_pinned(pin, until),
    }
    stepped(database, week, asked, reason, exception, right=right, actor=actor, key=key, as_json=as_json)


@_add("swap", _example("swap Z-26-00012/voortgang/3 Z-26-00044/voortgang/1 --week 2026-W48"))
def swap(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Activity,
    other: Annotated[str, typer.Argument(help="Kenmerk van de andere activiteit.", metavar="ANDERE")],
    week: Week,
    pin: Grade = "alles",
    until: Until = None,
    reason: Reason = "",
    exception: Exceptions = None,
    right: Right = "regievoerder",
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Ruil twee activiteiten van dezelfde soort van tijd, en van middel waar dat mag."""
    asked = {"what": "ruil", "activity": activity, "other": other, **_pinned(pin, until)}
    stepped(database, week, asked, reason, exception, right=right, actor=actor, key=key, as_json=as_json)


@_add("assign", _example("assign Z-26-00012 RV-004 --week 2026-W48"))
def assign(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    case: Annotated[str, typer.Argument(help="Zaakcode.", metavar="ZAAK")],
    regievoerder: Annotated[str, typer.Argument(help="Dienstnummer.", metavar="REGIEVOERDER")],
    week: Week,
    reason: Reason = "",
    exception: Exceptions = None,
    right: Right = "regievoerder",
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Wijs een zaak zonder regievoerder toe; wat gepland was gaat mee naar wie haar krijgt."""
    asked = {"what": "wijs-toe", "case": case, "regievoerder": regievoerder}
    stepped(database, week, asked, reason, exception, right=right, actor=actor, key=key, as_json=as_json)


@_add("cancel", _example("cancel Z-26-00012/voortgang/3 --week 2026-W48 --code tolk-niet-beschikbaar"))
def cancel(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Activity,
    week: Week,
    code: Annotated[
        str, typer.Option(help="Redencode, bijvoorbeeld tolk-niet-beschikbaar.", metavar="CODE")
    ] = "anders",
    reason: Reason = "",
    exception: Exceptions = None,
    right: Right = "regievoerder",
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Haal een activiteit uit het plan; zij blijft zichtbaar als niet gepland, met de reden."""
    asked = {"what": "annuleer", "activity": activity, "code": code}
    stepped(database, week, asked, reason, exception, right=right, actor=actor, key=key, as_json=as_json)


@_add(
    "add",
    _example("add gesprek 'extra gesprek' --week 2026-W48 --case Z-26-00012 --start 2026-11-24T10:00 --duration 60"),
)
def add(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    kind: Annotated[str, typer.Argument(help="gesprek of overleg.", metavar="SOORT")],
    label: Annotated[str, typer.Argument(help="Hoe het heet.", metavar="NAAM")],
    week: Week,
    start: Annotated[str, typer.Option(help="Begintijd (Nederlandse tijd).", metavar="TIJD")],
    duration: Annotated[int, typer.Option(help="Duur in minuten.", metavar="MINUTEN")] = 60,
    case: Annotated[str | None, typer.Option(help="Zaakcode.", metavar="ZAAK")] = None,
    regievoerder: Annotated[
        str | None, typer.Option(help="Wie het doet; anders wie de zaak heeft.", metavar="CODE")
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="Code van de locatie; anders waar de persoon is.", metavar="CODE")
    ] = None,
    pin: Grade = "alles",
    until: Until = None,
    reason: Reason = "",
    exception: Exceptions = None,
    right: Right = "regievoerder",
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    interpreter: Annotated[bool, typer.Option("--interpreter", help="Met een tolk in de taal van de zaak.")] = False,
    as_json: Json = False,
) -> None:
    """Voeg een eigen gesprek of overleg toe en plan het."""
    asked = {
        "what": "voeg-toe",
        "kind": kind,
        "label": label,
        "case": case,
        "regievoerder": regievoerder,
        "start": parse_moment(start),
        "duration": duration,
        "place": place,
        "interpreter": interpreter,
        **_pinned(pin, until),
    }
    stepped(database, week, asked, reason, exception, right=right, actor=actor, key=key, as_json=as_json)


@_add("pin", _example("pin Z-26-00012/voortgang/3 --week 2026-W48 --grade dag --reason 'advocaat kan alleen dan'"))
def pin_down(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Activity,
    week: Week,
    grade: Annotated[str, typer.Option(help="Hoe vast: tijd, dag, persoon of alles.", metavar="GRAAD")] = "alles",
    until: Until = None,
    reason: Reason = "",
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Zet een activiteit vast zoals zij staat."""
    expires = None if until is None else parse_moment(until)
    asked = {"what": "zet-vast", "activity": activity, "grade": grade, "expires": expires}
    stepped(database, week, asked, reason, None, right="regievoerder", actor=actor, key=key, as_json=as_json)


@_add("unpin", _example("unpin Z-26-00012/voortgang/3 --week 2026-W48"))
def let_go(  # noqa: PLR0913 - one parameter per option of the command
    activity: Activity,
    week: Week,
    reason: Reason = "",
    key: Key = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Maak een activiteit los; wat geannuleerd was mag weer worden gepland."""
    asked = {"what": "maak-los", "activity": activity}
    stepped(database, week, asked, reason, None, right="regievoerder", actor=actor, key=key, as_json=as_json)


@_add("undo", _example("undo --week 2026-W48"))
def undo(
    week: Week, key: Key = "", database: Database = DEFAULT_DATABASE, actor: Actor = "", *, as_json: Json = False
) -> None:
    """Maak je laatste wijziging ongedaan, als niemand er intussen op verder ging."""
    stepped_back(database, week, again=False, actor=actor, key=key, as_json=as_json)


@_add("redo", _example("redo --week 2026-W48"))
def redo(
    week: Week, key: Key = "", database: Database = DEFAULT_DATABASE, actor: Actor = "", *, as_json: Json = False
) -> None:
    """Doe opnieuw wat je het laatst ongedaan maakte."""
    stepped_back(database, week, again=True, actor=actor, key=key, as_json=as_json)


@_add("log", _example("log --week 2026-W48"))
def log(
    week: Week,
    count: Annotated[int, typer.Option(min=1, max=500, help="Hoeveel regels.", metavar="AANTAL")] = 50,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Toon het logboek van het concept, nieuwste boven."""
    logged(database, week, count, actor=actor, as_json=as_json)


def _pinned(grade: str, until: str | None) -> dict[str, object]:
    return {"pin": grade, "pin_expires": None if until is None else parse_moment(until)}
