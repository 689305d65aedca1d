"""Solving a scenario on its own problem; the plan lands in the line of the scenario, never in a real draft.

Not allowed here: how searching works, and how many are solved side by side.
"""

from dataclasses import dataclass, replace

from planner.domain.scenario import Scenario, ScenarioDeed, ScenarioTurn
from planner.domain.steps import StepRefusedError
from planner.ports.search import Report, Search, Stopped
from planner.ports.store import Transaction
from planner.usecases.editing.apply_edit import Editing, Officer
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.scenarios.base import noted, open_scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSolve:
    """Which scenario to solve, how long and for whom."""

    scenario: int
    actor: str
    seconds: float = 60.0
    seed: int = 1


def solve_scenario(editing: Editing, search: Search, asked: ScenarioSolve, *, report: Report, stopped: Stopped) -> int:
    """Solve a scenario and return the number of the plan; raise StepRefusedError when it was changed meanwhile."""
    with editing.store.reading() as books:
        scenario = open_scenario(books, asked.scenario, editing.clock.now())
        head = books.drafts.head(scenario.draft)
        record = books.plans.record(head.plan)
        problem = books.problems.load(head.ground.problem_hash)
    plan = search.solve(problem, seconds=asked.seconds, seed=asked.seed, report=report, stopped=stopped)
    origin = replace(plan.origin, problem_hash=head.ground.problem_hash, seed=asked.seed, seconds=int(asked.seconds))
    now = editing.clock.now()
    with editing.store.transaction() as books:
        standing = _unchanged(books, scenario)
        number = books.plans.add(
            replace(plan, origin=origin),
            problem_hash=head.ground.problem_hash,
            at=now,
            actor=asked.actor,
            fingerprint=f"scenario {scenario.number}",
            release=record.release,
            scenario=scenario.number,
        )
        turn = ScenarioTurn(deed=ScenarioDeed.SOLVED, at=now, actor=asked.actor, note=f"{int(asked.seconds)} s")
        noted(books, standing.after(turn), after=len(standing.turns))
    officer = Officer(actor=asked.actor, seen=head.version, key=f"scenario {scenario.number} plan {number}")
    rebase_solve(editing, scenario.draft, number, officer, begun=head.version)
    return number


def _unchanged(books: Transaction, scenario: Scenario) -> Scenario:
    """Return how it stands now; refuse when it stands on something else than what was solved."""
    now = books.scenarios.load(scenario.number)
    if now.state.closed or now.draft != scenario.draft:
        raise StepRefusedError(
            f"scenario {scenario.number} is intussen gewijzigd; dit plan is niet bewaard", "Bereken het opnieuw."
        )
    return now
