"""One random week through the product: solved, published, solved again some days later; each time checked twice.

Search and judge come in by their ports. Not allowed here: the checks and how the week is drawn.
"""

import time
from collections import Counter
from dataclasses import dataclass, field, replace

from planner.domain.civil import day_of
from planner.domain.levels import Level
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.release import ReleaseScope
from planner.ports.search import Judge, Progress, Search
from planner.usecases.publishing.compose_release import Composition, Situation, compose_release
from tests.recheck.check import recheck
from tests.recheck.worlds.build import random_week
from tests.recheck.worlds.second import later


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What came of one solve. ``findings`` are those of the second reader, ``breaches`` the judge's hard ones."""

    name: str
    activities: int
    planned: dict[str, int]
    unplanned: dict[str, int]
    seconds: float
    findings: tuple[str, ...]
    breaches: tuple[str, ...]
    released: tuple[str, ...]
    """What both found wrong with the release made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChecked:
    """One random week."""

    seed: int
    week: str
    turns: tuple[Turn, ...] = field(default=())

    @property
    def wrong(self) -> list[str]:
        """Everything that anybody found wrong."""
        return [words for turn in self.turns for words in (*turn.findings, *turn.breaches, *turn.released)]


def check_week(seed: int, *, seconds: float, search: Search, judge: Judge) -> WeekChecked:
    """Solve, publish and check the week of a seed, and once more after things happened."""
    problem = random_week(seed)
    plan, spent = solve(search, problem, seconds, seed)
    release = published(problem, plan, None)
    turns = [_turn("first", problem, plan, spent, release, judge)]
    again = later(problem, replace(plan, appointments=release.appointments), seed)
    second, spent = solve(search, again, seconds, seed + 1)
    turns.append(_turn("later", again, second, spent, published(again, second, problem), judge))
    return WeekChecked(seed=seed, week=str(day_of(problem.scope.start)), turns=tuple(turns))


def solve(search: Search, problem: Problem, seconds: float, seed: int) -> tuple[Plan, float]:
    """Return a plan and the seconds it took."""
    begun = time.perf_counter()
    plan = search.solve(problem, seconds=seconds, seed=seed, report=_silent, stopped=_never)
    return plan, time.perf_counter() - begun


def published(problem: Problem, plan: Plan, before: Problem | None) -> Composition:
    """Return the release that takes over the whole plan."""
    due = {activity.key for activity in problem.activities}
    situation = Situation(
        now=problem.recorded_at,
        published={item.activity: item for item in problem.baseline},
        ended={},
        gone=frozenset(activity.key for activity in (before.activities if before else ()) if activity.key not in due),
    )
    return compose_release(problem, plan, ReleaseScope(), situation)


def _turn(name: str, problem: Problem, plan: Plan, seconds: float, release: Composition, judge: Judge) -> Turn:
    kinds = {activity.key: activity.kind for activity in problem.activities}
    judged = replace(release.judged, assignments=plan.assignments, unassigned=plan.unassigned)
    released = [f"release: {finding}" for finding in recheck(release.problem, judged)]
    released += [f"release: {words}" for words in hard_breaches(judge, release.problem, judged)]
    return Turn(
        name=name,
        activities=len(problem.activities),
        planned=dict(Counter(kinds[item.activity].value for item in plan.appointments)),
        unplanned=dict(Counter(item.code.value for item in plan.unplanned)),
        seconds=round(seconds, 2),
        findings=tuple(str(finding) for finding in recheck(problem, plan)),
        breaches=hard_breaches(judge, problem, plan),
        released=tuple(released),
    )


def hard_breaches(judge: Judge, problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Return the judge's hard breaches in its words."""
    return tuple(f"{b.rule}: {b.because}" for b in judge.judge(problem, plan) if b.level is Level.HARD)


def _silent(_: Progress) -> None:
    """Tell nobody."""


def _never() -> bool:
    """Say that nobody stopped the search."""
    return False
