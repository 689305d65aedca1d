"""``clock``: do what recurs by the clock, see what was done, and ask for a job now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import note, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.program import DutchCommand, Program
from planner.domain.clockwork import JobName

if TYPE_CHECKING:
    from api.clock.hands import Hands
    from planner.store.transactions import SqlStore
    from planner.usecases.clock.standing import ClockStanding

RUN_EXAMPLES = """
Voorbeeld:

  vertrekplanner clock run

De webserver doet dit werk zelf al; dit is voor een installatie waar het een eigen proces moet zijn. Van alle processen
op een database doet er steeds één het werk; valt het weg, dan neemt een ander het binnen 30 seconden over.
"""
STATUS_EXAMPLES = """
Voorbeelden:

  vertrekplanner clock status

  vertrekplanner clock status --json

Wanneer wat gebeurt is een instelling: vertrekplanner settings list, groep T04.
"""
NOW_EXAMPLES = """
Voorbeeld:

  vertrekplanner clock now reservekopie

Wie de klok draait, doet het binnen enkele seconden; is er niemand, dan zodra er een server start.
"""

app = typer.Typer(
    cls=Program,
    name="clock",
    help="Werk dat terugkeert: berichten, herinneringen, weekconcept, reservekopie.",
    epilog=STATUS_EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)


@app.command("run", cls=DutchCommand, epilog=RUN_EXAMPLES, options_metavar="[OPTIES]")
def run(
    database: Database = DEFAULT_DATABASE,
    lease: Annotated[
        float, typer.Option(help="Seconden tot een ander overneemt als dit proces wegvalt.", min=2, max=300)
    ] = 20.0,
) -> None:
    """Doe het werk van de klok tot Ctrl-C."""
    import signal
    import threading

    from api.composition import opened

    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    with opened(database) as store:
        hands = _hands(store, database, lease)
        hands.start()
        note("De klok loopt; stoppen met Ctrl-C.")
        ending.wait()
        hands.stop()
    note("Gestopt.")


def _hands(store: SqlStore, database: str, lease: float) -> Hands:
    from api.clock.starting import hands_of

    return hands_of(store, database, lease=lease)


@app.command("status", cls=DutchCommand, epilog=STATUS_EXAMPLES, options_metavar="[OPTIES]")
def status(database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon wat wanneer aan de beurt is en wat ervan werd."""
    from api.composition import SystemClock, opened
    from planner.usecases.clock.standing import clock_standing

    with opened(database, must_exist=True) as store:
        standing = clock_standing(store, SystemClock().now())
    if as_json:
        say_json(_data(standing))
        return
    _show(standing)


def _show(standing: ClockStanding) -> None:
    from api.clock.words import STATES, TITLES, lasted, rhythm_words, when
    from planner.domain.spelling import stamp

    rows = [
        (
            one.job.value,
            str(TITLES[one.job]),
            rhythm_words(one.rhythm),
            "" if one.following is None else stamp(one.following.due),
            "" if not one.runs else f"{STATES[one.runs[0].state]} {when(one.runs[0].started)}",
            "" if not one.runs else lasted(one.runs[0]),
            "" if not one.runs else one.runs[0].result,
        )
        for one in standing.jobs
    ]
    show(table(("Werk", "Wat", "Wanneer", "Volgende keer", "Laatste keer", "Duur", "Uitkomst"), rows, right=(5,)))
    if standing.lead is None:
        say("Niemand draait de klok: start de server, of vertrekplanner clock run.", style="bold")
    else:
        say(f"De klok draait bij {standing.lead.holder}.")


def _data(standing: ClockStanding) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "bij": None if standing.lead is None else standing.lead.holder,
        "werk": [
            {
                "naam": one.job.value,
                "volgende": None if one.following is None else to_utc(one.following.due).isoformat(),
                "laatste": [
                    {
                        "beurt": found.slot,
                        "status": found.state.value,
                        "poging": found.attempt,
                        "door": found.by,
                        "begonnen": found.started,
                        "geeindigd": found.ended,
                        "uitkomst": found.result,
                    }
                    for found in one.runs
                ],
            }
            for one in standing.jobs
        ],
    }


@app.command("now", cls=DutchCommand, epilog=NOW_EXAMPLES, options_metavar="[OPTIES]")
def now(
    job: Annotated[str, typer.Argument(help="Naam van het werk, zoals clock status die toont.", metavar="WERK")],
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "beheerder",
) -> None:
    """Vraag werk nu te doen."""
    from api.composition import SystemClock, opened
    from planner.ports.store import StoreConflictError
    from planner.usecases.clock.running import ask_run

    if job not in set(JobName):
        known = ", ".join(name.value for name in JobName)
        raise CommandFailure(f"{job} is geen werk van de klok", f"Kies uit: {known}.")
    with opened(database, must_exist=True) as store:
        try:
            asked = ask_run(store, SystemClock(), JobName(job), by=actor)
        except StoreConflictError as error:
            raise from_text(
                "dit werd deze minuut al gevraagd\nKijk met vertrekplanner clock status.", ExitCode.STORE
            ) from error
    say(f"{asked.job.value}: {asked.slot}.", style="bold")
