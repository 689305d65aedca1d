"""The small model in which others move: what it is held to, and examples for its words."""

from dataclasses import replace

from planner.domain.ids import RuleId
from planner.domain.time import Interval
from solver.clock import Budget
from solver.why.answer import answered
from solver.why.shifting import Demand, Shifting
from tests.solver import world as w
from tests.solver.rules.cases import flown
from tests.solver.small import conversation
from tests.solver.why.kept import as_kept
from tests.solver.why.leaving import alone, escorts, leaving
from tests.solver.why.talks import ELEVEN, INTERPRETER, NINE, TEN, asked, away, held, question

FIRST, SECOND = conversation(w.A, 1, window=Interval(NINE, TEN)), asked(w.C, NINE, w.clock(10, 30), interpreter=True)


def test_demands_are_of_others_of_means_and_of_rules() -> None:
    about = question(w.World(), SECOND, [held(FIRST, NINE)], [FIRST])
    talk = Shifting(about, SECOND, [FIRST.key])
    leaves, other = alone(w.C, escorted=True), alone(w.A, escorted=True)
    planned = flown(w.World(activities=(leaves, other)), other, w.F1, escorts())
    flight = Shifting(leaving(leaves, [planned], [other]), leaves, [other.key])
    assert as_kept("shifting_demands", talk.demands(), flight.demands())
    assert (talk.movable, flight.movable) == ((FIRST.key,), (other.key,))


def test_example_is_the_first_start_that_a_rule_forbids() -> None:
    activity = asked(w.A, NINE, ELEVEN)
    world = w.World().with_resources(absences=(away(w.R1, w.clock(10, 30), ELEVEN),))
    shifting = Shifting(question(world, activity), activity, [])
    assert shifting.example(RuleId("P03"))[1] == w.clock(9, 45)
    assert shifting.example(RuleId("P23"))[1] == NINE
    assert shifting.example(RuleId("P99"))[1] == NINE


def test_others_move_no_further_than_they_must() -> None:
    first = conversation(w.A, 1, window=Interval(NINE, w.clock(13)))
    second = asked(w.B, NINE, TEN)
    about = question(w.World(), second, [held(first, NINE)], [first])
    shifting = Shifting(about, second, [first.key])
    found = shifting.fit(shifting.demands(), Budget(), cheapest=True)
    alone_there = shifting.fit([], Budget())
    stays = Demand(first.key)
    held_to = [demand for demand in shifting.demands() if demand != stays]
    assert as_kept("shifting_found", found, list(alone_there.appointments))
    assert (found.fits, found.proven, shifting.fit(held_to, Budget()).fits) == (True, True, True)


def test_others_that_stand_beside_stay_where_they_are() -> None:
    first, third = (conversation(code, 1, window=Interval(NINE, ELEVEN)) for code in (w.A, w.C))
    second = asked(w.B, NINE, TEN)
    planned = [held(first, NINE), held(third, TEN, w.R2, INTERPRETER)]
    about = question(w.World(), second, planned, [first, third])
    assert as_kept("shifting_beside", answered(about, second).conflicts)
    both = Shifting(about, second, [first.key, third.key])
    assert not both.fit(both.demands(), Budget()).fits
    free = replace(third, window=Interval(NINE, w.clock(12)))
    about = question(w.World(), second, planned, [first, free])
    both = Shifting(about, second, [first.key, third.key])
    assert both.fit(both.demands(), Budget()).fits
