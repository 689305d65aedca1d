"""Facts that come after a plan and make it wrong, each with the check that must notice. Not allowed here: judging."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Specialism
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.provinces import Province
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute

_EVER = Interval(Minute(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """What came in, and the checks of which one must notice it."""

    name: str
    change: Callable[[Problem, Plan], Problem]
    noticed_by: frozenset[str]


def _refused(kind: ClearanceKind) -> Callable[[Problem, Plan], Problem]:
    """Return how everybody concerned gets a negative answer."""

    def change(problem: Problem, _: Plan) -> Problem:
        answers = tuple(
            Clearance(case=case.id, kind=kind, state=ClearanceState.NO, valid=_EVER) for case in problem.case_file.cases
        )
        file = problem.case_file
        return replace(problem, case_file=replace(file, clearances=(*file.clearances, *answers)))

    return change


def _silent(problem: Problem, plan: Plan) -> Problem:
    """Wait, without any answer, until the first departure of the plan is an hour away."""
    departures = _planned(problem, plan, ActivityKind.DEPARTURE)
    coming = [item.start for item in plan.appointments if item.activity in departures and not item.all_day]
    now = Minute(min((start for start in coming if start > problem.recorded_at), default=problem.recorded_at + 60) - 60)
    return replace(problem, recorded_at=now, case_file=replace(problem.case_file, clearances=()))


def _no_exceptions(problem: Problem, _: Plan) -> Problem:
    """Take back all exceptions."""
    return replace(problem, case_file=replace(problem.case_file, overrides=()))


def _nothing_in_order(problem: Problem, _: Plan) -> Problem:
    """Take back all answers, and the documents that count as one."""
    return replace(problem, case_file=replace(problem.case_file, clearances=(), documents=(), overrides=()))


def _alone(problem: Problem, plan: Plan) -> Problem:
    """Let everybody who is spoken to turn out to be a minor without parents."""
    spoken = {case for a in _planned(problem, plan, ActivityKind.CONVERSATION).values() for case in a.cases}
    special = frozenset({Specialism.MINORS})
    cases = tuple(replace(c, specialisms=special) if c.id in spoken else c for c in problem.case_file.cases)
    return replace(problem, case_file=replace(problem.case_file, cases=cases))


def _alone_and_refused(problem: Problem, plan: Plan) -> Problem:
    """Let everybody be such a minor, whose reception and guardian say no."""
    special = frozenset({Specialism.MINORS})
    cases = tuple(replace(case, specialisms=special) for case in problem.case_file.cases)
    found = replace(problem, case_file=replace(problem.case_file, cases=cases))
    return _refused(ClearanceKind.RECEPTION)(_refused(ClearanceKind.GUARDIAN)(found, plan), plan)


def _moved_away(problem: Problem, _: Plan) -> Problem:
    """Let everybody live in Zeeland, and the missions serve Limburg."""
    cases = tuple(replace(case, province=Province.ZEELAND) for case in problem.case_file.cases)
    missions = tuple(replace(m, provinces=frozenset({Province.LIMBURG})) for m in problem.resources.missions)
    resources = replace(problem.resources, missions=missions)
    return replace(problem, case_file=replace(problem.case_file, cases=cases), resources=resources)


def _vanished(problem: Problem, _: Plan) -> Problem:
    """Let everybody be gone from the second day of the week on."""
    away = Interval(Minute(problem.scope.start + 1440))
    gone = (
        Absence(resource=ResourceRef(ResourceKind.CASE, case.id), interval=away) for case in problem.case_file.cases
    )
    resources = replace(problem.resources, absences=(*problem.resources.absences, *gone))
    return replace(problem, resources=resources)


def _planned(problem: Problem, plan: Plan, kind: ActivityKind) -> dict[str, Activity]:
    there: set[str] = {item.activity for item in plan.appointments}
    return {a.key: a for a in problem.activities if a.kind is kind and a.key in there}


OVERTAKEN = (
    Overtaken(name="nobody is fit to fly", change=_refused(ClearanceKind.FIT_TO_FLY), noticed_by=frozenset({"gate"})),
    Overtaken(
        name="nobody may be removed", change=_refused(ClearanceKind.REMOVABILITY), noticed_by=frozenset({"gate"})
    ),
    Overtaken(
        name="no pack is complete", change=_refused(ClearanceKind.HAND_OVER_PACK), noticed_by=frozenset({"gate"})
    ),
    Overtaken(name="no answer came in time", change=_silent, noticed_by=frozenset({"gate"})),
    Overtaken(name="the placements lack everything", change=_nothing_in_order, noticed_by=frozenset({"placement"})),
    Overtaken(name="everybody is a minor alone", change=_alone, noticed_by=frozenset({"minors"})),
    Overtaken(name="and nobody receives them", change=_alone_and_refused, noticed_by=frozenset({"gate"})),
    Overtaken(name="everybody moved away", change=_moved_away, noticed_by=frozenset({"province"})),
    Overtaken(name="everybody is gone", change=_vanished, noticed_by=frozenset({"away"})),
    Overtaken(
        name="exceptions are taken back",
        change=_no_exceptions,
        noticed_by=frozenset({"interpreter", "placement", "announced", "country"}),
    ),
)
"""Every way."""
