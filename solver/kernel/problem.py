"""The route problem in arrays: stops, requests, routes and what ties them.

A *route* is one resource during one stretch of work: a vehicle and its shift, or a person's day. A *request*
is a pick-up and a delivery carried out by one route in that order, or a single visit. Not allowed here: words
of the planning domain (``DayTravel`` is arithmetic), and the search.
"""

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from planner.domain.day_travel import DayTravel

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NONE = -1
"""No stop, no route: a visit has ``delivery == NONE``, a request that nothing fixes ``fixed_route == NONE``."""

FAR = 1 << 40
"""A minute later, and a number larger, than any that is meant."""

MORE_ROUNDS = 200
"""How many rounds more than stops the starts of a route may be pushed up where breaks or traffic make them creep."""


class RouteProblemError(ValueError):
    """The arrays do not describe a route problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """``V`` stops. A stop starts inside ``[earliest, latest]`` on the grid and lasts ``service`` minutes.

    After ``due`` it is late, and each minute costs ``price``; without these two nothing is ever late.
    """

    place: Ints
    earliest: Ints
    latest: Ints
    service: Ints
    due: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    price: Ints = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """``R`` requests.

    ``ride`` is the longest time between the end of the pick-up and the start of the delivery.
    ``load`` (R x D) is aboard from pick-up to delivery; dimension 0 counts persons. ``segment`` is the group
    whose compartments the persons share. ``penalty`` is paid for leaving the request out; a request with a
    ``fixed_route`` is never left out or moved to another route.
    """

    pickup: Ints
    delivery: Ints
    ride: Ints
    load: Ints
    segment: Ints
    penalty: Ints
    fixed_route: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """``K`` routes, each inside ``[opens, closes]`` with travel from ``start_place`` and to ``end_place``.

    ``capacity`` is K x D. ``compartments`` of ``seats_each`` are shared by persons of one segment only; 0
    compartments means the vehicle is not divided. ``cost`` is paid once when the route is used. Between two breaks of
    ``rest`` minutes at most ``driving`` minutes are driven (``breaks``); without these two there are no breaks.
    """

    opens: Ints
    closes: Ints
    start_place: Ints
    end_place: Ints
    capacity: Ints
    compartments: Ints
    seats_each: Ints
    cost: Ints
    driving: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    rest: Ints = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """``T`` pairs of visits by two different routes, both or neither of which are made.

    The stop ``second`` starts at least ``least`` and at most ``most`` minutes after the stop ``first``; with 0 and 0
    both start at the same time. A stop is in one tie at most.
    """

    first: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    second: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    least: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    most: Ints = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteProblem:
    """Stops, requests and routes with what ties them; all times in whole minutes.

    ``travel`` is P x P minutes; ``eligible`` K x R says which route may serve which request; ``conflict``
    R x R (symmetric) which requests are never aboard together; ``assignment_cost`` K x R is added to the cost
    when a route serves a request. Starts are multiples of ``grid``. ``day_travel`` says when a ride takes longer than
    ``travel``; the cost is that of ``travel``. ``ties`` are visits that two routes make at the same time;
    ``worst_price`` is what each minute of the largest lateness in a plan costs.
    """

    stops: Stops
    requests: Requests
    routes: Routes
    travel: Ints
    eligible: Flags
    conflict: Flags
    assignment_cost: Ints
    grid: int = 5
    day_travel: DayTravel = field(default_factory=DayTravel)
    ties: Ties = field(default_factory=Ties)
    worst_price: int = 0

    def __post_init__(self) -> None:
        _lengths_agree(self)
        _references_exist(self)
        _signs_are_right(self)
        _ties_are_right(self)

    @property
    def stop_count(self) -> int:
        """V."""
        return len(self.stops.place)

    @property
    def request_count(self) -> int:
        """R."""
        return len(self.requests.pickup)

    @property
    def route_count(self) -> int:
        """K."""
        return len(self.routes.opens)

    @property
    def dimensions(self) -> int:
        """D."""
        return int(self.requests.load.shape[1])

    @property
    def is_tied(self) -> bool:
        """Whether routes look at each other: by ties, or by what lateness costs."""
        return bool(len(self.ties.first) or len(self.stops.due))

    def break_rule(self, route: int) -> tuple[int, int]:
        """Return the longest driving of a route between breaks, and how long a break is; (FAR, 0) without breaks."""
        return (int(self.routes.driving[route]), int(self.routes.rest[route])) if len(self.routes.driving) else (FAR, 0)

    def stops_of(self, request: int) -> tuple[int, ...]:
        """Return a request's stops in order: pick-up and delivery, or the single visit."""
        pickup, delivery = int(self.requests.pickup[request]), int(self.requests.delivery[request])
        return (pickup,) if delivery == NONE else (pickup, delivery)

    def request_of_stop(self) -> Ints:
        """Return the request each stop belongs to."""
        owner = np.full(self.stop_count, NONE, dtype=np.int64)
        for request in range(self.request_count):
            owner[list(self.stops_of(request))] = request
        return owner


def _lengths_agree(problem: RouteProblem) -> None:
    stops, requests, routes = problem.stop_count, problem.request_count, problem.route_count
    shapes = {"load": (requests, problem.dimensions), "capacity": (routes, problem.dimensions)}
    groups = (
        (problem.stops, stops),
        (problem.requests, requests),
        (problem.routes, routes),
        (problem.ties, len(problem.ties.first)),
    )
    for group, length in groups:
        for item in fields(group):
            shape = getattr(group, item.name).shape
            if not (item.name in {"driving", "rest", "due", "price"} and shape == (0,)):
                _expect_shape(item.name, shape, shapes.get(item.name, (length,)))
    places = int(problem.travel.shape[0])
    _expect_shape("travel", problem.travel.shape, (places, places))
    _expect_shape("eligible", problem.eligible.shape, (routes, requests))
    _expect_shape("conflict", problem.conflict.shape, (requests, requests))
    _expect_shape("assignment_cost", problem.assignment_cost.shape, (routes, requests))


def _expect_shape(name: str, shape: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    if shape != wanted:
        raise RouteProblemError(f"{name} has shape {shape}, not {wanted}\nGive one row per stop, request or route.")


def _references_exist(problem: RouteProblem) -> None:
    places = len(problem.travel)
    for name, values in (
        ("place", problem.stops.place),
        ("start_place", problem.routes.start_place),
        ("end_place", problem.routes.end_place),
    ):
        if np.any((values < 0) | (values >= places)):
            raise RouteProblemError(f"{name} points outside the travel matrix of {places} places\nAdd the place.")
    used = [stop for request in range(problem.request_count) for stop in problem.stops_of(request)]
    if sorted(used) != list(range(problem.stop_count)):
        raise RouteProblemError("stops and requests do not match\nEach stop belongs to exactly one request.")
    fixed = problem.requests.fixed_route
    if np.any((fixed < NONE) | (fixed >= problem.route_count)):
        raise RouteProblemError("fixed_route points to a route that is not there\nUse -1 for a free request.")


def _signs_are_right(problem: RouteProblem) -> None:
    if problem.grid < 1:
        raise RouteProblemError(f"grid is {problem.grid}\nUse at least one minute.")
    for name, values in (
        ("service", problem.stops.service),
        ("load", problem.requests.load),
        ("segment", problem.requests.segment),
        ("travel", problem.travel),
        ("penalty", problem.requests.penalty),
        ("price", problem.stops.price),
        ("worst_price", np.array(problem.worst_price)),
    ):
        if np.any(values < 0):
            raise RouteProblemError(f"{name} holds a negative number\nGive minutes and counts from 0.")
    if np.any(problem.conflict != problem.conflict.T):
        raise RouteProblemError("conflict is not symmetric\nEnter each pair both ways.")


def _ties_are_right(problem: RouteProblem) -> None:
    ties, requests = problem.ties, problem.requests
    tied = [*ties.first.tolist(), *ties.second.tolist()]
    if len(set(tied)) < len(tied):
        raise RouteProblemError("a stop is in two ties\nTie each stop to one other at most.")
    if not set(tied) <= set(requests.pickup[requests.delivery == NONE].tolist()):
        raise RouteProblemError("a tie holds something other than visits\nTie single stops only.")
    if np.any(-(-ties.least // problem.grid) > ties.most // problem.grid):
        raise RouteProblemError("a tie leaves no two starts on the grid\nGive the least time between them first.")
    if len(problem.stops.due) != len(problem.stops.price):
        raise RouteProblemError("due and price do not go together\nGive both for every stop, or neither.")
    fixed = requests.fixed_route[problem.request_of_stop()] != NONE
    if np.any(fixed[ties.first] != fixed[ties.second]):
        raise RouteProblemError("one half of a tie is fixed\nFix both halves or neither.")
