"""What each deed does to a version: who goes where, what goes along, and what is left out. Nothing drops silently.

Not allowed here: pins that go with edits, exceptions, and judging (``preparing``).
"""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import PinGrade, Placement
from planner.domain.editing import Add, Assign, Cancel, Edit, Holder, LetGo, Move, PinDown, Rearrange, Swap
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import moment
from planner.ports.editing import EditImpossibleError
from solver.clock import Budget, OutOfTimeError
from solver.editing import wording
from solver.editing.placing import household_on_board, spots_for, with_teams
from solver.editing.rearranging import rearranged, swapped
from solver.editing.rides import drop_rides, replan_rides, ride_keys
from solver.editing.standing import movable, planned, refuse_past
from solver.editing.work import Work
from solver.why.assigning import together
from solver.why.company import Placed
from solver.why.free_spots import free_spots
from solver.why.repairs import cheapest, in_place
from solver.why.ways import Question

SECONDS = 1.0
"""Time to look for another place for what a hand-over sets free."""
OWNED = (ActivityKind.CONVERSATION, ActivityKind.PRESENTATION)


def done(work: Work, edit: Edit) -> tuple[ActivityKey, ...]:
    """Carry out a deed and return what it puts somewhere by hand; raise EditImpossibleError."""
    deed = edit.deed
    if isinstance(deed, (Cancel, PinDown)):
        return cancelled(work, deed, edit.reason) if isinstance(deed, Cancel) else pinned_down(work, deed, edit.reason)
    if isinstance(deed, (Move, Add)):
        return moved(work, deed) if isinstance(deed, Move) else added(work, deed)
    if isinstance(deed, (Swap, Rearrange)):
        return swapped(work, deed) if isinstance(deed, Swap) else rearranged(work, deed)
    if isinstance(deed, Assign):
        return assigned(work, deed)
    return set_free(work, deed)


def moved(work: Work, move: Move) -> tuple[ActivityKey, ...]:
    """Put an activity elsewhere, with its household on board and its rides."""
    activity = work.activity(move.activity)
    now = movable(work, activity)
    mates = household_on_board(work.ground, activity)
    for mate in mates:
        movable(work, work.activity(mate))
    work.forget({activity.key, *mates})
    spot = spots_for(work.ground, activity, move, now)[0]
    refuse_past(work, spot.start)
    placed = spot.place()
    if move.teams is not None:
        placed = with_teams(work.ground, placed, move.teams)
    return _placed(work, activity, placed, mates)


def tried(work: Work, move: Move) -> tuple[Appointment, tuple[ActivityKey, ...]]:
    """Put an activity elsewhere to see what the rules say, its rides left aside; return where, and who comes along."""
    activity = work.activity(move.activity)
    now = movable(work, activity)
    mates = household_on_board(work.ground, activity)
    work.forget({activity.key, *mates})
    spot = spots_for(work.ground, activity, move, now)[0]
    refuse_past(work, spot.start)
    placed = spot.place().appointments
    mine = tuple(a.activity for a in placed)
    for appointment in placed:
        work.put(appointment)
    for ride in dict.fromkeys(ride for key in mine for ride in ride_keys(work, key)):
        work.leave_out(ride, UnplannedCode.CAPACITY, "P15", str(wording.BY_HAND))
    return next(a for a in placed if a.activity == activity.key), mine


def assigned(work: Work, assign: Assign) -> tuple[ActivityKey, ...]:
    """Give a case and its household to somebody; what was planned with another goes along, or is left out."""
    known, case = work.known, assign.case
    if case not in known.cases:
        raise EditImpossibleError(wording.UNKNOWN_CASE.say(case=case))
    if assign.regievoerder not in known.regievoerders:
        raise EditImpossibleError(wording.NO_RESOURCE.say(what=assign.regievoerder))
    if not known.needs_owner(case):
        raise EditImpossibleError(wording.NOT_FREE.say(case=case))
    household = together(work.ground, case)
    theirs = [
        activity
        for activity in known.activities.values()
        if activity.kind in OWNED and set(activity.cases[:1]) & set(household) and activity.performer is None
    ]
    work.read.update(activity.key for activity in theirs)
    for member in household:
        work.give(member, Holder(regievoerder=assign.regievoerder))
    for activity in theirs:
        _hand_to(work, activity, assign.regievoerder)
    return ()


def cancelled(work: Work, cancel: Cancel, reason: str) -> tuple[ActivityKey, ...]:
    """Take an activity out of the plan, with its household on board and its rides."""
    activity = work.activity(cancel.activity)
    now = planned(work, activity)
    movable(work, activity)
    mates = household_on_board(work.ground, activity)
    rides = {key: ride_keys(work, key) for key in (activity.key, *mates)}
    because = wording.TAKEN_OUT.say(code=wording.CODES[cancel.code], reason=f" ({reason})" if reason else "")
    for key in (activity.key, *mates):
        if work.stand(key).own is not None and key not in work.known.baseline:
            work.drop(key)
            continue
        work.leave_out(key, UnplannedCode.FACT, "P09", because)
        out = Placement(activity=key, grade=PinGrade.ALL, reason=because, with_edit=True)
        work.set(key, replace(work.stand(key), placement=out))
        if key != activity.key:
            work.follow(key, str(wording.GOES_TOO), planned=False)
        drop_rides(work, key, rides[key])
    work.read.add(now.activity)
    return ()


def added(work: Work, add: Add) -> tuple[ActivityKey, ...]:
    """Let there be an officer's own activity, and plan it."""
    activity = add.activity
    if activity.key in work.known.activities:
        raise EditImpossibleError(wording.KNOWN_ALREADY.say(key=activity.key))
    work.add(activity)
    return moved(work, Move(activity=activity.key, start=add.start))


def pinned_down(work: Work, pin: PinDown, reason: str) -> tuple[ActivityKey, ...]:
    """Fix an activity as it stands."""
    activity = work.activity(pin.activity)
    now = planned(work, activity)
    placement = Placement(
        activity=activity.key,
        grade=pin.grade,
        reason=reason or str(wording.BY_HAND),
        expires=pin.expires,
        appointment=now,
    )
    work.set(activity.key, replace(work.stand(activity.key), placement=placement))
    return ()


def set_free(work: Work, let_go: LetGo) -> tuple[ActivityKey, ...]:
    """Let an activity go; what was taken out may be planned again."""
    activity = work.activity(let_go.activity)
    stand, key = work.stand(activity.key), activity.key
    pins = {pin.activity for pin in work.known.problem.pins}
    held = stand.placement is not None and stand.placement.grade is not None
    if not held and (key not in pins or stand.placement is not None):
        raise EditImpossibleError(wording.NOT_PINNED.say(key=key))
    loose = Placement(activity=key, grade=None, reason=str(wording.SET_FREE)) if key in pins else None
    if stand.placement is not None and stand.placement.out:
        work.leave_out(key, UnplannedCode.TIME_OUT, "P11", str(wording.SET_FREE))
    work.set(key, replace(work.stand(key), placement=loose))
    return ()


def _placed(work: Work, activity: Activity, placed: Placed, mates: Sequence[ActivityKey]) -> tuple[ActivityKey, ...]:
    """Put appointments into the plan, tell of those that come along, and give their rides a place."""
    mine = tuple(a.activity for a in placed.appointments)
    rides = {key: ride_keys(work, key) for key in (*mine, *mates)}
    for appointment in placed.appointments:
        work.put(appointment)
        if appointment.activity != activity.key:
            work.follow(appointment.activity, wording.COMES_ALONG.say(moment=moment(appointment.start)), planned=True)
    for mate in mates:
        if mate not in mine:
            work.leave_out(mate, UnplannedCode.NO_OPTION, "R25", str(wording.GOES_TOO))
            work.follow(mate, str(wording.GOES_TOO), planned=False)
            drop_rides(work, mate, rides[mate])
    for key in mine:
        replan_rides(work, key, rides[key])
    return mine


def _hand_to(work: Work, activity: Activity, who: str) -> None:
    """Give what was planned with another to the new regievoerder: at its time, else at the best free one."""
    now = work.now(activity.key)
    ref = ResourceRef(ResourceKind.REGIEVOERDER, who)
    if now is None or now.start < work.known.now or any(part.resource == ref for part in now.participations):
        return
    rides = ride_keys(work, activity.key)
    work.forget({activity.key})
    best = _place_with(work, activity, who, now)
    if best is None:
        because = wording.NOBODY_CAN.say(who=who)
        work.leave_out(activity.key, UnplannedCode.CAPACITY, "P07", because)
        work.follow(activity.key, because, planned=False)
        drop_rides(work, activity.key, rides)
        return
    for appointment in best:
        work.put(appointment)
    start = next(a.start for a in best if a.activity == activity.key)
    work.follow(activity.key, wording.NEW_PERFORMER.say(who=who, moment=moment(start)), planned=True)
    replan_rides(work, activity.key, rides)


def _place_with(work: Work, activity: Activity, who: str, now: Appointment) -> tuple[Appointment, ...] | None:
    same = next(free_spots(work.ground, activity, Question(resource=who, start=now.start)), None)
    if same is not None:
        return same.place().appointments
    free = list(free_spots(work.ground, activity, Question(resource=who)))
    try:
        best = cheapest(in_place(work.ground, free, Budget.of(SECONDS)))
    except OutOfTimeError:
        return None
    return None if best is None else best.appointments
