"""Plain CP-SAT and HiGHS on a generalised assignment instance, as one model each, to compare with. No other search."""

from collections.abc import Callable, Mapping

import highspy
import numpy as np
from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver, LinearExpr

from benchmarks.gap_instance import Instance

WORKERS = 2


def with_cp_sat(instance: Instance, seconds: float) -> list[int]:
    """Return the agent of each job that CP-SAT finds; -1 everywhere when it finds nothing."""
    model = CpModel()
    agents, jobs = range(len(instance.capacity)), range(instance.jobs)
    given = [[model.new_bool_var("") for _ in jobs] for _ in agents]
    for job in jobs:
        model.add_exactly_one(row[job] for row in given)
    for agent in agents:
        model.add(LinearExpr.weighted_sum(given[agent], instance.weight[agent]) <= instance.capacity[agent])
    model.minimize(sum(LinearExpr.weighted_sum(given[agent], instance.cost[agent]) for agent in agents))
    solver = CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    if solver.solve(model) not in (OPTIMAL, FEASIBLE):
        return [-1] * instance.jobs
    return [next(agent for agent in agents if solver.boolean_value(given[agent][job])) for job in jobs]


def with_highs(instance: Instance, seconds: float) -> list[int]:
    """Return the agent of each job that HiGHS finds; -1 everywhere when it finds nothing."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the library's own order of arguments
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", WORKERS)
    agents, jobs = range(len(instance.capacity)), range(instance.jobs)
    columns = len(agents) * instance.jobs
    solver.addVars(columns, np.zeros(columns), np.ones(columns))
    costs = np.array(instance.cost, float).ravel()
    numbers = np.arange(columns, dtype=np.int32)
    solver.changeColsCost(columns, numbers, costs)
    solver.changeColsIntegrality(columns, numbers, np.array([highspy.HighsVarType.kInteger] * columns))
    for job in jobs:
        solver.addRow(1.0, 1.0, len(agents), numbers[job :: instance.jobs], np.ones(len(agents)))
    for agent in agents:
        mine = numbers[agent * instance.jobs : (agent + 1) * instance.jobs]
        weights = np.array(instance.weight[agent], float)
        solver.addRow(-highspy.kHighsInf, float(instance.capacity[agent]), instance.jobs, mine, weights)
    solver.run()
    values = np.array(solver.getSolution().col_value)
    if len(values) != columns or values.sum() < instance.jobs / 2:
        return [-1] * instance.jobs
    return [int(agent) for agent in values.reshape(len(agents), instance.jobs).argmax(axis=0)]


RIVALS: Mapping[str, Callable[[Instance, float], list[int]]] = {"cp-sat": with_cp_sat, "highs": with_highs}
