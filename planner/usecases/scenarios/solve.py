"""Solving a scenario on its own problem; the plan lands in the line of the scenario, never in a real draft.

Not allowed here: how searching works, and how many are solved side by side.
"""

from dataclasses import dataclass, replace

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario, ScenarioDeed, ScenarioTurn
from planner.domain.steps import StepRefusedError
from planner.ports.editing import Head
from planner.ports.search import Report, Search, Stopped
from planner.ports.store import Claim, Transaction
from planner.usecases.editing.apply_edit import Editing, Officer
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.planning.claiming import Claiming, claimed, keeping_alive, refuse_lost
from planner.usecases.scenarios.base import Tools, claim_name, open_scenario, turned

_BUSY = "dit scenario wordt al berekend door {}\nWacht tot die klaar is, of stop die berekening eerst."


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSolve:
    """Which scenario to solve, how long and for whom."""

    scenario: int
    actor: str
    seconds: float = 60.0
    seed: int = 1


def solve_scenario(tools: Tools, search: Search, asked: ScenarioSolve, *, report: Report, stopped: Stopped) -> int:
    """Solve a scenario and return the number of the plan; nobody else solves or changes it meanwhile.

    Raise SolveBusyError when another does already, ClaimLostError when another took over, StepRefusedError when the
    scenario is closed or was changed meanwhile.
    """
    claiming = Claiming(store=tools.store, clock=tools.clock, worker=tools.worker)
    with claimed(claiming, claim_name(asked.scenario), asked.seconds, busy=_BUSY) as claim:
        with tools.store.reading() as books:
            scenario = open_scenario(books, asked.scenario, tools.clock.now())
            head = books.drafts.head(scenario.draft)
            problem = books.problems.load(head.ground.problem_hash)
        alive = keeping_alive(claiming, claim, report)
        plan = search.solve(problem, seconds=asked.seconds, seed=asked.seed, report=alive, stopped=stopped)
        origin = replace(
            plan.origin, problem_hash=head.ground.problem_hash, seed=asked.seed, seconds=int(asked.seconds)
        )
        number = _stored(tools, asked, scenario, head, replace(plan, origin=origin), claim)
        officer = Officer(actor=asked.actor, seen=head.version, key=f"scenario {scenario.number} plan {number}")
        editing = Editing(store=tools.store, clock=tools.clock, heads=tools.heads)
        rebase_solve(editing, scenario.draft, number, officer, begun=head.version)
        note = f"plan {number}, {int(asked.seconds)} s"
        turned(
            tools.store,
            scenario.number,
            ScenarioTurn(deed=ScenarioDeed.SOLVED, at=tools.clock.now(), actor=asked.actor, note=note),
        )
    return number


def _stored(tools: Tools, asked: ScenarioSolve, scenario: Scenario, head: Head, plan: Plan, claim: Claim) -> int:
    with tools.store.transaction() as books:
        refuse_lost(books, claim)
        _refuse_changed(books, scenario)
        return books.plans.add(
            plan,
            problem_hash=head.ground.problem_hash,
            at=tools.clock.now(),
            actor=asked.actor,
            fingerprint=f"scenario {scenario.number}",
            release=books.plans.record(head.plan).release,
            scenario=scenario.number,
        )


def _refuse_changed(books: Transaction, scenario: Scenario) -> None:
    """Refuse when it stands on something else than what was solved."""
    now = books.scenarios.load(scenario.number)
    if now.state.closed or now.draft != scenario.draft:
        raise StepRefusedError(
            f"scenario {scenario.number} is intussen gewijzigd; dit plan is niet bewaard", "Bereken het opnieuw."
        )
