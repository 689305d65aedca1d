"""P55 in examples: A flies on Thursday 26 November; the closing conversation is due three working days before."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Lead
from planner.domain.civil import day_interval
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.time import Interval, Minute
from solver.view import Scope, ScopeKind
from tests.solver import world as w
from tests.solver.rules.cases import conversation, costs, departure, flown, on_day, talk, texts

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
LEAVES = departure()
CLOSING = conversation(leads=(Lead(before=LEAVES.key, rule=RuleId("T10"), key="closing"),))
WORLD = w.World(activities=[LEAVES, CLOSING])


def _flies(day: date) -> Appointment:
    """Return the flight of Monday moved to another day."""
    flight = flown(WORLD, LEAVES)
    days = w.clock(0, 0, day) - w.clock(0, 0, w.MONDAY)
    return replace(flight, start=Minute(flight.start + days), end=Minute(flight.end + days))


@pytest.mark.parametrize(
    ("start", "because"),
    [
        pytest.param(w.clock(15), [], id="on the last day"),
        pytest.param(
            w.clock(15, 0, w.TUESDAY),
            ["3 werkdagen (aanname) voor vertrek (do 26 nov 12:00) moest dit uiterlijk ma 23 nov; gepland 1 dag later"],
            id="a day after",
        ),
    ],
)
def test_it_is_held_three_working_days_before(start: Minute, because: list[str]) -> None:
    """From a Thursday back are Wednesday, Tuesday and Monday."""
    assert texts("P55", WORLD, _flies(THURSDAY), talk(CLOSING, start)) == because


@pytest.mark.parametrize(
    ("start", "cost"), [(w.clock(15, 0, w.TUESDAY), 0), (w.clock(9, 0, THURSDAY), 2), (w.clock(9, 0, FRIDAY), 3)]
)
def test_it_counts_from_where_the_departure_is_planned(start: Minute, cost: int) -> None:
    """A flight a day later gives a day more."""
    assert costs("P55", WORLD, _flies(FRIDAY), talk(CLOSING, start)) == ({Level.TIMELY: cost} if cost else {})


def test_a_departure_of_which_only_the_day_is_known_counts_as_well() -> None:
    """From the day itself."""
    assert costs("P55", WORLD, on_day(LEAVES, day_interval(THURSDAY)), talk(CLOSING, w.clock(9, 0, w.TUESDAY))) == {
        Level.TIMELY: 1
    }


def test_leaving_it_out_costs_more_than_holding_it_late() -> None:
    """Three, and the days from Monday to the flight."""
    assert texts("P55", WORLD, _flies(THURSDAY)) == [
        "3 werkdagen (aanname) voor vertrek (do 26 nov 12:00) moest dit uiterlijk ma 23 nov; het is niet gepland"
    ]
    assert costs("P55", WORLD, _flies(THURSDAY)) == {Level.TIMELY: 6}


def test_what_is_not_due_in_this_period_may_wait() -> None:
    """For a flight of Friday in the next week it is due on the Tuesday of that week."""
    assert costs("P55", WORLD, _flies(date(2026, 12, 4))) == {}


def test_without_a_departure_in_the_plan_nothing_is_due() -> None:
    """It is not known from what to count."""
    assert costs("P55", WORLD, talk(CLOSING, w.clock(15, 0, w.TUESDAY))) == {}


def test_a_departure_that_moves_has_the_conversation_looked_at_again() -> None:
    """The breach stands with the conversation; what changes is the flight."""
    touched = WORLD.view(_flies(THURSDAY)).touched(_flies(THURSDAY))

    assert Scope(ScopeKind.ACTIVITY, activity=CLOSING.key) in touched


def test_what_is_not_known_is_called_by_its_key() -> None:
    """The closing conversation is due before a departure that was published and asked for by nobody."""
    world = w.World(activities=[CLOSING])

    assert texts("P55", world, _flies(THURSDAY), talk(CLOSING, w.clock(15, 0, w.TUESDAY))) == [
        f"3 werkdagen (aanname) voor {LEAVES.key} (do 26 nov 12:00) moest dit uiterlijk ma 23 nov; gepland 1 dag later"
    ]


@pytest.mark.parametrize(("earlier", "cost"), [(0, {Level.TIMELY: 3}), (1, {})])
def test_leaving_out_what_is_due_by_the_end_of_the_scope_costs(earlier: int, cost: dict[Level, int]) -> None:
    """Due on Monday: by the first minute of Tuesday, with which the scope ends, or a minute before."""
    scope = Interval(w.SCOPE.start, Minute(w.clock(0, 0, w.TUESDAY) - earlier))

    assert costs("P55", replace(WORLD, scope=scope), _flies(THURSDAY)) == cost
