"""``audit``: whether the audit log is as it was written, and checkpoints to keep elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Actor, Database
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.audit import Checkpoint
    from planner.usecases.access.verify_audit import Verified

VERIFY_EXAMPLES = """
Voorbeelden:

  vertrekplanner audit verify

  vertrekplanner audit verify --checkpoint /media/kluis/logboek.json

  vertrekplanner audit verify --folder /media/kluis

Zonder opties worden de controlepunten gelezen van de plek in VERTREKPLANNER_CONTROLEPUNTEN, waar de klok ze elk uur
brengt. Zonder controlepunt blijkt niet dat het einde is afgeknipt of dat alles vanaf een plek opnieuw is gemaakt.
Afloop 1: er is iets gevonden.
"""
CHECKPOINT_EXAMPLES = """
Voorbeeld:

  vertrekplanner audit checkpoint --out /media/kluis/logboek.json

  vertrekplanner audit checkpoint --folder /media/kluis

Met --folder komt er telkens een bestand bij, met het nummer van het zegel in de naam; bestanden die er zijn blijven
zoals zij zijn. Bewaar controlepunten op een andere machine, bijvoorbeeld elk uur een.
"""
DROP_EXAMPLES = """
Voorbeelden:

  vertrekplanner audit drop --dry-run

  vertrekplanner audit drop --actor beheer-01

Hoe lang regels blijven is een instelling (T04 audit-kept, in dagen; 0: altijd). De zegels blijven staan, zodat
verify en oude controlepunten blijven kloppen. De server doet dit elke nacht.
"""

app = typer.Typer(
    cls=Program,
    name="audit",
    help="Logboek van wie wat deed en inzag: nagaan dat het ongewijzigd is, controlepunten, bewaartermijn.",
    epilog=VERIFY_EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)


@app.command("verify", cls=DutchCommand, epilog=VERIFY_EXAMPLES, options_metavar="[OPTIES]")
def verify(
    checkpoint: Annotated[
        Path | None, typer.Option("--checkpoint", help="Controlepunt dat elders is bewaard.", metavar="BESTAND")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Map met controlepunten: allemaal.", metavar="MAP")
    ] = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Ga na dat het logboek is zoals het is geschreven."""
    from api.composition import opened
    from planner.usecases.access.verify_audit import verify_audit

    kept = _kept(checkpoint, folder) if checkpoint or folder else _shipped()
    with opened(database, must_exist=True) as store:
        found = verify_audit(store, *kept)
    for finding in found.findings:
        say(f"- {finding}")
    if not found.intact:
        raise CommandFailure(
            "het logboek is niet zoals het is geschreven",
            "Behandel dit als een incident: bewaar de database zoals zij is en meld het.",
            code=ExitCode.BREACHES,
        )
    _tell_intact(found, kept)


def _tell_intact(found: Verified, kept: Sequence[Checkpoint]) -> None:
    from planner.domain.spelling import count

    lines, seals = count(found.lines, "regel", "regels"), count(found.batches, "zegel", "zegels")
    say(f"Ongewijzigd: {lines} onder {seals}.", style="bold")
    if found.dropped:
        say(f"Tot en met zegel {found.dropped} zijn de regels na hun bewaartermijn verwijderd; hun zegels kloppen.")
    if found.late:
        say(f"{count(found.late, 'zegel is', 'zegels zijn')} pas na een onderbreking gezet.")
    if not kept:
        say("Zonder controlepunt: of het einde er nog is, blijkt hier niet uit.")
    else:
        points = count(len(kept), "controlepunt", "controlepunten")
        say(f"Getoetst aan {points}, het laatste bij zegel {kept[-1].batches}.")


@app.command("checkpoint", cls=DutchCommand, epilog=CHECKPOINT_EXAMPLES, options_metavar="[OPTIES]")
def checkpoint(
    out: Annotated[
        Path | None, typer.Option("--out", help="Bestand om te schrijven.", metavar="BESTAND", dir_okay=False)
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Map waar een bestand bij komt.", metavar="MAP", file_okay=False)
    ] = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Schrijf hoe lang het logboek is en waar het op eindigt, ondertekend."""
    from api.access.checkpoints import CheckpointFileError, add_checkpoint, write_checkpoint
    from api.composition import SystemClock, opened
    from planner.usecases.access.verify_audit import make_checkpoint

    if (out is None) == (folder is None):
        raise CommandFailure("er is niet één plek genoemd", "Geef --out BESTAND of --folder MAP.")
    with opened(database, must_exist=True) as store:
        made = make_checkpoint(store, SystemClock())
    try:
        if out is not None:
            write_checkpoint(made, out)
        written = out if folder is None else add_checkpoint(made, folder)
    except CheckpointFileError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    if written is None:
        say(f"Sinds het vorige controlepunt, bij zegel {made.batches}, kwam er niets bij.")
    else:
        say(f"Controlepunt bij zegel {made.batches} geschreven naar {written}.", style="bold")


@app.command("drop", cls=DutchCommand, epilog=DROP_EXAMPLES, options_metavar="[OPTIES]")
def drop(
    actor: Actor = "",
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Zeg alleen wat er weg zou gaan.")] = False,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Verwijder regels na hun bewaartermijn; hun zegels blijven."""
    from api.composition import SystemClock, opened
    from planner.domain.spelling import count
    from planner.usecases.access.audit_term import let_lines_go

    if not actor and not dry_run:
        raise CommandFailure("er staat niet bij wie dit doet", "Geef met --actor een dienstnummer of functie.")
    with opened(database, must_exist=True) as store:
        gone = let_lines_go(store, SystemClock().now(), actor=actor, only_look=dry_run)
    if not gone.days:
        say("Regels blijven altijd: de bewaartermijn (T04 audit-kept) is 0.")
    elif not gone.lines:
        say(f"Er zijn geen regels van langer dan {gone.days} dagen geleden.")
    else:
        lines = count(gone.lines, "regel", "regels")
        did = "te verwijderen" if dry_run else "verwijderd"
        say(f"{lines} tot en met zegel {gone.through} {did} (bewaartermijn {gone.days} dagen).", style="bold")


def _shipped() -> tuple[Checkpoint, ...]:
    """Return the checkpoints that the clock brought outside, none where no place was set or nothing is there yet."""
    from api.access.checkpoint_address import checkpoints_place
    from planner.ports.access import CheckpointPlaceError

    try:
        place = checkpoints_place()
        return () if place is None or place.newest() is None else place.all()
    except CheckpointPlaceError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error


def _kept(checkpoint: Path | None, folder: Path | None) -> tuple[Checkpoint, ...]:
    from api.access.checkpoints import CheckpointFileError, checkpoints_in, read_checkpoint

    if checkpoint is not None and not checkpoint.is_file():
        raise not_found(f"{checkpoint} is er niet", "Geef een bestand van audit checkpoint.")
    if folder is not None and not folder.is_dir():
        raise not_found(f"{folder} is er niet", "Geef een map van audit checkpoint --folder.")
    try:
        found = () if folder is None else checkpoints_in(folder)
        return (*found, *(() if checkpoint is None else (read_checkpoint(checkpoint),)))
    except CheckpointFileError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error
