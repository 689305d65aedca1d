"""Repairs that need somebody's permission, offer or entry: each tried on facts that differ in that alone.

Of what protects a person, or what the person decides, nothing is proposed. Not allowed here: repairs within the facts.
"""

from collections.abc import Iterator, Sequence

from planner.domain.activities import Activity, ActivityKind
from planner.domain.clearances import OverrideRight
from planner.domain.explaining import Repair, RepairKind
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.domain.vocabulary import word
from solver import naming
from solver.clock import Budget
from solver.rule import Rule, WindowRule
from solver.why import wording
from solver.why.changed_facts import (
    with_exception,
    with_offer,
    with_substitutes,
    with_vehicles_in_service,
    without_rule,
)
from solver.why.examined import Examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles
from solver.why.remedies import OFFERED, OWN
from solver.why.repairs import cheapest, in_place, repair
from solver.why.ways import Question

HOURS, POOLS = RuleId("P03"), RuleId("P05")
MOST_COLLEAGUES = 6


def by_exception(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    """Return the cheapest spot that an exception to one rule opens, with who may make it."""
    for rule, found in _one_away(ground, activity, spots):
        if not rule.overridable:
            continue
        best = cheapest(in_place(ground, found, clock))
        if best is None:
            continue
        other = with_exception(ground, rule.id, activity.key, rule.override, best.spot.start)
        if not checked_obstacles(other, best.appointments):
            by = word(rule.override)
            return repair(ground, activity, RepairKind.EXCEPTION, best, wording.ALLOWED, by=by, rule=rule.id)
    return None


def by_entry(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    """Return the cheapest spot at which one fact is missing that somebody may establish and enter."""
    for rule, found in _one_away(ground, activity, spots):
        if not isinstance(rule, WindowRule) or not rule.fact or rule.id in OWN:
            continue
        best = cheapest(in_place(ground, found, clock))
        if best is not None and not checked_obstacles(without_rule(ground, rule.id), best.appointments):
            by = str(wording.WHO_ENTERS)
            return repair(ground, activity, RepairKind.FACT, best, wording.ENTERED, by=by, rule=rule.id)
    return None


def by_offer(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    """Return the cheapest spot at which one more room or interpreter would do."""
    found = [spot for spot in spots if spot.rules == (POOLS,) and _pool(spot) is not None]
    best = cheapest(in_place(ground, found, clock))
    pool = None if best is None else _pool(best.spot)
    if best is None or pool is None:
        return None
    mine = next(a for a in best.appointments if a.activity == activity.key)
    if checked_obstacles(with_offer(ground, pool, Interval(mine.start, mine.end)), best.appointments):
        return None
    by, called = word(OverrideRight.PARTNER), naming.resource(ground.known, pool)
    return repair(ground, activity, RepairKind.RESOURCE, best, wording.OFFERED, by=by, rule=POOLS, resource=called)


def by_substitute(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    """Return the cheapest spot of a colleague who would be named to stand in for the absent regievoerder."""
    absent = _absent(ground, activity, spots)
    if absent is None:
        return None
    owner, away = absent
    other = with_substitutes(ground, owner, _colleagues(ground, owner), away)
    free = list(free_spots(other, activity))
    best = cheapest(in_place(other, free, clock))
    if best is None or checked_obstacles(other, best.appointments):
        return None
    by = word(OverrideRight.SUPERVISOR)
    return repair(other, activity, RepairKind.RESOURCE, best, wording.STANDS_IN, by=by)


def by_standby_vehicle(ground: Ground, activity: Activity, clock: Budget) -> Repair | None:
    """Return the cheapest ride in a vehicle that would be taken from stand-by."""
    if activity.kind is not ActivityKind.MOVE:
        return None
    reserve = [vehicle.id for vehicle in ground.known.vehicles.values() if vehicle.standby]
    other = with_vehicles_in_service(ground, reserve)
    free = [s for code in reserve for s in free_spots(other, activity, Question(resource=code))]
    best = cheapest(in_place(other, free, clock))
    if best is None or checked_obstacles(other, best.appointments):
        return None
    by = word(OverrideRight.PARTNER)
    return repair(other, activity, RepairKind.RESOURCE, best, wording.FROM_STANDBY, by=by)


def _one_away(ground: Ground, activity: Activity, spots: Sequence[Examined]) -> Iterator[tuple[Rule, list[Examined]]]:
    """Yield the rules that alone forbid spots, for nobody but the activity itself, most spots first."""
    by_rule: dict[RuleId, list[Examined]] = {}
    for spot in spots:
        if len(spot.rules) == 1 and {o.activity for o in spot.obstacles} == {activity.key}:
            by_rule.setdefault(spot.rules[0], []).append(spot)
    for rule, found in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        yield ground.rule[rule], found


def _pool(spot: Examined) -> ResourceRef | None:
    """Return the one pool of which a spot lacks one."""
    pools = {o.resource for o in spot.obstacles if o.resource is not None and o.resource.kind in OFFERED}
    return pools.pop() if len(pools) == 1 else None


def _absent(ground: Ground, activity: Activity, spots: Sequence[Examined]) -> tuple[RegievoerderId, Interval] | None:
    """Return the owner who is away at a spot that nothing else forbids, and from when to when."""
    if activity.kind is not ActivityKind.CONVERSATION or not activity.cases:
        return None
    for spot in spots:
        if spot.rules != (HOURS,):
            continue
        owner = ground.known.owner(activity.cases[0], spot.start)
        ref = None if owner is None else ResourceRef(ResourceKind.REGIEVOERDER, owner)
        for away in () if ref is None else ground.known.absences(ref):
            if owner is not None and away.contains(spot.start):
                return owner, away
    return None


def _colleagues(ground: Ground, owner: RegievoerderId) -> list[RegievoerderId]:
    office = ground.known.regievoerders[owner].office
    found = (p for p in ground.known.regievoerders.values() if p.id != owner and not p.lp_officer)
    near = sorted(found, key=lambda p: (ground.known.travel(p.office, office), p.id))
    return [person.id for person in near[:MOST_COLLEAGUES]]
