"""Two other ways to mend a week, to compare with: solving all of it anew, and putting back greedily.

Not allowed here: measuring.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.domain.commitments import Placement
from planner.domain.disruption import FactStep
from planner.domain.draft_line import with_stands
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Plan, UnplannedCode
from planner.ports.repairing import Impact
from planner.ports.search import Progress
from solver.editing.work import Work
from solver.judge import RulebookJudge
from solver.repairing.happened import Happened, Version
from solver.search import StagedSearch
from solver.why.examined import examined


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one way comes to: items of the published week that change, their weight, and what is struck and served."""

    changed: int
    weight: int
    served: int
    hard: int
    """Hard breaches that were not there before."""


def solved_anew(version: Version, steps: tuple[FactStep, ...], impact: Impact, seconds: float) -> Outcome:
    """Return what solving the whole week anew comes to."""
    happened = Happened(version, steps)
    problem = happened.known.problem
    plan = StagedSearch().solve(problem, seconds=seconds, seed=1, report=_told, stopped=lambda: False)
    return _outcome(happened, plan, impact)


def put_back_greedily(version: Version, steps: tuple[FactStep, ...], impact: Impact) -> Outcome:
    """Return what comes of taking out what is struck and leans on it, and giving each the first free place."""
    happened = Happened(version, steps)
    work = Work(version.state, version.stands, happened.ground)
    struck = [one.activity for one in impact.struck if not one.begun and one.activity in work.known.activities]
    keys = [*struck, *(one.activity for one in impact.dependents)]
    work.forget(set(keys))
    for key in keys:
        spots = (spot for spot in examined(work.ground, work.activity(key)) if not spot.obstacles)
        first = min(spots, key=lambda spot: (spot.start, str(spot.resource)), default=None)
        for appointment in () if first is None else first.place().appointments:
            work.put(appointment)
        if first is None:
            work.leave_out(key, UnplannedCode.NO_OPTION, "P11", "geen vrije plaats")
    stands = {change.activity: change.after for change in work.changes()}
    return _outcome(happened, with_stands(version.state.plan, stands), impact)


def new_breaches(happened: Happened, plan: Plan, placed: Iterable[Placement] = ()) -> int:
    """Return how many hard breaches the whole rulebook finds that the week did not have, apart from what has begun.

    ``placed`` was fixed by hand along with the plan.
    """
    before = {(b.rule, b.activities, b.resource) for b in happened.version.tally.hard}
    problem = replace(happened.known.problem, placements=(*happened.known.problem.placements, *placed))
    judged = RulebookJudge().judge(problem, plan)
    fresh = (b for b in judged if b.level is Level.HARD and (b.rule, b.activities, b.resource) not in before)
    return sum(not all(happened.begun(key) for key in breach.activities) for breach in fresh)


def _outcome(happened: Happened, plan: Plan, impact: Impact) -> Outcome:
    now = {appointment.activity: appointment for appointment in plan.appointments}
    changed = _changed(happened.view.appointments, now)
    return Outcome(
        changed=len(changed),
        weight=sum(happened.cost.weight(key, now.get(key)) for key in changed),
        served=sum(one.activity in now for one in impact.struck),
        hard=new_breaches(happened, plan),
    )


def _changed(before: Mapping[ActivityKey, Appointment], now: Mapping[ActivityKey, Appointment]) -> list[ActivityKey]:
    return [key for key, was in before.items() if not _same(was, now.get(key))]


def _same(was: Appointment, now: Appointment | None) -> bool:
    if now is None or (was.start, was.end, was.place) != (now.start, now.end, now.place):
        return False
    return _parts(was.participations) == _parts(now.participations)


def _parts(parts: Iterable[object]) -> frozenset[object]:
    return frozenset(parts)


def _told(progress: Progress) -> None:
    """Say nothing: only the plan counts here."""
