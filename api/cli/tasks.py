"""``tasks``: the work list, and ending what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json, show, table
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.domain.tasks import Task

LIST_EXAMPLES = """
Voorbeelden:

  vertrekplanner tasks list

  vertrekplanner tasks list --json
"""
DONE_EXAMPLES = """
Voorbeeld:

  vertrekplanner tasks done afwezigheid-botst/RV-0001/1b2c.ics/Z-26-00012/gesprek/1 --actor T-0042
"""

app = typer.Typer(
    cls=Program,
    name="tasks",
    help="Werklijst: wat het programma niet zelf mag beslissen.",
    epilog=f"{LIST_EXAMPLES}{DONE_EXAMPLES.replace('Voorbeeld:', '')}",
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Key = Annotated[str, typer.Argument(help="Kenmerk van de taak, zoals in de lijst.", metavar="KENMERK")]


@app.command("list", cls=DutchCommand, epilog=LIST_EXAMPLES, options_metavar="[OPTIES]")
def listing(database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon wat te doen is, oudste boven."""
    from api.composition import SystemClock, opened
    from planner.domain.spelling import count, stamp
    from planner.usecases.cases.casework_lists import casework_lists
    from planner.usecases.cases.unrecorded_outcomes import unrecorded_outcomes

    now = SystemClock().now()
    with opened(database, must_exist=True) as store, store.reading() as books:
        found = books.tasks.open()
        waiting, onward = len(unrecorded_outcomes(books, now=now)), len(casework_lists(books, now=now).steps)
    if as_json:
        say_json(
            {
                "taken": [_data(task) for task in found],
                "uitkomsten_wachtend": waiting,
                "zaken_die_verder_kunnen": onward,
            }
        )
        return
    if found:
        show(table(("Sinds", "Wat", "Kenmerk"), [(stamp(task.raised_at), task.text, task.key) for task in found]))
    say(f"{count(len(found), 'taak', 'taken')}.")
    if waiting:
        say(f"{count(waiting, 'uitkomst wacht', 'uitkomsten wachten')} op vastleggen: vertrekplanner outcomes open.")
    if onward:
        say(f"{count(onward, 'zaak kan', 'zaken kunnen')} naar de volgende fase: vertrekplanner zaak todo.")


@app.command("done", cls=DutchCommand, epilog=DONE_EXAMPLES, options_metavar="[OPTIES]")
def done(key: Key, database: Database = DEFAULT_DATABASE, actor: Actor = "planner") -> None:
    """Meld dat een taak is gedaan."""
    from api.composition import SystemClock, opened
    from planner.ports.store import StoreError
    from planner.usecases.cases.finish_task import finish_task

    with opened(database, must_exist=True) as store:
        try:
            ended = finish_task(store, SystemClock(), key, actor=actor)
        except StoreError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    say(f"Gedaan: {ended.text}.", style="bold")


def _data(task: Task) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "kenmerk": task.key,
        "soort": task.kind.value,
        "betreft": task.subject,
        "tekst": task.text,
        "sinds": to_utc(task.raised_at).isoformat(),
    }
