"""The search against every plan there is, and what a caller may count on."""

import time

import numpy as np
import pytest

from solver.kernel.evaluate import Schedule, evaluate
from solver.kernel.problem import RouteProblem, RouteProblemError
from solver.kernel.search import Budget, Reached, search
from solver.kernel.vocabulary import Vocabulary
from tests.solver.kernel.problems import all_plans, line, random_problem


def best_cost(problem: RouteProblem) -> int:
    """Return the least cost of all plans, by trying every one of them."""
    found = (evaluate(problem, plan) for plan in all_plans(problem))
    return min(schedule.cost for schedule in found if isinstance(schedule, Schedule))


@pytest.mark.parametrize("seed", range(40))
def test_search_reaches_the_best_of_all_plans_of_two_requests(seed: int) -> None:
    problem = random_problem(seed, requests=2, routes=2)
    assert search(problem, Budget(iterations=500), seed=seed).schedule.cost == best_cost(problem)


@pytest.mark.parametrize("seed", range(8))
def test_search_reaches_the_best_of_all_plans_of_three_requests(seed: int) -> None:
    problem = random_problem(seed + 100, requests=3, routes=2)
    assert search(problem, Budget(iterations=500), seed=seed).schedule.cost == best_cost(problem)


@pytest.mark.parametrize("seed", range(20))
def test_search_reaches_the_best_of_all_plans_in_traffic(seed: int) -> None:
    problem = random_problem(seed, requests=2, routes=2, traffic=True)
    assert search(problem, Budget(iterations=500), seed=seed).schedule.cost == best_cost(problem)


@pytest.mark.parametrize("seed", range(20))
def test_search_reaches_the_best_of_all_plans_with_breaks(seed: int) -> None:
    problem = random_problem(seed, requests=2, routes=2, breaks=True)
    assert search(problem, Budget(iterations=500), seed=seed).schedule.cost == best_cost(problem)


def test_search_result_is_what_evaluate_says() -> None:
    problem = random_problem(7, requests=30, routes=6)
    found = search(problem, Budget(iterations=300), seed=1)
    assert evaluate(problem, found.routes) == found.schedule
    assert found.finished
    assert found.iterations == 300


def test_search_repeats_for_a_seed_whatever_the_chunks() -> None:
    problem = random_problem(8, requests=40, routes=6)
    first = search(problem, Budget(iterations=400), seed=3)
    slowed = search(problem, Budget(iterations=400), seed=3, report=lambda _: time.sleep(0.01))
    assert slowed == first


def test_search_takes_another_way_for_another_seed() -> None:
    problem = random_problem(8, requests=40, routes=6)
    routes = {search(problem, Budget(iterations=5), seed=seed).routes for seed in range(4)}
    assert len(routes) > 1


def test_search_improves_with_more_iterations() -> None:
    problem = random_problem(9, requests=40, routes=6)
    costs = [search(problem, Budget(iterations=count), seed=1).schedule.cost for count in (1, 500)]
    assert costs[1] < costs[0]


def test_search_stops_when_told_and_still_returns_an_allowed_plan() -> None:
    problem = random_problem(10, requests=40, routes=6)
    told: list[Reached] = []
    found = search(problem, Budget(iterations=10**6), seed=1, report=told.append, stopped=lambda: len(told) >= 2)
    assert len(told) == 2
    assert (found.iterations, found.finished) == (told[-1].iterations, False)
    assert evaluate(problem, found.routes) == found.schedule


def test_search_stopped_at_once_still_places_what_fits() -> None:
    problem = random_problem(10, requests=40, routes=6)
    found = search(problem, Budget(iterations=10), seed=1, stopped=lambda: True)
    assert found.iterations == 0
    assert 0 < len(found.schedule.absent) < 40


def test_search_ends_at_its_seconds() -> None:
    problem = random_problem(10, requests=40, routes=6)
    assert not search(problem, Budget(iterations=10**9, seconds=0.2), seed=1).finished


def test_search_keeps_a_good_start() -> None:
    problem = random_problem(11, requests=30, routes=5)
    good = search(problem, Budget(iterations=1500), seed=1)
    again = search(problem, Budget(iterations=0), seed=2, warm=good.routes)
    assert again.routes == good.routes


def test_search_drops_from_a_start_what_may_not_be_there() -> None:
    words = _two_trips()
    words.skill(0, {1})
    found = search(words.build(), Budget(iterations=0), seed=1, warm=[(0, 1, 2, 3), ()])
    assert found.routes == ((2, 3), (0, 1))


def test_search_never_moves_what_is_fixed() -> None:
    for seed in range(10):
        words = _two_trips()
        words.fixed(0, 1, (300, 400))
        found = search(words.build(), Budget(iterations=200), seed=seed)
        starts = dict(zip(found.routes[1], found.schedule.starts[1], strict=True))
        assert (starts[0], starts[1]) == (300, 400)


def test_search_refuses_fixed_requests_that_do_not_go_together() -> None:
    words = _two_trips()
    words.fixed(0, 1, (300, 400))
    words.fixed(1, 1, (310, 500))  # pick-up 0 lasts until 310, and the next place is 20 minutes away
    with pytest.raises(RouteProblemError, match="route 1"):
        search(words.build(), Budget(iterations=1), seed=1)


def test_search_leaves_out_the_cheapest_when_one_must_stay() -> None:
    words = Vocabulary(line(0, 60), grid=5)
    route = words.route(0, 0)
    words.calendar(route, 0, 200)  # 60 there + 60 back + two stops of 10: time for one trip only
    for penalty in (1_000, 3_000, 2_000):
        words.pair((0, 10), (1, 10), penalty=penalty)
    words.capacity(route, 0, 1)
    for request in range(3):
        words.load(request, 0, 1)
    found = search(words.build(), Budget(iterations=100), seed=1)
    assert (found.schedule.absent, found.schedule.cost) == ((0, 2), 3_000 + 120)


def test_search_plans_the_day_of_a_person_who_visits() -> None:
    """A regievoerder's day: two sites, conversations of 60 minutes on quarters, a break, working hours."""
    words = Vocabulary(line(0, 30, 75), grid=15)
    day = words.route(0, 0)
    words.calendar(day, 480, 1020)
    for place, earliest, latest in ((1, 480, 1000), (2, 600, 660), (1, 480, 1000), (2, 480, 1000)):
        visit = words.visit(place, 60, penalty=1000)
        words.time_window(words.stops_of(visit)[0], earliest, latest)
        words.load(visit, 0, 1)
    lunch = words.visit(2, 30, penalty=1000)
    words.fixed(lunch, day, (720,))
    words.capacity(day, 0, 1)
    found = search(words.build(), Budget(iterations=300), seed=1)
    # Out by place 1 and back: 75 minutes each way is the least travel, so both sites are visited in one go.
    assert (found.schedule.absent, found.schedule.cost) == ((), 150)
    assert all(start % 15 == 0 for start in found.schedule.starts[0])
    assert dict(zip(found.routes[0], found.schedule.starts[0], strict=True))[4] == 720


def test_search_plans_the_days_of_people_with_different_skills() -> None:
    """Two regievoerders, an hour each per conversation on quarters, a lunch break each, and who may do what.

    Both live at place 0; site 1 is 30 minutes away, site 2 is 45 minutes from there. Working 9-17, lunch at 12:30.
    """
    words = Vocabulary(line(0, 30, 75), grid=15)
    days = [words.route(0, 0) for _ in range(2)]
    for day in days:
        words.calendar(day, 540, 1020)
        words.capacity(day, 0, 1)
    families, anyone, detention = {days[0]}, set(days), {days[1]}
    wanted = ((1, families), (1, families), (1, anyone), (2, detention), (2, detention), (2, anyone))
    visits = [words.visit(place, 60, penalty=1_000) for place, _ in wanted]
    for visit, (_, able) in zip(visits, wanted, strict=True):
        words.skill(visit, able)
        words.load(visit, 0, 1)
    words.time_window(words.stops_of(visits[0])[0], 540, 600)  # the first family is there until 11:00
    words.time_window(words.stops_of(visits[3])[0], 840, 900)
    lunches = [words.visit(place, 30, penalty=0) for place in (1, 2)]
    for lunch, day in zip(lunches, days, strict=True):
        words.fixed(lunch, day, (750,))

    found = search(words.build(), Budget(iterations=500), seed=1)

    # One works at site 1 all day (60 minutes of travel), the other at site 2 (150).
    assert (found.schedule.absent, found.schedule.cost) == ((), 60 + 150)
    start = {stop: at for k in days for stop, at in zip(found.routes[k], found.schedule.starts[k], strict=True)}
    assert set(found.routes[days[0]]) == {visits[0], visits[1], visits[2], lunches[0]}
    assert start[visits[0]] <= 600
    assert 840 <= start[visits[3]] <= 900
    assert (start[lunches[0]], start[lunches[1]]) == (750, 750)
    assert all(at % 15 == 0 for at in start.values())


def test_search_of_nothing_returns_empty_routes() -> None:
    words = Vocabulary(np.zeros((1, 1), np.int64), grid=5)
    words.route(0, 0)
    assert search(words.build(), Budget(iterations=5), seed=1).routes == ((),)


def _two_trips() -> Vocabulary:
    """Two requests along one road, two vehicles with all the time there is."""
    words = Vocabulary(line(0, 20, 60), grid=5)
    for _ in range(2):
        words.calendar(words.route(0, 0), 0, 1440)
    words.pair((0, 10), (1, 10), penalty=1000)
    words.pair((1, 10), (2, 10), penalty=1000)
    return words
