"""``validate``: name bad facts before anything is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import heading, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, not_found
from api.cli.options import DEFAULT_DATABASE, Database, Json, PlanNumber, parse_moment, parse_week

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.issues import Issue
    from planner.domain.problem import Problem
    from planner.store.transactions import SqlStore
    from planner.usecases.planning.cut_problem import Cut

SHOWN = 5
EXAMPLES = """
Voorbeelden:

  vertrekplanner validate --from 2026-W48 --as-of 2026-11-19T16:00

  vertrekplanner validate --plan 12 --json

Zonder --from gaat het over de feiten van het nieuwste plan. Afloop: 0 niets gevonden, 1 wel.
"""


def validate(
    first: Annotated[
        str | None, typer.Option("--from", help="Eerste week, bijvoorbeeld 2026-W48.", metavar="WEEK")
    ] = None,
    weeks: Annotated[int, typer.Option(help="Aantal weken.", min=1, max=8)] = 1,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Planmoment in Nederlandse tijd.", metavar="TIJDSTIP")
    ] = None,
    plan: PlanNumber = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Noem feiten die niet kunnen kloppen, met wat eraan te doen is, voordat er wordt gerekend."""
    from api.composition import opened
    from planner.usecases.validation import validate as issues_of

    if first is not None and plan is not None:
        raise CommandFailure("--from en --plan gaan niet samen", "Kies een week of een bewaard plan.")
    with opened(database, must_exist=True) as store:
        if first is not None:
            cut = _cut(store, first, weeks, as_of)
            issues = (*issues_of(cut.problem), *cut.doubtful)
        else:
            issues = issues_of(_of_plan(store, plan))
    if as_json:
        say_json({"kwesties": as_rows(issues)})
    else:
        tell_issues(issues, most=None)
    if issues:
        raise typer.Exit(ExitCode.BREACHES)


def _cut(store: SqlStore, first: str, weeks: int, as_of: str | None) -> Cut:
    from api.composition import solve_tools
    from planner.usecases.planning.cut_problem import CutRequest, cut_problem
    from planner.usecases.planning.planning_moment import planning_moment

    week, tools = parse_week(first), solve_tools(store)
    moment = parse_moment(as_of) if as_of else planning_moment(week, tools.clock)
    with store.reading() as books:
        return cut_problem(books, tools.travel, CutRequest(first=week, weeks=weeks, as_of=moment))


def _of_plan(store: SqlStore, plan: int | None) -> Problem:
    with store.reading() as books:
        newest = books.plans.newest()
        if newest is None:
            raise not_found("er is nog geen plan", "Geef met --from een week op.")
        if plan is not None and plan > newest.id:
            raise not_found(f"plan {plan} bestaat niet", f"Het nieuwste plan is {newest.id}.")
        record = newest if plan is None else books.plans.record(plan)
        return books.problems.load(record.problem_hash)


def as_rows(issues: Sequence[Issue]) -> list[dict[str, str | None]]:
    """Return issues as data."""
    return [
        {
            "code": issue.code,
            "tabel": issue.table,
            "rij": issue.subject,
            "activiteit": issue.activity,
            "wat": issue.what,
            "wat_te_doen": issue.remedy,
        }
        for issue in issues
    ]


def tell_issues(issues: Sequence[Issue], *, most: int | None = SHOWN) -> None:
    """Show issues, the first so many or all."""
    if not issues:
        if most is None:
            say("Geen kwesties gevonden in de feiten.", style="bold")
        return
    shown = issues if most is None else issues[:most]
    heading(f"Kwesties in de feiten: {len(issues)}")
    show(
        table(
            ("Tabel", "Rij", "Wat er mis is", "Wat te doen"),
            ((issue.table, issue.subject, issue.what, issue.remedy) for issue in shown),
        )
    )
    if len(shown) < len(issues):
        say(f"En nog {len(issues) - len(shown)}: vertrekplanner validate toont ze alle.")
