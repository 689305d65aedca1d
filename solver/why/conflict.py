"""Level 2, everything else staying where it is: the fewest rules that together leave no spot, verified by the judge.

Every spot is judged anew with the activity in the plan: each breaks a rule of the set, and without any one of them
some spot breaks none. What fails that is not shown. Not allowed here: moving others (see ``shifting``).
"""

import logging
from collections.abc import Sequence
from functools import partial

from planner.domain.activities import Activity
from planner.domain.explaining import Conflict, Frame, Obstacle, Proof
from planner.domain.spelling import stretch
from solver.clock import Budget, OutOfTimeError
from solver.rule import WindowRule
from solver.why import wording
from solver.why.absent import absent
from solver.why.cover import cover, witnesses
from solver.why.examined import Examined, checked, examined
from solver.why.ground import Ground
from solver.why.obstacles import worded
from solver.why.ways import EVERYTHING, Question

__all__ = ["OutOfTimeError", "fixed_conflict", "verified", "without_superfluous"]

LOG = logging.getLogger(__name__)
WEIGHT, WITH_OTHERS, WITHOUT_OTHERS = 10, 1, -1
"""An obstacle counts for ten; one that involves others for one more, so that own rules are named first, and one that
involves what is not planned itself for one less: that comes before all else."""


def fixed_conflict(
    ground: Ground,
    activity: Activity,
    question: Question = EVERYTHING,
    found: Sequence[Examined] | None = None,
    seconds: float | None = None,
) -> Conflict | None:
    """Return why no spot is left as everything else stays; None when a spot is free."""
    clock = Budget.of(seconds)
    spots = list(examined(ground, activity, question) if found is None else found)
    if not spots:
        return _nothing_to_look_at(ground, activity)
    if any(not spot.obstacles for spot in spots):
        return None
    words = _frame(spots)
    try:
        chosen = cover((spot.obstacles for spot in spots), partial(_weight, ground))
        if chosen is None:
            return None
        kept = without_superfluous(ground, spots, chosen.obstacles, clock)
        also = _alone(ground, spots, kept)
        if not verified(ground, spots, kept, clock) or not all(verified(ground, spots, (o,), clock) for o in also):
            LOG.error("an explanation of %d rules did not hold when worked out again", len(kept))
            return _unproved(activity, words, len(spots), str(wording.NOT_VERIFIED))
    except OutOfTimeError:
        return _unproved(activity, words, len(spots), str(wording.TIME_OUT))
    return Conflict(
        activity=activity.key,
        frame=Frame.FIXED,
        frame_words=words,
        obstacles=tuple(_in_words(ground, spots, obstacle) for obstacle in kept),
        proof=Proof.PROVEN,
        also=tuple(_in_words(ground, spots, obstacle) for obstacle in also),
        smallest=chosen.smallest and len(kept) == len(chosen.obstacles),
        looked_at=len(spots),
    )


def without_superfluous(
    ground: Ground, spots: Sequence[Examined], obstacles: Sequence[Obstacle], clock: Budget
) -> tuple[Obstacle, ...]:
    """Return the obstacles without those that no spot needs, of spots that were not looked at as a whole too."""
    kept = list(obstacles)
    for obstacle in obstacles:
        if not any(
            set(checked(ground, spots[number])).intersection(kept) == {obstacle}
            for number in _candidates(spots, kept, obstacle)
        ):
            kept.remove(obstacle)
        clock.check()
    return tuple(kept)


def verified(ground: Ground, spots: Sequence[Examined], obstacles: Sequence[Obstacle], clock: Budget) -> bool:
    """Return whether judging says the same: no spot without all of these, and one without any one of them."""
    rules, inside = frozenset(obstacle.rule for obstacle in obstacles), set(obstacles)
    alone: set[Obstacle] = set()
    for spot in spots:
        clock.check()
        broken = inside.intersection(checked(ground, spot, rules))
        if not broken:
            return False
        if len(broken) == 1:
            alone |= broken
    return alone == inside


def _candidates(spots: Sequence[Examined], kept: Sequence[Obstacle], obstacle: Obstacle) -> Sequence[int]:
    return witnesses({i: spot.obstacles for i, spot in enumerate(spots)}, kept)[obstacle]


def _weight(ground: Ground, obstacle: Obstacle) -> int:
    if not obstacle.others:
        return WEIGHT
    depends = all(key not in ground.view.appointments for key in obstacle.others)
    return WEIGHT + (WITHOUT_OTHERS if depends else WITH_OTHERS)


def _alone(ground: Ground, spots: Sequence[Examined], kept: Sequence[Obstacle]) -> list[Obstacle]:
    """Return the obstacles outside a set that stand on every spot too: there are none where it takes several."""
    everywhere = set.intersection(*(set(spot.obstacles) for spot in spots)).difference(kept)
    return sorted(everywhere, key=lambda obstacle: (_weight(ground, obstacle), obstacle.rule, obstacle.activity))


def _frame(spots: Sequence[Examined]) -> str:
    first, last = min(spot.start for spot in spots), max(spot.mode.at(spot.start).end for spot in spots)
    return wording.FRAME_FIXED.say(spots=len(spots), period=stretch(first, last))


def _in_words(ground: Ground, spots: Sequence[Examined], obstacle: Obstacle) -> Obstacle:
    """Return an obstacle with the sentence about the spot that needs it most."""
    mine = [spot for spot in spots if obstacle in spot.obstacles]
    spot = min(mine, key=lambda s: (len(s.rules), s.start))
    said = next(one for one in spot.obstacles if one == obstacle)
    if not said.because and not isinstance(ground.rule[said.rule], WindowRule):
        return next((one for one in checked(ground, spot, frozenset({said.rule})) if one == obstacle), said)
    activity = ground.known.activities[said.activity]
    return worded(ground, said, activity, spot.mode, spot.start)


def _nothing_to_look_at(ground: Ground, activity: Activity) -> Conflict:
    missing = absent(ground, activity)
    if missing is None:
        return _unproved(activity, "", 0, str(wording.NOT_VERIFIED))
    return Conflict(
        activity=activity.key,
        frame=Frame.FIXED,
        frame_words="",
        obstacles=(missing,),
        proof=Proof.PROVEN,
        smallest=True,
    )


def _unproved(activity: Activity, words: str, looked_at: int, note: str) -> Conflict:
    return Conflict(
        activity=activity.key,
        frame=Frame.FIXED,
        frame_words=words,
        obstacles=(),
        proof=Proof.NOT_PROVEN,
        looked_at=looked_at,
        note=note,
    )
