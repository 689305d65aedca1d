"""Level 2, others being moved: the fewest demands that cannot hold together, found by QuickXplain, solved for again.

Not allowed here: what a demand is (see ``shifting``).
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Conflict, Frame, Obstacle, Proof
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.spelling import count, listed
from solver.candidates import COMMITMENTS
from solver.clock import Budget, OutOfTimeError
from solver.why import wording
from solver.why.company import LACKING
from solver.why.examined import Examined
from solver.why.ground import Ground
from solver.why.obstacles import worded
from solver.why.prices import rides_of
from solver.why.shifting import Demand, Shifting

LOG = logging.getLogger(__name__)
T = TypeVar("T")
MOST_MOVABLE = 10
"""Others that may be moved at most: who occupies most of what the activity's own rules leave."""
STAYS = RuleId("P11")
_NAMED = 4


def movable_for(ground: Ground, activity: Activity, spots: Sequence[Examined]) -> list[ActivityKey]:
    """Return whose moving could make room, those who take most room first."""
    kinds = COMMITMENTS if activity.kind in COMMITMENTS else (ActivityKind.CONVERSATION, ActivityKind.MEETING)
    taken: Counter[ActivityKey] = Counter()
    for spot in spots:
        if all(obstacle.others for obstacle in spot.obstacles):
            taken.update({key for obstacle in spot.obstacles for key in obstacle.others})
    found = [key for key in sorted(taken, key=lambda key: (-taken[key], key)) if _can_move(ground, key, kinds)]
    return found[:MOST_MOVABLE]


def shifting_conflict(ground: Ground, shifting: Shifting, activity: Activity, clock: Budget) -> Conflict | None:
    """Return what cannot hold together however the others are moved; None when it fits, or nothing can be said."""
    words = frame_words(shifting.movable)
    try:
        demands = shifting.demands()
        if shifting.fit(demands, clock).fits or not shifting.fit([], clock).fits:
            return None
        found = quickxplain(lambda held: not shifting.fit(held, clock).fits, demands)
        if not verified_core(lambda held: not shifting.fit(held, clock).fits, found):
            LOG.error("a conflict of %d demands did not hold when solved for again", len(found))
            return None
    except OutOfTimeError:
        return Conflict(
            activity=activity.key,
            frame=Frame.SHIFTING,
            frame_words=words,
            obstacles=(),
            proof=Proof.NOT_PROVEN,
            movable=shifting.movable,
            note=str(wording.TIME_OUT),
        )
    return Conflict(
        activity=activity.key,
        frame=Frame.SHIFTING,
        frame_words=words,
        obstacles=tuple(_as_obstacle(ground, shifting, activity, demand) for demand in found),
        proof=Proof.PROVEN,
        movable=shifting.movable,
    )


def quickxplain(infeasible: Callable[[Sequence[T]], bool], constraints: Sequence[T]) -> list[T]:
    """Return a subset that is infeasible while each of its proper subsets is feasible; later ones are left out first.

    All constraints together must be infeasible, and none at all feasible. Junker's divide and conquer.
    """

    def explain(background: list[T], *, changed: bool, candidates: list[T]) -> list[T]:
        if changed and infeasible(background):
            return []
        if len(candidates) == 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        from_second = explain([*background, *first], changed=bool(first), candidates=second)
        from_first = explain([*background, *from_second], changed=bool(from_second), candidates=first)
        return [*from_first, *from_second]

    return explain([], changed=False, candidates=list(constraints)) if constraints else []


def verified_core(infeasible: Callable[[Sequence[T]], bool], core: Sequence[T]) -> bool:
    """Return whether a set is infeasible and leaving out any one of it is feasible, asked anew."""
    if not core or not infeasible(core):
        return False
    return not any(infeasible([other for other in core if other is not one]) for one in core)


def frame_words(movable: Sequence[ActivityKey]) -> str:
    """Say within what something is shown not to fit."""
    named: list[str] = list(movable[:_NAMED])
    if len(movable) > len(named):
        named.append(wording.MORE.say(number=len(movable) - len(named)))
    counted = count(len(movable), wording.ONE_APPOINTMENT, wording.APPOINTMENTS)
    return wording.FRAME_SHIFTING.say(movable=f"{counted} ({listed(named)})" if named else counted)


def _can_move(ground: Ground, key: ActivityKey, kinds: Sequence[ActivityKind]) -> bool:
    activity = ground.known.activities.get(key)
    if activity is None or activity.kind not in kinds or key in ground.settled or key not in ground.view.appointments:
        return False
    return not any(ride in ground.view.appointments for ride in rides_of(ground, key))


def _as_obstacle(ground: Ground, shifting: Shifting, activity: Activity, demand: Demand) -> Obstacle:
    if not demand.rule:
        said = wording.STAYS_PLANNED.say(activity=demand.activity)
        return Obstacle(rule=STAYS, activity=activity.key, others=(demand.activity,), because=said)
    if demand.resource is not None or demand.rule == LACKING:
        title = str(ground.rule[demand.rule].title)
        return Obstacle(rule=demand.rule, activity=activity.key, resource=demand.resource, because=title)
    mode, start = shifting.example(demand.rule)
    return worded(ground, Obstacle(rule=demand.rule, activity=activity.key), activity, mode, start)
