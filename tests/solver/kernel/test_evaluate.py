"""The specification by examples worked out by hand; times in minutes after midnight."""

from solver.kernel.evaluate import Schedule, Violation, Word, evaluate
from solver.kernel.vocabulary import Vocabulary
from tests.solver.kernel.problems import line

DEPOT, PRISON, COURT = 0, 1, 2


def example(*, seats: int = 8, compartments: int = 0, persons: tuple[int, int] = (1, 1)) -> Vocabulary:
    """Two rides from PRISON (20 minutes from the depot) to COURT (60 minutes from it), stops of 10 minutes."""
    words = Vocabulary(line(0, 20, 60), grid=5, dimensions=2)
    route = words.route(DEPOT, DEPOT, cost=30)
    words.calendar(route, 480, 1020)
    words.capacity(route, 0, seats)
    words.capacity(route, 1, 1)
    if compartments:
        words.compartments(route, compartments, seats // compartments)
    for count in persons:
        request = words.pair((PRISON, 10), (COURT, 10), penalty=1000)
        words.load(request, 0, count)
    return words


def words_of(words: Vocabulary, *route: int) -> list[Word]:
    """Return the words one route breaks."""
    found = evaluate(words.build(), [route])
    return [] if isinstance(found, Schedule) else [item.word for item in found]


def test_evaluate_starts_each_stop_as_early_as_the_one_before_allows() -> None:
    # Depot 480, prison 500-510 and 510-520, 40 minutes, court 560-570 and 570-580, depot 640.
    found = evaluate(example().build(), [(0, 2, 1, 3)])
    assert found == Schedule(starts=((500, 510, 560, 570),), absent=(), cost=20 + 40 + 60 + 30)


def test_evaluate_counts_the_penalty_of_absent_requests_and_nothing_for_an_unused_route() -> None:
    assert evaluate(example().build(), [()]) == Schedule(starts=((),), absent=(0, 1), cost=2000)


def test_evaluate_rounds_starts_up_to_the_grid_of_absolute_time() -> None:
    words = Vocabulary(line(0, 22), grid=5)
    words.calendar(words.route(0, 0), 480, 1020)
    words.visit(1, 7, penalty=1)
    words.visit(1, 7, penalty=1)
    found = evaluate(words.build(), [(0, 1)])  # arrives 502 -> 505, ends 512 -> 515
    assert isinstance(found, Schedule)
    assert found.starts == ((505, 515),)


def test_time_window_is_broken_one_minute_late_only() -> None:
    words = example()
    words.time_window(1, 550, 550)  # the court is reached at 550 at the earliest
    assert words_of(words, 0, 1) == []
    words.time_window(1, 545, 549)
    assert words_of(words, 0, 1) == [Word.TIME_WINDOW]


def test_ride_limit_makes_the_pickup_wait_instead_of_the_persons() -> None:
    words = example()
    words.time_window(1, 700, 720)  # the court opens at 700; a pick-up at 500 would mean a ride of 190
    words.ride_limit(0, 60)
    found = evaluate(words.build(), [(0, 1)])
    assert isinstance(found, Schedule)
    assert found.starts == ((630, 700),)  # 700 - 60 - 10


def test_ride_limit_is_broken_when_the_detour_alone_takes_too_long() -> None:
    words = example()
    words.ride_limit(0, 49)
    assert words_of(words, 0, 2, 1, 3) == [Word.RIDE_LIMIT]  # 10 for the second pick-up and 40 driving
    words = example()
    words.ride_limit(0, 50)
    assert words_of(words, 0, 2, 1, 3) == []


def test_ride_limit_is_broken_when_the_pickup_cannot_wait() -> None:
    words = example()
    words.time_window(1, 700, 720)
    words.time_window(0, 480, 625)
    words.ride_limit(0, 60)
    assert words_of(words, 0, 1) == [Word.RIDE_LIMIT]


def test_shift_holds_the_way_back_too() -> None:
    words = example()
    words.calendar(0, 480, 620)  # court 550-560, then 60 minutes
    assert words_of(words, 0, 1) == []
    words.calendar(0, 480, 619)
    assert words_of(words, 0, 1) == [Word.SHIFT]


def test_capacity_counts_persons_aboard_together_only() -> None:
    words = example(seats=3, persons=(2, 2))
    assert words_of(words, 0, 2, 1, 3) == [Word.CAPACITY]
    assert words_of(words, 0, 1, 2, 3) == []


def test_capacity_counts_child_seats_apart_from_persons() -> None:
    words = example()
    words.load(0, 1, 1)
    assert words_of(words, 0, 2, 1, 3) == []
    words.load(1, 1, 1)
    assert words_of(words, 0, 2, 1, 3) == [Word.CAPACITY]


def test_compartments_hold_one_segment_each_rounded_up() -> None:
    # 8 seats in 4 compartments of 2: three men take 2 compartments, three women 2, a fourth woman none more.
    words = example(compartments=4, persons=(3, 3))
    words.load(1, 0, 4, segment=1)
    assert words_of(words, 0, 2, 1, 3) == []
    words.load(0, 0, 5)  # five men take 3
    assert words_of(words, 0, 2, 1, 3) == [Word.CAPACITY, Word.COMPARTMENTS]
    words.load(0, 0, 1)
    words.load(1, 0, 7, segment=1)  # 1 + 4 compartments, though 8 seats suffice
    assert words_of(words, 0, 2, 1, 3) == [Word.COMPARTMENTS]


def test_segments_of_one_kind_share_compartments() -> None:
    words = example(seats=4, compartments=1, persons=(2, 2))
    assert words_of(words, 0, 2, 1, 3) == []
    words.load(1, 0, 2, segment=1)
    assert words_of(words, 0, 2, 1, 3) == [Word.COMPARTMENTS]


def test_conflict_pair_rides_one_after_the_other_only() -> None:
    words = example()
    words.conflict(0, 1)
    assert words_of(words, 0, 2, 1, 3) == [Word.CONFLICT]
    assert words_of(words, 0, 1, 2, 3) == []


def test_skill_is_broken_on_a_route_that_may_not_serve() -> None:
    words = example()
    words.skill(1, set())
    assert evaluate(words.build(), [(2, 3)]) == (Violation(Word.SKILL, 0, 1),)


def test_pair_is_broken_by_a_wrong_order_a_missing_stop_or_a_stop_twice() -> None:
    words = example()
    for route in ((1, 0), (0,), (1,), (0, 0, 1)):
        assert words_of(words, *route) == [Word.PAIR]


def test_fixed_request_may_not_be_absent() -> None:
    words = example()
    words.fixed(0, 0, (600, 650))
    assert evaluate(words.build(), [()]) == (Violation(Word.FIXED, 0, 0),)
    assert words_of(words, 0, 1) == []
