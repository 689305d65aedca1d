"""One version of a draft once facts are otherwise, judged only where they touch it: what breaks, and what is struck.

Not allowed here: mending.
"""

import copy
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from planner.domain.commitments import RequestState
from planner.domain.disruption import FactStep
from planner.domain.draft_line import Stands, State
from planner.domain.fact_patch import with_steps
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Breach
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.ports.repairing import Struck
from solver.candidates import Candidates
from solver.editing.desk import RuleDesk
from solver.editing.placing import household_on_board
from solver.editing.tally import Step, Tally
from solver.known import Known
from solver.mode import Mode
from solver.pinned import pinned
from solver.repairing.change_cost import ChangeCost
from solver.repairing.fact_reach import FactReach, about, needless_for
from solver.repairing.known_after import known_after, worked_out
from solver.rulebook import PLANNED
from solver.rules.frozen_stays import FrozenStays
from solver.view import View
from solver.why.ground import Ground

FROZEN = tuple(rule for rule in PLANNED if isinstance(rule, FrozenStays))
BESIDE = (ResourceKind.INTERPRETER, ResourceKind.FLIGHT)
"""Means of which sharing one makes nobody affected."""


class Version:
    """A version of a draft, indexed once."""

    def __init__(self, answered: Problem, state: State, desk: RuleDesk) -> None:
        self.answered, self.state, self.desk = answered, state, desk
        self.stands = Stands(state)
        self.ground = Ground(desk.problem, state.plan, known=worked_out(desk.known))
        self.reach = FactReach(desk.known)
        keys = desk.known.baseline.keys()
        self.all_published = all(appointment.activity in keys for appointment in state.plan.appointments)

    @property
    def tally(self) -> Tally:
        """Everything that the version breaks or costs; judged whole the first time."""
        return self.desk.tally()


class Happened:
    """A version after steps of facts."""

    def __init__(self, version: Version, steps: Sequence[FactStep]) -> None:
        self.version, self.steps = version, tuple(steps)
        self.answered = with_steps(version.answered, steps)
        problem = version.state.problem(self.answered)
        before, plan = version.ground, version.state.plan
        known = known_after(before.known, problem).assigned(plan.assignments)
        view = before.view.changed(known, plan, {})
        self.ground = seen(before, view)
        self.step: Step = version.tally.after(
            view, version.reach.touched(before.view, view, steps), needless_for(self.steps)
        )
        self.cost = ChangeCost(known, view)

    @property
    def known(self) -> Known:
        """What is known now."""
        return self.ground.known

    @property
    def view(self) -> View:
        """The plan as it stands, by what is known now."""
        return self.ground.view

    @cached_property
    def desk(self) -> RuleDesk:
        """The version on the new facts, to judge steps on it."""
        known, before = self.known, self.version.desk.known
        alike = known.problem.activities is before.problem.activities
        same = alike and known.problem.case_file.memberships is before.problem.case_file.memberships
        reach = self.version.desk.reach if same else None
        return RuleDesk(self.answered, self.version.state, self.ground, self.step.tally, reach)

    @cached_property
    def candidates(self) -> Candidates:
        """What each activity could do by itself."""
        return Candidates(self.known)

    @cached_property
    def broken(self) -> tuple[Breach, ...]:
        """The hard breaches that are new."""
        return tuple(breach for breach in self.step.new if breach.level is Level.HARD)

    @cached_property
    def gone(self) -> tuple[ActivityKey, ...]:
        """What stands in the version and is no longer due."""
        plan, known = self.version.state.plan, self.known
        was = self.version.ground.known.activities
        items = (*(a.activity for a in plan.appointments), *(u.activity for u in plan.unplanned))
        return tuple(key for key in items if key in was and key not in known.activities)

    @cached_property
    def fresh(self) -> tuple[ActivityKey, ...]:
        """What is due and was not before."""
        was = self.version.ground.known.activities
        return tuple(key for key in self.known.activities if key not in was)

    @cached_property
    def struck(self) -> tuple[Struck, ...]:
        """The planned items that new hard breaches are about."""
        found: dict[ActivityKey, list[Breach]] = {}
        for breach in self.broken:
            for key in breach.activities:
                if key in self.view.appointments:
                    found.setdefault(key, []).append(breach)
        for key in self.gone:
            if key in self.view.appointments:
                found.setdefault(key, [])
        return tuple(self._struck(key, breaches) for key, breaches in found.items())

    @cached_property
    def affected(self) -> frozenset[ActivityKey]:
        """What shares a person, room, session, vehicle, crew or household with what is struck, or with the facts."""
        refs = {ref for ref, _ in about(self.steps, self.known).uses}
        for one in self.struck:
            refs |= {part.resource for part in one.appointment.participations}
            refs |= self._mates(one.activity)
        sharing = (ref for ref in refs if ref.kind not in BESIDE)
        return frozenset(part.appointment.activity for ref in sharing for part in self.view.parts(ref))

    def worse(self, tally: Tally) -> tuple[Breach, ...]:
        """Return the hard breaches of a tally that the version did not have before the facts changed."""
        before = Counter(map(_name, self.version.tally.hard))
        fresh = []
        for breach in sorted(tally.hard, key=lambda one: (one.rule, one.activities)):
            if before[_name(breach)] > 0:
                before[_name(breach)] -= 1
            else:
                fresh.append(breach)
        return tuple(fresh)

    def begun(self, key: ActivityKey) -> bool:
        """Return whether an item has begun, so that nothing about it can be planned any more."""
        planned = self.view.appointments.get(key)
        return planned is not None and planned.start < self.known.now

    def units(self, keys: Iterable[ActivityKey]) -> list[tuple[ActivityKey, ...]]:
        """Return departures with those of their households on board, each once."""
        found: dict[frozenset[ActivityKey], tuple[ActivityKey, ...]] = {}
        for key in keys:
            unit = (key, *household_on_board(self.ground, self.known.activities[key]))
            found.setdefault(frozenset(unit), unit)
        return list(found.values())

    def _struck(self, key: ActivityKey, breaches: Collection[Breach]) -> Struck:
        planned = self.view.appointments[key]
        return Struck(
            appointment=planned,
            breaches=tuple(breaches),
            frozen=self.frozen(key),
            begun=planned.start < self.known.now,
        )

    def frozen(self, key: ActivityKey) -> bool:
        """Return whether an item is published and its time is near, whatever the facts now say of it."""
        activity, baseline = self.known.activities.get(key), self.known.baseline.get(key)
        if activity is None or baseline is None:
            return False
        hours = self.known.setting(FrozenStays.id, f"frozen-{activity.kind.name.lower()}", baseline.start, activity)
        return baseline.start < self.known.now + hours * 60

    def held(self, key: ActivityKey) -> bool:
        """Return whether a rule holds an item as it was published: its time is near, or it lies outside the scope."""
        activity, baseline = self.known.activities.get(key), self.known.baseline.get(key)
        if activity is None or baseline is None or baseline.start < self.known.now:
            return False
        return any(rule.allowed(self.known, activity, Mode.of(baseline, activity)) is not None for rule in FROZEN)

    def fixed(self, key: ActivityKey) -> bool:
        """Return whether an item stays that nothing struck: begun, held, fixed by hand or confirmed by a partner."""
        confirmed = any(r.state is RequestState.CONFIRMED for r in self.known.requests.get(key, ()))
        return self.begun(key) or confirmed or pinned(self.known, key) is not None or self.held(key)

    @cached_property
    def movable(self) -> frozenset[ActivityKey]:
        """What may move for others: affected, and not fixed."""
        return frozenset(key for key in self.affected if key in self.known.activities and not self.fixed(key))

    def _mates(self, key: ActivityKey) -> set[ResourceRef]:
        activity = self.known.activities.get(key)
        cases = () if activity is None else activity.cases
        houses = {house for case in cases for house in self.known.households(case)}
        return {ResourceRef(ResourceKind.CASE, case) for house in houses for case in self.known.members.get(house, ())}


def seen(ground: Ground, view: View) -> Ground:
    """Return the question about a plan by other facts: what was kept about its neighbours is forgotten."""
    other = ground.seen(view.plan, view)
    other.touched, other.stops = {}, {}
    return other


def without_baseline(known: Known, keys: Collection[ActivityKey]) -> Known:
    """Return what is known when some items were never published: they give way although their time is near."""
    if known.baseline.keys().isdisjoint(keys):
        return known
    other = copy.copy(known)
    problem = known.problem
    left = tuple(appointment for appointment in problem.baseline if appointment.activity not in keys)
    other.problem = replace(problem, baseline=left)
    other.baseline = {appointment.activity: appointment for appointment in left}
    return other


def _name(breach: Breach) -> tuple[object, ...]:
    return breach.rule, tuple(sorted(breach.activities)), breach.resource
