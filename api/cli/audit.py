"""``audit``: whether the audit log is as it was written, and checkpoints to keep elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say
from api.cli.failure import CommandFailure, ExitCode, not_found
from api.cli.options import DEFAULT_DATABASE, Database
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.domain.audit import Checkpoint

VERIFY_EXAMPLES = """
Voorbeelden:

  vertrekplanner audit verify

  vertrekplanner audit verify --checkpoint /media/kluis/logboek.json

Zonder controlepunt blijkt niet dat het einde is afgeknipt of dat alles vanaf een plek opnieuw is gemaakt. Afloop 1:
er is iets gevonden.
"""
CHECKPOINT_EXAMPLES = """
Voorbeeld:

  vertrekplanner audit checkpoint --out /media/kluis/logboek.json

Bewaar controlepunten op een andere machine, bijvoorbeeld elk uur een.
"""
MOST_BYTES = 10_000

app = typer.Typer(
    cls=Program,
    name="audit",
    help="Logboek van wie wat deed en inzag: nagaan dat het ongewijzigd is.",
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
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Ga na dat het logboek is zoals het is geschreven."""
    from api.composition import opened
    from planner.domain.spelling import count
    from planner.usecases.access.verify_audit import verify_audit

    kept = None if checkpoint is None else _read(checkpoint)
    with opened(database, must_exist=True) as store:
        found = verify_audit(store, kept)
    for finding in found.findings:
        say(f"- {finding}")
    if not found.intact:
        raise CommandFailure(
            "het logboek is niet zoals het is geschreven",
            "Behandel dit als een incident: bewaar de database zoals zij is en meld het.",
            code=ExitCode.BREACHES,
        )
    lines, seals = count(found.lines, "regel", "regels"), count(found.batches, "zegel", "zegels")
    say(f"Ongewijzigd: {lines} onder {seals}.", style="bold")
    if found.late:
        say(f"{count(found.late, 'zegel is', 'zegels zijn')} pas na een onderbreking gezet.")
    if kept is None:
        say("Zonder controlepunt: of het einde er nog is, blijkt hier niet uit.")


@app.command("checkpoint", cls=DutchCommand, epilog=CHECKPOINT_EXAMPLES, options_metavar="[OPTIES]")
def checkpoint(
    out: Annotated[Path, typer.Option("--out", help="Bestand om te schrijven.", metavar="BESTAND", dir_okay=False)],
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Schrijf hoe lang het logboek is en waar het op eindigt, ondertekend."""
    import json
    from dataclasses import asdict

    from api.composition import SystemClock, opened
    from planner.usecases.access.verify_audit import make_checkpoint

    with opened(database, must_exist=True) as store:
        made = make_checkpoint(store, SystemClock())
    out.write_text(json.dumps(asdict(made), indent=2) + "\n", encoding="utf-8")
    say(f"Controlepunt bij zegel {made.batches} geschreven naar {out}.", style="bold")


def _read(path: Path) -> Checkpoint:
    import json

    from planner.domain.audit import Checkpoint
    from planner.domain.time import Minute

    if not path.is_file():
        raise not_found(f"{path} is er niet", "Geef een bestand van audit checkpoint.")
    try:
        read = json.loads(path.read_bytes()[:MOST_BYTES])
        return Checkpoint(
            batches=int(read["batches"]),
            hash=str(read["hash"]),
            made_at=Minute(int(read["made_at"])),
            signature=str(read["signature"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CommandFailure(f"{path} is geen controlepunt", "Geef een bestand van audit checkpoint.") from error
