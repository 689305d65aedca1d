"""The command ``vertrekplanner``: its commands put together. Heavy imports wait inside the commands."""

from collections.abc import Callable
from typing import Annotated

import typer

from api.cli import (
    absences,
    account,
    answer,
    audit,
    backfill,
    backup,
    booking,
    cases,
    check,
    clock,
    disruption,
    due,
    edit,
    exceptions,
    export,
    feeds,
    gate,
    intake,
    outcome,
    outcomes,
    partner_link,
    places,
    protocols,
    publish,
    recommend,
    repair,
    report,
    roads,
    rules,
    sample,
    scenario,
    serve,
    settings,
    simulate,
    solve,
    standby,
    tasks,
    tell,
    validate,
    why,
    zones,
)
from api.cli.options import GeneralLanguage
from api.cli.program import DutchCommand, Program

EPILOG = """
Een hele week:

  vertrekplanner sample --out var/sample

  vertrekplanner import var/sample

  vertrekplanner solve --from 2026-W48 --as-of 2026-11-19T16:00

  vertrekplanner publish --out var/publicatie

  vertrekplanner serve

Afloop voor scripts: 0 goed; 1 harde regels overtreden; 2 invoer niet goed; 3 niet gevonden;

4 database of andere gebruiker; 70 onverwachte fout; 130 onderbroken.
"""

app = typer.Typer(
    cls=Program,
    name="vertrekplanner",
    help="Plant weken van vertrek: wie, wat, waar en wanneer, en wat niet kan met de reden.",
    epilog=EPILOG,
    add_completion=False,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


def _tell_version(wanted: bool) -> None:  # noqa: FBT001 - called by typer with the option's value
    if wanted:
        from importlib.metadata import version

        typer.echo(f"vertrekplanner {version('vertrekplanner')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    _taal: GeneralLanguage = None,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Toon de versie en stop.", is_eager=True, callback=_tell_version),
    ] = False,
) -> None:
    """Plant weken van vertrek: wie, wat, waar en wanneer, en wat niet kan met de reden."""


def _add(name: str, command: Callable[..., None], examples: str) -> None:
    app.command(name, cls=DutchCommand, epilog=examples, options_metavar="[OPTIES]", no_args_is_help=False)(command)


for _name, _command, _examples in (
    ("sample", sample.sample, sample.EXAMPLES),
    ("import", intake.import_delivery, intake.EXAMPLES),
    ("solve", solve.solve, solve.EXAMPLES),
    ("validate", validate.validate, validate.EXAMPLES),
    ("check", check.check, check.EXAMPLES),
    ("publish", publish.publish, publish.EXAMPLES),
    ("serve", serve.serve, serve.EXAMPLES),
    ("outcome", outcome.outcome, outcome.EXAMPLES),
    ("booking", booking.booking, booking.EXAMPLES),
    ("answer", answer.answer, answer.EXAMPLES),
    ("partner-link", partner_link.partner_link, partner_link.EXAMPLES),
    ("simulate", simulate.simulate, simulate.EXAMPLES),
    ("standby", standby.standby, standby.EXAMPLES),
    ("backfill", backfill.backfill, backfill.EXAMPLES),
    ("export", export.export, export.EXAMPLES),
    ("tell", tell.tell, tell.EXAMPLES),
    ("report", report.report, report.EXAMPLES),
    ("rules", rules.rules, rules.EXAMPLES),
    ("why", why.why, why.EXAMPLES),
    ("why-not", why.why_not, why.EXAMPLES_NOT),
    ("why-not-mine", why.why_not_mine, why.EXAMPLES_MINE),
    ("recommend", recommend.recommend, recommend.EXAMPLES),
    ("exception", exceptions.exception, exceptions.EXAMPLES),
    ("gate", gate.gate, gate.EXAMPLES),
    ("zones", zones.zones, zones.EXAMPLES),
):
    _add(_name, _command, _examples)

app.add_typer(roads.app)
app.add_typer(places.app)
app.add_typer(feeds.app)
app.add_typer(absences.app)
app.add_typer(tasks.app)
app.add_typer(settings.app)
app.add_typer(outcomes.app)
app.add_typer(cases.app)
app.add_typer(due.app)
app.add_typer(protocols.app)
app.add_typer(account.app)
app.add_typer(audit.app)
app.add_typer(clock.app)
app.add_typer(backup.app)
app.add_typer(edit.app)
app.add_typer(disruption.app)
app.add_typer(repair.app)
app.add_typer(scenario.app)
