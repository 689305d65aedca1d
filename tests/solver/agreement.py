"""Every plan of a small problem, judged by ``check`` and by ``encode``: a breach here is a refusal there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ortools.sat.python.cp_model import INFEASIBLE, OPTIMAL, CpSolver, LinearExpr

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach
from planner.domain.problem import Problem
from planner.domain.time import Minute
from solver.known import Known
from solver.mode import Mode
from solver.rule import Rule
from solver.variables import Candidate, Choice, Variables
from solver.view import View
from tests.solver.rules.languages import found, in_both_languages
from tests.solver.world import plan_of


@dataclass(frozen=True)
class Small:
    """A problem with candidates for some activities, and fixed appointments for others."""

    problem: Problem
    candidates: Mapping[ActivityKey, Sequence[Candidate]]
    fixed: tuple[Appointment, ...] = ()

    @property
    def activities(self) -> list[Activity]:
        """The activities to plan."""
        return [activity for activity in self.problem.activities if activity.key in self.candidates]


Pick = tuple[int, Minute] | None
"""The candidate of an activity with a start; None when it is not planned."""


@dataclass(frozen=True)
class Verdict:
    """What both sides say of one plan: costs per level (None: forbidden)."""

    check: dict[Level, int] | None
    encode: dict[Level, int] | None


def decides(rule: Rule, small: Small) -> bool:
    """Return whether the rule is kept by some plan in which something is planned, and broken by another plan."""
    known = Known(small.problem)
    kept = broken = False
    for chosen in _plans(small):
        if not (kept and broken):
            clean = not _serious(found(rule, _view(known, small, chosen)), chosen)
            kept, broken = kept or (clean and any(chosen.values())), broken or not clean
    return kept and broken


def verdicts(rule: Rule, small: Small) -> Iterator[Verdict]:
    """Yield what both sides say, for every plan; costs are relative to the first plan when something is fixed."""
    known = Known(small.problem)
    v = Variables(known, small.activities, small.candidates, small.fixed)
    rule.encode(v)
    for chosen in _plans(small):
        yield Verdict(_checked(rule, known, small, chosen), _encoded(v, chosen))


def full_view(small: Small) -> View:
    """Return a look at the plan in which every activity has its first candidate."""
    chosen = {activity.key: _options(small, activity)[0] for activity in small.activities}
    return _view(Known(small.problem), small, chosen)


def _plans(small: Small) -> Iterator[dict[ActivityKey, Pick]]:
    keys = [activity.key for activity in small.activities]
    for picks in product(*([None, *_options(small, activity)] for activity in small.activities)):
        yield dict(zip(keys, picks, strict=True))


def _options(small: Small, activity: Activity) -> list[Pick]:
    return [(i, start) for i, c in enumerate(small.candidates[activity.key]) for start in c.starts]


def _checked(rule: Rule, known: Known, small: Small, chosen: Mapping[ActivityKey, Pick]) -> dict[Level, int] | None:
    breaches = in_both_languages(rule, _view(known, small, chosen), small.problem.activities)
    serious = _serious(breaches, chosen)
    if any(breach.level is Level.HARD for breach in serious):
        return None
    return {level: sum(b.cost for b in serious if b.level is level) for level in Level}


def _view(known: Known, small: Small, chosen: Mapping[ActivityKey, Pick]) -> View:
    planned = [small.candidates[key][pick[0]].mode.at(pick[1]) for key, pick in chosen.items() if pick is not None]
    return View(known, plan_of(small.problem.activities, [*small.fixed, *planned]))


def _serious(breaches: Sequence[Breach], chosen: Mapping[ActivityKey, Pick]) -> list[Breach]:
    """Return what costs something, or forbids something chosen here."""
    return [breach for breach in breaches if (_concerns(breach, chosen) if breach.level is Level.HARD else breach.cost)]


def _concerns(breach: Breach, chosen: Mapping[ActivityKey, Pick]) -> bool:
    """Return whether a breach is about something chosen here, not about what is fixed and breaks the rule anyway."""
    fixed = [key for key in breach.activities if key not in chosen]
    return not fixed or any(chosen.get(key) is not None for key in breach.activities)


def _encoded(v: Variables, chosen: Mapping[ActivityKey, Pick]) -> dict[Level, int] | None:
    model = v.model.clone()
    for key, pick in chosen.items():
        for i, choice in enumerate(v.choices(key)):
            taken = pick is not None and pick[0] == i
            model.add(choice.taken == int(taken))
            model.add(choice.start == (pick[1] if taken and pick is not None else _first(choice)))
    if v.levels():
        model.minimize(LinearExpr.sum([v.cost(level) for level in v.levels()]))
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    status = solver.solve(model)
    if status == INFEASIBLE:
        return None
    assert status == OPTIMAL, solver.status_name(status)
    return {level: solver.value(v.cost(level)) for level in Level}


def _first(choice: Choice) -> Minute:
    return choice.starts[0]


def candidate(mode: Mode, *starts: Minute) -> Candidate:
    """Return a candidate with its starts in order."""
    return Candidate(mode, tuple(sorted(set(starts))))
