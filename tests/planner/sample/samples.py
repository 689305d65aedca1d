"""Samples made once per test process, and ways to take them apart. Not allowed here: tests."""

from functools import cache
from typing import TypeVar

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import IsoWeek
from planner.domain.facts import Fact
from planner.sample import Sample, SampleSize, generate
from planner.sample.asked import asked_by_protocols

WEEK = IsoWeek(2026, 48)
_F = TypeVar("_F")


@cache
def sample(size: SampleSize, seed: int = 1, week: IsoWeek = WEEK) -> Sample:
    """Return a sample, made at the first call."""
    return generate(size, seed=seed, week=week)


def facts_of(made: Sample, kind: type[_F]) -> list[_F]:
    """Return the facts of one type."""
    facts: tuple[Fact, ...] = made.facts
    return [fact for fact in facts if isinstance(fact, kind)]


def activities_of(made: Sample, kind: ActivityKind) -> list[Activity]:
    """Return the activities of one kind."""
    return [activity for activity in facts_of(made, Activity) if activity.kind is kind]


def demanded(made: Sample, kind: ActivityKind, week: IsoWeek = WEEK) -> list[Activity]:
    """Return the activities of a kind as delivered, and as the protocols ask.

    Without first conversations of new cases for whom the week has no interpreter: those come on top.
    """
    asked = asked_by_protocols(made.facts, week, made.as_of)
    return [
        a for a in (*activities_of(made, kind), *(a for a in asked if a.step != "eerste-gesprek")) if a.kind is kind
    ]
