"""Equal treatment: one random week solved under its own names and under others gives the same plan.

Not allowed here: how names are changed (``relabel``) and how the week is drawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.domain.activities import ActivityKind
from planner.domain.ids import LanguageCode
from planner.domain.plan import Appointment, Participation, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from planner.ports.search import Progress, Search
from tests.recheck.relabel import Labels, drawn_labels, in_order, relabelled
from tests.recheck.worlds.build import random_week

PLENTY = 100_000.0
"""Seconds: a search that repeats is bounded by count, never by the clock."""


class Change(StrEnum):
    """What gets another name; ``NOTHING`` shows that the search repeats at all."""

    NOTHING = "nothing"
    COUNTRY = "country"
    LANGUAGE = "language"
    SEX = "sex"
    ALL = "all"


class Stage(StrEnum):
    """The parts of a plan, in the order in which they are made."""

    ASSIGNMENT = "assignment"
    COMMITMENTS = "commitments"
    DIARIES = "diaries"
    TRANSPORT = "transport"
    REST = "rest"


_STAGES: Mapping[ActivityKind, Stage] = {
    ActivityKind.DEPARTURE: Stage.COMMITMENTS,
    ActivityKind.PRESENTATION: Stage.COMMITMENTS,
    ActivityKind.CONVERSATION: Stage.DIARIES,
    ActivityKind.MEETING: Stage.DIARIES,
    ActivityKind.MOVE: Stage.TRANSPORT,
}
_WANTED: Mapping[Change, frozenset[str]] = {
    Change.NOTHING: frozenset(),
    Change.COUNTRY: frozenset({"countries"}),
    Change.LANGUAGE: frozenset({"languages"}),
    Change.SEX: frozenset({"sexes"}),
    Change.ALL: frozenset({"countries", "languages", "sexes"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One week under its own names and under others."""

    seed: int
    change: Change
    activities: int
    planned: int
    different: Mapping[Stage, tuple[str, ...]]
    """What is not the same, by the stage that made it."""

    def wrong(self, stages: Iterable[Stage] = tuple(Stage)) -> tuple[str, ...]:
        """Return what is different in these stages."""
        return tuple(words for stage in stages for words in self.different.get(stage, ()))


def compare_week(seed: int, changes: Iterable[Change], search: Search) -> tuple[Compared, ...]:
    """Solve the week of a seed as it is and under each change of names."""
    problem = in_order(random_week(seed))
    plan = _solved(search, problem, seed)
    return tuple(_compared(seed, change, problem, plan, search) for change in changes)


def labels_of(seed: int, change: Change) -> Labels:
    """Return the names of a change."""
    return drawn_labels(seed, **{key: key in _WANTED[change] for key in ("countries", "languages", "sexes")})


def _compared(seed: int, change: Change, problem: Problem, plan: Plan, search: Search) -> Compared:
    labels = labels_of(seed, change)
    other = _solved(search, relabelled(problem, labels), seed)
    return Compared(
        seed=seed,
        change=change,
        activities=len(problem.activities),
        planned=len(plan.appointments),
        different=differences(problem, plan, other, labels),
    )


def _solved(search: Search, problem: Problem, seed: int) -> Plan:
    return search.solve(problem, seconds=PLENTY, seed=seed, report=_silent, stopped=_never)


def differences(problem: Problem, plan: Plan, other: Plan, labels: Labels) -> Mapping[Stage, tuple[str, ...]]:
    """Return what the plan of the relabelled problem does otherwise, by stage; nothing when they are the same."""
    kinds = {activity.key: activity.kind for activity in problem.activities}
    found: dict[Stage, list[str]] = {stage: [] for stage in Stage}
    here, there = _fates(plan, Labels()), _fates(other, labels.back())
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) != there.get(key):
            found[_STAGES[kinds[key]]].append(f"{key}: {here.get(key)} / {there.get(key)}")  # type: ignore[index]
    pairs = [(Stage.ASSIGNMENT, _owners(plan), _owners(other))]
    pairs += [(Stage.REST, _rest(plan), _rest(other))]
    for stage, one, two in pairs:
        found[stage] += [
            f"{name}: {one.get(name)} / {two.get(name)}" for name in one | two if one.get(name) != two.get(name)
        ]
    return {stage: tuple(words) for stage, words in found.items() if words}


def _fates(plan: Plan, back: Labels) -> dict[str, object]:
    """Return what became of each activity, under the old names; reasons by their rule."""
    fates: dict[str, object] = {item.activity: _shape(item, back) for item in plan.appointments}
    fates |= {item.activity: (item.code, tuple(reason.rule for reason in item.reasons)) for item in plan.unplanned}
    return fates


def _shape(item: Appointment, back: Labels) -> object:
    parts = sorted((_part(part, back) for part in item.participations), key=str)
    return item.start, item.end, item.place, item.all_day, tuple(parts)


def _part(part: Participation, back: Labels) -> object:
    resource = part.resource
    if resource.kind is ResourceKind.INTERPRETER:
        code = LanguageCode(resource.id)
        resource = replace(resource, id=back.languages.get(code, code))
    return resource, part.start, part.end, part.amount, part.stops


def _owners(plan: Plan) -> dict[str, object]:
    found: dict[str, object] = {item.case: item.regievoerder for item in plan.assignments}
    return found | {case: reason.rule for case, reason in plan.unassigned}


def _rest(plan: Plan) -> dict[str, object]:
    """Return everything else of a plan."""
    found: dict[str, object] = {f"L{value.level}": (value.cost, value.bound) for value in plan.levels}
    found |= {f"fallback {f.activity} {f.stage}": replace(f, because="") for f in plan.fallbacks}
    return found | {f"standby {s.activity}": s for s in plan.standbys} | {"simulation": plan.simulation}


def _silent(_: Progress) -> None:
    """Tell nobody."""


def _never() -> bool:
    """Say that nobody stopped the search."""
    return False
