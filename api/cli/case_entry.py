"""The commands under ``zaak`` that enter one row: one per table of the intake, with its columns as options."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json
from api.cli.failure import CommandFailure, ExitCode
from api.cli.options import DEFAULT_DATABASE, Database, Json

if TYPE_CHECKING:
    from planner.domain.facts import Fact
    from planner.intake.tables import Column, Table
    from planner.usecases.cases.enter_fact import Entered

ServiceNumber = Annotated[
    str,
    typer.Option("--actor", envvar="VERTREKPLANNER_ACTOR", help="Dienstnummer van wie dit invoert.", metavar="CODE"),
]
CaseCode = Annotated[str, typer.Argument(help="Zaaknummer.", metavar="ZAAK")]
_COMMON = ("actor", "database", "sluit_aan", "as_json", "zaak")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCommand:
    """One command: the table it fills, what it means, and what it says of itself."""

    table: str
    help: str
    example: str
    mode: str = "vastleggen"


COMMANDS: dict[str, EntryCommand] = {
    "dossier": EntryCommand(
        table="dossiers",
        help="Leg vast dat het dossier er is, en sinds wanneer het volledig is.",
        example="--overgedragen-door ind --ontvangen-op 02-11-2026 --volledig-op 05-11-2026",
    ),
    "procedure": EntryCommand(
        table="procedures", help="Leg vast welke procedure loopt.", example="--procedure verlengd --van 02-11-2026"
    ),
    "reception": EntryCommand(
        table="opvang", help="Leg vast welke opvang iemand heeft.", example="--soort vbl --van 16-11-2026 --sluit-aan"
    ),
    "stay": EntryCommand(
        table="verblijven",
        help="Leg vast waar iemand verblijft.",
        example="--locatie VBL-TAP --van 16-11-2026 --sluit-aan",
    ),
    "moment": EntryCommand(
        table="rechtsmomenten",
        help="Leg een besluit, uitspraak, maatregel of plaatsing vast.",
        example="--moment bewaringsmaatregel --op 16-11-2026",
    ),
    "clearance": EntryCommand(
        table="akkoorden",
        help="Leg vast wat voor een vertrek of plaatsing in orde is.",
        example="--soort fit-to-fly --status akkoord --van 20-11-2026 --tot 27-11-2026",
    ),
    "possibility": EntryCommand(
        table="mogelijkheden",
        help="Leg een land vast waarheen iemand kan vertrekken.",
        example="--land MA --status in-onderzoek",
    ),
    "barrier": EntryCommand(
        table="belemmeringen",
        help="Leg vast wat vertrek in de weg staat, of dat het is weggenomen (met --nummer).",
        example='--soort reisdocument --eigenaar lp-loket --actie "kopie geboorteakte opvragen" --uiterlijk 04-12-2026',
    ),
    "support": EntryCommand(
        table="ondersteuning",
        help="Leg afgesproken ondersteuning vast.",
        example="--soort geld --via iom --bedrag 1800",
    ),
    "representative": EntryCommand(
        table="gemachtigden",
        help="Leg de gemachtigde of voogd vast, met een kenmerk.",
        example="--rol voogd --kenmerk NIDOS-4711 --van 16-11-2026",
    ),
    "contact": EntryCommand(
        table="contactmomenten",
        help="Leg contact vast met de persoon, een autoriteit of partner.",
        example='--met iom --wijze telefoon --onderwerp "intake ondersteuning"',
        mode="toevoegen",
    ),
    "request": EntryCommand(
        table="informatieverzoeken",
        help="Leg een vraag aan een partner vast.",
        example="--aan medische-dienst --vraag medisch-advies --uiterlijk 30-11-2026 --houdt-vertrek-op ja",
        mode="toevoegen",
    ),
    "answer": EntryCommand(
        table="informatieverzoeken",
        help="Leg vast dat een vraag is beantwoord.",
        example="--aan medische-dienst --vraag medisch-advies --beantwoord-op 27-11-2026",
        mode="wijzigen",
    ),
    "wigk": EntryCommand(
        table="wigk_fasen", help="Leg de Wigk-fase vast.", example="--fase besluitvorming --sluit-aan"
    ),
    "document": EntryCommand(
        table="reisdocumenten",
        help="Leg een stap van een reisdocument vast.",
        example="--status aangevraagd --aangevraagd-op 02-11-2026",
    ),
    "track": EntryCommand(
        table="vertrektrajecten",
        help="Leg vast hoe iemand vertrekt.",
        example="--traject zelfstandig-iom --van 16-11-2026 --sluit-aan",
    ),
    "condition": EntryCommand(
        table="voorwaarden",
        help="Leg een voorwaarde voor gedwongen vertrek vast.",
        example="--voorwaarde maatregel --van 16-11-2026",
    ),
    "block": EntryCommand(
        table="beletselen",
        help="Leg een periode vast waarin vertrek niet mag.",
        example="--reden artikel-64 --van 16-11-2026 --tot 16-02-2027",
    ),
    "owner": EntryCommand(
        table="toewijzingen",
        help="Leg vast welke regievoerder de zaak heeft.",
        example="--regievoerder RV-0017 --van 16-11-2026 --sluit-aan",
    ),
}
"""Commands in the order in which a case meets them."""


def entry_command(name: str) -> Callable[..., None]:
    """Return the function behind a command, with the table's columns as its options."""
    from planner.intake.entry import ENTERED

    spec = COMMANDS[name]
    table = ENTERED[spec.table]
    columns = {column.header: column for column in table.columns if column.path not in ("case", "actor")}

    def enter(**given: object) -> None:
        cells = {header: str(given[header]) for header in columns if given.get(header) is not None}
        _enter(spec, table, cells, given)

    parameters = [
        _parameter("zaak", CaseCode),
        *(_parameter(header, _option(column), None) for header, column in columns.items()),
        _parameter("actor", ServiceNumber),
        _parameter("database", Database, DEFAULT_DATABASE),
        _parameter("as_json", Json, False),  # noqa: FBT003 - a default
        *((_parameter("sluit_aan", _JOINS, False),) if table.apart else ()),  # noqa: FBT003 - a default
    ]
    enter.__name__ = name
    enter.__doc__ = spec.help
    enter.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    enter.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return enter


_JOINS = Annotated[
    bool, typer.Option("--sluit-aan", help="Beëindig de lopende periode waar deze begint; anders wordt geweigerd.")
]


def _parameter(name: str, annotation: object, default: object = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _option(column: Column) -> object:
    choices = f" Keuze: {', '.join(column.kind.choices)}." if column.kind.choices else ""
    text = f"{column.explanation}{choices}"
    return Annotated[
        str | None, typer.Option(f"--{column.header.replace('_', '-')}", help=text, metavar=column.kind.name.upper())
    ]


def _enter(spec: EntryCommand, table: Table, cells: dict[str, str], given: dict[str, object]) -> None:
    from api.composition import SystemClock, opened
    from planner.domain.ids import CaseId
    from planner.intake.entry import EntryReader
    from planner.ports.intake import Entry, EntryMode
    from planner.usecases.cases.enter_fact import EntryRefusedError, enter_fact

    entry = Entry(
        table=spec.table,
        case=CaseId(str(given["zaak"])),
        cells=cells,
        actor=str(given["actor"]),
        mode=EntryMode(spec.mode),
        succeeds=bool(given.get("sluit_aan")),
    )
    with opened(str(given["database"]), must_exist=True) as store:
        try:
            entered = enter_fact(store, SystemClock(), EntryReader(), entry)
        except EntryRefusedError as error:
            first = error.refusals[0]
            others = "".join(f"\nOok: {_said(r.column, r.problem)}. {r.remedy}" for r in error.refusals[1:])
            message, remedy = _said(first.column, first.problem), f"{first.remedy}{others}"
            raise CommandFailure(message, remedy, code=ExitCode.WRONG_INPUT) from error
    _tell(table, entered, as_json=bool(given["as_json"]))


def _said(column: str | None, problem: str) -> str:
    return problem if column is None else f"{column}: {problem}"


def _tell(table: Table, entered: Entered, *, as_json: bool) -> None:
    if as_json:
        rows = [_cells(table, fact) for fact in (*entered.ended, entered.fact)]
        return say_json({"tabel": table.name, "vastgelegd": entered.stored, "rijen": rows})
    if not entered.stored:
        return say("Er verandert niets: dit stond er al.")
    for fact in entered.ended:
        say(f"Beëindigd: {_line(table, fact)}")
    return say(f"Vastgelegd: {_line(table, entered.fact)}", style="bold")


def _cells(table: Table, fact: Fact) -> dict[str, str]:
    values = next(table.rows(fact))
    return {column.header: column.kind.show(values[column.path]) for column in table.columns if column.path in values}


def _line(table: Table, fact: Fact) -> str:
    return ", ".join(f"{header} {text}" for header, text in _cells(table, fact).items() if text)
