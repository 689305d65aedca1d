"""Deeds about several activities at once: two that change places, and some that move or give way for others.

A household stays together: who is on board of the same journey comes along, or is left out with the reason. Not allowed
here: deeds about one activity (``deeds``), and judging.
"""

from collections.abc import Iterable

from planner.domain.activities import Activity, ActivityKind
from planner.domain.editing import Move, Rearrange, Swap
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, UnplannedCode
from planner.domain.spelling import moment
from planner.ports.editing import EditImpossibleError
from solver.editing import wording
from solver.editing.placing import household_on_board, main_of, spots_for, with_teams
from solver.editing.rides import drop_rides, replan_rides, ride_keys
from solver.editing.standing import movable, planned, refuse_past
from solver.editing.work import Work
from solver.why.company import Placed
from solver.why.examined import Examined


def swapped(work: Work, swap: Swap) -> tuple[ActivityKey, ...]:
    """Let two activities take each other's time and means; households on board go along with theirs."""
    one, other = work.activity(swap.activity), work.activity(swap.other)
    if one.kind is not other.kind:
        raise EditImpossibleError(wording.SWAP_KINDS.say(key=one.key, other=other.key))
    was_one, was_other = planned(work, one), planned(work, other)
    if other.key in household_on_board(work.ground, one):
        raise EditImpossibleError(wording.SWAP_TOGETHER.say(key=one.key, other=other.key))
    lifted = _Lifted(work, (one, other))
    mine = [
        *lifted.put(one, _in_place_of(work, one, was_other, was_one)),
        *lifted.put(other, _in_place_of(work, other, was_one, was_other)),
    ]
    lifted.see_to_rides(mine)
    return tuple(mine)


def rearranged(work: Work, deed: Rearrange) -> tuple[ActivityKey, ...]:
    """Put several activities elsewhere at once, and leave out what gives way to the first of them."""
    activities = [work.activity(move.activity) for move in deed.moves]
    gone = [work.activity(key) for key in deed.left_out]
    was = {activity.key: movable(work, activity) for activity in activities}
    for activity in gone:
        planned(work, activity)
    lifted = _Lifted(work, (*activities, *gone))
    for activity in gone:
        lifted.leave_out(activity, wording.GAVE_WAY.say(key=activities[0].key))
    mine: list[ActivityKey] = []
    for move in sorted(deed.moves, key=lambda one: _depth(work, one.activity)):
        if move.activity in mine:
            continue
        activity = work.activity(move.activity)
        spot = spots_for(work.ground, activity, move, was[activity.key])[0]
        refuse_past(work, spot.start)
        placed = spot.place()
        if move.teams is not None:
            placed = with_teams(work.ground, placed, move.teams)
        mine += lifted.put(activity, placed)
    lifted.see_to_rides(mine)
    return tuple(mine)


class _Lifted:
    """Activities taken out of the plan at once, with households on board and rides, to be put back one by one."""

    def __init__(self, work: Work, activities: Iterable[Activity]) -> None:
        self._work = work
        self._mates = {a.key: household_on_board(work.ground, a) for a in activities}
        for mate in (mate for mates in self._mates.values() for mate in mates):
            movable(work, work.activity(mate))
        keys = dict.fromkeys(key for one, mates in self._mates.items() for key in (one, *mates))
        self._rides = {key: ride_keys(work, key) for key in keys if work.activity(key).kind is not ActivityKind.MOVE}
        out = dict.fromkeys((*keys, *(ride for rides in self._rides.values() for ride in rides)))
        stood = {key: work.now(key) for key in out}
        self._stood = {key: now for key, now in stood.items() if now is not None}
        work.forget(set(out))

    def put(self, activity: Activity, placed: Placed) -> tuple[ActivityKey, ...]:
        """Plan an activity with those who come along; leave out those on board who do not. Return who is planned."""
        work, mine = self._work, tuple(a.activity for a in placed.appointments)
        for appointment in placed.appointments:
            work.put(appointment)
            if appointment.activity != activity.key:
                along = wording.COMES_ALONG.say(moment=moment(appointment.start))
                work.follow(appointment.activity, along, planned=True)
        for mate in self._mates.get(activity.key, ()):
            if mate not in mine and work.now(mate) is None:
                self._leave_out(mate, "R25", wording.NOT_ALONG.say(key=mate), UnplannedCode.NO_OPTION)
        return mine

    def leave_out(self, activity: Activity, because: str) -> None:
        """Leave an activity and its household on board out of the plan."""
        self._leave_out(activity.key, "P11", because, UnplannedCode.CAPACITY)
        for mate in self._mates[activity.key]:
            self._leave_out(mate, "R25", str(wording.GOES_TOO), UnplannedCode.NO_OPTION)

    def see_to_rides(self, mine: Iterable[ActivityKey]) -> None:
        """Give the rides of what is planned again a place, those that were put somewhere themselves left aside."""
        placed = list(mine)
        for key in placed:
            rides = tuple(ride for ride in self._rides.get(key, ()) if ride not in placed)
            replan_rides(self._work, key, rides, self._stood)

    def _leave_out(self, key: ActivityKey, rule: str, because: str, code: UnplannedCode) -> None:
        self._work.leave_out(key, code, rule, because)
        self._work.follow(key, because, planned=False)
        drop_rides(self._work, key, self._rides.get(key, ()), self._stood)


def _in_place_of(work: Work, activity: Activity, there: Appointment, was: Appointment) -> Placed:
    """Return an activity at another's time: with its means where that is less broken, else with those it had."""
    options: list[Examined] = []
    for resource in (main_of(work.activity(there.activity), there), main_of(activity, was)):
        move = Move(activity=activity.key, start=there.start, resource=resource)
        try:
            options += spots_for(work.ground, activity, move, was)[:1]
        except EditImpossibleError:
            continue
    if not options:
        what = str(there.activity)
        raise EditImpossibleError(wording.NO_PLACE.say(key=activity.key, what=what))
    return min(options, key=lambda spot: len(spot.rules)).place()


def _depth(work: Work, key: ActivityKey) -> int:
    """Return how late something is planned: what is served first, rides after it, rides that follow on rides last."""
    activity = work.activity(key)
    if activity.kind is not ActivityKind.MOVE:
        return 0
    first = activity.move.after
    return 1 if first is None or first not in work.known.activities else 1 + _depth(work, first)
