"""``simulate``: run a plan's period through many times and say what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import heading, say, say_json, show, table
from api.cli.options import DEFAULT_DATABASE, Database, Json, PlanNumber
from planner.domain.civil import to_utc
from planner.domain.spelling import number, stamp

if TYPE_CHECKING:
    from planner.domain.simulation import SimulationResult, Spread, Used
    from planner.domain.time import Interval

EXAMPLES = """
Voorbeelden:

  vertrekplanner simulate

  vertrekplanner simulate --plan 12 --runs 5000 --seed 2

  vertrekplanner simulate --json
"""


def simulate(
    plan: PlanNumber = None,
    runs: Annotated[int, typer.Option(help="Hoe vaak de periode wordt doorgespeeld.", min=100, max=100_000)] = 1000,
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde cijfers.", min=0)] = 1,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Speel de periode vaak door en toon wat overblijft als boekingen uitvallen zoals verwacht."""
    from api.composition import opened
    from planner.usecases.planning.current_plan import stored_plan
    from solver.robustness.simulation import simulate as run

    with opened(database, must_exist=True) as store, store.reading() as books:
        found = stored_plan(books, plan)
    result, period = run(found.plan, found.problem, runs, seed), found.problem.scope
    if as_json:
        say_json({"plan": found.number, "periode": _period_data(period), **as_data(result)})
        return
    say(f"Plan {found.number}, {runs} keer doorgespeeld", style="bold")
    say(f"De aantallen gaan over vertrekken {period_words(period)}.")
    show_simulation(result)


def period_words(period: Interval) -> str:
    """Return ``van ma 23 nov 2026 00:00 tot ma 30 nov 2026 00:00``."""
    start = f"vanaf {stamp(period.start)}"
    return start if period.end is None else f"van {stamp(period.start)} tot {stamp(period.end)}"


def show_simulation(result: SimulationResult) -> None:
    """Print the figures, each with the bounds of nine runs in ten."""
    from api.pages.robustness import spread_words, usage_rows
    from api.pages.robustness_words import REASONS, STAGES

    say(f"Vertrekken: {result.planned} gepland, {spread_words(result.realised)} gaan door (9 van de 10 keer).")
    columns = ("Wat", "Gepland", "Gebruikt", "Vergeefs", "Op tijd vrij")
    show(table(columns, usage_rows(result), right=(1, 2, 3, 4)))
    heading("Waarom vertrekken uitvallen (verwacht aantal)")
    show(table(("Reden", "Verwacht"), ((REASONS[r], spread_words(s)) for r, s in result.reasons), right=(1,)))
    heading("Terug te brengen personen")
    show(table(("Waar het misgaat", "Verwacht"), ((STAGES[s], spread_words(n)) for s, n in result.stages), right=(1,)))
    if result.standby:
        heading("Reservevoertuigen tegelijk nodig, per depot")
        standby = [(need.depot, need.needed, need.there, number(need.mean)) for need in result.standby]
        show(table(("Depot", "Nodig", "Aanwezig", "Ritten verwacht"), standby, right=(1, 2, 3)))


def as_data(result: SimulationResult) -> dict[str, object]:
    """Return the same for a script."""
    from api.pages.robustness_words import KINDS

    return {
        "keren": result.runs,
        "zaad": result.seed,
        "vertrekken": {"gepland": result.planned, "gaat_door": _data(result.realised)},
        "gebruik": {field: _used_data(getattr(result, field)) for field, _ in KINDS},
        "redenen": {reason.value: _data(spread) for reason, spread in result.reasons},
        "terug": {stage.value: _data(spread) for stage, spread in result.stages},
        "reserve": [
            {"depot": need.depot, "nodig": need.needed, "aanwezig": need.there, "ritten": need.mean}
            for need in result.standby
        ],
    }


def _period_data(period: Interval) -> dict[str, str | None]:
    return {
        "van": to_utc(period.start).isoformat(),
        "tot": None if period.end is None else to_utc(period.end).isoformat(),
    }


def _data(spread: Spread) -> dict[str, float]:
    return {"gemiddeld": spread.mean, "van": spread.low, "tot": spread.high}


def _used_data(used: Used) -> dict[str, object]:
    return {
        "gepland": used.planned,
        "gebruikt": _data(used.used),
        "vergeefs": _data(used.in_vain),
        "vrij": _data(used.freed),
    }
