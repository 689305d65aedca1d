"""Plain CP-SAT and the routing library of OR-Tools on a home health care instance, to compare with. No other search."""

from collections.abc import Callable, Mapping
from itertools import permutations
from typing import Protocol

from ortools.constraint_solver import pywrapcp, routing_enums_pb2  # type: ignore[import-untyped]
from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver, IntVar

from benchmarks.hhcrsp_instance import OFFICE, SCALE, Instance, Plan, plan_of

WORKERS = 2
MOST_PATIENTS = 100
"""With more the model of CP-SAT has millions of arcs, and finds nothing."""
LAST = 3_000 * SCALE
"""Later than any visit of a plan that is any good."""


class _Assignment(Protocol):
    """What is used of a solution of OR-Tools."""

    def Value(self, variable: object) -> int:  # noqa: N802 - its name there
        """Return the value of a variable."""


class _Numbers:
    """An instance in whole numbers: visits, their places, lengths, windows, ties and who may make them."""

    def __init__(self, instance: Instance) -> None:
        visits = instance.visits()
        patients = [instance.patients[p] for p, _ in visits]
        services = [patient.services[s] for patient, (_, s) in zip(patients, visits, strict=True)]
        self.count, self.carers = len(visits), len(instance.abilities)
        self.place = [p + 1 for p, _ in visits]
        self.opens = [round(patient.opens * SCALE) for patient in patients]
        self.due = [round(patient.due * SCALE) for patient in patients]
        self.minutes = [round(minutes * SCALE) for _, minutes in services]
        self.able = [[k for k, able in enumerate(instance.abilities.values()) if name in able] for name, _ in services]
        self.travel = [[round(distance * SCALE) for distance in row] for row in instance.distances]
        self.ties = [
            (v - 1, v, round(patients[v].least * SCALE), round(patients[v].most * SCALE))
            for v, (_, service) in enumerate(visits)
            if service == 1
        ]


def with_cp_sat(instance: Instance, seconds: float) -> Plan:
    """Return the plan that CP-SAT finds with a circuit for each caregiver; an empty one when it finds none."""
    n, model = _Numbers(instance), CpModel()
    if len(instance.patients) > MOST_PATIENTS:
        return {}
    start = [model.new_int_var(n.opens[v], LAST, "") for v in range(n.count)]
    late = [model.new_int_var(0, LAST, "") for _ in range(n.count)]
    worst = model.new_int_var(0, LAST, "")
    arcs = [_circuit(model, n, k, start) for k in range(n.carers)]
    for v in range(n.count):
        model.add_exactly_one(lit for row in arcs for (_, to), lit in row.items() if to == v)
        model.add(late[v] >= start[v] - n.due[v])
        model.add(worst >= late[v])
    for first, second, least, most in n.ties:
        model.add_linear_constraint(start[second] - start[first], least, most)
        for row in arcs:
            model.add_at_most_one(lit for (_, to), lit in row.items() if to in {first, second})
    ways = [(n.travel[_at(n, a)][_at(n, b)], lit) for row in arcs for (a, b), lit in row.items()]
    model.minimize(sum(length * lit for length, lit in ways) + sum(late) + worst)
    solver = CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    if solver.solve(model) not in (OPTIMAL, FEASIBLE):
        return {}
    follow = [{a: b for (a, b), lit in row.items() if solver.boolean_value(lit)} for row in arcs]
    routes = [_walked(n.count, behind) for behind in follow]
    return plan_of(instance, routes, [[solver.value(start[v]) for v in route] for route in routes])


def _circuit(model: CpModel, n: _Numbers, k: int, start: list[IntVar]) -> dict[tuple[int, int], IntVar]:
    """Say the route of one caregiver; return whether it goes from one visit to another (``n.count``: the office)."""
    mine = [v for v in range(n.count) if k in n.able[v]]
    arcs = {(a, b): model.new_bool_var("") for a, b in permutations([*mine, n.count], 2)}
    alone = [(v, v, model.new_bool_var("")) for v in [*mine, n.count]]
    model.add_circuit([*((a, b, lit) for (a, b), lit in arcs.items()), *alone])
    for (a, b), lit in arcs.items():
        if b != n.count:
            free = 0 if a == n.count else start[a] + n.minutes[a]
            model.add(start[b] >= free + n.travel[_at(n, a)][_at(n, b)]).only_enforce_if(lit)
    return arcs


def _at(n: _Numbers, visit: int) -> int:
    return OFFICE if visit == n.count else n.place[visit]


def _walked(office: int, behind: Mapping[int, int]) -> list[int]:
    route, visit = [], behind.get(office, office)
    while visit != office:
        route.append(visit)
        visit = behind[visit]
    return route


def with_routing(instance: Instance, seconds: float) -> Plan:
    """Return the plan that the routing library finds; an empty one when it finds none.

    It has no word for the largest lateness, so that only its travel and total lateness are little.
    """
    n = _Numbers(instance)
    manager = pywrapcp.RoutingIndexManager(n.count + 1, n.carers, n.count)
    model = pywrapcp.RoutingModel(manager)
    lasting: list[int] = [*n.minutes, 0]

    def way(a: int, b: int) -> int:
        return n.travel[_at(n, manager.IndexToNode(a))][_at(n, manager.IndexToNode(b))]

    def way_and_work(a: int, b: int) -> int:
        work: int = lasting[manager.IndexToNode(a)]
        return work + way(a, b)

    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitCallback(way))
    model.AddDimension(model.RegisterTransitCallback(way_and_work), LAST, LAST, False, "time")  # noqa: FBT003
    clock, solver = model.GetDimensionOrDie("time"), model.solver()
    index = [manager.NodeToIndex(v) for v in range(n.count)]
    for v in range(n.count):
        clock.CumulVar(index[v]).SetMin(n.opens[v])
        clock.SetCumulVarSoftUpperBound(index[v], n.due[v], 1)
        model.VehicleVar(index[v]).SetValues(n.able[v])
        model.AddVariableMinimizedByFinalizer(clock.CumulVar(index[v]))
    for first, second, least, most in n.ties:
        one, other = clock.CumulVar(index[first]), clock.CumulVar(index[second])
        solver.Add(other >= one + least)
        solver.Add(other <= one + most)
        solver.Add(model.VehicleVar(index[first]) != model.VehicleVar(index[second]))
    settings = pywrapcp.DefaultRoutingSearchParameters()
    settings.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    settings.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    settings.time_limit.FromMilliseconds(int(1000 * seconds))
    found: _Assignment | None = model.SolveWithParameters(settings)
    if found is None:
        return {}
    routes: list[list[int]] = []
    for k in range(n.carers):
        routes.append([])
        at = found.Value(model.NextVar(model.Start(k)))
        while not model.IsEnd(at):
            routes[k].append(manager.IndexToNode(at))
            at = found.Value(model.NextVar(at))
    return plan_of(instance, routes, [[found.Value(clock.CumulVar(index[v])) for v in row] for row in routes])


RIVALS: Mapping[str, Callable[[Instance, float], Plan]] = {"cp-sat": with_cp_sat, "ortools routing": with_routing}
