"""What every question about one plan starts from: its problem, its plan, its rules, indexed once.

Not allowed here: answering questions.
"""

import copy
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from weakref import WeakValueDictionary

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import at, days_between
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Participation, Plan, Unplanned
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute, union
from solver.candidates import COMMITMENTS
from solver.known import Known
from solver.rule import Rule, WindowRule
from solver.rulebook import PLANNED
from solver.rules.assignment_fits import AssignmentFits
from solver.rules.load_points import LoadPoints
from solver.rules.nothing_dropped import NothingDropped
from solver.settled import Settled
from solver.vehicle_days import Call
from solver.view import Part, Scope, ScopeKind, View

APART = {
    ResourceKind.ROOM: 0,
    ResourceKind.INTERPRETER: 0,
    ResourceKind.REGIEVOERDER: MINUTES_PER_DAY,
    ResourceKind.VEHICLE: MINUTES_PER_DAY,
}
"""Minutes between two parts beyond which the one is nothing to the other; others may matter whatever the time."""

ByKind = Mapping[ScopeKind, Sequence[Scope]]
"""Scopes by their kind."""
Means = tuple[tuple[ActivityKey, tuple[ResourceRef, ...]], ...]
"""Activities with the means of their appointments."""

ELSEWHERE = (AssignmentFits, LoadPoints, NothingDropped)
"""Rules about who has which case, and about plans as a whole: no appointment breaks them by where it stands."""


_ALIVE: "WeakValueDictionary[int, Ground]" = WeakValueDictionary()
"""The grounds that somebody holds, by the identity of their plan."""
Aboard = tuple[ActivityKey, Minute, Minute]
"""Somebody is in a vehicle from one moment until another."""
Stops = tuple[Sequence[Part], tuple[Call, ...], tuple[Aboard, ...]]
"""The rides of a vehicle, with its stops in order and who is in it when."""


class Ground:
    """One plan to ask about. Building it takes long at national size; asking does not."""

    def __init__(
        self, problem: Problem, plan: Plan, rules: Sequence[Rule] = PLANNED, known: Known | None = None
    ) -> None:
        """Index a plan; ``known`` when the same facts were indexed before."""
        self.problem, self.plan, self.rules = problem, plan, tuple(rules)
        self.view = View(known or Known(problem), plan)
        self.known = self.view.known
        self.own = tuple(rule for rule in rules if isinstance(rule, WindowRule))
        """Rules that one activity can break by itself."""
        self.joint = tuple(
            rule
            for rule in rules
            if rule.level is Level.HARD
            and rule.scope is not ScopeKind.PLAN
            and not isinstance(rule, (WindowRule, *ELSEWHERE))
        )
        """Rules that may be about several appointments."""
        self.hard = tuple(rule for rule in rules if rule in self.own or rule in self.joint)
        """All that can forbid a spot; what only costs is left aside."""
        self.hard_ids = frozenset(rule.id for rule in self.hard)
        self.rule = {rule.id: rule for rule in rules}
        self.touched: dict[Means, ByKind] = {}
        """The scopes that appointments touch, kept for those of the same activities with the same means."""
        _ALIVE[id(plan)] = self
        self.stops: dict[ResourceRef, Stops] = {}
        """The stops of vehicles, kept for as long as they make the very same rides."""
        self.asked: dict[tuple[frozenset[ActivityKind], bool, frozenset[RuleId] | None], Sequence[Rule]] = {}
        """Which rules can say something about activities of some kinds: of all hard ones, or of the joint ones."""

    @classmethod
    def of(cls, problem: Problem, plan: Plan) -> "Ground":
        """Return the ground of a plan by all rules: the one that somebody, a desk say, holds already, or a new one."""
        held = _ALIVE.get(id(plan))
        same = held is not None and held.plan is plan and held.known.problem is problem and held.rules == PLANNED
        return held if held is not None and same else cls(problem, plan)

    @cached_property
    def unplanned(self) -> dict[ActivityKey, Unplanned]:
        """What is not planned, by activity."""
        return {item.activity: item for item in self.plan.unplanned}

    @cached_property
    def settled(self) -> Container[ActivityKey]:
        """What may not be moved by anybody's search; what somebody stands by for stays on its flight."""
        flights = {standby.flight for standby in self.plan.standbys}
        stood_for = (a.activity for a in self.plan.appointments if a.resource(ResourceKind.FLIGHT) in flights)
        return Settled(self.known, also=frozenset(stood_for if flights else ()))

    @cached_property
    def desk_hours(self) -> tuple[Interval, ...]:
        """When any regievoerder works by the roster, absences left aside."""
        patterns = {(h.weekday, h.start, h.end) for who in self.known.regievoerders.values() for h in who.hours}
        days = days_between(self.problem.horizon.start, self.problem.horizon_end)
        return union(
            Interval(at(day, *divmod(start, 60)), at(day, *divmod(end, 60)))
            for day in days
            for weekday, start, end in patterns
            if weekday == day.weekday()
        )

    def over(self, appointments: tuple[Appointment, ...]) -> "Ground":
        """Return the same question about a plan with other appointments."""
        return Ground(self.problem, replace(self.plan, appointments=appointments), self.rules, self.known)

    def seen(self, plan: Plan, view: View) -> "Ground":
        """Return the same question about a plan that was indexed already."""
        other = copy.copy(self)
        other.problem, other.plan, other.view, other.known = view.known.problem, plan, view, view.known
        for name in ("unplanned", "settled"):
            other.__dict__.pop(name, None)
        _ALIVE[id(plan)] = other
        return other

    def span(self, activity: Activity) -> Interval:
        """Return the stretch in which an activity may be planned now."""
        return self.problem.horizon if activity.kind in COMMITMENTS else self.problem.scope

    def near(
        self,
        placed: Iterable[Appointment],
        out: Collection[ActivityKey] = (),
        aside: Collection[ResourceKind] = (),
    ) -> dict[ActivityKey, Appointment]:
        """Return what shares a person, a means, a household or a journey with appointments, without some of it.

        What shares no more than means of the kinds in ``aside`` is left out.
        """
        found: dict[ActivityKey, Appointment] = {}
        for appointment in placed:
            for other in self._beside(appointment, aside):
                if other.activity not in out:
                    found[other.activity] = other
        return found

    def look(self, appointments: Iterable[Appointment]) -> View:
        """Return a look at some appointments, with the owners of cases as this plan has them."""
        return View(self.known, Plan(appointments=tuple(appointments)), owners_known=True)

    def _beside(self, appointment: Appointment, aside: Collection[ResourceKind]) -> Iterator[Appointment]:
        for part in appointment.participations:
            if part.resource.kind not in aside:
                yield from self._users(part)
        activity = self.known.activities.get(appointment.activity)
        for case in activity.cases if activity else ():
            for household in self.known.households(case):
                for member in self.known.members.get(household, ()):
                    parts = self.view.parts(ResourceRef(ResourceKind.CASE, member))
                    yield from (other.appointment for other in parts)
        for key in self.known.linked.get(appointment.activity, ()):
            if key in self.view.appointments:
                yield self.view.appointments[key]

    def _users(self, part: Participation) -> Iterator[Appointment]:
        apart = APART.get(part.resource.kind)
        for other in self.view.parts(part.resource):
            if apart is None:
                yield other.appointment
                continue
            when = other.participation
            if when.start >= part.end + apart:
                return
            if part.start < when.end + apart:
                yield other.appointment


def moment_in(stretches: Sequence[Interval], moment: Minute) -> bool:
    """Return whether a moment lies in one of a few stretches."""
    return any(stretch.contains(moment) for stretch in stretches)
