"""One day's transport planned by others too: the same route problem, the same seconds, the same checker.

Two days that others can say: ``flat``, without peak hours and breaks, which OR-Tools can say in full; and ``simple``,
which PyVRP can say as well. On each the product's kernel searches the very problem its rivals get. Every answer goes
through the kernel's specification (``evaluate``), which counts what is served and what it costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from benchmarks.day_problem import stand_ins
from benchmarks.rival_ortools import OrToolsRoutes
from benchmarks.rival_pyvrp import expressible, solve_with_pyvrp
from planner.domain.day_travel import DayTravel
from planner.domain.problem import Problem
from planner.domain.time import Interval
from solver.kernel.evaluate import Schedule, evaluate
from solver.kernel.problem import RouteProblem
from solver.kernel.search import Budget, search
from solver.known import Known
from solver.transport import connected
from solver.transport_chains import chained
from solver.transport_orders import sort_moves
from solver.transport_problem import transport_problem

OURS = "Vertrekplanner"
Routes = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one planner made of one day: travel minutes and vehicle costs of what it serves."""

    day: str
    who: str
    requests: int
    served: int
    cost: int
    vehicles: int
    valid: bool
    routes: list[list[int]]

    @property
    def ours(self) -> bool:
        """Whether it is the product's."""
        return self.who == OURS

    def row(self) -> dict[str, object]:
        """Return the figures without the routes."""
        return {name: value for name, value in asdict(self).items() if name != "routes"}


def compare(problem: Problem, day: Interval, seconds: float, seed: int) -> list[Entry]:
    """Let everyone plan the day, one after the other."""
    flat = flat_day(whole_day(problem, day))
    simple = expressible(flat)
    runs: tuple[tuple[str, str, RouteProblem, Callable[[], Routes]], ...] = (
        ("flat", OURS, flat, lambda: search(flat, Budget(seconds=seconds), seed=seed).routes),
        ("flat", "OR-Tools", flat, lambda: OrToolsRoutes(flat).solve(seconds)),
        ("simple", OURS, simple, lambda: search(simple, Budget(seconds=seconds), seed=seed).routes),
        ("simple", "OR-Tools", simple, lambda: OrToolsRoutes(simple).solve(seconds)),
        ("simple", "PyVRP", simple, lambda: solve_with_pyvrp(simple, seconds, seed)),
    )
    return [_entry(name, who, asked, solve()) for name, who, asked, solve in runs]


def whole_day(problem: Problem, day: Interval) -> RouteProblem:
    """Return the day as the product's stage says it, without what no vehicle could serve."""
    known = Known(problem)
    moves = chained(known, sort_moves(known, stand_ins(problem), day))
    groups, _ = connected(known, moves.orders, moves.fixed)
    orders = [order for group in groups for order in group.orders]
    shifts = [shift for group in groups for shift in group.shifts]
    return transport_problem(known, orders, (), shifts).routes


def flat_day(problem: RouteProblem) -> RouteProblem:
    """Return the day with the roads alike at every hour, and without breaks."""
    without = np.zeros(0, np.int64)
    return replace(problem, day_travel=DayTravel(), routes=replace(problem.routes, driving=without, rest=without))


def _entry(day: str, who: str, problem: RouteProblem, routes: Routes) -> Entry:
    found = evaluate(problem, routes)
    absent = found.absent if isinstance(found, Schedule) else range(problem.request_count)
    missing = int(problem.requests.penalty[list(absent)].sum())
    return Entry(
        day=day,
        who=who,
        requests=problem.request_count,
        served=problem.request_count - len(absent),
        cost=found.cost - missing if isinstance(found, Schedule) else 0,
        vehicles=sum(len(route) > 0 for route in routes),
        valid=isinstance(found, Schedule),
        routes=[[int(stop) for stop in route] for route in routes],
    )


def table(entries: Sequence[Entry]) -> str:
    """Return the entries as a table."""
    head = f"{'day':<8} {'who':<16} {'served':>12} {'cost':>8} {'shifts':>7}  valid"
    rows = (
        f"{e.day:<8} {e.who:<16} {f'{e.served} of {e.requests}':>12} {e.cost:>8} {e.vehicles:>7}  {e.valid}"
        for e in entries
    )
    return "\n".join((head, *rows))
