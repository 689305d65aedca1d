"""P56 in examples: presentations on days of the week of Monday 23 November 2026, and after it."""

from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.ids import SessionId
from planner.domain.levels import Level
from planner.domain.missions import Session
from planner.domain.time import Interval
from solver.commitments import commit
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import conversation, costs, heard, presentation, talk, texts


@pytest.mark.parametrize(
    ("day", "cost"),
    [(w.MONDAY, 0), (w.TUESDAY, 1), (date(2026, 11, 30), 7), (date(2026, 11, 20), 0)],
)
def test_each_day_weighs_one(day: date, cost: int) -> None:
    activity = presentation()

    assert costs("P56", w.World(activities=[activity]), heard(activity, at(day, 10))) == (
        {Level.EFFICIENT: cost} if cost else {}
    )


def test_sentence_says_how_many_days() -> None:
    activity = presentation()

    assert texts("P56", w.World(activities=[activity]), heard(activity, w.clock(10, 0, w.TUESDAY))) == [
        "gepresenteerd 1 dag na het begin van de planperiode"
    ]


def test_a_conversation_weighs_nothing() -> None:
    activity = conversation()

    assert costs("P56", w.World(activities=[activity]), talk(activity, w.clock(9, 0, w.TUESDAY))) == {}


def test_of_equal_sessions_the_first_is_taken() -> None:
    """Three sessions in weeks after one another, alike in everything else."""
    days = (date(2026, 12, 9), date(2026, 11, 25), date(2026, 12, 2))
    sessions = tuple(
        Session(id=SessionId(f"S{day:%d}"), mission=w.MISSION, interval=Interval(at(day, 9), at(day, 12)), quota=2)
        for day in days
    )
    world = w.World(activities=[small.presentation(w.A)]).with_resources(sessions=sessions)

    (planned,) = commit(small.candidates(world), world.activities, (), small.ENOUGH).appointments

    assert planned.start == at(date(2026, 11, 25), 9)
