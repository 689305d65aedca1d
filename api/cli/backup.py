"""``backup``: make a copy of the whole database, put one back, and see whether that would go well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Database, Json
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.usecases.clock.restore_check import Restored

MAKE_EXAMPLES = """
Voorbeelden:

  vertrekplanner backup make

  vertrekplanner backup make --folder /media/kluis

De server doet dit elke nacht. Zonder --folder gaat de kopie naar VERTREKPLANNER_RESERVEKOPIE, of naar reservekopie
naast de database.
"""
CHECK_EXAMPLES = """
Voorbeelden:

  vertrekplanner backup check

  vertrekplanner backup check /media/kluis/reservekopie-2026-11-22.sqlite

Zet de kopie terug in een lege database, kijkt tabellen, logboek, rijen en de nieuwste publicatie na, houdt haar tegen
de lopende database en haalt haar weer weg. De server doet dit elke zondag. Afloop 1: er klopt iets niet.
"""
RESTORE_EXAMPLES = """
Voorbeelden:

  vertrekplanner backup restore /media/kluis/reservekopie-2026-11-22.sqlite --into sqlite:///var/terug.sqlite

  vertrekplanner backup restore kopie.dump --into postgresql://planner@db.intern/terug

De database van --into moet leeg zijn of nog niet bestaan; een bestaande blijft zoals zij is. Stop de server eerst, en
start haar daarna met VERTREKPLANNER_DATABASE op de nieuwe plek.
"""

Folder = Annotated[Path | None, typer.Option("--folder", help="Map met reservekopieën.", metavar="MAP")]

app = typer.Typer(
    cls=Program,
    name="backup",
    help="Reservekopieën: maken, terugzetten, en nagaan of terugzetten lukt.",
    epilog=CHECK_EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)


@app.command("make", cls=DutchCommand, epilog=MAKE_EXAMPLES, options_metavar="[OPTIES]")
def make(folder: Folder = None, database: Database = DEFAULT_DATABASE) -> None:
    """Maak nu een reservekopie en lees haar terug."""
    from api.clock.works import backup_folder, configured_backups
    from api.composition import SystemClock, opened
    from planner.domain.civil import day_of, to_utc
    from planner.domain.clockwork import GROUP
    from planner.ports.backup import BackupError
    from planner.usecases.clock.keep_copies import keep_copies
    from planner.usecases.clock.running import clock_settings

    now = SystemClock().now()
    with opened(database, must_exist=True) as store, store.reading() as books:
        kept = clock_settings(books).value(GROUP, "backups-kept", on=day_of(now))
    try:
        slot = f"{to_utc(now):%Y-%m-%dT%H-%MZ}"
        said = keep_copies(configured_backups(database), folder or backup_folder(database), slot, kept=kept)
    except BackupError as error:
        raise from_text(str(error), ExitCode.STORE) from error
    say(f"{said}.", style="bold")


@app.command("check", cls=DutchCommand, epilog=CHECK_EXAMPLES, options_metavar="[OPTIES]")
def check(
    copy: Annotated[
        Path | None, typer.Argument(help="Reservekopie; anders de nieuwste.", metavar="BESTAND", show_default=False)
    ] = None,
    folder: Folder = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Zet een reservekopie terug in een lege database, als proef, en kijk haar na."""
    from api.clock.rehearsing import look, put_back
    from api.clock.works import backup_folder, configured_backups
    from api.composition import opened
    from planner.ports.backup import BackupError
    from planner.usecases.clock.keep_copies import newest_copy

    backups = configured_backups(database)
    chosen = copy or newest_copy(folder or backup_folder(database), backups.suffix)
    if chosen is None or not chosen.is_file():
        where = chosen or folder or backup_folder(database)
        raise not_found(f"geen reservekopie: {where}", "Geef een bestand, of maak er een met backup make.")
    try:
        with opened(database, must_exist=True) as live, put_back(backups, chosen) as store:
            found = look(store, live)
    except BackupError as error:
        raise from_text(str(error), ExitCode.STORE) from error
    _tell(chosen.name, found, as_json=as_json)


@app.command("restore", cls=DutchCommand, epilog=RESTORE_EXAMPLES, options_metavar="[OPTIES]")
def restore(
    copy: Annotated[Path, typer.Argument(help="Reservekopie.", metavar="BESTAND", show_default=False)],
    into: Annotated[str, typer.Option("--into", help="Adres van een lege database.", metavar="ADRES")],
    *,
    as_json: Json = False,
) -> None:
    """Zet een reservekopie terug in een lege database en kijk haar na."""
    from api.clock.rehearsing import look, open_restored
    from api.clock.works import configured_backups
    from planner.ports.backup import BackupError

    if not copy.is_file():
        raise not_found(f"{copy} is er niet", "Geef een bestand uit de map met reservekopieën.")
    try:
        configured_backups(into).restore(copy, into)
        with open_restored(into) as store:
            found = look(store, None)
    except BackupError as error:
        raise from_text(str(error), ExitCode.STORE) from error
    _tell(copy.name, found, as_json=as_json)


def _tell(name: str, found: Restored, *, as_json: bool) -> None:
    from planner.domain.spelling import count

    if as_json:
        say_json(
            {
                "kopie": name,
                "heel": found.whole,
                "bevindingen": list(found.findings),
                "zegels": found.seals,
                "publicatie": found.release,
                "bladzijden": found.pages,
                "rijen": {one: held.count for one, held in found.rows.items()},
            }
        )
    else:
        rows = [(one, held.count) for one, held in found.rows.items()]
        show(table(("Tabel", "Rijen"), rows, right=(1,)))
        for finding in found.findings:
            say(f"- {finding}")
    if not found.whole:
        wrong = count(len(found.findings), "bevinding", "bevindingen")
        raise CommandFailure(
            f"{name} is niet heel: {wrong}", "Bewaar haar, en neem een eerdere kopie.", code=ExitCode.BREACHES
        )
    if not as_json:
        say(f"{name} is heel: {found}.", style="bold")
