"""What another value of a setting would change, before it is kept: in the newest plan, and in a plan made anew.

Nothing is stored. Not allowed here: checking the value (``change_setting``).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, LevelValue, Plan
from planner.domain.problem import Problem
from planner.domain.settings import Setting
from planner.ports.search import Judge, Progress, Report, Search, Stopped
from planner.usecases.norms.merge_settings import settings_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingEffect:
    """What a value does to a plan as it stands: breaches that come and go, and the cost per level before and after."""

    appeared: tuple[Breach, ...]
    gone: tuple[Breach, ...]
    before: tuple[LevelValue, ...]
    after: tuple[LevelValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveEffect:
    """What a new search finds with the value, compared with a search without it, as long and with the same seed.

    Both begin from the plan as if it were published, so that they change no more than they must.
    """

    planned: tuple[ActivityKey, ...]
    dropped: tuple[ActivityKey, ...]
    moved: tuple[ActivityKey, ...]
    before: tuple[LevelValue, ...]
    after: tuple[LevelValue, ...]


def with_setting(problem: Problem, settings: Iterable[Setting]) -> Problem:
    """Return the problem with values entered over those it has."""
    return replace(problem, settings=settings_in_force(tuple(settings), defaults=problem.settings))


def effect_on_plan(judge: Judge, problem: Problem, plan: Plan, setting: Setting) -> SettingEffect:
    """Judge a plan with and without the value."""
    without, given = judge.judge(problem, plan), judge.judge(with_setting(problem, (setting,)), plan)
    before, after = Counter(map(_identity, without)), Counter(map(_identity, given))
    return SettingEffect(
        appeared=_beyond(given, before),
        gone=_beyond(without, after),
        before=judge.levels(without),
        after=judge.levels(given),
    )


def effect_on_search(  # noqa: PLR0913 - what is searched, with what, and how long
    judge: Judge,
    search: Search,
    problem: Problem,
    plan: Plan,
    setting: Setting,
    *,
    seconds: float,
    seed: int,
    report: Report | None = None,
    stopped: Stopped | None = None,
) -> ResolveEffect:
    """Search twice, as long and with the same seed: without the value and with it. What it forbids is planned anew.

    The seconds are for both searches together.
    """
    plans = []
    standing = replace(problem, baseline=_kept(judge, problem, plan, setting))
    weeks = (standing, with_setting(standing, (setting,)))
    for week in weeks:
        found = search.solve(
            week, seconds=seconds / len(weeks), seed=seed, report=report or _quiet, stopped=stopped or _never
        )
        plans.append(found)
    without, given = ({item.activity: item for item in plan.appointments} for plan in plans)
    both = without.keys() & given.keys()
    before, after = (judge.levels(judge.judge(week, plan)) for week, plan in zip(weeks, plans, strict=True))
    return ResolveEffect(
        planned=tuple(sorted(given.keys() - without.keys())),
        dropped=tuple(sorted(without.keys() - given.keys())),
        moved=tuple(sorted(key for key in both if _differs(without[key], given[key]))),
        before=before,
        after=after,
    )


def _kept(judge: Judge, problem: Problem, plan: Plan, setting: Setting) -> tuple[Appointment, ...]:
    """Return what was published, and what the plan has beside it that the value does not forbid."""
    found = effect_on_plan(judge, problem, plan, setting).appeared
    broken = {key for breach in found if breach.level <= Level.LEGAL for key in breach.activities}
    published = {item.activity for item in problem.baseline}
    planned = (item for item in plan.appointments if item.activity not in broken | published)
    return tuple(sorted((*problem.baseline, *planned), key=lambda item: item.activity))


def _identity(breach: Breach) -> tuple[object, ...]:
    return breach.rule, breach.level, breach.cost, breach.activities, breach.resource


def _beyond(breaches: Iterable[Breach], others: Counter[tuple[object, ...]]) -> tuple[Breach, ...]:
    """Return the breaches that are not among the others, as often as there are too many."""
    left = Counter(others)
    found = []
    for breach in breaches:
        if left[_identity(breach)]:
            left[_identity(breach)] -= 1
        else:
            found.append(breach)
    return tuple(found)


def _differs(one: Appointment, other: Appointment) -> bool:
    """Return whether an appointment is at another time or place, or with others."""
    with_whom = [frozenset(part.resource for part in item.participations) for item in (one, other)]
    return (one.start, one.end, one.place) != (other.start, other.end, other.place) or with_whom[0] != with_whom[1]


def _quiet(_: Progress) -> None:
    """Say nothing."""


def _never() -> bool:
    return False
