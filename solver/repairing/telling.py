"""A mended plan as a repair to be told: its changes with their weight, its price, its proof, and who hears of it.

Not allowed here: mending.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.domain.explaining import Difference
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Standby
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import listed
from planner.ports.repairing import ItemChange, Repair, RepairWay
from solver.repairing import wording
from solver.repairing.bounding import bounded
from solver.repairing.happened import Happened
from solver.repairing.mending import Mended


def repair_of(happened: Happened, mended: Mended) -> Repair:
    """Return what is told of a mended plan."""
    changes = tuple(
        happened.cost.of(change.activity, change.after.appointment)
        for change in mended.deal.changes
        if change.before.appointment != change.after.appointment
    )
    weight = sum(change.weight for change in changes)
    moved = sum(change.before is not None for change in changes)
    proof = bounded(happened, mended, weight, moved)
    struck = [one.activity for one in happened.struck if not one.begun]
    after = {change.activity: change.after for change in changes}
    dropped = tuple(key for key, one in after.items() if one is None)
    way = _way(happened, mended, changes, dropped)
    return Repair(
        way=way,
        what=_what(way, changes, dropped, mended),
        deal=mended.deal,
        changes=changes,
        weight=weight,
        bound=proof.bound,
        proven=proof.proven,
        needless=0 if proof.proven else max(0, moved - proof.items),
        served=tuple(key for key in struck if key not in dropped),
        dropped=dropped,
        added=tuple(change.activity for change in changes if change.before is None),
        price=price_of(happened, mended),
        levels=tuple(replace(value, bound=None) for value in mended.levels),
        told=_told(changes),
        standbys=tuple(_standbys(happened, changes)),
    )


def price_of(happened: Happened, mended: Mended) -> tuple[Difference, ...]:
    """Return by how much each rule costs more than before anything happened; hard rules are not priced."""
    costs: Counter[tuple[Level, RuleId]] = Counter()
    for step in (happened.step, mended.step):
        for sign, breaches in ((1, step.new), (-1, step.old)):
            for breach in breaches:
                costs[breach.level, breach.rule] += sign * breach.cost
    found = (
        Difference(rule=rule, level=level, amount=amount)
        for (level, rule), amount in costs.items()
        if amount and level is not Level.HARD
    )
    return tuple(sorted(found, key=lambda one: (one.level, one.rule)))


def _way(
    happened: Happened, mended: Mended, changes: Sequence[ItemChange], dropped: Sequence[ActivityKey]
) -> RepairWay:
    if not changes:
        return RepairWay.NOTHING
    if any(True for _ in _standbys(happened, changes)):
        return RepairWay.STANDBY
    if any(one.before is None and one.activity in mended.others for one in changes):
        return RepairWay.BACKFILL
    if mended.others:
        return RepairWay.MOVING
    return RepairWay.DROPPING if dropped else RepairWay.IN_PLACE


def _what(way: RepairWay, changes: Sequence[ItemChange], dropped: Sequence[ActivityKey], mended: Mended) -> str:
    if way is RepairWay.NOTHING:
        return str(wording.NOTHING)
    others = {one.activity: one for one in changes if one.activity in mended.others and one.after is not None}
    moved = [one.activity for one in changes if one.after is not None and one.activity not in others]
    parts = []
    if moved:
        parts.append(wording.MOVED.say(keys=listed(moved)))
    if pushed := [key for key, one in others.items() if one.before is not None]:
        parts.append(wording.OTHERS.say(keys=listed(pushed)))
    if added := [key for key, one in others.items() if one.before is None]:
        parts.append(wording.ADDED.say(keys=listed(added)))
    if dropped:
        parts.append(wording.DROPPED.say(keys=listed(dropped)))
    return "; ".join(parts)


def _standbys(happened: Happened, changes: Sequence[ItemChange]) -> Iterator[Standby]:
    """Yield who took a seat on a flight that they stood by for."""
    approved = {(one.activity, str(one.flight)): one for one in happened.version.state.plan.standbys}
    for change in changes:
        flight = None if change.after is None else change.after.resource(ResourceKind.FLIGHT)
        found = None if flight is None else approved.get((change.activity, flight))
        if found is not None:
            yield found


def _told(changes: Sequence[ItemChange]) -> tuple[ResourceRef, ...]:
    """Return whose part changes, comes or goes."""
    found: dict[ResourceRef, None] = {}
    for change in changes:
        before = () if change.before is None else change.before.participations
        after = () if change.after is None else change.after.participations
        found.update(dict.fromkeys(part.resource for part in before if part not in after))
        found.update(dict.fromkeys(part.resource for part in after if part not in before))
    return tuple(found)
