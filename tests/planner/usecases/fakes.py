"""Fakes of the ports that use cases need: a clock set by hand, straight-line travel, a simple search and judge."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.clearances import Override, OverrideRight
from planner.domain.facts import Fact, fact_key
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.places import Place
from planner.domain.plan import (
    Appointment,
    Assignment,
    Breach,
    LevelValue,
    Plan,
    PlanOrigin,
    Reason,
    Stop,
    Unplanned,
    UnplannedCode,
    appointment,
    part,
    with_parts,
)
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef, TravelTable
from planner.domain.time import Interval, Minute
from planner.ports.intake import Delivery, FactChange, FactRef, Preview
from planner.ports.search import Progress, Report, Stopped


@dataclass
class HandClock:
    """A clock that stands still until it is set."""

    minute: Minute

    def now(self) -> Minute:
        """Return the minute it was set to."""
        return self.minute


class EvenTravel:
    """Half an hour between any two places."""

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return the table."""
        codes = tuple(place.id for place in places)
        minutes = tuple(0 if one == other else 30 for one in codes for other in codes)
        return TravelTable(places=codes, minutes=minutes, source="test", made_on=date(2026, 11, 1))


@dataclass
class NamedWorker:
    """A process by name; ``gone`` names those that ended."""

    name: str = "worker-1"
    gone: set[str] = field(default_factory=set)

    def is_gone(self, name: str) -> bool:
        """Return whether the process was said to have ended."""
        return name in self.gone


def compare_by_key(delivery: Delivery, stored: Mapping[FactRef, Fact], earlier: Collection[FactRef]) -> Preview:
    """Compare a delivery with what is stored; every table counts as delivered."""
    delivered = {(type(fact), fact_key(fact)): fact for fact in delivery.facts}
    return Preview(
        new=tuple(fact for ref, fact in delivered.items() if ref not in stored),
        changed=tuple(
            FactChange(ref=ref, before=stored[ref], after=fact, fields=())
            for ref, fact in delivered.items()
            if ref in stored and stored[ref] != fact
        ),
        unchanged=tuple(fact for ref, fact in delivered.items() if stored.get(ref) == fact),
        vanished=tuple(stored[ref] for ref in earlier if ref not in delivered),
    )


class StubbornSearch:
    """Keeps the baseline; puts the rest at a quarter that the seed picks, in an order that the seed picks."""

    solver_version = "fake"

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Return a plan that accounts for every activity."""
        chance = random.Random(seed)  # noqa: S311 - repeatable by seed
        published = {item.activity: item for item in problem.baseline}
        placed: dict[ActivityKey, Appointment] = {}
        for activity in sorted(problem.activities, key=lambda a: (a.kind is ActivityKind.MOVE, a.key)):
            found = published.get(activity.key) or _place(activity, problem, placed, chance)
            if found is not None:
                placed[activity.key] = found
            report(Progress(stage="fake", fraction=0.5, planned=len(placed), total=len(problem.activities)))
            if stopped():
                break
        order = list(placed.values())
        chance.shuffle(order)
        owned = {o.case for o in problem.case_file.ownerships if o.valid.contains(problem.scope.start)}
        return Plan(
            appointments=tuple(_shuffled(item, chance) for item in order),
            unplanned=tuple(_unplanned(a.key) for a in problem.activities if a.key not in placed),
            assignments=tuple(
                Assignment(case=case.id, regievoerder=problem.resources.regievoerders[0].id)
                for case in problem.case_file.cases
                if case.id not in owned
            ),
            origin=PlanOrigin(seed=seed, seconds=int(seconds), solver_version=self.solver_version),
        )


def _shuffled(item: Appointment, chance: random.Random) -> Appointment:
    parts = list(item.participations)
    chance.shuffle(parts)
    return replace(item, participations=tuple(parts))


def _unplanned(key: ActivityKey) -> Unplanned:
    reason = Reason(rule=RuleId("P06"), because="past nergens")
    return Unplanned(activity=key, code=UnplannedCode.NO_OPTION, reasons=(reason,))


def _place(
    activity: Activity, problem: Problem, placed: Mapping[ActivityKey, Appointment], chance: random.Random
) -> Appointment | None:
    if activity.kind is ActivityKind.DEPARTURE:
        return _on_a_flight(activity, problem)
    if activity.kind is ActivityKind.MOVE:
        return _ride(activity, problem, placed)
    free = Interval(
        Minute(max(activity.window.start, problem.scope.start, problem.recorded_at)), problem.scope_end
    ).intersect(activity.window)
    if free is None or free.end is None or free.end - free.start < activity.duration:
        return None
    first = -(-free.start // 15)
    last = (free.end - activity.duration) // 15
    start = Minute(15 * chance.randint(first, max(first, last)))
    return _meeting(activity, problem, start)


def _meeting(activity: Activity, problem: Problem, start: Minute) -> Appointment:
    owners = {o.case: o.regievoerder for o in problem.case_file.ownerships}
    performer = activity.performer or next((owners[case] for case in activity.cases if case in owners), None)
    owner = performer or problem.resources.regievoerders[0].id
    resources = (
        ResourceRef(ResourceKind.REGIEVOERDER, owner),
        *(ResourceRef(ResourceKind.CASE, case) for case in activity.cases),
        *((ResourceRef(ResourceKind.INTERPRETER, activity.language),) if activity.language else ()),
    )
    end = Minute(start + activity.duration)
    return appointment(activity.key, start, end, activity.place, resources)


def _on_a_flight(activity: Activity, problem: Problem) -> Appointment | None:
    flight = next((f for f in problem.resources.flights if _fits(activity, f, problem)), None)
    if flight is None:
        return None
    persons = tuple(ResourceRef(ResourceKind.CASE, case) for case in activity.cases)
    means = (*persons, ResourceRef(ResourceKind.FLIGHT, flight.id))
    planned = appointment(activity.key, flight.departs, flight.arrives, flight.origin, means)
    if not activity.departure.escorted:
        return planned
    duration = flight.arrives - flight.departs
    team = ResourceRef(ResourceKind.ESCORT, problem.resources.escort_teams[0].id)
    start, end = Minute(flight.departs - 120), Minute(flight.arrives + 60 + 660 + 120 + duration + 60)
    return with_parts(planned, part(planned.id, team, start, end, amount=2))


def _fits(activity: Activity, flight: Flight, problem: Problem) -> bool:
    return (
        flight.country == activity.departure.country
        and flight.departs > problem.recorded_at
        and activity.window.covers(flight.departs, flight.arrives)
    )


def _ride(activity: Activity, problem: Problem, placed: Mapping[ActivityKey, Appointment]) -> Appointment | None:
    detail = activity.move
    served = placed.get(detail.serves) if detail.serves else None
    if served is None or activity.place is None:
        return None
    arrive = Minute(served.start - 200)
    stops = (
        Stop(place=activity.place, start=Minute(arrive - 60), end=Minute(arrive - 45)),
        Stop(place=detail.destination, start=Minute(arrive - 10), end=arrive),
    )
    persons = tuple(ResourceRef(ResourceKind.CASE, case) for case in activity.cases)
    ride = appointment(activity.key, stops[0].start, arrive, activity.place, persons)
    vehicle = ResourceRef(ResourceKind.VEHICLE, problem.resources.vehicles[0].id)
    return with_parts(ride, part(ride.id, vehicle, ride.start, arrive, stops=stops))


class OverlapJudge:
    """Knows three rules: nobody is in two places at once, transport serves what is planned, all is accounted for."""

    rulebook_version = "fake-1"

    def judge(self, problem: Problem, plan: Plan) -> tuple[Breach, ...]:
        """Return the breaches of the three rules, and a cost per item that is not planned."""
        return (*_overlaps(plan), *_loose_rides(problem, plan), *_unaccounted(problem, plan), *_missed(plan))

    def upholds(self, override: Override) -> bool:
        """Take an exception by a supervisor or director for made by somebody who may."""
        return override.right.suffices_for(OverrideRight.SUPERVISOR)

    def levels(self, breaches: tuple[Breach, ...]) -> tuple[LevelValue, ...]:
        """Return the cost per level."""
        return tuple(LevelValue(level=level, cost=sum(b.cost for b in breaches if b.level is level)) for level in Level)


def _overlaps(plan: Plan) -> list[Breach]:
    busy: dict[ResourceRef, list[tuple[Minute, Minute, ActivityKey]]] = {}
    for item in plan.appointments:
        for piece in item.participations:
            if piece.resource.kind in (ResourceKind.REGIEVOERDER, ResourceKind.ESCORT):
                busy.setdefault(piece.resource, []).append((piece.start, piece.end, item.activity))
    return [
        Breach(
            rule=RuleId("P01"),
            level=Level.HARD,
            cost=1,
            because=f"{one[2]} en {other[2]} tegelijk",
            activities=(one[2], other[2]),
        )
        for stretches in busy.values()
        for one, other in pairwise(sorted(stretches))
        if other[0] < one[1]
    ]


def _loose_rides(problem: Problem, plan: Plan) -> list[Breach]:
    planned = {item.activity for item in plan.appointments}
    return [
        Breach(rule=RuleId("P15"), level=Level.HARD, cost=1, because=f"{activity.key} brengt niemand")
        for activity in problem.activities
        if isinstance(activity.detail, MoveDetail) and activity.key in planned
        if activity.detail.serves is not None and activity.detail.serves not in planned
    ]


def _unaccounted(problem: Problem, plan: Plan) -> list[Breach]:
    seen = [*(item.activity for item in plan.appointments), *(item.activity for item in plan.unplanned)]
    wrong = set(seen) ^ {activity.key for activity in problem.activities}
    wrong |= {key for key in seen if seen.count(key) > 1}
    return [Breach(rule=RuleId("P11"), level=Level.HARD, cost=1, because=key) for key in sorted(wrong)]


def _missed(plan: Plan) -> list[Breach]:
    return [Breach(rule=RuleId("R03"), level=Level.TIMELY, cost=3, because=item.activity) for item in plan.unplanned]
