"""Somebody's own version: put into the plan, the others planned around it as well as they go, and the difference told.

What the version itself breaks is said and left standing: people may decide on exceptions, the program does not.
Not allowed here: judging whole plans of others (see ``compared``).
"""

from collections.abc import Iterator, Sequence

from planner.domain.activities import ActivityKind
from planner.domain.explaining import Changed, Evaluation, Obstacle, Proof, Wish
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.ports.explaining import ExplanationError
from solver.candidates import COMMITMENTS, Candidates
from solver.clock import Budget, OutOfTimeError
from solver.escort_limits import limit_escorts
from solver.escort_pool import fixed_duties
from solver.posting import post_rules
from solver.solving import Limits, Outcome, at_once
from solver.variables import Variables
from solver.why import wording
from solver.why.company import Placed, staffed
from solver.why.examined import Examined, examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles
from solver.why.prices import difference, rides_of, total
from solver.why.repairs import cheapest, in_place
from solver.why.ways import Question

WORK = 4.0


def evaluated(ground: Ground, wishes: Sequence[Wish], seconds: float) -> Evaluation:
    """Return what a version breaks, what gives way to it, and what it costs per rule; raise ExplanationError."""
    clock = Budget.of(seconds)
    forced, freeing = _escorted(ground, staffed(ground, [_forced(ground, wish) for wish in wishes]))
    mine = tuple(a.activity for a in forced.appointments)
    in_the_way = [key for o in checked_obstacles(ground, forced.appointments) for key in o.others]
    giving_way = [key for key in dict.fromkeys((*freeing, *in_the_way)) if _may_give_way(ground, key)]
    around, proven = _around(ground, forced.appointments, giving_way, clock)
    changes = {**{a.activity: a for a in forced.appointments}, **around}
    return Evaluation(
        wishes=mine,
        breaks=tuple(_left(ground, forced.appointments, changes)),
        price=difference(ground, changes),
        changes=tuple(_changed(ground, changes)),
        proof=Proof.PROVEN if proven else Proof.NOT_PROVEN,
        note="" if proven else _doubt(ground, giving_way),
    )


def _doubt(ground: Ground, giving_way: Sequence[ActivityKey]) -> str:
    """Return why something better may exist for those that give way."""
    rides = any(ground.known.activities[key].kind is ActivityKind.MOVE for key in giving_way)
    return str(wording.ONE_BY_ONE if rides else wording.TIME_OUT)


def _forced(ground: Ground, wish: Wish) -> Appointment:
    """Return the appointment that somebody wants; of those that fit the wish the one with least in its way."""
    if wish.appointment is not None:
        return wish.appointment
    activity = ground.known.activities.get(wish.activity)
    if activity is None:
        raise ExplanationError(wording.UNKNOWN_ACTIVITY.say(activity=wish.activity))
    spots = examined(ground, activity, Question(resource=wish.resource, start=wish.start))
    if not spots:
        raise ExplanationError(wording.UNKNOWN_SPOT.say(activity=wish.activity))
    fewest = min(len(spot.rules) for spot in spots)
    best = cheapest(in_place(ground, [s for s in spots if len(s.rules) == fewest], Budget()))
    chosen: Examined = spots[0] if best is None else best.spot
    return next(a for a in chosen.place().appointments if a.activity == activity.key)


def _escorted(ground: Ground, forced: Placed) -> tuple[Placed, Sequence[ActivityKey]]:
    """Return a version that lacks escorts with those of departures that give way: of one if that is enough."""
    if forced.lacking is None:
        return forced, ()
    able = [key for key in forced.lacking.others if _may_give_way(ground, key)]
    for freeing in (*((key,) for key in able), tuple(able)):
        found = staffed(ground, forced.appointments, freeing)
        if found.lacking is None:
            return found, freeing
    return forced, ()


def _may_give_way(ground: Ground, key: ActivityKey) -> bool:
    return key in ground.view.appointments and key in ground.known.activities and key not in ground.settled


def _around(
    ground: Ground, forced: Sequence[Appointment], giving_way: Sequence[ActivityKey], clock: Budget
) -> tuple[dict[ActivityKey, Appointment | None], bool]:
    """Return what those that give way become, None for left out, and whether nothing better exists for them."""
    kinds = ground.known.activities
    rides = [key for key in giving_way if kinds[key].kind is ActivityKind.MOVE]
    others = [key for key in giving_way if key not in rides]
    changes: dict[ActivityKey, Appointment | None] = dict.fromkeys(giving_way)
    proven = not rides
    if others:
        outcome = _planned_anew(ground, forced, others, clock)
        proven = proven and outcome is not None and outcome.proven
        if outcome is not None:
            placed = staffed(ground.over(_rest(ground, forced, giving_way)), list(outcome.appointments.values()))
            changes.update({a.activity: a for a in placed.appointments if placed.lacking is None})
    for key in rides:
        standing = tuple(a for a in changes.values() if a is not None)
        changes[key] = _ride(ground.over((*_rest(ground, forced, giving_way), *standing)), key, clock)
    return changes, proven


def _planned_anew(
    ground: Ground, forced: Sequence[Appointment], keys: Sequence[ActivityKey], clock: Budget
) -> Outcome | None:
    known, candidates = ground.known, Candidates(ground.known)
    options = {key: candidates.allowed(known.activities[key]) for key in keys}
    resources = {use.resource for found in options.values() for c in found for use in c.mode.uses}
    rest = _rest(ground, forced, keys)
    escorts = any(known.activities[key].kind in COMMITMENTS for key in keys)
    fixed = [a for a in rest if escorts or any(part.resource in resources for part in a.participations)]
    v = Variables(known, [known.activities[key] for key in keys], options, fixed)
    post_rules(v, ground.rules)
    if escorts:
        limit_escorts(v, fixed_duties(known, fixed))
    return at_once(v, Limits(work=WORK, seconds=clock.left))


def _rest(ground: Ground, forced: Sequence[Appointment], giving_way: Sequence[ActivityKey]) -> tuple[Appointment, ...]:
    """Return the plan with the version in it, and without what gives way and the rides of both."""
    out = {*giving_way, *(a.activity for a in forced)}
    for key in tuple(out):
        out.update(rides_of(ground, key))
    return (*(a for a in ground.plan.appointments if a.activity not in out), *forced)


def _ride(ground: Ground, key: ActivityKey, clock: Budget) -> Appointment | None:
    try:
        clock.check()
        free = list(free_spots(ground, ground.known.activities[key]))
        best = min(in_place(ground, free, clock), key=lambda one: (total(one.price), one.spot.start), default=None)
    except OutOfTimeError:
        return None
    return None if best is None else best.appointments[0]


def _left(
    ground: Ground, forced: Sequence[Appointment], changes: dict[ActivityKey, Appointment | None]
) -> list[Obstacle]:
    """Return what the version still breaks once the others have given way; of escorts, who has them."""
    out = {*changes}
    standing = [a for a in ground.plan.appointments if a.activity not in out]
    others = [a for key, a in changes.items() if a is not None and key not in {f.activity for f in forced}]
    around = ground.over((*standing, *others))
    found = list(dict.fromkeys(checked_obstacles(around, forced)))
    lacking = staffed(around, forced).lacking
    if lacking is None:
        return found
    return [*(o for o in found if (o.rule, o.activity) != (lacking.rule, lacking.activity)), lacking]


def _changed(ground: Ground, changes: dict[ActivityKey, Appointment | None]) -> Iterator[Changed]:
    for key, after in changes.items():
        before = ground.view.appointments.get(key)
        if before != after:
            yield Changed(activity=key, before=before, after=after)
