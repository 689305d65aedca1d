"""Putting an activity in while some named others may move: does it fit, at what price, and if not, why not.

One small model for CP-SAT with what the rules themselves post. A *demand* is one thing the model is held to: a rule of
the activity, a rule about one person or means, or that one of the others stays planned. Leaving demands out is how the
fewest that cannot hold together are found; every answer is solved for, none is derived. Not allowed here: moves.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python.cp_model import FEASIBLE, INFEASIBLE, OPTIMAL, CpSolver

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver.candidates import COMMITMENTS, Candidates
from solver.clock import Budget, OutOfTimeError
from solver.escort_limits import limit_escorts
from solver.escort_pool import fixed_duties
from solver.escorts import needs_escorts
from solver.mode import Mode, Use
from solver.rule import WindowRule
from solver.variables import Candidate, Choice, Variables
from solver.why.company import LACKING
from solver.why.ground import Ground
from solver.why.ways import EVERYTHING, Question, ways

WORK = 4.0
"""Deterministic time for one model."""
SHARED = {
    ResourceKind.REGIEVOERDER: (RuleId("P01"), RuleId("P02")),
    ResourceKind.CASE: (RuleId("P01"), RuleId("P02")),
    ResourceKind.ROOM: (RuleId("P05"),),
    ResourceKind.INTERPRETER: (RuleId("P05"),),
    ResourceKind.SESSION: (RuleId("P16"),),
    ResourceKind.FLIGHT: (RuleId("P19a"),),
}
"""Rules about one person or means at a time, which can be left out for that one; others are always kept."""


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """One thing a model is held to. Without a rule: that an activity stays planned."""

    activity: ActivityKey
    rule: RuleId = field(default=RuleId(""))
    resource: ResourceRef | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one model. ``proven``: nothing cheaper fits, or nothing fits at all."""

    fits: bool
    proven: bool
    appointments: Mapping[ActivityKey, Appointment] = field(default_factory=dict)


class _Held(Variables):
    """Variables that show each rule only the resources it is held to."""

    def hold(self, rule: RuleId, released: Collection[tuple[RuleId, ResourceRef]]) -> None:
        """Show the rule that posts next everything but what it is released from."""
        self._released = frozenset(ref for one, ref in released if one == rule)

    def using(self, kind: ResourceKind) -> dict[ResourceRef, list[tuple[Choice, Use]]]:
        """Return per resource of a kind the choices that use it, without what the rule is released from."""
        return {ref: users for ref, users in super().using(kind).items() if ref not in self._released}


class Shifting:
    """An activity to be put in, others that may move, and everything else fixed."""

    def __init__(
        self, ground: Ground, activity: Activity, movable: Sequence[ActivityKey], question: Question = EVERYTHING
    ) -> None:
        self._ground, self._activity = ground, activity
        self.movable = tuple(movable)
        self._ways = ways(ground, activity, question)
        candidates = Candidates(ground.known)
        self._theirs = {key: candidates.allowed(ground.known.activities[key]) for key in movable}
        self._own = [rule for rule in ground.own if activity.kind in rule.kinds]
        self._fixed = self._around()
        self._escorts = Demand(activity.key, LACKING) if needs_escorts(activity) else None

    def demands(self) -> list[Demand]:
        """Return everything the model can be held to, what a reader would name first at the end."""
        key = self._activity.key
        stays = [Demand(other) for other in self.movable]
        used = {use.resource for way in self._ways for use in way.mode.uses}
        shared = [Demand(key, rule, ref) for ref in sorted(used) for rule in SHARED[ref.kind]]
        escorts = [] if self._escorts is None else [self._escorts]
        return [*stays, *shared, *escorts, *(Demand(key, rule.id) for rule in self._own)]

    def example(self, rule: RuleId) -> tuple[Mode, Minute]:
        """Return a way and start that a rule of the activity forbids, for its words."""
        for asked in (one for one in self._own if one.id == rule):
            for way in self._ways:
                left = set(asked.starts_left(self._ground.known, self._activity, way.mode, way.starts))
                forbidden = next((start for start in way.starts if start not in left), None)
                if forbidden is not None:
                    return way.mode, forbidden
        return self._ways[0].mode, self._ways[0].starts[0]

    def fit(self, demands: Collection[Demand], clock: Budget, *, cheapest: bool = False) -> Found:
        """Put the activity in, held to these demands alone; raise OutOfTimeError when the time is up."""
        held = set(demands)
        v = self._variables(held)
        released = {
            (demand.rule, demand.resource)
            for demand in self.demands()
            if demand.resource is not None and demand not in held
        }
        for rule in self._ground.rules:
            v.hold(rule.id, released)
            rule.encode_rest(v) if isinstance(rule, WindowRule) else rule.encode(v)
        v.hold(RuleId(""), ())
        if self._activity.kind in COMMITMENTS and (self._escorts is None or self._escorts in held):
            limit_escorts(v, fixed_duties(self._ground.known, self._fixed))
        for key in (self._activity.key, *(d.activity for d in held if d.rule == "")):
            v.model.add(v.planned(key) == 1)
        if cheapest:
            v.minimise()
        return _solved(v, clock)

    def _variables(self, held: Collection[Demand]) -> _Held:
        known, key = self._ground.known, self._activity.key
        options: dict[ActivityKey, Sequence[Candidate]] = {key: self._candidates(held)}
        present = [other for other in self.movable if Demand(other) in held]
        options.update({other: self._theirs[other] for other in present})
        activities = [known.activities[other] for other in (key, *present)]
        return _Held(known, activities, options, self._fixed)

    def _candidates(self, held: Collection[Demand]) -> list[Candidate]:
        rules = [rule for rule in self._own if Demand(self._activity.key, rule.id) in held]
        found = []
        for way in self._ways:
            starts: Sequence[Minute] = way.starts
            for rule in rules:
                starts = rule.starts_left(self._ground.known, self._activity, way.mode, starts) if starts else ()
            if starts:
                found.append(Candidate(way.mode, tuple(starts)))
        return found

    def _around(self) -> list[Appointment]:
        """Return what is fixed and uses anything that those who move could use."""
        modes: list[Mode] = [way.mode for way in self._ways]
        modes += [candidate.mode for found in self._theirs.values() for candidate in found]
        resources = dict.fromkeys(use.resource for mode in modes for use in mode.uses)
        out = {self._activity.key, *self.movable}
        found = {
            part.appointment.activity: part.appointment
            for ref in resources
            for part in self._ground.view.parts(ref)
            if part.appointment.activity not in out
        }
        for appointment in self._ground.plan.appointments if self._activity.kind in COMMITMENTS else ():
            if appointment.of_kind(ResourceKind.ESCORT) and appointment.activity not in out:
                found[appointment.activity] = appointment
        return list(found.values())


def _solved(v: Variables, clock: Budget) -> Found:
    clock.check()
    solver = CpSolver()
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.max_deterministic_time = WORK
    solver.parameters.max_time_in_seconds = max(0.05, clock.left)
    status = solver.solve(v.model)
    if status == INFEASIBLE:
        return Found(fits=False, proven=True)
    if status not in (OPTIMAL, FEASIBLE):
        raise OutOfTimeError
    planned = {
        choice.mode.activity: choice.mode.at(Minute(solver.value(choice.start)))
        for choice in v.choices()
        if solver.boolean_value(choice.taken)
    }
    return Found(fits=True, proven=status == OPTIMAL, appointments=planned)
