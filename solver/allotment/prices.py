"""What room is worth, from a linear programme: the prices of rows, a bound, and options by reduced cost.

Not allowed here: choosing.
"""

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver.python import model_builder as lp

from solver.allotment.problem import Allotment, Floats, Ints


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of each row (0 or above), the reduced cost of each option, and how much it is taken, 0 to 1.

    ``bound`` is what no choice is below, as far as floating point goes; None when time was too short.
    """

    rows: Floats
    reduced: Floats
    taken: Floats
    bound: float | None


def priced(problem: Allotment, seconds: float) -> Prices:
    """Return the prices; those of an empty programme when time is too short for it."""
    options = len(problem.cost)
    found = _solved(problem, seconds) if options else None
    if found is None:
        return Prices(np.zeros(len(problem.limit)), problem.cost.astype(np.float64), np.zeros(options), None)
    duals, taken, bound = found
    sums = np.concatenate(([0.0], np.cumsum(duals[problem.row] * problem.amount)))
    reduced = problem.cost + sums[problem.use_at[1:]] - sums[problem.use_at[:-1]]
    return Prices(duals, reduced.astype(np.float64), taken, bound)


def _solved(problem: Allotment, seconds: float) -> tuple[Floats, Floats, float] | None:
    """Return the price of each row, how much each option is taken, and what that costs; None without an optimum."""
    model = lp.Model()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
    shares = [model.new_num_var(0.0, 1.0, "") for _ in range(len(problem.cost))]
    terms: list[tuple[list[lp.Variable], list[float]]] = [([], []) for _ in range(len(problem.limit))]
    for option, share in enumerate(shares):
        for use in range(int(problem.use_at[option]), int(problem.use_at[option + 1])):
            found = terms[int(problem.row[use])]
            found[0].append(share)
            found[1].append(float(problem.amount[use]))
    objective = (list(shares), problem.cost.astype(float).tolist())
    for group in range(len(problem.absent)):
        mine = shares[int(problem.option_at[group]) : int(problem.option_at[group + 1])]
        left = model.new_num_var(0.0, 1.0, "")
        objective[0].append(left)
        objective[1].append(float(problem.absent[group]))
        model.add(lp.LinearExpr.sum([*mine, left]) == 1)
    rows = []
    for (over, amounts), limit, price in zip(terms, problem.limit.tolist(), problem.price.tolist(), strict=True):
        if price:
            over.append(model.new_num_var(0.0, np.inf, ""))
            amounts.append(-1.0)
            objective[0].append(over[-1])
            objective[1].append(float(price))
        # what is too full already cannot be asked to become less full
        room = float(max(limit, 0))
        expression = lp.LinearExpr.weighted_sum(over, amounts)
        rows.append(model.add_linear_constraint(expression, ub=room) if over else None)
    model.minimize(lp.LinearExpr.weighted_sum(*objective))
    solver = lp.Solver("GLOP")
    solver.set_time_limit_in_seconds(seconds)
    if solver.solve(model) != lp.SolveStatus.OPTIMAL:
        return None
    duals = [0.0 if row is None else max(0.0, -solver.dual_value(row)) for row in rows]
    taken = [float(solver.value(share)) for share in shares]
    return np.array(duals, np.float64), np.array(taken, np.float64), float(solver.objective_value)


def nearest(problem: Allotment, prices: Prices, most: int) -> tuple[Ints, Ints]:
    """Return the options of each group in order of reduced cost, no more than ``most``, and where each begins."""
    found: list[int] = []
    begins = [0]
    for group in range(len(problem.absent)):
        first, last = int(problem.option_at[group]), int(problem.option_at[group + 1])
        order = np.argsort(prices.reduced[first:last] - 1e-6 * prices.taken[first:last], kind="stable")[:most]
        found += (order + first).tolist()
        begins.append(len(found))
    return np.array(found, np.int64), np.array(begins, np.int64)
