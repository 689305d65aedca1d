"""Small problems in which routes wait for each other, drawn at random from a seed. No test stands here."""

import numpy as np

from solver.kernel.problem import RouteProblem
from solver.kernel.vocabulary import Vocabulary


def random_tied_problem(
    seed: int, *, pairs: int, alone: int, routes: int, grid: int = 1, windows: bool = True
) -> RouteProblem:
    """Return visits in pairs and alone, with skills, due moments at a price and now and then a hard end."""
    draw = np.random.default_rng(seed)
    xy = draw.integers(0, 40, (7, 2))
    travel = np.ceil(np.hypot(*(xy[:, None, :] - xy[None, :, :]).transpose(2, 0, 1))).astype(np.int64)
    words = Vocabulary(travel, grid=grid)
    for _ in range(routes):
        route = words.route(int(draw.integers(7)), int(draw.integers(7)), cost=int(draw.integers(10)))
        words.calendar(route, 0, 2_000 if draw.random() < 0.5 else 300)
    for _ in range(pairs):
        apart = sorted(grid * int(steps) for steps in draw.integers(-20 // grid, 60 // grid, 2))
        if draw.random() < 0.4:
            apart = [0, 0]
        first, second = (_visit(draw, words, routes, windows=windows) for _ in range(2))
        words.together(first, second, *apart)
    for _ in range(alone):
        _visit(draw, words, routes, windows=windows)
    words.worst_lateness(int(draw.integers(3)))
    return words.build()


def _visit(draw: np.random.Generator, words: Vocabulary, routes: int, *, windows: bool) -> int:
    visit = words.visit(int(draw.integers(7)), int(draw.integers(0, 20)), penalty=1_000)
    (stop,) = words.stops_of(visit)
    opens = int(draw.integers(0, 120))
    words.time_window(stop, opens, opens + (150 if windows and draw.random() < 0.3 else 5_000))
    words.due(stop, opens + int(draw.integers(5, 60)), int(draw.integers(1, 4)))
    if draw.random() < 0.5:
        words.skill(visit, set(draw.choice(routes, size=1 + int(draw.integers(routes))).tolist()))
    if draw.random() < 0.2:
        words.preference(visit, int(draw.integers(routes)), int(draw.integers(15)))
    return visit


def random_plan(problem: RouteProblem, draw: np.random.Generator) -> list[list[int]]:
    """Return all visits on random routes that may make them, in random order."""
    plan: list[list[int]] = [[] for _ in range(problem.route_count)]
    for request in draw.permutation(problem.request_count):
        k = int(draw.choice(np.flatnonzero(problem.eligible[:, request])))
        plan[k].insert(int(draw.integers(len(plan[k]) + 1)), int(problem.requests.pickup[request]))
    return plan
