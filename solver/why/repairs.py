"""Level 3: up to three ways, different in kind, to give an activity a place; each applied, judged and priced.

Nobody is to be persuaded or pressed, and no fact is assumed: an exception or an entry is named with who may make it.
Not allowed here: what stands in the way (see ``examined``), and moves being shifted (see ``ejection``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Difference, Proof, Repair, RepairKind
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import Appointment
from planner.domain.spelling import day, listed, moment
from planner.domain.time import Interval
from planner.domain.wording import Text
from solver import naming
from solver.candidates import COMMITMENTS
from solver.clock import Budget, OutOfTimeError
from solver.why import wording
from solver.why.company import staffed
from solver.why.examined import Examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles
from solver.why.prices import Changes, difference, rides_of, total
from solver.why.shifting import Shifting
from solver.why.ways import Question

MOST_PRICED = 40
"""Spots of one kind that are priced, the earliest first; of more, the cheapest is not proven to be the cheapest."""
MOST_LEFT_OUT = 8
"""Others that are tried to be left out, the cheapest first."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A spot with what the plan would become, its price, and whether every spot of the kind was priced."""

    spot: Examined
    appointments: tuple[Appointment, ...]
    price: tuple[Difference, ...]
    all_priced: bool


def in_place(
    ground: Ground, spots: Sequence[Examined], clock: Budget, left_out: Sequence[ActivityKey] = ()
) -> Iterator[Priced]:
    """Yield spots with their prices, as long as there is time."""
    few = sorted(spots, key=lambda spot: (spot.start, str(spot.resource)))[:MOST_PRICED]
    for spot in few:
        clock.check()
        placed = spot.place().appointments
        changes: Changes = {**{a.activity: a for a in placed}, **dict.fromkeys(left_out)}
        yield Priced(spot, placed, difference(ground, changes), len(few) == len(spots))


def cheapest(priced: Iterator[Priced]) -> Priced | None:
    """Return the cheapest, the earliest of those that cost the same; what was priced when the time was up counts."""
    best: Priced | None = None
    try:
        for one in priced:
            if best is None or total(one.price) < total(best.price):
                best = one
    except OutOfTimeError:
        return best
    return best


def fitting(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    """Return the cheapest spot that is free as it is."""
    best = cheapest(in_place(ground, [spot for spot in spots if not spot.obstacles], clock))
    if best is None or checked_obstacles(ground, best.appointments):
        return None
    return repair(ground, activity, RepairKind.FREE, best, wording.NOW)


def another_day(ground: Ground, activity: Activity, clock: Budget) -> Repair | None:
    """Return the cheapest free spot between the end of what is planned now and the end of the horizon."""
    problem = ground.problem
    if activity.kind in COMMITMENTS or activity.kind is ActivityKind.MOVE or problem.scope_end >= problem.horizon_end:
        return None
    later = Interval(problem.scope_end, problem.horizon_end).intersect(
        Interval(activity.window.start, activity.latest_end)
    )
    if later is None:
        return None
    spots = list(free_spots(ground, activity, Question(span=later)))
    best = cheapest(in_place(ground, spots, clock))
    if best is None or checked_obstacles(ground, best.appointments):
        return None
    return repair(ground, activity, RepairKind.DAY, best, wording.NEXT)


def moving_others(ground: Ground, activity: Activity, shifting: Shifting, clock: Budget) -> Repair | None:
    """Return the cheapest way in which others move and stay planned."""
    if not shifting.movable:
        return None
    found = shifting.fit(shifting.demands(), clock, cheapest=True)
    if not found.fits:
        return None
    now = ground.view.appointments
    moved = {key: a for key, a in found.appointments.items() if key == activity.key or not _same(now.get(key), a)}
    placed = staffed(ground, list(moved.values()))
    if placed.lacking is not None or checked_obstacles(ground, placed.appointments):
        return None
    mine = next(a for a in placed.appointments if a.activity == activity.key)
    others = sorted(set(moved) - {activity.key})
    return Repair(
        kind=RepairKind.MOVE if others else RepairKind.FREE,
        what=said(ground, activity, wording.MOVES if others else wording.NOW, mine, others=listed(others)),
        appointments=placed.appointments,
        price=difference(ground, {a.activity: a for a in placed.appointments}),
        bound=Proof.PROVEN if found.proven else Proof.NOT_PROVEN,
    )


def instead(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    """Return the cheapest way to leave out one other that takes the place; nothing that was fixed or is under way."""
    by_other: dict[ActivityKey, list[Examined]] = {}
    for spot in spots:
        if all(obstacle.others for obstacle in spot.obstacles):
            for key in dict.fromkeys(key for obstacle in spot.obstacles for key in obstacle.others):
                by_other.setdefault(key, []).append(spot)
    movable = {k: found for k, found in by_other.items() if k in ground.view.appointments and k not in ground.settled}
    found = [(key, cheapest(in_place(ground, some[:1], clock, (key,)))) for key, some in sorted(movable.items())]
    priced = sorted(((k, one) for k, one in found if one is not None), key=lambda pair: total(pair[1].price))
    for other, one in priced[:MOST_LEFT_OUT]:
        clock.check()
        without = without_planned(ground, other)
        placed = staffed(without, one.appointments)
        if placed.lacking is None and not checked_obstacles(without, placed.appointments):
            price = difference(ground, {**{a.activity: a for a in placed.appointments}, other: None})
            best = Priced(one.spot, placed.appointments, price, all_priced=False)
            return repair(ground, activity, RepairKind.INSTEAD, best, wording.INSTEAD, left_out=(other,))
    return None


def without_planned(ground: Ground, key: ActivityKey) -> Ground:
    """Return the question about the plan without one appointment and its rides."""
    out = {key, *rides_of(ground, key)}
    left = tuple(a for a in ground.plan.appointments if a.activity not in out)
    return ground.over(left)


def repair(  # noqa: PLR0913 - what a repair consists of
    ground: Ground,
    activity: Activity,
    kind: RepairKind,
    best: Priced,
    words: Text,
    *,
    by: str = "",
    rule: RuleId | None = None,
    left_out: tuple[ActivityKey, ...] = (),
    resource: str | None = None,
) -> Repair:
    """Return a priced spot as a repair."""
    mine = next(a for a in best.appointments if a.activity == activity.key)
    titled = rule and f"{rule} {ground.rule[rule].title}"
    what = said(ground, activity, words, mine, others=listed(left_out), rule=titled, resource=resource, spot=best.spot)
    return Repair(
        kind=kind,
        what=what,
        appointments=best.appointments,
        price=best.price,
        bound=Proof.PROVEN if best.all_priced else Proof.NOT_PROVEN,
        by=by,
        rule=rule,
        left_out=left_out,
    )


def said(  # noqa: PLR0913 - the values a sentence may have
    ground: Ground,
    activity: Activity,
    words: Text,
    mine: Appointment,
    *,
    others: str = "",
    rule: str | None = None,
    resource: str | None = None,
    spot: Examined | None = None,
) -> str:
    """Return a sentence about where an activity would be, with the rides that are still to be planned."""
    used = spot.resource if spot is not None else mine.participations[0].resource
    called = resource or (
        naming.place(ground.known, mine.place) if used is None else naming.resource(ground.known, used)
    )
    when = day(mine.start) if mine.all_day else moment(mine.start)
    text = words.say(activity=activity.key, moment=when, resource=called, others=others, rule=rule)
    rides = rides_of(ground, activity.key)
    return text + (wording.RIDES.say(rides=listed(rides)) if rides else "")


def _same(before: Appointment | None, after: Appointment) -> bool:
    """Return whether an appointment stays, escorts left aside (a model does not know who goes along)."""
    if before is None or (before.start, before.place) != (after.start, after.place):
        return False
    return {p.resource for p in after.participations} <= {p.resource for p in before.participations}
