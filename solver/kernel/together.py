"""Ties between routes and what lateness costs: part of the specification, in plain loops.

Slow and readable on purpose. Nothing is searched here.
"""

from collections.abc import Iterator, Mapping, Sequence

from solver.kernel.earliest import Route, earliest_starts
from solver.kernel.problem import MORE_ROUNDS, Ints, RouteProblem
from solver.kernel.violation import Violation, Word


def ties_apart(problem: RouteProblem, home: Mapping[int, int]) -> Iterator[Violation]:
    """Yield the ties of which one half is missing, or both are on one route; ``home`` is the route of each stop."""
    owner = problem.request_of_stop()
    for first, second, _, _ in rows_of(problem):
        places = [(home[stop], stop) for stop in (first, second) if stop in home]
        if len(places) == 1 or (places and places[0][0] == places[-1][0]):
            yield Violation(Word.TIE, places[0][0], int(owner[places[0][1]]))


def raised_by_ties(problem: RouteProblem, routes: Sequence[Route]) -> tuple[Ints, Violation | None]:
    """Return since when each stop may start as far as ties are concerned, or the tie that can never be kept.

    The starts are the least fixed point of the order of the routes and the ties: each tie says of both its halves
    "this start is at least that start plus minutes". A start that still moves after as many rounds as there are halves
    would move for ever: the routes wait for each other in a circle. A route that is wrong by itself ends it at once.
    """
    earliest = problem.stops.earliest.copy()
    home = {int(stop): number for number, route in enumerate(routes) for stop in route}
    made = [row for row in rows_of(problem) if row[0] in home and row[1] in home]
    kept = [row for row in made if home[row[0]] != home[row[1]]]
    starts: dict[int, int] = {}
    moved = {home[stop] for row in kept for stop in row[:2]}
    raised: list[tuple[int, int]] = []
    for _ in range(2 * len(kept) + 2 + MORE_ROUNDS):
        for number in sorted(moved):
            timed, word, _ = earliest_starts(problem, number, routes[number], earliest)
            if word is not None:
                return earliest, None
            starts.update(zip(map(int, routes[number]), timed, strict=True))
        raised = [(late, needed) for row in kept for late, needed in _needed(row, starts)]
        for stop, needed in raised:
            earliest[stop] = max(int(earliest[stop]), needed)
        moved = {home[stop] for stop, _ in raised}
        if not raised:
            return earliest, None
    stop = raised[0][0]
    return earliest, Violation(Word.TIE, home[stop], int(problem.request_of_stop()[stop]))


def lateness_cost(problem: RouteProblem, routes: Sequence[Route], starts: Sequence[Sequence[int]]) -> int:
    """Return what it costs that stops start after they are due, and what the largest lateness costs besides."""
    total, worst, stops = 0, 0, problem.stops
    if not len(stops.due):
        return 0
    for stop, start in (pair for row in zip(routes, starts, strict=True) for pair in zip(*row, strict=True)):
        late = start - int(stops.due[stop])
        total += late * int(stops.price[stop]) if late > 0 else 0
        worst = max(worst, late)
    return total + worst * problem.worst_price


def rows_of(problem: RouteProblem) -> list[tuple[int, int, int, int]]:
    """Return the ties one by one: first stop, second stop, least, most."""
    ties = problem.ties
    columns = (column.tolist() for column in (ties.first, ties.second, ties.least, ties.most))
    return list(zip(*columns, strict=True))


def _needed(tie: tuple[int, int, int, int], starts: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the half of a tie that starts too early for the other, and when it may start at the earliest."""
    first, second, least, most = tie
    for early, other, gap in ((second, first, least), (first, second, -most)):
        if starts[other] + gap > starts[early]:
            yield early, starts[other] + gap
