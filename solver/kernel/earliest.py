"""The earliest starts of one route: part of the specification, in plain loops.

Slow and readable on purpose. Nothing is searched here, and loads are not looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from solver.kernel.breaks import change_aboard
from solver.kernel.problem import FAR, MORE_ROUNDS, NONE, Ints, RouteProblem
from solver.kernel.violation import Word

Route = Sequence[int]
"""Stops in order of time."""


def earliest_starts(
    problem: RouteProblem, number: int, route: Route, earliest: Ints | None = None
) -> tuple[tuple[int, ...], Word | None, int]:
    """Return the least starts that keep order, windows, grid, breaks and ride limits; and the word that forbids it.

    With a word comes the place in the route where it shows. Windows, order and ride limits all have the form "this
    start is at least that start plus minutes", so pushing starts up until nothing moves gives the earliest schedule
    there is. A start pushed past its latest proves there is none, and so does one that still moves after as many rounds
    as there are stops: it would move for ever. (In traffic, a ride can become shorter by leaving later; then starts
    creep up, and are given more rounds.) Breaks are taken as late as can be (``_Walk``): the schedule is then the
    earliest of those that take them so. ``earliest`` stands for that of the stops where other routes are waited for.
    """
    pair = _pairs(problem, route)
    since = problem.stops.earliest if earliest is None else earliest
    starts = [_on_grid(int(since[stop]), problem.grid) for stop in route]
    limit, rest = problem.break_rule(number)
    more = 0 if problem.day_travel.constant and not rest else MORE_ROUNDS
    for _ in range(len(route) + 1 + more):
        walk = _Walk(problem, number, route, starts, limit, rest)
        word, index = walk.run()
        if word is not None:
            return tuple(starts), _blame(problem, number, route, word, since), index
        if not _raise_for_ride_limits(problem, pair, starts, route):
            return tuple(starts), None, NONE
    return tuple(starts), Word.RIDE_LIMIT, 0


@dataclass(slots=True)
class _Walk:
    """Pushes starts up along a route, from one stop to the next.

    A break is put in when the next drive would pass the limit: at the last moment before it at which nobody was
    aboard, either on reaching a stop or on leaving one. Waiting that is long enough, with nobody aboard, is a break.
    """

    problem: RouteProblem
    number: int
    route: Route
    starts: list[int]
    limit: int
    rest: int
    index: int = 0
    leave: int = 0
    place: int = 0
    driven: int = 0
    aboard: int = 0
    before: tuple[int, int] | None = None
    """The stop before which a break could be put in, and when it is reached."""
    behind: int = NONE
    """The stop behind which a break could be put in: later than ``before``."""
    arrive: int = field(default=0)

    def run(self) -> tuple[Word | None, int]:
        """Push the starts up; return what forbids it, and the place in the route where that shows."""
        self.leave, self.place = (
            int(self.problem.routes.opens[self.number]),
            int(self.problem.routes.start_place[self.number]),
        )
        while self.route:
            last = self.index == len(self.route)
            there = (
                self.problem.routes.end_place[self.number] if last else self.problem.stops.place[self.route[self.index]]
            )
            self.arrive = self.problem.day_travel.arrival(self.leave, int(self.problem.travel[self.place, there]))
            if self.driven + self.arrive - self.leave > self.limit:
                if self.behind == NONE and self.before is None:
                    return Word.BREAK, min(self.index, len(self.route) - 1)
                if self.behind != NONE:
                    self._leave(self.behind, self.rest)
                    continue
                self._go_back()
            elif last:
                return (
                    (Word.SHIFT, self.index - 1)
                    if self.arrive > self.problem.routes.closes[self.number]
                    else (None, NONE)
                )
            else:
                self.driven += self.arrive - self.leave
            if not self._serve():
                return Word.TIME_WINDOW, self.index
            self._leave(self.index, 0)
        return None, NONE

    def _go_back(self) -> None:
        """Go back to the stop before which a break is put in."""
        if self.before is None:
            raise ValueError("there is no stop to go back to")
        self.index, self.arrive = self.before
        self.starts[self.index] = max(self.starts[self.index], _on_grid(self.arrive + self.rest, self.problem.grid))
        self.aboard = 0

    def _serve(self) -> bool:
        """Start the stop that is reached; return whether that is in time."""
        start = _on_grid(max(self.starts[self.index], self.arrive), self.problem.grid)
        self.starts[self.index] = start
        if not self.aboard:
            self.before, self.behind = (self.index, self.arrive), NONE
            if self.rest and start - self.arrive >= self.rest:
                self.driven, self.before = 0, None
        self.aboard += change_aboard(self.problem, self.route[self.index])
        return start <= int(self.problem.stops.latest[self.route[self.index]])

    def _leave(self, index: int, rest: int) -> None:
        """Leave a stop after its service and so many minutes of rest."""
        stop = self.route[index]
        self.leave = self.starts[index] + int(self.problem.stops.service[stop]) + rest
        self.place, self.index = int(self.problem.stops.place[stop]), index + 1
        if rest:
            self.driven, self.aboard, self.before, self.behind = 0, 0, None, NONE
        elif not self.aboard:
            self.behind = index


def _raise_for_ride_limits(
    problem: RouteProblem, pair: Sequence[tuple[int, int]], starts: list[int], route: Route
) -> bool:
    """Start pick-ups later where persons would sit in the vehicle for too long; return whether any moved."""
    moved = False
    for first, last in pair:
        ride = int(problem.requests.ride[int((problem.requests.pickup == route[first]).argmax())])
        latest = starts[last] - ride - int(problem.stops.service[route[first]])
        needed = _on_grid(latest, problem.grid)
        if needed > starts[first]:
            starts[first], moved = needed, True
    return moved


def _pairs(problem: RouteProblem, route: Route) -> list[tuple[int, int]]:
    """Return the places in the route of each pick-up with its delivery, in order of the deliveries."""
    where = {stop: index for index, stop in enumerate(route)}
    mate = {
        int(last): int(first) for first, last in zip(problem.requests.pickup, problem.requests.delivery, strict=True)
    }
    return [(where[mate[stop]], index) for index, stop in enumerate(route) if stop in mate and mate[stop] in where]


def _blame(problem: RouteProblem, number: int, route: Route, word: Word, since: Ints) -> Word:
    """Say whether a start past its latest comes from the windows alone, from the breaks, or from the ride limits."""
    if word is not Word.TIME_WINDOW:
        return word
    for blamed, limit, rest in ((Word.TIME_WINDOW, FAR, 0), (Word.BREAK, *problem.break_rule(number))):
        starts = [_on_grid(int(since[stop]), problem.grid) for stop in route]
        if _Walk(problem, number, route, starts, limit, rest).run()[0] is Word.TIME_WINDOW:
            return blamed
    return Word.RIDE_LIMIT


def _on_grid(minute: int, grid: int) -> int:
    """Round up to the grid of absolute time."""
    return -(-minute // grid) * grid
