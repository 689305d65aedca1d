"""What is taken out first: what facts break by itself, and of what is only too much together as little as possible.

Not allowed here: putting back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from planner.domain.ids import ActivityKey
from planner.domain.plan import Breach
from planner.ports.repairing import Struck
from solver.repairing.happened import Happened
from solver.repairing.talking import HELD_TOGETHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """What is loose at first, and for which breach. ``exact``: no other choice would do with less."""

    keys: tuple[ActivityKey, ...]
    because: Mapping[ActivityKey, Breach]
    exact: bool


def first_loose(happened: Happened) -> Loose:
    """Return what is struck by itself; of what is only too much together all that one model can choose from, or one."""
    known, planned = happened.known.activities, happened.view.appointments
    able = [one for one in happened.struck if not one.begun and one.activity in known]
    alone = {one.activity: None for one in able if _alone(happened, one)}
    exact = True
    for breach in happened.broken:
        keys = [key for key in breach.activities if key in planned and key in known and not happened.begun(key)]
        if not keys or any(key in alone for key in keys):
            continue
        if {known[key].kind for key in keys} <= set(HELD_TOGETHER):
            alone.update(dict.fromkeys(keys))
        else:
            exact = False
            alone[min(keys, key=partial(yields, happened))] = None
    fresh = (key for key in happened.fresh if known[key].kind in HELD_TOGETHER)
    because = {one.activity: one.breaches[0] for one in able if one.breaches}
    return Loose(keys=(*alone, *fresh), because=because, exact=exact)


def yields(happened: Happened, key: ActivityKey) -> tuple[int, int, str]:
    """Return in which order items give way: not what is near, then what weighs least."""
    return int(happened.frozen(key)), happened.cost.weight(key, None), key


def _alone(happened: Happened, struck: Struck) -> bool:
    planned = happened.view.appointments
    return any(sum(key in planned for key in breach.activities) == 1 for breach in struck.breaches)
