"""Later pick-ups, worked out by hand."""

import numpy as np
import pytest

from solver.kernel.evaluate import Schedule, evaluate
from solver.kernel.polish import later_pickups
from solver.kernel.search import Budget, search
from solver.kernel.vocabulary import Vocabulary
from tests.solver.kernel.problems import line, random_problem


def test_later_pickups_wait_for_the_delivery_instead_of_the_persons() -> None:
    words = Vocabulary(line(0, 20, 60), grid=5)
    words.calendar(words.route(0, 0), 480, 1020)
    for _ in range(2):
        request = words.pair((1, 10), (2, 10), penalty=1)
        words.time_window(words.stops_of(request)[1], 700, 800)
    problem = words.build()
    found = evaluate(problem, [(0, 2, 1, 3)])
    assert isinstance(found, Schedule)
    assert found.starts == ((500, 510, 700, 710),)
    # 700 less 40 driving and 10 for the stop is 650; the pick-up before it ends there.
    assert later_pickups(problem, [(0, 2, 1, 3)], found.starts) == [[640, 650, 700, 710]]


def test_later_pickups_stay_inside_their_own_window_and_on_the_grid() -> None:
    words = Vocabulary(line(0, 20, 63), grid=5)
    words.calendar(words.route(0, 0), 480, 1020)
    words.pair((1, 10), (2, 10), penalty=1)
    words.time_window(1, 700, 800)
    assert later_pickups(words.build(), [(0, 1)], [[500, 700]]) == [[645, 700]]  # 647 is not on the grid
    words.time_window(0, 480, 561)
    assert later_pickups(words.build(), [(0, 1)], [[500, 700]]) == [[560, 700]]


def test_later_pickups_leave_visits_as_early_as_they_were() -> None:
    words = Vocabulary(line(0, 20), grid=5)
    words.calendar(words.route(0, 0), 480, 1020)
    words.visit(1, 10, penalty=1)
    words.visit(1, 10, penalty=1)
    assert later_pickups(words.build(), [(0, 1)], [[500, 900]]) == [[500, 900]]


@pytest.mark.parametrize("seed", range(10))
def test_later_pickups_keep_every_window_order_and_ride_limit(seed: int) -> None:
    problem = random_problem(seed, requests=20, routes=4)
    found = search(problem, Budget(iterations=100), seed=seed)
    for k, (route, starts) in enumerate(
        zip(found.routes, later_pickups(problem, found.routes, found.schedule.starts), strict=True)
    ):
        time, place = problem.routes.opens[k], problem.routes.start_place[k]
        for stop, start in zip(route, starts, strict=True):
            assert start >= time + problem.travel[place, problem.stops.place[stop]]
            assert problem.stops.earliest[stop] <= start <= problem.stops.latest[stop]
            time, place = start + problem.stops.service[stop], problem.stops.place[stop]
        at = dict(zip(route, starts, strict=True))
        for pickup, delivery, ride in zip(
            problem.requests.pickup, problem.requests.delivery, problem.requests.ride, strict=True
        ):
            if delivery in at:
                assert at[delivery] - at[pickup] - problem.stops.service[pickup] <= ride
    assert np.concatenate([np.array(s, np.int64) for s in found.schedule.starts]).size > 0


def test_patient_delivery_moves_as_late_as_its_window_the_way_home_and_the_ride_allow() -> None:
    words = Vocabulary(line(0, 20, 60), grid=5)
    words.calendar(words.route(0, 0), 480, 1020)
    words.pair((1, 10), (2, 10), penalty=1)
    words.time_window(0, 480, 900)
    words.time_window(1, 700, 1200)
    problem = words.build()
    # Home at 1020: 60 minutes driving and 10 for the stop before that. The pick-up waits for it.
    assert later_pickups(problem, [(0, 1)], [[500, 700]], patient={1}) == [[900, 950]]
    words.time_window(1, 700, 800)
    assert later_pickups(words.build(), [(0, 1)], [[500, 700]], patient={1}) == [[750, 800]]
    words.ride_limit(0, 250)
    assert later_pickups(words.build(), [(0, 1)], [[500, 700]], patient={1}) == [[710, 760]]
