"""Bounds with exact weeks against proven optima, and by hand."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from planner.domain.bounds import Certificate, Price
from planner.domain.ids import RegievoerderId
from planner.domain.levels import Level
from planner.domain.people import Substitute
from planner.domain.problem import Problem
from planner.domain.time import Interval
from solver.clock import Budget
from solver.proof.diary_ledger import DiaryLedger
from solver.proof.diary_prices import DiaryProof
from solver.proof.items import heard_of, ledger_of
from solver.proof.prices import prove
from tests.solver import small
from tests.solver import world as w
from tests.solver.diary.drawn import best_plan, costs, drawn_week, without_owner

PROVEN = (Level.LEGAL, Level.REALISED, Level.TIMELY, Level.STABLE, Level.EFFICIENT)
WEDNESDAY = w.TUESDAY + timedelta(days=1)


def _ledger(problem: Problem) -> DiaryLedger:
    return DiaryLedger(heard_of(problem))


def _proof(problem: Problem, level: Level, reached: dict[Level, int]) -> Certificate:
    return DiaryProof(_ledger(problem), level, reached).improve(Budget.of(60, lambda: False))


def _travelling_week(seed: int) -> Problem:
    """Return a week of visits to two sites on three days, with few rooms, a stand-in now and then."""
    draw = Random(seed)  # noqa: S311 - a test that repeats
    days = (w.MONDAY, w.TUESDAY, WEDNESDAY)
    talks = []
    for number in range(draw.randint(4, 6)):
        first, last = sorted(draw.choices(days, k=2))
        talks.append(
            small.conversation(
                draw.choice((w.A, w.B, w.C)),
                number,
                window=Interval(w.clock(9, 0, first), w.clock(draw.choice((11, 13, 17)), 0, last)),
                minutes=draw.choice((60, 90, 120)),
                interpreter=draw.random() < 0.3,
                place=draw.choice((w.AZC, w.DC)),
                terms=[small.due(w.MONDAY + timedelta(days=draw.randint(-1, 5)))],
            )
        )
    if draw.random() < 0.4:
        talks.append(small.meeting(w.R1, w.clock(draw.choice((9, 11)))))
    rooms = [
        w.rooms(place, 1, Interval(w.clock(9, 0, day), w.clock(draw.choice((11, 14, 17)), 0, day)))
        for place in (w.AZC, w.DC)
        for day in days
    ]
    interpreters = w.interpreters(1, Interval(w.clock(9), w.clock(17)))
    world = w.World(activities=talks).with_resources(capacities=(*rooms, interpreters))
    if draw.random() < 0.4:
        away = Interval(w.clock(9), w.clock(17, 0, draw.choice(days)))
        world = world.with_resources(substitutes=(Substitute(owner=w.R1, substitute=w.R2, interval=away),))
    return world.problem()


@pytest.mark.parametrize("seed", range(25))
def test_bounds_are_never_above_the_best_plan(seed: int) -> None:
    for problem in (drawn_week(seed), _travelling_week(seed)):
        best = costs(problem, best_plan(problem))

        found = {level: _proof(problem, level, best).bound for level in PROVEN}

        assert [(level.name, bound, best[level]) for level, bound in found.items() if bound > best[level]] == []


@pytest.mark.parametrize("seed", range(25))
def test_bounds_hold_whoever_a_case_is_given_to(seed: int) -> None:
    for problem in (drawn_week(seed), _travelling_week(seed)):
        least = min(_best_given_to(problem, who) for who in (w.R1, w.R2))
        reached = dict(zip(Level, least, strict=True))

        assert _proof(without_owner(problem), Level.EFFICIENT, reached).bound <= reached[Level.EFFICIENT]


def _best_given_to(problem: Problem, who: RegievoerderId) -> tuple[int, ...]:
    owned = tuple(replace(own, regievoerder=who) if own.case == w.C else own for own in problem.case_file.ownerships)
    given = replace(problem, case_file=replace(problem.case_file, ownerships=owned))
    found = costs(given, best_plan(given))
    return tuple(found[level] for level in Level)


def test_exact_weeks_prove_more_of_travel_than_halves_of_visits_do() -> None:
    weeks = [_travelling_week(seed) for seed in range(25)]
    exact = halves = plans = 0
    for problem in weeks:
        best = costs(problem, best_plan(problem))
        exact += _proof(problem, Level.EFFICIENT, best).bound
        halves += prove(ledger_of(problem), Level.EFFICIENT, best, 60).bound
        plans += best[Level.EFFICIENT]

    assert exact > halves
    assert exact >= 0.95 * plans


def test_a_visit_is_made_or_not() -> None:
    # three hours and a half each, Monday or Tuesday: two on one day, one on the other, each day an hour there and back
    window = Interval(w.clock(9), w.clock(17, 0, w.TUESDAY))
    talks = [small.conversation(code, window=window, minutes=210, terms=[]) for code in (w.A, w.B, w.A)]
    talks[2] = replace(talks[2], key=w.key("A/gesprek/2"))
    problem = w.World(activities=talks).problem()
    best = costs(problem, best_plan(problem))

    assert best[Level.EFFICIENT] == 120
    assert _proof(problem, Level.EFFICIENT, best).bound == 120
    assert prove(ledger_of(problem), Level.EFFICIENT, best, 60).bound < 120


def test_a_new_case_costs_nothing_where_somebody_comes_anyway_and_a_visit_where_nobody_does() -> None:
    for place, cost in ((w.AZC, 60), (w.DC, 120)):
        talks = [
            small.conversation(w.A, terms=[small.due(w.MONDAY)]),
            small.conversation(w.C, terms=[small.due(w.MONDAY)], place=place),
        ]
        problem = w.World(activities=talks).problem()
        reached = dict(zip(Level, _best_given_to(problem, w.R1), strict=True))

        assert reached[Level.EFFICIENT] == cost
        assert _proof(without_owner(problem), Level.EFFICIENT, reached).bound == cost


def test_a_proof_goes_on_from_what_is_reached_by_then() -> None:
    problem = _travelling_week(2)
    best = costs(problem, best_plan(problem))
    proof = DiaryProof(_ledger(problem), Level.EFFICIENT, {**best, Level.TIMELY: best[Level.TIMELY] + 9})
    early = proof.improve(Budget.of(60, lambda: False))

    proof.hold(best)
    late = proof.improve(Budget.of(60, lambda: False))

    assert early.bound < late.bound == _proof(problem, Level.EFFICIENT, best).bound
    assert _ledger(problem).bound(late) == late.bound


def test_ledger_refuses_a_price_below_nothing() -> None:
    certificate = Certificate(level=Level.EFFICIENT, bound=0, prices=(Price(row="mee", price=-1),))
    ledger = _ledger(without_owner(drawn_week(1)))
    row = next(iter(ledger.rows))

    with pytest.raises(ValueError, match="price below 0"):
        ledger.bound(replace(certificate, prices=(Price(row=row, price=-1),)))


def test_bound_follows_from_the_certificate_alone() -> None:
    problem = _travelling_week(2)
    proof = _proof(problem, Level.EFFICIENT, costs(problem, best_plan(problem)))

    assert proof.bound > 0
    assert _ledger(problem).bound(proof) == proof.bound
