"""The memory of a problem with ties or prices of lateness: that of any problem, with a row more for each node.

Not allowed here: compiled code, and choices.
"""

import numpy as np

from solver.kernel import memory as at
from solver.kernel.prepare import prepare, stop_handle
from solver.kernel.problem import FAR, NONE, Ints, RouteProblem, RouteProblemError
from solver.kernel.together import rows_of

APART_IN_TIME = 0.5
"""What a minute between two earliest starts counts, against a minute of travel, when nearness in time is measured."""
MOST_RAISES = 2_000
"""A trial that moves starts more often than this is given up."""
HOT, COLD = 4.0, 0.008
"""Temperatures at the first and the last iteration, as shares of the mean travel between stops."""


def prepare_tied(problem: RouteProblem, seed: int = 0) -> Ints:
    """Return the memory; raise RouteProblemError for what a problem with ties cannot have as yet."""
    _refuse_what_is_not_known(problem)
    plain = prepare(problem, seed)
    nodes = problem.stop_count + problem.route_count
    parts = [plain]

    def add(rows: Ints) -> int:
        begin = sum(len(part) for part in parts)
        parts.append(np.ascontiguousarray(rows, np.int64).ravel())
        return begin

    plain[at.TIED] = add(_rows(problem, plain)) - plain[at.FIRST_NODE]
    plain[at.DEPOTS] = stop_handle(plain, problem.stop_count)
    plain[at.WORST_PRICE] = problem.worst_price
    plain[at.RAISED_LIST] = add(np.zeros(nodes, np.int64))
    plain[at.STACK] = add(np.zeros(2 * (MOST_RAISES + nodes + 4), np.int64))
    plain[at.SHORTLIST] = add(np.zeros(2 * nodes * at.SHORT_WIDTH, np.int64))
    near, keys = _near(problem, int(plain[at.NEAR_WIDTH])), _keys(problem)
    plain[at.NEAR_IN_TIME] = add(near * plain[at.NODE_WIDTH] + plain[at.FIRST_NODE])
    plain[at.KEYS], plain[at.KEY_COUNT] = add(keys), len(keys)
    return np.concatenate(parts)


def cooling_tied(problem: RouteProblem) -> tuple[float, float]:
    """Return the first and the last temperature: how much worse a plan may be to be kept one time in e."""
    place = problem.stops.place
    mean = max(1.0, float(problem.travel[place][:, place].mean())) if len(place) else 1.0
    return HOT * mean, COLD * mean


def _refuse_what_is_not_known(problem: RouteProblem) -> None:
    breaks = any(problem.break_rule(k)[1] for k in range(problem.route_count))
    if (problem.requests.delivery != NONE).any() or breaks or not problem.day_travel.constant:
        raise RouteProblemError(
            "ties and lateness are searched for visits only, without breaks or traffic\n"
            "Leave them out, or state the pick-ups and deliveries as a problem of their own."
        )


def _rows(problem: RouteProblem, plain: Ints) -> Ints:
    """Return the row of each node's tie."""
    stops, width, grid = problem.stop_count, int(plain[at.NODE_WIDTH]), problem.grid
    rows = np.zeros((stops + problem.route_count, width), np.int64)
    rows[:, at.MATE], rows[:, at.DUE] = NONE, FAR
    if len(problem.stops.due):
        rows[:stops, at.DUE], rows[:stops, at.PRICE] = problem.stops.due, problem.stops.price
    for first, second, least, most in rows_of(problem):
        rows[first, at.MATE], rows[second, at.MATE] = stop_handle(plain, second), stop_handle(plain, first)
        rows[second, at.GAP], rows[first, at.GAP] = -(-least // grid) * grid, -(most // grid) * grid
    return rows


def _near(problem: RouteProblem, width: int) -> Ints:
    """Return for each stop the others that are close in place and in earliest start, nearest first."""
    stops = problem.stops
    apart = problem.travel[stops.place][:, stops.place].astype(np.float64)
    apart += APART_IN_TIME * np.abs(stops.earliest[:, None] - stops.earliest[None, :])
    near: Ints = np.argsort(apart, axis=1, kind="stable")[:, :width].astype(np.int64)
    return near


def _keys(problem: RouteProblem) -> Ints:
    """Return the orders in which requests are put back, smallest first, one row per order."""
    stops, first = problem.stops, problem.requests.pickup
    due = stops.due[first] if len(stops.due) else stops.latest[first]
    home = problem.travel[problem.routes.start_place].min(axis=0, initial=at.NOWHERE)[stops.place[first]]
    tied = np.isin(first, np.concatenate((problem.ties.first, problem.ties.second)))
    rows = (due, home, -home, problem.eligible.sum(axis=0), np.where(tied, due - FAR, due))
    keys: Ints = np.stack(rows).astype(np.int64)
    return keys
