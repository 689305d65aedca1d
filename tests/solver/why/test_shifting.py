"""The small model in which others move: what it is held to, and examples for its words."""

from dataclasses import replace

import pytest

from planner.domain.explaining import Proof, RepairKind
from planner.domain.ids import RuleId
from planner.domain.time import Interval
from solver.clock import Budget
from solver.why.answer import answered
from solver.why.repairs import moving_others
from solver.why.shifting import Demand, Found, Shifting
from solver.why.ways import Question
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


def test_activity_is_put_where_it_is_asked_about() -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, w.clock(13))), asked(w.B, NINE, ELEVEN)
    about = question(w.World(), second, [held(first, NINE)], [first])
    shifting = Shifting(about, second, [first.key], Question(start=w.clock(9, 45)))

    found = shifting.fit(shifting.demands(), Budget(), cheapest=True)

    assert found.appointments[second.key].start == w.clock(9, 45)


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


def test_only_who_really_moves_is_named() -> None:
    """A has to make room for B; C, asked to give way too, has no other time and stays."""
    first, third = conversation(w.A, 1, window=Interval(NINE, w.clock(13))), asked(w.C, ELEVEN, w.clock(12), number=1)
    second = asked(w.B)
    about = question(w.World(), second, [held(first, NINE), held(third, ELEVEN, w.R2)], [first, third])

    found = moving_others(about, second, Shifting(about, second, [first.key, third.key]), Budget())

    assert found is not None
    assert {one.activity for one in found.appointments} == {first.key, second.key}
    assert found.what == f"{second.key} op ma 23 nov 09:00 bij regievoerder R1; {first.key} verschuift"


@pytest.mark.parametrize(("proven", "bound"), [(True, Proof.PROVEN), (False, Proof.NOT_PROVEN)])
def test_price_of_moving_others_is_a_bound_when_the_model_proved_it(
    monkeypatch: pytest.MonkeyPatch, *, proven: bool, bound: Proof
) -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, w.clock(13))), asked(w.B)
    about = question(w.World(), second, [held(first, NINE)], [first])
    shifting = Shifting(about, second, [first.key])
    fit = Shifting.fit

    def in_time(*asked_of: object, **how: object) -> Found:
        return replace(fit(*asked_of, **how), proven=proven)  # type: ignore[arg-type]

    monkeypatch.setattr(Shifting, "fit", in_time)
    found = moving_others(about, second, shifting, Budget())

    assert found is not None
    assert found.bound is bound


def test_where_nobody_has_to_move_it_is_a_free_place() -> None:
    first, second = conversation(w.A, 1, window=Interval(ELEVEN, w.clock(12))), asked(w.B)
    about = question(w.World(), second, [held(first, ELEVEN)], [first])

    found = moving_others(about, second, Shifting(about, second, [first.key]), Budget())

    assert found is not None
    assert (found.kind, found.what) == (RepairKind.FREE, "past nu op ma 23 nov 09:00 bij regievoerder R1")


def test_what_stands_with_the_activity_alone_stays_too() -> None:
    """B would need the hour of A, who stays; C, who may move, has another regievoerder and another place."""
    stays, moves = conversation(w.A, 1), conversation(w.C, 1, place=w.DC)
    second = asked(w.B)
    about = question(w.World(), second, [held(stays, NINE), held(moves, NINE, w.R2, place=w.DC)], [stays, moves])
    shifting = Shifting(about, second, [moves.key])

    assert not shifting.fit(shifting.demands(), Budget()).fits
