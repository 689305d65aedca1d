"""What would be enough where one rule alone is in the way, and who may do it.

Never that somebody agrees, gives something up or is made to: of the person's own choices and condition nothing is said
but that they are theirs. Not allowed here: working out what it costs.
"""

from collections.abc import Sequence

from planner.domain.clearances import OverrideRight
from planner.domain.explaining import Obstacle, Remedy
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.resources import ResourceKind
from planner.domain.spelling import listed
from planner.domain.vocabulary import word
from solver import naming
from solver.rule import Rule, WindowRule
from solver.why import wording
from solver.why.company import staffed
from solver.why.examined import Examined
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles

OWN = frozenset(map(RuleId, ("P20", "P21", "P57", "R22", "R23", "R25", "R26")))
"""Rules about what the person chose, is protected by, or whom the person belongs to."""
OFFERED = frozenset({ResourceKind.ROOM, ResourceKind.INTERPRETER})
_MOST_NAMED, MOST_TRIED = 3, 4


def remedy(ground: Ground, spot: Examined, obstacles: Sequence[Obstacle]) -> Remedy | None:
    """Return what would be enough on a spot; None unless one rule alone is in the way. Who must move is tried out."""
    rules = {obstacle.rule for obstacle in obstacles}
    if len(rules) != 1:
        return None
    rule = ground.rule[obstacles[0].rule]
    if rule.id in OWN and rule.override is OverrideRight.NOBODY:
        return Remedy(what=str(wording.ONLY_PEOPLE))
    others = list(dict.fromkeys(key for obstacle in obstacles for key in obstacle.others))
    if others and all(obstacle.others for obstacle in obstacles):
        return _moving(ground, spot, rule, others)
    offered = _offer(ground, obstacles)
    if offered:
        words = wording.MORE_ON_OFFER if len(offered) == 1 else wording.ALL_ON_OFFER
        return Remedy(what=words.say(what=listed(offered)), by=str(wording.BY[OverrideRight.PARTNER]))
    return _by_people(rule)


def _moving(ground: Ground, spot: Examined, rule: Rule, others: Sequence[ActivityKey]) -> Remedy:
    """Return who of the others would have to move: one of some, or all together."""
    planned = [key for key in others if key in ground.view.appointments]
    movable = [key for key in planned if key not in ground.settled]
    enough = [key for key in movable[:MOST_TRIED] if _free_without(ground, spot, rule, (key,))]
    if enough:
        words = wording.OTHERS_MOVE if len(enough) == 1 else wording.ONE_OF_MOVES
        return Remedy(what=words.say(others=_named(enough)))
    if movable and _free_without(ground, spot, rule, movable):
        return Remedy(what=wording.ALL_MOVE.say(others=_named(movable)))
    if not planned:
        return Remedy(what=wording.OTHERS_PLANNED.say(others=_named(others)))
    return Remedy(what=str(wording.OTHERS_STAY))


def _free_without(ground: Ground, spot: Examined, rule: Rule, others: Sequence[ActivityKey]) -> bool:
    placed = spot.place()
    if placed.lacking is not None:
        return staffed(ground, placed.appointments, others).lacking is None
    return not checked_obstacles(ground, placed.appointments, frozenset({rule.id}), others)


def _by_people(rule: Rule) -> Remedy:
    if rule.override is not OverrideRight.NOBODY:
        by = str(rule.exception_by) or word(rule.override)
        return Remedy(what=str(wording.EXCEPTION), by=by)
    if isinstance(rule, WindowRule) and rule.fact:
        return Remedy(what=str(wording.ENTRY))
    return Remedy(what=str(wording.NOBODY))


def _offer(ground: Ground, obstacles: Sequence[Obstacle]) -> list[str]:
    """Return the pools that are too small, all of which would have to offer more."""
    pools = [o.resource for o in obstacles if o.resource is not None and o.resource.kind in OFFERED]
    return [naming.resource(ground.known, pool) for pool in dict.fromkeys(pools)]


def _named(keys: Sequence[str]) -> str:
    shown = list(keys[:_MOST_NAMED])
    if len(keys) > len(shown):
        shown.append(wording.MORE.say(number=len(keys) - len(shown)))
    return listed(shown)
