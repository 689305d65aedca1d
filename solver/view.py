"""A plan seen through its problem: who is where when. What rules look at; no search, no ortools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, CaseId, HouseholdId, RegievoerderId
from planner.domain.plan import Appointment, Assignment, Participation, Plan, Unplanned
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute
from solver.known import Known
from solver.mode import Mode


class ScopeKind(StrEnum):
    """The part of a plan one check of a rule looks at."""

    ACTIVITY = "activiteit"
    RESOURCE = "middel"
    CASE = "zaak"
    HOUSEHOLD = "gezin"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Scope:
    """One place where a rule may be broken; exactly one of the fields after ``kind`` is set (none: the plan)."""

    kind: ScopeKind
    activity: ActivityKey | None = None
    resource: ResourceRef | None = None
    case: CaseId | None = None
    household: HouseholdId | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A participation with the appointment it belongs to."""

    participation: Participation
    appointment: Appointment


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity with its appointment, and that appointment as a mode."""

    activity: Activity
    appointment: Appointment
    mode: Mode


class View:
    """An indexed, unchanging look at one plan."""

    def __init__(self, known: Known, plan: Plan, *, owners_known: bool = False) -> None:
        """Index a plan; with ``owners_known`` its assignments are in ``known`` already, and are not looked at."""
        self.known = known if owners_known else known.assigned(plan.assignments)
        self.plan = plan
        self.appointments: dict[ActivityKey, Appointment] = {}
        self.doubles: list[ActivityKey] = []
        self.unplanned = _by_activity(plan)
        self.unassigned = dict(plan.unassigned)
        self._given = _given(plan)
        self._planned: dict[ActivityKey, Planned] = {}
        self._parts: dict[ResourceRef, list[Part]] = defaultdict(list)
        for appointment in plan.appointments:
            if appointment.activity in self.appointments:
                self.doubles.append(appointment.activity)
            self.appointments[appointment.activity] = appointment
            for participation in appointment.participations:
                self._parts[participation.resource].append(Part(participation, appointment))
        for parts in self._parts.values():
            parts.sort(key=_order)

    def changed(self, known: Known, plan: Plan, changes: Mapping[ActivityKey, Appointment | None]) -> View:
        """Return a look at the plan after some appointments came, went or moved: quicker than indexing it anew.

        ``known`` has the owners of the plan, which has no activity twice.
        """
        other = View(known, Plan(), owners_known=True)
        other.plan = plan
        same = self.plan
        other.unplanned = self.unplanned if plan.unplanned is same.unplanned else _by_activity(plan)
        other.unassigned = self.unassigned if plan.unassigned is same.unassigned else dict(plan.unassigned)
        other._given = self._given if plan.assignments is same.assignments else _given(plan)
        other.appointments = {**self.appointments, **{key: a for key, a in changes.items() if a is not None}}
        for key in [key for key, appointment in changes.items() if appointment is None]:
            other.appointments.pop(key, None)
        other._parts = self._parts.copy()
        before = [self.appointments[key] for key in changes if key in self.appointments]
        come: dict[ResourceRef, list[Part]] = {part.resource: [] for one in before for part in one.participations}
        for one in (appointment for appointment in changes.values() if appointment is not None):
            for part in one.participations:
                come.setdefault(part.resource, []).append(Part(part, one))
        for resource, added in come.items():
            parts = [part for part in self.parts(resource) if part.appointment.activity not in changes]
            if parts or added:
                other._parts[resource] = sorted([*parts, *added], key=_order)
            else:
                other._parts.pop(resource, None)
        return other

    def parts(self, resource: ResourceRef) -> Sequence[Part]:
        """Return a resource's parts in order of time."""
        return self._parts.get(resource, ())

    def assigned(self, case: CaseId) -> Sequence[Assignment]:
        """Return the assignments of a case (one, or none)."""
        return self._given.get(case, ())

    def owner(self, case: CaseId, moment: Minute) -> RegievoerderId | None:
        """Return who owns a case: as this plan assigns it, else as the facts say."""
        return self.known.owner(case, moment)

    def planned(self, activity: Activity) -> Appointment | None:
        """Return the appointment of an activity, or None."""
        return self.appointments.get(activity.key)

    def planned_as(self, key: ActivityKey | None) -> Planned | None:
        """Return a known activity with its appointment; None when it is unknown or not planned."""
        if key is None or key not in self.appointments:
            return None
        if key not in self._planned:
            activity = self.known.activities.get(key)
            if activity is None:
                return None
            appointment = self.appointments[key]
            self._planned[key] = Planned(activity, appointment, Mode.of(appointment, activity))
        return self._planned[key]

    def scopes(self, kind: ScopeKind) -> Iterator[Scope]:
        """Yield every scope of a kind that this plan has."""
        match kind:
            case ScopeKind.ACTIVITY:
                keys = dict.fromkeys((*self.known.activities, *self.appointments, *self.unplanned))
                yield from (Scope(kind, activity=key) for key in keys)
            case ScopeKind.RESOURCE:
                yield from (Scope(kind, resource=resource) for resource in self._parts)
            case ScopeKind.CASE:
                yield from (Scope(kind, case=case) for case in self.known.cases)
            case ScopeKind.HOUSEHOLD:
                yield from (Scope(kind, household=household) for household in self.known.members)
            case ScopeKind.PLAN:
                yield Scope(kind)

    def touched(self, appointment: Appointment) -> frozenset[Scope]:
        """Return the scopes whose checks may change when the appointment comes, goes or moves.

        Activities that serve, or are served by, the appointment's activity are included, and those due before it.
        """
        activity = self.known.activities.get(appointment.activity)
        scopes = {Scope(ScopeKind.PLAN), Scope(ScopeKind.ACTIVITY, activity=appointment.activity)}
        scopes |= {Scope(ScopeKind.RESOURCE, resource=p.resource) for p in appointment.participations}
        scopes |= {Scope(ScopeKind.ACTIVITY, activity=key) for key in self.known.linked.get(appointment.activity, ())}
        ahead = self.known.records.ahead.get(appointment.activity, ())
        scopes |= {Scope(ScopeKind.ACTIVITY, activity=other.key) for other in ahead}
        for case in activity.cases if activity else ():
            scopes.add(Scope(ScopeKind.CASE, case=case))
            for household in self.known.households(case):
                scopes.add(Scope(ScopeKind.HOUSEHOLD, household=household))
        return frozenset(scopes)


def _by_activity(plan: Plan) -> dict[ActivityKey, Unplanned]:
    return {item.activity: item for item in plan.unplanned}


def _given(plan: Plan) -> dict[CaseId, list[Assignment]]:
    found: dict[CaseId, list[Assignment]] = {}
    for item in plan.assignments:
        found.setdefault(item.case, []).append(item)
    return found


def _order(part: Part) -> tuple[int, int, str]:
    return part.participation.start, part.participation.end, part.appointment.activity
