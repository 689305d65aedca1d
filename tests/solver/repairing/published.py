"""A small week that was published, and looks at what repairs made of it. Not allowed here: what is expected."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.disruption import FactStep
from planner.domain.draft_line import State, ordered, stepped
from planner.domain.editing import Ground
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Plan
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.ports.repairing import Repair
from solver.judge import RulebookJudge
from solver.repairing.repairer import RuleRepairer, RuleRepairers

GROUND = Ground(problem_hash="", solved=0)


class Published:
    """A week whose plan is published as it is, and a repairer of it."""

    def __init__(self, problem: Problem, plan: Plan, now: Minute | None = None) -> None:
        plan = ordered(plan)
        moment = problem.recorded_at if now is None else now
        self.problem = replace(problem, baseline=plan.appointments, recorded_at=moment)
        self.state = State(plan, GROUND, plan)
        self.repairer: RuleRepairer = RuleRepairers().make(self.problem, self.state)
        self.was = {appointment.activity: appointment for appointment in plan.appointments}

    def after(self, repair: Repair) -> State:
        """Return the version once the facts are so and the repair is applied."""
        return stepped(self.state, repair.deal, GROUND, repair.levels, self.state.reference)

    def now(self, repair: Repair) -> dict[ActivityKey, Appointment]:
        """Return where everything stands after a repair."""
        return {a.activity: a for a in self.after(repair).plan.appointments}

    def hard(self, steps: Sequence[FactStep], repair: Repair) -> list[Breach]:
        """Return the hard breaches after a repair that the week did not have, by the whole rulebook."""
        before = {(b.rule, b.activities, b.resource) for b in RulebookJudge().judge(self.problem, self.state.plan)}
        state = self.after(repair)
        judged = RulebookJudge().judge(state.problem(self.repairer.after(steps)), state.plan)
        fresh = (b for b in judged if b.level is Level.HARD)
        return [b for b in fresh if (b.rule, b.activities, b.resource) not in before]

    def moved(self, repair: Repair) -> set[ActivityKey]:
        """Return what stood and stands otherwise after a repair."""
        now = self.now(repair)
        return {key for key, was in self.was.items() if now.get(key) != was}


def new(*facts: Fact) -> tuple[FactStep, ...]:
    """Return that facts are new."""
    return tuple(FactStep(before=None, after=fact) for fact in facts)


def gone(*facts: Fact) -> tuple[FactStep, ...]:
    """Return that facts hold no more."""
    return tuple(FactStep(before=fact, after=None) for fact in facts)
