"""``solve``: work out a plan for the weeks asked for and keep it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, note, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, parse_moment, parse_week
from api.cli.program import DEBUG

if TYPE_CHECKING:
    from planner.domain.civil import IsoWeek
    from planner.domain.time import Minute
    from planner.ports.store import Store
    from planner.usecases.planning.solve_week import Solved

MAX_SECONDS = 24 * 3600
SHOWN_SKIPPED = 3
EXAMPLES = """
Voorbeelden:

  vertrekplanner solve --from 2026-W48 --weeks 1 --seconds 60

  vertrekplanner solve --from 2026-W48 --as-of 2026-11-19T16:00 --seed 2 --again

  vertrekplanner solve --from 2026-W48 --json

  vertrekplanner solve --from 2026-W48 --weeks 2 --seconds 300 --cluster tls://rekenen.intern:8786

Ctrl-C stopt het zoeken en bewaart het beste tot dan toe (afloop 130).
"""


def solve(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    first: Annotated[str, typer.Option("--from", help="Eerste week, bijvoorbeeld 2026-W48.", metavar="WEEK")],
    weeks: Annotated[int, typer.Option(help="Aantal weken.", min=1, max=8)] = 1,
    seconds: Annotated[float, typer.Option(help="Tijd in seconden, alles bij elkaar.", min=1, max=MAX_SECONDS)] = 60,
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde plan.", min=0)] = 1,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            help="Planmoment in Nederlandse tijd; anders nu, of donderdag 16:00 voor een week die al begonnen is.",
            metavar="TIJDSTIP",
        ),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    workers: Annotated[
        int | None,
        typer.Option(help="Processen voor een grote week; met 1 (gewoon) herhaalt een --seed.", min=1),
    ] = None,
    cluster: Annotated[
        str,
        typer.Option(help="Deelberekeningen op een Dask-cluster, zie docs/CLUSTER.md.", metavar="tls://HOST:POORT"),
    ] = "",
    *,
    again: Annotated[bool, typer.Option("--again", help="Ook als er niets veranderd is.")] = False,
    as_json: Json = False,
) -> None:
    """Bereken een plan: wie, wat, waar en wanneer, en wat niet kan met de reden."""
    from api.cli.progress import Display, Interruption
    from api.composition import opened, solve_tools
    from planner.domain.spelling import stamp
    from planner.usecases.planning.claiming import ClaimLostError, SolveBusyError
    from planner.usecases.planning.cut_problem import CutRequest
    from planner.usecases.planning.planning_moment import planning_moment
    from planner.usecases.planning.solve_week import SolveRequest, solve_week
    from solver.process import SearchFailedError

    week, interruption = parse_week(first), Interruption()
    with opened(database) as store:
        _refuse_empty(store)
        tools = solve_tools(store, workers, cluster)
        moment = parse_moment(as_of) if as_of else planning_moment(week, tools.clock)
        _refuse_past(week, weeks, moment)
        note(f"Planmoment: {stamp(moment)}")
        request = SolveRequest(
            cut=CutRequest(first=week, weeks=weeks, as_of=moment),
            actor=actor,
            seconds=seconds,
            seed=seed,
            again=again,
        )
        display = Display(seconds, interruption)
        try:
            with interruption.listening(), display.shown():
                solved = solve_week(tools, request, report=display.report, stopped=interruption)
        except (SolveBusyError, ClaimLostError) as error:
            raise from_text(str(error), ExitCode.STORE) from error
        except SearchFailedError as error:
            if os.environ.get(DEBUG):
                raise
            raise CommandFailure(
                f"het zoeken is voortijdig geëindigd ({str(error).splitlines()[0]}); er is geen plan opgeslagen",
                "Doe het opnieuw, met minder weken of op een machine met meer geheugen.",
                code=ExitCode.UNEXPECTED,
            ) from error
    if not solved.cut.problem.activities:
        raise not_found(f"in de weken vanaf {week} is niets te plannen", "Kies met --from een andere week.")
    _tell(solved, display.stages(), as_json=as_json, interrupted=interruption())


def _refuse_empty(store: Store) -> None:
    """Refuse a store without anything to plan: the protocols ask work of cases, also when none was delivered."""
    from planner.domain.activities import Activity
    from planner.domain.cases import Case

    with store.reading() as books:
        if not any(books.facts.keys(kind) for kind in (Activity, Case)):
            raise not_found("er is nog niets om te plannen", "Lees eerst een levering in met vertrekplanner import.")


def _refuse_past(week: IsoWeek, weeks: int, moment: Minute) -> None:
    from datetime import timedelta

    from planner.domain.civil import day_start
    from planner.domain.spelling import stamp

    if moment >= day_start(week.monday + timedelta(weeks=weeks)):
        raise CommandFailure(
            f"het planmoment {stamp(moment)} ligt na het einde van de periode",
            "Kies met --as-of een eerder moment, of met --from een latere week.",
        )


def _tell(solved: Solved, stages: Sequence[tuple[str, float]], *, as_json: bool, interrupted: bool) -> None:
    from api.cli.progress import stage_table
    from api.cli.summary import as_data, show_summary
    from api.cli.validate import as_rows, tell_issues

    if as_json:
        state = {"plan": solved.plan_id, "planvraag": solved.problem_hash, "hergebruikt": solved.reused}
        spent = {"tijd_per_stap": {stage: round(seconds, 1) for stage, seconds in stages}}
        found = {"kwesties": as_rows(solved.issues)}
        asked = {"gevraagd_door_protocol": sorted(solved.cut.asked)}
        say_json(
            {**state, **spent, "onderbroken": interrupted, **found, **asked, **as_data(solved.cut.problem, solved.plan)}
        )
    else:
        reused = "Niets gewijzigd sinds" if solved.reused else "Opgeslagen als"
        say(f"{reused} plan {solved.plan_id} (planvraag {solved.problem_hash[:12]}).", style="bold")
        show_summary(solved.cut.problem, solved.plan)
        if stages:
            heading("Tijd per stap")
            show(stage_table(stages))
        _tell_asked(solved)
        _tell_skipped(solved)
        tell_issues(solved.issues)
        say(f"Verder: vertrekplanner check --plan {solved.plan_id}, daarna vertrekplanner publish --out MAP.")
    if interrupted:
        note("Onderbroken: dit is het beste tot dat moment; het is bewaard.")
        raise typer.Exit(ExitCode.INTERRUPTED)


def _tell_asked(solved: Solved) -> None:
    """Tell what only the protocols ask for, by step, with how much of it is planned."""
    from collections import Counter

    planned = {appointment.activity for appointment in solved.plan.appointments}
    asked = [activity for activity in solved.cut.problem.activities if activity.key in solved.cut.asked]
    counts = Counter((activity.step, activity.protocol) for activity in asked)
    done = Counter((activity.step, activity.protocol) for activity in asked if activity.key in planned)
    if counts:
        heading("Gevraagd door procesprotocollen, niet aangeleverd")
        rows = [(step, protocol, done[step, protocol], count) for (step, protocol), count in sorted(counts.items())]
        show(table(("Stap", "Protocol", "Gepland", "Gevraagd"), rows, right=(2, 3)))


def _tell_skipped(solved: Solved) -> None:
    from collections import Counter

    causes = Counter(item.because for item in solved.cut.skipped)
    if causes:
        say(f"Buiten deze planvraag gebleven: {counted(sum(causes.values()), 'activiteit', 'activiteiten')}.")
    for because, count in causes.most_common(SHOWN_SKIPPED):
        say(f"  {count} keer: {because}")
