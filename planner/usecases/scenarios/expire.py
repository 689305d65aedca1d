"""Closing the scenarios whose time is over. Not allowed here: when this is done (the clock)."""

from planner.domain.scenario import ScenarioDeed, ScenarioTurn
from planner.domain.time import Minute
from planner.ports.store import Store
from planner.usecases.scenarios.base import noted


def expire_scenarios(store: Store, now: Minute, *, actor: str) -> int:
    """Close every scenario whose time is over and return how many."""
    with store.transaction() as books:
        found = books.scenarios.expiring(now)
        for scenario in found:
            turn = ScenarioTurn(deed=ScenarioDeed.EXPIRED, at=now, actor=actor)
            noted(books, scenario.after(turn), after=len(scenario.turns))
    return len(found)
