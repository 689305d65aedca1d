"""``protocols``: the process protocols in force, one of them in full, and entering one's own version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.domain.protocols import Norm, Protocol, Step

LIST_EXAMPLES = """
Voorbeelden:

  vertrekplanner protocols list

  vertrekplanner protocols list --json
"""
SHOW_EXAMPLES = """
Voorbeelden:

  vertrekplanner protocols show bewaring

  vertrekplanner protocols show bewaring --toml > bewaring.toml
"""
IMPORT_EXAMPLES = """
Voorbeeld:

  vertrekplanner protocols import bewaring-2.toml

Begin met een meegeleverd protocol (show --toml), geef het een nieuwe versie en een begindag. Wat is ingevoerd verandert
niet meer; alleen de laatste dag van een versie kan nog worden gezet.
"""
MOST_BYTES = 1_000_000

app = typer.Typer(
    cls=Program,
    name="protocols",
    help="Procesprotocollen: welke stappen in welke situatie, met termijnen en deelnemers.",
    epilog=LIST_EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)


@app.command("list", cls=DutchCommand, epilog=LIST_EXAMPLES, options_metavar="[OPTIES]")
def listing(database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon alle versies, meegeleverd en zelf ingevoerd."""
    found = _in_force(database)
    if as_json:
        say_json({"protocollen": [_as_data(protocol) for protocol in found]})
        return
    rows = [
        (protocol.id, protocol.version, str(protocol.title), len(protocol.steps), *_days(protocol), protocol.mark.value)
        for protocol in found
    ]
    show(table(("Protocol", "Versie", "Titel", "Stappen", "Vanaf", "Tot", "Zekerheid"), rows, right=(1, 3)))


@app.command("show", cls=DutchCommand, epilog=SHOW_EXAMPLES, options_metavar="[OPTIES]")
def showing(
    protocol: Annotated[str, typer.Argument(help="Code van het protocol, bijvoorbeeld bewaring.", metavar="PROTOCOL")],
    database: Database = DEFAULT_DATABASE,
    *,
    toml: Annotated[bool, typer.Option("--toml", help="Geef het meegeleverde bestand, om mee te beginnen.")] = False,
    as_json: Json = False,
) -> None:
    """Toon de stappen van één protocol."""
    from planner.codec.protocol_file import delivered_files

    if toml:
        text = delivered_files().get(f"{protocol}.toml")
        if text is None:
            raise not_found(f"protocol {protocol} is niet meegeleverd", "Zie vertrekplanner protocols list.")
        typer.echo(text, nl=False)
        return
    found = [one for one in _in_force(database) if one.id == protocol]
    if not found:
        raise not_found(f"protocol {protocol} bestaat niet", "Zie vertrekplanner protocols list.")
    if as_json:
        say_json({"protocollen": [_as_data(one) for one in found]})
        return
    for one in found:
        _tell(one)


@app.command("import", cls=DutchCommand, epilog=IMPORT_EXAMPLES, options_metavar="[OPTIES]")
def importing(
    path: Annotated[Path, typer.Argument(help="Protocol als TOML-bestand.", metavar="BESTAND", dir_okay=False)],
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
) -> None:
    """Voer een eigen versie van een protocol in, of zeg wat eraan niet klopt."""
    from api.composition import SystemClock, opened
    from planner.codec.protocol_file import read_protocol
    from planner.codec.toml_fields import ProtocolFileError
    from planner.domain.protocols import ProtocolError
    from planner.usecases.protocols.enter_protocol import enter_protocol

    try:
        protocol = read_protocol(_text(path), path.name)
        with opened(database) as store:
            new = enter_protocol(store, SystemClock(), protocol, actor=actor)
    except (ProtocolFileError, ProtocolError) as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    if new:
        say(f"Ingevoerd: {protocol.ref}, {counted(len(protocol.steps), 'stap', 'stappen')}.", style="bold")
        say("De volgende berekening en de werklijst gebruiken het.")
    else:
        say(f"Niets gewijzigd: {protocol.ref} was al zo ingevoerd.", style="bold")


def _text(path: Path) -> str:
    if not path.is_file():
        raise CommandFailure(f"bestand {path} bestaat niet", "Geef het pad van een TOML-bestand.")
    if path.stat().st_size > MOST_BYTES:
        raise CommandFailure(f"bestand {path} is groter dan 1 MB", "Geef een protocol; dat is een klein bestand.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandFailure(f"bestand {path} is geen UTF-8", "Bewaar het als UTF-8.") from error


def _in_force(database: str) -> tuple[Protocol, ...]:
    from api.composition import opened
    from planner.domain.protocols import Protocol as Stored
    from planner.usecases.protocols.protocols_in_force import protocols_in_force

    with opened(database) as store, store.reading() as books:
        return protocols_in_force(books.facts.in_force(Stored)).all


def _tell(protocol: Protocol) -> None:
    heading(f"{protocol.ref} {protocol.title}")
    start, end = _days(protocol)
    say(f"Bron: {protocol.source or 'onbekend'} [{protocol.mark}]. Geldig {start or 'altijd'} {end}".rstrip() + ".")
    rows = [
        (
            step.code,
            str(step.title),
            step.form.value,
            ", ".join(map(str, step.anchors)) or ", ".join(step.sites),
            _lengths(step),
            step.owner.value if not step.participants else ", ".join(step.participants),
        )
        for step in protocol.steps
    ]
    show(table(("Stap", "Titel", "Vorm", "Vanaf", "Termijn", "Wie"), rows))


def _lengths(step: Step) -> str:
    said = [f"{_norm(term.norm)}{' ervoor' if term.before else ''}" for term in step.terms]
    for one in step.frequencies:
        when = f" als {', '.join(map(str, one.when))}" if one.when else ""
        said.append(f"steeds {_norm(one.term.norm)}{when}")
    return "; ".join(said)


def _norm(norm: Norm) -> str:
    return f"{norm.rule} {norm.key}" if norm.rule is not None else f"{norm.amount} {norm.unit} [{norm.mark}]"


def _days(protocol: Protocol) -> tuple[str, str]:
    from datetime import date

    from planner.domain.spelling import numeric_date

    start = "" if protocol.valid_from == date.min else numeric_date(protocol.valid_from)
    return start, numeric_date(protocol.valid_to) if protocol.valid_to is not None else ""


def _as_data(protocol: Protocol) -> dict[str, object]:
    from planner.codec.canonical import to_plain

    plain = to_plain(protocol)
    return plain if isinstance(plain, dict) else {}
