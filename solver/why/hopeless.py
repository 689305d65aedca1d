"""Why level 3 has nothing to offer: what every spot breaks that nobody may change, or that this is not proved.

Not allowed here: looking for repairs.
"""

from collections.abc import Iterator, Sequence

from planner.domain.activities import Activity
from planner.domain.clearances import OverrideRight
from planner.domain.explaining import Conflict, Obstacle, Proof
from planner.domain.ids import RuleId
from planner.domain.spelling import listed
from solver.clock import Budget, OutOfTimeError
from solver.rule import WindowRule
from solver.why import wording
from solver.why.examined import Examined, checked
from solver.why.ground import Ground
from solver.why.remedies import OWN

BY_OTHERS = frozenset(RuleId(rule) for rule in ("P03", "P04", "P07", "R27", "R28", "R28a"))
"""Rules about who carries it out, or who escorts: another person, or more of them, may be entered."""


def nothing_to_do(
    ground: Ground, activity: Activity, spots: Sequence[Examined], conflicts: Sequence[Conflict], clock: Budget
) -> str:
    """Return in words why no repair is told: proved of every spot, or not proved."""
    if not spots:
        proven = [one for one in conflicts if one.proof is Proof.PROVEN and one.obstacles]
        if not proven:
            return str(wording.NO_REPAIR_FOUND)
        return wording.NO_SPOT_AT_ALL.say(because=proven[0].obstacles[0].because)
    rules: dict[RuleId, None] = {}
    try:
        for spot in spots:
            clock.check()
            lasting = set(_lasting(ground, activity, spot))
            held = lasting and lasting.intersection(checked(ground, spot, frozenset(one.rule for one in lasting)))
            if not held:
                return str(wording.NO_REPAIR_FOUND)
            if not any(one.rule in rules for one in held):
                rules[min(one.rule for one in held)] = None
    except OutOfTimeError:
        return str(wording.TIME_OUT)
    return wording.NO_REPAIR.say(rules=listed([f"{rule} {ground.rule[rule].title}" for rule in rules]))


def _lasting(ground: Ground, activity: Activity, spot: Examined) -> Iterator[Obstacle]:
    """Yield what forbids a spot and would go on doing so whatever anybody moves, excepts, enters or offers.

    That no vehicle on stand-by makes a difference was tried before.
    """
    for obstacle in spot.obstacles:
        rule = ground.rule[obstacle.rule]
        entered = isinstance(rule, WindowRule) and rule.fact and rule.id not in OWN
        moved = any(key in ground.view.appointments for key in obstacle.others)
        changeable = moved or entered or rule.override is not OverrideRight.NOBODY
        if not changeable and rule.id not in BY_OTHERS and obstacle.activity == activity.key:
            yield obstacle
