"""Breaks by examples worked out by hand, and every schedule against a check that knows nothing of how it was made."""

import numpy as np
import pytest

from planner.domain.day_travel import DayTravel
from solver.kernel.breaks import Break, breaks_in
from solver.kernel.evaluate import Schedule, Violation, Word, evaluate
from solver.kernel.problem import NONE, RouteProblem
from solver.kernel.search import Budget, search
from solver.kernel.vocabulary import Vocabulary
from tests.solver.kernel.problems import line, random_problem, random_route

DEPOT, NEAR, FAR_OFF = 0, 1, 2


def rides(*, closes: int = 2_000, limit: int = 100, rest: int = 30) -> Vocabulary:
    """Rides from NEAR (40 from the depot) to FAR_OFF (40 further), stops of 10 minutes, open all day."""
    words = Vocabulary(line(0, 40, 80), grid=1)
    route = words.route(DEPOT, DEPOT)
    words.calendar(route, 0, closes)
    words.break_after(route, limit, rest)
    for _ in range(2):
        words.pair((NEAR, 10), (FAR_OFF, 10), penalty=1_000)
    return words


def outcome(words: Vocabulary, *route: int) -> tuple[tuple[int, ...], tuple[Break, ...]] | Word:
    """Return the starts and breaks of the only route, or the first word it breaks."""
    found = evaluate(words.build(), [route])
    if isinstance(found, Schedule):
        return found.starts[0], found.breaks[0] if found.breaks else ()
    return found[0].word


def test_break_is_taken_at_the_last_moment_that_nobody_is_aboard() -> None:
    # 40 to the pick-up, 40 to the delivery, which ends at 100; the way home, 80, would make 160. So 30 of rest there.
    assert outcome(rides(), 0, 1) == ((40, 90), (Break(100, 130, 1, FAR_OFF),))
    assert outcome(rides(closes=210), 0, 1) != Word.SHIFT
    assert outcome(rides(closes=209), 0, 1) == Word.SHIFT


def test_break_on_reaching_a_stop_is_later_than_on_leaving_the_one_before() -> None:
    # 80 driven when the first delivery ends at 100. 40 back make 120: rest first; then 40 and 40 to the second
    # delivery, which ends at 230; the way home would make 160: rest again.
    expected = ((40, 90, 170, 220), (Break(100, 130, 1, FAR_OFF), Break(230, 260, 3, FAR_OFF)))
    assert outcome(rides(), 0, 1, 2, 3) == expected
    # With 130 the vehicle is back at NEAR after 120 and rests there, before people get in.
    assert outcome(rides(limit=130), 0, 1, 2, 3) == ((40, 90, 170, 220), (Break(140, 170, 1, NEAR),))


def test_waiting_long_enough_with_nobody_aboard_is_a_break() -> None:
    words = rides(limit=120)
    words.time_window(2, 170, 400)  # 40 + 40 + 40 driven; from 140 until 170 the vehicle waits, empty
    assert outcome(words, 0, 1, 2, 3) == ((40, 90, 170, 220), (Break(140, 170, 1, NEAR),))


def test_waiting_with_somebody_aboard_is_no_break() -> None:
    words = rides()
    words.time_window(1, 300, 400)
    assert outcome(words, 0, 1) == ((40, 300), (Break(310, 340, 1, FAR_OFF),))


def test_driving_on_with_people_aboard_for_too_long_is_broken() -> None:
    assert outcome(rides(limit=79), 0, 1) == Word.BREAK  # the way home alone is 80
    # Rest at NEAR; then 40 with the first aboard, who gets out where the second is aboard already, and 80 home.
    words = rides(limit=110)
    words.pair((FAR_OFF, 10), (DEPOT, 10), penalty=1_000)
    assert evaluate(words.build(), [(0, 4, 1, 5)]) == (Violation(Word.BREAK, 0, 2),)


def test_break_makes_a_window_impossible() -> None:
    words = rides()
    words.time_window(2, 0, 169)  # 170 with the break, 140 without
    assert outcome(words, 0, 1, 2, 3) == Word.BREAK


def test_breaks_in_knows_when_starts_leave_no_room_for_one() -> None:
    problem = rides().build()
    assert breaks_in(problem, 0, (0, 1, 2, 3), (40, 90, 169, 219)) is None
    assert breaks_in(problem, 0, (0, 1, 2, 3), (40, 90, 170, 220)) is not None


def test_driving_counts_by_the_clock_when_traffic_is_slow() -> None:
    words = rides(limit=170)
    words.day_travel(DayTravel(since=(90,), percents=(100, 110)))
    # 80 driven by 90; the way home takes 88 now, together 168.
    assert outcome(words, 0, 1) == ((40, 90), ())
    words.break_after(0, 167, 30)
    assert outcome(words, 0, 1) == ((40, 90), (Break(100, 130, 1, FAR_OFF),))


def drives_legally(problem: RouteProblem, k: int, route: list[int], found: Schedule) -> bool:
    """Check a schedule leg by leg: each break fits between, nobody is aboard, and driving between them is limited."""
    limit, rest = problem.break_rule(k)
    pending = list(found.breaks[k]) if found.breaks else []
    time, place, behind, driven, aboard = int(problem.routes.opens[k]), int(problem.routes.start_place[k]), NONE, 0, 0
    for stop in (*route, NONE):
        there = int(problem.routes.end_place[k] if stop == NONE else problem.stops.place[stop])
        due = int(problem.routes.closes[k]) if stop == NONE else found.starts[k][route.index(stop)]
        if pending and pending[0].after == behind and pending[0].place == place and pending[0].start == time:
            assert not aboard
            time, driven = pending.pop(0).end, 0
        arrive = problem.day_travel.arrival(time, int(problem.travel[place, there]))
        driven += arrive - time
        if driven > limit or arrive > due:
            return False
        if pending and pending[0].after == behind and pending[0].place == there and pending[0].start == arrive:
            assert not aboard
            assert pending[0].end - arrive >= rest
            assert pending.pop(0).end <= due
            driven = 0
        if stop != NONE:
            time, place, behind = due + int(problem.stops.service[stop]), there, stop
            aboard += -1 if stop in problem.requests.delivery else int(_delivery(problem, stop) != NONE)
    return not pending


def _delivery(problem: RouteProblem, stop: int) -> int:
    return int(problem.requests.delivery[problem.request_of_stop()[stop]])


@pytest.mark.parametrize("seed", range(30))
def test_every_schedule_of_random_routes_has_breaks_that_hold(seed: int) -> None:
    problem, draw = (
        random_problem(seed, requests=8, routes=1, breaks=True, traffic=seed % 2 > 0),
        np.random.default_rng(seed),
    )
    for _ in range(60):
        route = random_route(problem, draw, 4)
        found = evaluate(problem, [route])
        if isinstance(found, Schedule):
            assert drives_legally(problem, 0, route, found)


def test_random_routes_need_breaks_often_enough_to_tell() -> None:
    needed = 0
    for seed in range(30):
        problem, draw = random_problem(seed, requests=8, routes=1, breaks=True), np.random.default_rng(seed)
        for _ in range(60):
            found = evaluate(problem, [random_route(problem, draw, 4)])
            needed += isinstance(found, Schedule) and bool(found.breaks)
    assert needed > 50


@pytest.mark.parametrize("seed", range(6))
def test_search_with_breaks_and_traffic_returns_what_is_allowed(seed: int) -> None:
    problem = random_problem(seed, requests=30, routes=6, breaks=True, traffic=True)
    found = search(problem, Budget(iterations=300), seed=seed)
    assert evaluate(problem, found.routes) == found.schedule
    assert len(found.schedule.absent) < 25
