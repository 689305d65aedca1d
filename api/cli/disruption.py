"""``disruption``: report what happened, list it, take it back, and read a file with reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.case_entry import ServiceNumber
from api.cli.console import err, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, Json
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.domain.disruption_life import DisruptionState, Reported
    from planner.ports.intake import Refusal

EXAMPLES = """
Voorbeelden:

  vertrekplanner disruption report vlucht-vervallen --vlucht KL565-20261126 --reden weer --actor PL-01

  vertrekplanner disruption report voertuig-uitgevallen --voertuig DV-10 --van "26-11-2026 08:00" --actor DVO-07

  vertrekplanner disruption import verstoringen.csv --actor PL-01

  vertrekplanner disruption list --stand nieuw

Soorten: vlucht-vervallen, vlucht-verplaatst, regievoerder-afwezig, escort-afwezig, zitting-verplaatst,
voertuig-uitgevallen, persoon-niet-beschikbaar, nieuwe-aanvraag, document-gewijzigd, ruimte-gesloten,
vervoer-vertraagd, overdracht-onvolledig. Welke gegevens elke soort vraagt staat in docs/AANLEVEREN.md.
"""
app = typer.Typer(
    cls=Program,
    name="disruption",
    help="Wat er gebeurde nadat een plan was gemaakt: melden, bekijken, intrekken, een bestand inlezen.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Number = Annotated[int, typer.Argument(help="Nummer van de verstoring.", metavar="NUMMER", min=1)]
Code = Annotated[str, typer.Option(metavar="CODE")]
When = Annotated[str, typer.Option(metavar="TIJDSTIP", help="Nederlandse tijd, bijvoorbeeld 26-11-2026 08:00.")]


@app.command("report", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def report(  # noqa: PLR0913, PLR0917 - one parameter per column of the table
    soort: Annotated[str, typer.Argument(help="Wat er gebeurde.", metavar="SOORT")],
    actor: ServiceNumber,
    reden: Code = "",
    vlucht: Code = "",
    vertrekt: When = "",
    komt_aan: When = "",
    regievoerder: Code = "",
    escort: Code = "",
    zitting: Code = "",
    voertuig: Code = "",
    zaaknummer: Code = "",
    reisdocument: Code = "",
    locatie: Code = "",
    aantal: Annotated[str, typer.Option(metavar="GETAL")] = "",
    kenmerk: Code = "",
    minuten: Annotated[str, typer.Option(metavar="GETAL")] = "",
    onderdeel: Code = "",
    van: When = "",
    tot: When = "",
    toelichting: Annotated[str, typer.Option(help="Kort, zonder namen.", metavar="TEKST")] = "",
    key: Annotated[str, typer.Option(help="Kenmerk van dit verzoek: herhalen is dan veilig.", metavar="TEKST")] = "",
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Leg vast wat er gebeurde; een plan verandert pas met repair."""
    from api.composition import SystemClock, opened
    from planner.intake.disruptions import BY_HEADER, read_report
    from planner.intake.fact_check import FactChecker
    from planner.usecases.disruptions.refusals import ReportRefusedError
    from planner.usecases.disruptions.report import report_disruption

    given = locals()
    cells = {header: str(given[header]) for header in BY_HEADER if given.get(header)}
    read = read_report(cells, actor=actor, key=f"{actor} {key}" if key else "")
    if isinstance(read, tuple):
        raise _refused(read)
    with opened(database, must_exist=True) as store:
        try:
            found = report_disruption(store, SystemClock(), FactChecker(), read)
        except ReportRefusedError as error:
            raise _refused(error.refusals) from error
    if as_json:
        return say_json(_data(found, found.state))
    say(f"Verstoring {found.number} vastgelegd: {_facts(found)}.", style="bold")
    return say(f"Bekijk de gevolgen: vertrekplanner repair impact {found.number} --week WEEK")


@app.command("list", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def listing(
    stand: Annotated[str, typer.Option(help="Alleen nieuw, hersteld, aanvaard of ingetrokken.", metavar="STAND")] = "",
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon wat er gemeld is, het nieuwste boven."""
    from api.composition import opened
    from planner.domain.disruption_life import DisruptionState
    from planner.domain.spelling import moment
    from planner.usecases.disruptions.apply_repair import state_of

    if stand and stand not in tuple(DisruptionState):
        raise CommandFailure(f"onbekende stand {stand!r}", f"Kies uit: {', '.join(DisruptionState)}.")
    with opened(database, must_exist=True) as store, store.reading() as books:
        known = [(one, state_of(books, one)) for one in books.disruptions.newest(200)]
    found = [(one, state) for one, state in known if stand in ("", state)]
    if as_json:
        return say_json({"verstoringen": [_data(one, state) for one, state in found]})
    rows = (
        (one.number, moment(one.disruption.at), one.disruption.kind, one.disruption.code, _about(one), state)
        for one, state in found
    )
    return show(table(("Nr", "Gemeld", "Wat", "Reden", "Betreft", "Stand"), rows, right=(0,)))


@app.command("withdraw", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def withdraw(
    number: Number,
    actor: ServiceNumber,
    reason: Annotated[str, typer.Option(help="Waarom.", metavar="TEKST")] = "",
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Trek een melding in; wat intussen weer is gewijzigd blijft zoals het is."""
    from api.composition import SystemClock, opened
    from planner.domain.spelling import count
    from planner.domain.steps import StepRefusedError
    from planner.usecases.disruptions.report import withdraw_disruption

    with opened(database, must_exist=True) as store:
        try:
            done = withdraw_disruption(store, SystemClock(), number, actor=actor, reason=reason)
        except StepRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    say(f"Verstoring {number} ingetrokken.", style="bold")
    if done.kept:
        say(f"{count(len(done.kept), 'gegeven was', 'gegevens waren')} intussen weer gewijzigd en bleef zo.")


@app.command("accept", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def accept(
    number: Number,
    actor: ServiceNumber,
    reason: Annotated[str, typer.Option(help="Waarom het plan zo blijft.", metavar="TEKST")],
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Laat het plan zoals het is."""
    from api.composition import SystemClock, opened
    from planner.domain.steps import StepRefusedError
    from planner.usecases.disruptions.report import accept_as_is

    with opened(database, must_exist=True) as store:
        try:
            accept_as_is(store, SystemClock(), number, actor=actor, reason=reason)
        except StepRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    say(f"Verstoring {number} aanvaard: het plan blijft zoals het is.", style="bold")


@app.command("import", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def import_reports(
    path: Annotated[Path, typer.Argument(help="CSV-bestand of werkmap (.xlsx).", metavar="PAD")],
    actor: ServiceNumber,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Lees meldingen uit een bestand en leg ze samen vast; kan een rij niet, dan wordt er niets vastgelegd."""
    from api.composition import SystemClock, opened
    from planner.domain.spelling import count
    from planner.intake.disruptions import read_disruptions
    from planner.intake.fact_check import FactChecker
    from planner.usecases.disruptions.report import Rows, report_whole

    file = read_disruptions(path, actor=actor)
    done = Rows(reported=(), refusals=tuple(file.refusals))
    if not done.refusals:
        rows = ((row.file, row.row, row.report) for row in file.rows)
        with opened(database, must_exist=True) as store:
            done = report_whole(store, SystemClock(), FactChecker(), rows)
    refusals = done.refusals
    if as_json:
        columns = ("file", "row", "column", "value", "problem", "remedy")
        wrong = [{name: getattr(refusal, name) for name in columns} for refusal in refusals]
        say_json({"vastgelegd": [_data(one, one.state) for one in done.reported], "weigeringen": wrong})
    else:
        say(f"{count(len(done.reported), 'verstoring', 'verstoringen')} vastgelegd.", style="bold")
        for one in done.reported:
            say(f"  {one.number}: {_facts(one)}")
    if refusals:
        if not as_json:
            told = ((r.row, r.column, r.value, r.problem, r.remedy) for r in sorted(refusals, key=lambda r: r.row or 0))
            err().print(table(("Rij", "Kolom", "Waarde", "Wat er mis is", "Wat te doen"), told, right=(0,)))
        message = f"{count(len(refusals), 'rij is', 'rijen zijn')} geweigerd; er is niets vastgelegd"
        raise CommandFailure(message, "Verbeter ze en lever het hele bestand opnieuw aan.", code=ExitCode.WRONG_INPUT)


def _refused(refusals: tuple[Refusal, ...]) -> CommandFailure:
    first = refusals[0]
    others = "".join(f"\nOok: {_said(one)}. {one.remedy}" for one in refusals[1:])
    return CommandFailure(_said(first), f"{first.remedy}{others}", code=ExitCode.WRONG_INPUT)


def _said(refusal: Refusal) -> str:
    return refusal.problem if refusal.column is None else f"{refusal.column}: {refusal.problem}"


def _facts(found: Reported) -> str:
    from planner.domain.spelling import count

    return f"{found.disruption.kind}, {count(len(found.disruption.steps), 'feit', 'feiten')}"


def _about(found: Reported) -> str:
    return ", ".join([*(ref.id for ref in found.disruption.resources), *found.disruption.activities])


def _data(found: Reported, state: DisruptionState) -> dict[str, object]:
    from planner.domain.civil import to_utc

    disruption = found.disruption
    return {
        "nummer": found.number,
        "soort": disruption.kind.value,
        "reden": disruption.code,
        "gemeld": to_utc(disruption.at).isoformat(),
        "door": found.actor,
        "stand": state.value,
        "betreft": [*(ref.id for ref in disruption.resources), *disruption.activities],
        "feiten": len(disruption.steps),
    }
