"""Running the period of a plan through many times: what it comes to when bookings fall out as the model says.

Not allowed here: changing the plan. The same plan, problem and seed give the same figures.
"""

import numpy as np

from planner.domain.cancellation import CancellationModel
from planner.domain.civil import day_of
from planner.domain.failing import FailStage
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.simulation import SimulationResult
from solver.duty import persons_of
from solver.failing import with_rides
from solver.known import Known
from solver.robustness.counts import escort_hours, seats, spread, trips
from solver.robustness.draws import REASONS, draw
from solver.robustness.situations import leaving
from solver.robustness.standby_demand import standby_needs

RUNS = 1000
BROUGHT_BACK = (FailStage.HAND_OVER, FailStage.GATE, FailStage.CAPTAIN)
"""Stages after which the person must be brought back; at the pick-up nobody left yet."""


def simulate(plan: Plan, problem: Problem, runs: int = RUNS, seed: int = 1) -> SimulationResult:
    """Return what becomes of the departures in the scope of a problem, over many runs."""
    known = Known(problem).assigned(plan.assignments)
    departures = leaving(known, plan.appointments, problem.scope)
    carriers = tuple(sorted(known.carriers))
    model = CancellationModel.of(known.settings, day_of(problem.recorded_at), carriers)
    draws = draw(model, departures, runs, seed)
    appointments = {appointment.activity: appointment for appointment in plan.appointments}
    rides = {item.departure.key: item for item in with_rides(known, appointments)}
    rides_used, minutes_used = trips(known, plan.appointments, departures, draws)
    persons = np.array([persons_of(d.departure) * (d.departure.key in rides) for d in departures], float)
    return SimulationResult(
        runs=runs,
        seed=seed,
        planned=len(departures),
        realised=spread((~draws.cancelled).sum(axis=1).astype(float)),
        seats=seats(known, departures, draws),
        escort_hours=escort_hours(known, departures, draws, rides),
        rides=rides_used,
        ride_minutes=minutes_used,
        reasons=tuple(
            (reason, spread((draws.cancelled & (draws.reason == i)).sum(axis=1).astype(float)))
            for i, reason in enumerate(REASONS)
        ),
        stages=tuple((stage, spread(draws.fails_at(stage) @ persons)) for stage in BROUGHT_BACK),
        standby=standby_needs(known, plan.fallbacks, departures, rides, draws, problem.scope),
    )
