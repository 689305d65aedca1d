"""Scenarios beside what they were split from: figures per plan, what is planned otherwise, what was supposed.

Not allowed here: words for the screen, and saying why something differs.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from planner.domain.activities import ActivityKind
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import LevelValue, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from planner.domain.scenario import Scenario
from planner.ports.search import Judge
from planner.ports.store import Store, Transaction
from planner.usecases.planning.compare_plans import PlanChange, compare_plans

_TRAVEL = RuleId("P13")
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a plan comes to. ``planned`` per kind of activity that is due; ``travel`` in minutes."""

    plan: int
    levels: tuple[LevelValue, ...]
    planned: dict[ActivityKind, int]
    due: dict[ActivityKind, int]
    unplanned: int
    travel: int
    broken: int
    """Hard breaches: what is supposed may break what was planned, until the scenario is solved."""
    people: int
    vehicles: int
    escorts: int
    flights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One scenario beside its base, which stays what it was when the scenario was split off."""

    scenario: Scenario
    base: Figures
    figures: Figures
    changes: tuple[PlanChange, ...]


class Comparing:
    """Compares scenarios; what is said of stored plans never changes and stays at hand."""

    def __init__(self, store: Store, judge: Callable[[], Judge], *, most: int = 16) -> None:
        self._store, self._judge, self._most = store, judge, most
        self._kept: dict[tuple[int, str], Figures] = {}
        self._compared: dict[tuple[int, str, int, str], Compared] = {}

    def of(self, number: int) -> Compared:
        """Return a scenario beside its base; raise StoreError."""
        with self._store.reading() as books:
            scenario = books.scenarios.load(number)
            head, origin = books.drafts.head(scenario.draft), scenario.origin
            sides = (origin.plan, origin.problem_hash, head.plan, head.ground.problem_hash)
            known = self._compared.get(sides)
            if known is not None:
                return replace(known, scenario=scenario)
            problem, plan = books.problems.load(head.ground.problem_hash), books.plans.load(head.plan)
            was = books.plans.load(origin.plan)
            base = self._figures(books, origin.plan, origin.problem_hash, was)
        figures = self._kept.get((head.plan, head.ground.problem_hash)) or self._made(
            head.plan, head.ground.problem_hash, problem, plan
        )
        changes = compare_plans(problem.activities, was.appointments, plan)
        found = Compared(scenario=scenario, base=base, figures=figures, changes=changes)
        self._keep(self._compared, sides, found)
        return found

    def _figures(self, books: Transaction, number: int, problem_hash: str, plan: Plan) -> Figures:
        kept = self._kept.get((number, problem_hash))
        return kept or self._made(number, problem_hash, books.problems.load(problem_hash), plan)

    def _made(self, number: int, problem_hash: str, problem: Problem, plan: Plan) -> Figures:
        found = figures_of(self._judge(), number, problem, plan)
        self._keep(self._kept, (number, problem_hash), found)
        return found

    def _keep(self, kept: dict[K, V], key: K, value: V) -> None:
        while len(kept) >= self._most:
            kept.pop(next(iter(kept)), None)
        kept[key] = value


def figures_of(judge: Judge, number: int, problem: Problem, plan: Plan) -> Figures:
    """Judge a plan by its problem and count what it comes to."""
    breaches = judge.judge(problem, plan)
    bounds = {value.level: value.bound for value in plan.levels}
    levels = tuple(replace(value, bound=bounds.get(value.level)) for value in judge.levels(breaches))
    kinds = {activity.key: activity.kind for activity in problem.activities}
    used: dict[ResourceKind, set[str]] = {}
    for item in plan.appointments:
        for part in item.participations:
            used.setdefault(part.resource.kind, set()).add(part.resource.id)
    return Figures(
        plan=number,
        levels=levels,
        planned=_by_kind(kinds, (item.activity for item in plan.appointments)),
        due=_by_kind(kinds, kinds),
        unplanned=len(plan.unplanned),
        travel=sum(breach.cost for breach in breaches if breach.rule == _TRAVEL),
        broken=sum(breach.level.value == 0 for breach in breaches),
        people=len(used.get(ResourceKind.REGIEVOERDER, ())),
        vehicles=len(used.get(ResourceKind.VEHICLE, ())),
        escorts=len(used.get(ResourceKind.ESCORT, ())),
        flights=len(used.get(ResourceKind.FLIGHT, ())),
    )


def _by_kind(kinds: dict[ActivityKey, ActivityKind], keys: Iterable[ActivityKey]) -> dict[ActivityKind, int]:
    found = Counter(kinds[key] for key in keys if key in kinds)
    return {kind: found[kind] for kind in ActivityKind if kind in set(kinds.values())}
