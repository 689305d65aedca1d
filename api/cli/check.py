"""``check``: judge a plan by the rulebook alone, ours or one that others made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, say, say_json, show
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Database, Json

if TYPE_CHECKING:
    from planner.domain.plan import Breach, LevelValue, Plan
    from planner.domain.problem import Problem
    from planner.usecases.planning.exchange import Exchange

EXAMPLES = """
Voorbeelden:

  vertrekplanner check

  vertrekplanner check --plan 12 --json

  vertrekplanner check --problem P.json --plan Q.json

Afloop: 0 geen harde overtredingen, 1 wel.
"""


def check(
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", help="Nummer van een bewaard plan (anders het nieuwste), of een bestand.", metavar="PLAN"
        ),
    ] = None,
    problem: Annotated[
        Path | None, typer.Option("--problem", help="Uitwisselbestand met de planvraag.", dir_okay=False)
    ] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toets een plan aan het regelboek: elke overtreding per regel."""
    from planner.domain.levels import Level
    from solver.judge import RulebookJudge

    name, question, answer = _from_files(problem, plan) if problem else _from_store(database, plan)
    judge = RulebookJudge()
    breaches = judge.judge(question, answer)
    levels = judge.levels(breaches)
    wrong = _declared_wrong(answer, levels)
    hard = [breach for breach in breaches if breach.level is Level.HARD]
    if as_json:
        say_json({**_as_data(name, judge.rulebook_version, breaches, levels), "kosten_anders_dan_opgegeven": wrong})
    else:
        _tell(name, answer, breaches, levels)
        for line in wrong:
            say(line, style="yellow")
    if hard:
        raise typer.Exit(ExitCode.BREACHES)


def _from_store(database: str, plan: str | None) -> tuple[str, Problem, Plan]:
    from api.composition import opened

    if plan is not None and not plan.isdecimal():
        raise CommandFailure(f"{plan!r} is geen plannummer", "Geef een nummer, of --problem erbij voor een bestand.")
    with opened(database, must_exist=True) as store, store.reading() as books:
        newest = books.plans.newest()
        if newest is None:
            raise not_found("er is nog geen plan", "Bereken er een met vertrekplanner solve.")
        number = int(plan) if plan is not None else newest.id
        if not 1 <= number <= newest.id:
            raise not_found(f"plan {number} bestaat niet", f"Het nieuwste plan is {newest.id}.")
        record = books.plans.record(number)
        return f"plan {number}", books.problems.load(record.problem_hash), books.plans.load(number)


def _from_files(problem: Path, plan: str | None) -> tuple[str, Problem, Plan]:
    asked = read_file(problem)
    answer = asked.plan if plan is None else plan_of(Path(plan))
    if answer is None:
        raise CommandFailure("er is geen plan om te toetsen", "Geef --plan met een bestand waar een plan in staat.")
    return (plan or problem.name), asked.problem, answer


def read_file(path: Path) -> Exchange:
    """Read an exchange file with a problem; raise CommandFailure."""
    from planner.usecases.planning.exchange import ExchangeError, read_exchange

    try:
        return read_exchange(path.read_bytes())
    except ExchangeError as error:
        failure = from_text(str(error), ExitCode.WRONG_INPUT)
        raise CommandFailure(f"{path.name}: {failure.message}", failure.remedy) from error


def plan_of(path: Path) -> Plan | None:
    """Read a plan: an exchange file, or a plan on its own."""
    import orjson

    from planner.codec.canonical import CodecError, from_plain
    from planner.domain.plan import Plan

    data = path.read_bytes()
    try:
        plain = orjson.loads(data)
        if isinstance(plain, dict) and "schema" not in plain:
            return from_plain(plain, Plan)
    except orjson.JSONDecodeError as error:
        raise CommandFailure(f"{path.name} is geen JSON: {error}", "Controleer of het bestand volledig is.") from error
    except CodecError as error:
        raise CommandFailure(f"{path.name} is geen plan: {error}", "Exporteer het opnieuw.") from error
    return read_file(path).plan


def _declared_wrong(plan: Plan, judged: tuple[LevelValue, ...]) -> list[str]:
    """Say where the plan states another cost than the rulebook finds; a plan may also state none."""
    from api.cli.words import LEVELS

    stated = {value.level: value.cost for value in plan.levels}
    return [
        f"{LEVELS[value.level]}: het plan geeft {stated[value.level]} op, het regelboek komt op {value.cost}"
        for value in judged
        if stated.get(value.level, value.cost) != value.cost
    ]


def _tell(name: str, plan: Plan, breaches: tuple[Breach, ...], levels: tuple[LevelValue, ...]) -> None:
    from api.cli.progress import cost_table
    from api.cli.verdict import breach_table
    from planner.domain.levels import Level

    hard = sum(breach.level is Level.HARD for breach in breaches)
    verdict = (
        "geen harde regel overtreden"
        if not hard
        else f"{counted(hard, 'overtreding', 'overtredingen')} van harde regels"
    )
    say(f"{name}: {verdict}. {len(plan.appointments)} gepland, {len(plan.unplanned)} niet.", style="bold")
    if breaches:
        show(breach_table(breaches))
    show(cost_table(levels))


def _as_data(
    name: str, rulebook: str, breaches: tuple[Breach, ...], levels: tuple[LevelValue, ...]
) -> dict[str, object]:
    return {
        "plan": name,
        "regelboek": rulebook,
        "overtredingen": [
            {
                "regel": breach.rule,
                "niveau": int(breach.level),
                "kosten": breach.cost,
                "omdat": breach.because,
                "activiteiten": list(breach.activities),
            }
            for breach in breaches
        ],
        "niveaus": {str(int(value.level)): value.cost for value in levels},
    }
