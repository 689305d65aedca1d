"""Scenarios whose time is over: the clock closes them, once."""

from collections.abc import Iterator

import pytest

from planner.domain.scenario import ScenarioState
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.store import ThisProcess
from planner.usecases.clock.retention import keep_terms
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.fork import ForkAsked, fork
from tests.planner.usecases.editing.drafted import ANNE, Drafted, drafted


@pytest.fixture
def week(database_url: str) -> Iterator[Drafted]:
    """Give the draft of a small week."""
    made = drafted(database_url)
    yield made
    made.store.close()


def test_the_clock_closes_what_is_past_its_time_and_says_so(week: Drafted) -> None:
    tools = Tools(store=week.store, clock=week.clock, heads=week.tools.heads, worker=ThisProcess())
    begun = week.clock.now()
    for days in (1, 30):
        fork(tools, ForkAsked(name=f"{days} dagen", actor=ANNE, draft=week.draft.id, days=days))

    said = [keep_terms(week.store, Minute(begun + MINUTES_PER_DAY + minutes)) for minutes in (-1, 0, 1)]

    with week.store.reading() as books:
        states = [books.scenarios.load(number).state for number in (1, 2)]
        turns = books.scenarios.load(1).turns
    assert ["1 scenario's verlopen" in one for one in said] == [False, True, False]
    assert states == [ScenarioState.EXPIRED, ScenarioState.OPEN]
    assert [(turn.deed.value, turn.actor) for turn in turns] == [("afgesplitst", ANNE), ("verlopen", "klok")]
