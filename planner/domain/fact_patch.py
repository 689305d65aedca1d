"""A problem once some facts are otherwise: put in and taken out the way cutting it anew from the books would.

What follows from facts only by way of other books (what protocols ask, packs ticked off) shows with the next cut;
norms are no facts of what happened.
Not allowed here: reading books, rules, and plans.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from planner.domain.activities import Activity, MoveDetail
from planner.domain.bookings import Booking, BookingState, StandbyApproval
from planner.domain.cases import (
    BlockingFact,
    Case,
    CaseFile,
    ConditionFact,
    Membership,
    Ownership,
    SeparationApproval,
    Stay,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import LegalMoment, Reception
from planner.domain.civil import day_of, day_start
from planner.domain.clearances import Clearance, Override
from planner.domain.commitments import PartnerRequest, Pin
from planner.domain.disruption import FactStep
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.facts import Fact, fact_key
from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.ids import ActivityKey, MissionId
from planner.domain.missions import Mission, Session
from planner.domain.people import Regievoerder, Substitute
from planner.domain.places import Place
from planner.domain.plan import Appointment, Participation
from planner.domain.problem import Problem
from planner.domain.resources import Absence, Capacity, ClosedDays, ResourceKind, ResourceRef, Resources
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.domain.vehicles import Vehicle


class _About(Protocol):
    """Something about one activity."""

    @property
    def activity(self) -> ActivityKey: ...


F = TypeVar("F", bound=Fact)
A = TypeVar("A", bound=_About)

CARRIED_OVER = 2 * MINUTES_PER_DAY
"""So long before the horizon an appointment still matters: a duty over Sunday midnight and its rest."""
_ESCORTS = (ResourceKind.ESCORT, ResourceKind.OFFICER)


def with_steps(problem: Problem, steps: Sequence[FactStep]) -> Problem:
    """Return the problem once facts took these steps. What no step is about is shared, not copied."""
    patch = _Patch(problem, steps)
    case_file = _case_file(patch, problem.case_file)
    activities = _activities(patch, problem, case_file)
    keys = _standing(problem, activities)
    bookings = patch.put(Booking, problem.bookings)
    baseline = _of(keys, problem.baseline)
    return replace(
        problem,
        case_file=case_file,
        resources=_resources(patch, problem.resources),
        activities=activities,
        baseline=baseline,
        pins=_of(keys, patch.put(Pin, problem.pins, lambda f: f.expires is None or f.expires > problem.recorded_at)),
        requests=_of(keys, patch.put(PartnerRequest, problem.requests)),
        bookings=_of(keys, bookings),
        standbys=_of(keys, patch.put(StandbyApproval, problem.standbys)),
        other_duties=_duties(problem, baseline, bookings),
        placements=_of(keys, problem.placements),
    )


class _Patch:
    """Steps by the type of their facts, put into sequences of facts that are in the order of their keys."""

    def __init__(self, problem: Problem, steps: Iterable[FactStep]) -> None:
        self.span = Interval(Minute(problem.horizon.start - CARRIED_OVER), problem.horizon_end)
        self._steps: dict[type, list[FactStep]] = {}
        for step in steps:
            fact = step.after if step.after is not None else step.before
            self._steps.setdefault(type(fact), []).append(step)

    def meets(self, interval: Interval) -> bool:
        """Return whether a stretch matters here."""
        return self.span.overlaps(interval.start, interval.end)

    def put(self, kind: type[F], facts: tuple[F, ...], wanted: Callable[[F], bool] | None = None) -> tuple[F, ...]:
        """Return facts of one type after the steps; the very same when there are none. ``wanted``: what is cut."""
        if kind not in self._steps:
            return facts
        found = list(facts)
        for step in self._steps[kind]:
            fact = step.after if step.after is not None else step.before
            if fact is None:
                continue
            key = fact_key(fact)
            at = _position(found, key)
            if at < len(found) and fact_key(found[at]) == key:
                del found[at]
            if isinstance(step.after, kind) and (wanted is None or wanted(step.after)):
                found.insert(at, step.after)
        return tuple(found)


def _position(facts: Sequence[Fact], key: str) -> int:
    """Return where a key stands or would stand; what publications added stands behind the others."""
    at = bisect_left(facts, key, key=fact_key)
    if at < len(facts) and fact_key(facts[at]) == key:
        return at
    return next((place for place, fact in enumerate(facts) if fact_key(fact) == key), at)


def _case_file(patch: _Patch, file: CaseFile) -> CaseFile:
    meets = patch.meets
    cases = patch.put(Case, file.cases, lambda f: f.closed_on is None or day_start(f.closed_on) > patch.span.start)
    found = replace(
        file,
        cases=cases,
        memberships=patch.put(Membership, file.memberships, lambda f: meets(f.valid)),
        separations=patch.put(SeparationApproval, file.separations, lambda f: meets(f.valid)),
        ownerships=patch.put(Ownership, file.ownerships, lambda f: meets(f.valid)),
        stays=patch.put(Stay, file.stays, lambda f: meets(f.valid)),
        tracks=patch.put(TrackFact, file.tracks, lambda f: meets(f.valid)),
        conditions=patch.put(ConditionFact, file.conditions, lambda f: meets(f.valid)),
        blocks=patch.put(BlockingFact, file.blocks, lambda f: meets(f.valid)),
        documents=patch.put(TravelDocument, file.documents, lambda f: f.valid is None or meets(f.valid)),
        moments=patch.put(LegalMoment, file.moments),
        clearances=patch.put(Clearance, file.clearances, lambda f: meets(f.valid)),
        receptions=patch.put(Reception, file.receptions, lambda f: meets(f.valid)),
        overrides=patch.put(Override, file.overrides, lambda f: meets(f.valid)),
    )
    gone = {case.id for case in file.cases} - {case.id for case in cases} if cases is not file.cases else set()
    return _without(found, gone) if gone else found


def _without(file: CaseFile, gone: Collection[str]) -> CaseFile:
    """Return the case file without everything about closed cases."""
    return replace(
        file,
        memberships=tuple(f for f in file.memberships if f.case not in gone),
        ownerships=tuple(f for f in file.ownerships if f.case not in gone),
        stays=tuple(f for f in file.stays if f.case not in gone),
        tracks=tuple(f for f in file.tracks if f.case not in gone),
        conditions=tuple(f for f in file.conditions if f.case not in gone),
        blocks=tuple(f for f in file.blocks if f.case not in gone),
        documents=tuple(f for f in file.documents if f.case not in gone),
        moments=tuple(f for f in file.moments if f.case not in gone),
        clearances=tuple(f for f in file.clearances if f.case not in gone),
        receptions=tuple(f for f in file.receptions if f.case not in gone),
        acts=tuple(f for f in file.acts if f.case not in gone),
    )


def _resources(patch: _Patch, means: Resources) -> Resources:
    meets = patch.meets
    teams = patch.put(EscortTeam, means.escort_teams)
    vehicles = patch.put(Vehicle, means.vehicles)
    officers = patch.put(EscortOfficer, means.officers)
    sessions = patch.put(Session, means.sessions, lambda f: meets(f.interval))
    return replace(
        means,
        places=patch.put(Place, means.places),
        regievoerders=patch.put(Regievoerder, means.regievoerders),
        absences=patch.put(Absence, means.absences, lambda f: meets(f.interval)),
        substitutes=patch.put(Substitute, means.substitutes, lambda f: meets(f.interval)),
        capacities=patch.put(Capacity, means.capacities, lambda f: meets(f.interval)),
        missions=patch.put(Mission, means.missions),
        sessions=sessions if sessions is means.sessions else _instead_of_patterns(means.sessions, sessions),
        country_rules=patch.put(CountryRule, means.country_rules),
        carriers=patch.put(Carrier, means.carriers),
        flights=patch.put(Flight, means.flights, lambda f: patch.span.overlaps(f.departs, f.arrives)),
        escort_teams=teams if teams is means.escort_teams else tuple(_offered(patch, team) for team in teams),
        vehicles=vehicles if vehicles is means.vehicles else tuple(_shifted(patch, one) for one in vehicles),
        closed_days=patch.put(ClosedDays, means.closed_days),
        officers=officers if officers is means.officers else tuple(_rostered(patch, one) for one in officers),
    )


def _instead_of_patterns(before: Sequence[Session], after: Sequence[Session]) -> tuple[Session, ...]:
    """Return the sittings without those of a pattern on a day that the mission announced another sitting for."""
    was = set(before)
    announced = {_sitting(s) for s in after if s not in was}
    return tuple(s for s in after if s not in was or not _of_pattern(s) or _sitting(s) not in announced)


def _sitting(session: Session) -> tuple[MissionId, date]:
    return session.mission, day_of(session.interval.start)


def _of_pattern(session: Session) -> bool:
    return session.id.endswith(f"-{day_of(session.interval.start):%Y%m%d}")


def _offered(patch: _Patch, team: EscortTeam) -> EscortTeam:
    offers = tuple(offer for offer in team.offers if patch.meets(offer.interval))
    return replace(team, available=_during(patch, team.available), offers=offers)


def _shifted(patch: _Patch, vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, shifts=_during(patch, vehicle.shifts))


def _rostered(patch: _Patch, officer: EscortOfficer) -> EscortOfficer:
    return replace(officer, available=_during(patch, officer.available))


def _during(patch: _Patch, intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    return tuple(interval for interval in intervals if patch.meets(interval))


def _activities(patch: _Patch, problem: Problem, file: CaseFile) -> tuple[Activity, ...]:
    """Return what is due: without what is about closed cases, out of its time, or serves nothing any more."""
    published = {appointment.activity for appointment in problem.baseline}
    window = Interval(max(problem.recorded_at, problem.horizon.start), problem.horizon_end)

    def plannable(activity: Activity) -> bool:
        return activity.key in published or window.overlaps(activity.window.start, activity.window.end)

    found = patch.put(Activity, problem.activities, plannable)
    if file.cases is not problem.case_file.cases:
        open_cases = {case.id for case in file.cases}
        found = tuple(activity for activity in found if open_cases.issuperset(activity.cases))
    if found is problem.activities:
        return found
    keys = {activity.key for activity in found}
    gone = {activity.key for activity in problem.activities} - keys
    return tuple(a for a in found if not (_serves(a) in gone and a.key not in published))


def _serves(activity: Activity) -> ActivityKey | None:
    return activity.detail.serves if isinstance(activity.detail, MoveDetail) else None


def _standing(problem: Problem, activities: Sequence[Activity]) -> frozenset[ActivityKey] | None:
    """Return which activities are still there, those that officers added included; None when nothing changed.

    A published item that an officer added by hand is none of the problem's activities: the draft holds it, and no
    step of a fact takes it away.
    """
    if activities is problem.activities:
        return None
    due = {activity.key for activity in problem.activities}
    by_hand = {item.activity for items in (problem.baseline, problem.placements) for item in items} - due
    return frozenset(by_hand | {activity.key for activity in activities})


def _of(keys: Collection[ActivityKey] | None, items: tuple[A, ...]) -> tuple[A, ...]:
    """Return what is about activities that are still there."""
    return items if keys is None else tuple(item for item in items if item.activity in keys)


def _duties(problem: Problem, baseline: Sequence[Appointment], bookings: Sequence[Booking]) -> tuple[Appointment, ...]:
    """Return the duties of escorts elsewhere, with those of what left the problem and was not cancelled."""
    if len(baseline) == len(problem.baseline):
        return problem.other_duties
    cancelled = {(b.activity, str(b.flight)) for b in bookings if b.state is BookingState.CANCELLED}
    kept = {appointment.activity for appointment in baseline}
    left = (a for a in problem.baseline if a.activity not in kept)
    standing = (a for a in left if (a.activity, a.resource(ResourceKind.FLIGHT)) not in cancelled)
    duties = (
        replace(a, participations=tuple(sorted((p for kind in _ESCORTS for p in a.of_kind(kind)), key=_resource)))
        for a in standing
    )
    found = (*problem.other_duties, *(duty for duty in duties if duty.participations))
    return tuple(sorted(found, key=lambda duty: (duty.start, duty.activity)))


def _resource(part: Participation) -> ResourceRef:
    return part.resource
