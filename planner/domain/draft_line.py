"""The line of versions of a draft: what a step makes of a plan, which is kept in one steady order.

Every version of a draft has its items in the order of their keys, so that taking a step back gives the same bytes.
Not allowed here: storage, rules, whom a step crosses (``crossing``), and how an edit becomes changes.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from planner.domain.activities import Activity
from planner.domain.clearances import Override
from planner.domain.commitments import Placement
from planner.domain.editing import Deal, Ground, HandOver, Holder, Stand
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.last_asked import LastAsked
from planner.domain.plan import Assignment, Fallback, LevelValue, Plan, Reason, Standby
from planner.domain.problem import Problem

_K = TypeVar("_K")
_V = TypeVar("_V")
_S = TypeVar("_S", bound=str)


class StaleStepError(RuntimeError):
    """A step was made for another version; nothing was changed."""


@dataclass(frozen=True, slots=True)
class State:
    """A version of a draft: its plan, and what officers decided beside it."""

    plan: Plan
    ground: Ground
    reference: Plan
    """The solved plan named by ``ground``: for what holds of it as a whole."""
    placements: Mapping[ActivityKey, Placement] = field(default_factory=dict)
    own: Mapping[ActivityKey, Activity] = field(default_factory=dict)
    overrides: Mapping[ActivityKey, tuple[Override, ...]] = field(default_factory=dict)

    def problem(self, answered: Problem) -> Problem:
        """Return the problem with what officers added: their own activities, exceptions, and what they fixed."""
        if not (self.placements or self.own or self.overrides or answered.placements):
            return answered
        known = {activity.key for activity in answered.activities}
        added = tuple(self.own[key] for key in sorted(self.own) if key not in known)
        file = answered.case_file
        made = tuple(one for key in sorted(self.overrides) for one in self.overrides[key] if one not in file.overrides)
        return replace(
            answered,
            activities=(*answered.activities, *added) if added else answered.activities,
            case_file=replace(file, overrides=(*file.overrides, *made)) if made else file,
            placements=tuple(self.placements[key] for key in sorted(self.placements)),
        )


def ordered(plan: Plan) -> Plan:
    """Return a plan with everything in the order of its keys."""
    return replace(
        plan,
        appointments=tuple(sorted(plan.appointments, key=lambda a: a.activity)),
        unplanned=tuple(sorted(plan.unplanned, key=lambda item: item.activity)),
        assignments=tuple(sorted(plan.assignments, key=lambda item: item.case)),
        unassigned=tuple(sorted(plan.unassigned, key=lambda item: item[0])),
        fallbacks=tuple(sorted(plan.fallbacks, key=lambda item: (item.activity, item.stage))),
        standbys=tuple(sorted(plan.standbys, key=lambda item: (item.activity, item.flight))),
    )


class Stands:
    """What a version holds about each activity and each case."""

    def __init__(self, state: State) -> None:
        plan = state.plan
        self._state = state
        self._appointments = {one.activity: one for one in plan.appointments}
        self._unplanned = {one.activity: one for one in plan.unplanned}
        self._assigned = {one.case: one for one in plan.assignments}
        self._unassigned = dict(plan.unassigned)
        self._fallbacks: dict[ActivityKey, list[Fallback]] = defaultdict(list)
        self._standbys: dict[ActivityKey, list[Standby]] = defaultdict(list)
        for fallback in plan.fallbacks:
            self._fallbacks[fallback.activity].append(fallback)
        for standby in plan.standbys:
            self._standbys[standby.activity].append(standby)

    def of(self, key: ActivityKey) -> Stand:
        """Return all that is held about an activity."""
        state = self._state
        return Stand(
            appointment=self._appointments.get(key),
            unplanned=self._unplanned.get(key),
            placement=state.placements.get(key),
            own=state.own.get(key),
            overrides=state.overrides.get(key, ()),
            fallbacks=tuple(self._fallbacks.get(key, ())),
            standbys=tuple(self._standbys.get(key, ())),
        )

    def holder(self, case: CaseId) -> Holder:
        """Return whom the version gives a case to."""
        assigned = self._assigned.get(case)
        return Holder(
            regievoerder=None if assigned is None else assigned.regievoerder, because=self._unassigned.get(case)
        )


def stepped(state: State, deal: Deal, ground: Ground, levels: Sequence[LevelValue], reference: Plan) -> State:
    """Return the version after a step; raise StaleStepError when the step was made for another version."""
    stands = Stands(state)
    for change in deal.changes:
        if stands.of(change.activity) != change.before:
            raise StaleStepError(change.activity)
    for one in deal.hand_overs:
        if stands.holder(one.case) != one.before:
            raise StaleStepError(one.case)
    after = {change.activity: change.after for change in deal.changes}
    placements = _merged(state.placements, {key: stand.placement for key, stand in after.items()})
    own = _merged(state.own, {key: stand.own for key, stand in after.items()})
    overrides = _merged(state.overrides, {key: stand.overrides or None for key, stand in after.items()})
    plan = replace(
        with_stands(state.plan, after, deal.hand_overs),
        levels=tuple(levels),
        simulation=reference.simulation if ground.whole else None,
        certificates=() if own or overrides else reference.certificates,
        origin=reference.origin,
    )
    return State(plan, ground, reference, placements, own, overrides)


def with_stands(plan: Plan, after: Mapping[ActivityKey, Stand], hand_overs: Sequence[HandOver] = ()) -> Plan:
    """Return the plan, in order, with other stands of some activities and other holders of some cases.

    What no step touches is the very same tuple as before, so that it is quick to see that it did not change.
    """
    kept, assignments, unassigned = _LINE.of(plan), dict[CaseId, Assignment | None](), dict[CaseId, Reason | None]()
    for one in hand_overs:
        case, who = one.case, one.after.regievoerder
        assignments[case] = None if who is None else Assignment(case=case, regievoerder=who)
        unassigned[case] = one.after.because
    gone = [f for f in kept.fallbacks if f.activity in after], [s for s in kept.standbys if s.activity in after]
    fallbacks = [f for stand in after.values() for f in stand.fallbacks]
    standbys = [s for stand in after.values() for s in stand.standbys]
    made = replace(
        kept,
        appointments=_with(kept.appointments, {k: s.appointment for k, s in after.items()}, lambda a: a.activity),
        unplanned=_with(kept.unplanned, {k: s.unplanned for k, s in after.items()}, lambda item: item.activity),
        assignments=_with(kept.assignments, assignments, lambda item: item.case),
        unassigned=_with(
            kept.unassigned, {k: None if v is None else (k, v) for k, v in unassigned.items()}, lambda item: item[0]
        ),
    )
    if fallbacks or standbys or any(gone):
        left = tuple(f for f in kept.fallbacks if f.activity not in after)
        others = tuple(s for s in kept.standbys if s.activity not in after)
        made = ordered(replace(made, fallbacks=(*left, *fallbacks), standbys=(*others, *standbys)))
    return made


def _in_line(plan: Plan) -> Plan:
    """Return a plan in order, with everything once; parts that are so already are the same tuples."""
    line = ordered(
        replace(
            plan,
            appointments=tuple({a.activity: a for a in plan.appointments}.values()),
            unplanned=tuple({u.activity: u for u in plan.unplanned}.values()),
            assignments=tuple({a.case: a for a in plan.assignments}.values()),
            unassigned=tuple(dict(plan.unassigned).items()),
        )
    )
    return replace(
        line,
        appointments=_kept(plan.appointments, line.appointments),
        unplanned=_kept(plan.unplanned, line.unplanned),
        assignments=_kept(plan.assignments, line.assignments),
        unassigned=_kept(plan.unassigned, line.unassigned),
        fallbacks=_kept(plan.fallbacks, line.fallbacks),
        standbys=_kept(plan.standbys, line.standbys),
    )


_LINE = LastAsked(_in_line)


def _kept(old: tuple[_V, ...], new: tuple[_V, ...]) -> tuple[_V, ...]:
    return old if old == new else new


def _with(items: tuple[_V, ...], new: Mapping[_S, _V | None], key_of: Callable[[_V], _S]) -> tuple[_V, ...]:
    """Return items, which stand in the order of their keys, with others under some keys; None: none."""
    found = list(items)
    for key, item in new.items():
        at = bisect_left(found, key, key=key_of)
        there = at < len(found) and key_of(found[at]) == key
        if there or item is not None:
            found[at : at + there] = [] if item is None else [item]
    return _kept(items, tuple(found))


def _merged(old: Mapping[_K, _V], new: Mapping[_K, _V | None]) -> dict[_K, _V]:
    found = {key: value for key, value in old.items() if key not in new}
    found.update({key: value for key, value in new.items() if value is not None})
    return found
