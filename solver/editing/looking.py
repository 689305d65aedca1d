"""Where an activity could go: which rows could take it, which starts are free, and which places are best.

Not allowed here: putting it there.
"""

from collections.abc import Iterator, Sequence

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Obstacle
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.editing import Better, EditImpossibleError, FreeSlot, Mending, RowVerdict
from solver.clock import Budget, OutOfTimeError
from solver.editing import wording
from solver.editing.placing import household_on_board
from solver.modes import performers
from solver.why.answer import REPAIRS, answered
from solver.why.anybody import Strangers
from solver.why.examined import Examined, examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground
from solver.why.obstacles import worded
from solver.why.prices import total
from solver.why.repairs import MOST_PRICED, Priced, in_place
from solver.why.ways import EVERYTHING, TALKS, Question, ways

MENDING = 5.0
"""Seconds for looking for repairs."""
PRICING = 0.2
"""Seconds for pricing free places; of more than can be priced the earliest count."""


def rows(ground: Ground, key: ActivityKey, start: Minute | None) -> tuple[RowVerdict, ...]:
    """Return for each row of the right kind whether it could take an activity."""
    activity, apart = _about(ground, key)
    if activity.kind in TALKS:
        return tuple(_people(apart, activity, start, ground.view.appointments.get(key)))
    fixed = activity.kind in (ActivityKind.DEPARTURE, ActivityKind.PRESENTATION)
    question = EVERYTHING if start is None or fixed else Question(start=start)
    return tuple(_by_row(apart, activity, examined(apart, activity, question)))


def slots(ground: Ground, key: ActivityKey, resource: ResourceRef | None) -> tuple[FreeSlot, ...]:
    """Return the free places of an activity, in order of time."""
    activity, apart = _about(ground, key)
    question = EVERYTHING if resource is None else Question(resource=resource.id)
    free = [slot_of(spot) for spot in free_spots(apart, activity, question)]
    return tuple(sorted(free, key=lambda slot: (slot.start, str(slot.resource))))


def alternatives(ground: Ground, key: ActivityKey, count: int) -> tuple[Better, ...]:
    """Return the best free places, cheapest first, one per row and day as long as there are others."""
    activity, apart = _about(ground, key)
    now = ground.view.appointments.get(key)
    spots = [spot for spot in free_spots(apart, activity) if not _is_now(spot, now)]
    found: list[Better] = []
    try:
        for one in _priced(ground, _spread(spots)[:MOST_PRICED], count):
            told = told_of(ground, one.appointments)
            found.append(Better(slot=slot_of(one.spot), appointments=one.appointments, price=one.price, told=told))
    except OutOfTimeError:
        pass
    found.sort(key=lambda better: (total(better.price), better.slot.start, str(better.slot.resource)))
    best: dict[object, Better] = {}
    for better in found:
        best.setdefault((better.slot.resource, better.slot.start // MINUTES_PER_DAY), better)
    rest = [better for better in found if better not in best.values()]
    return tuple((*best.values(), *rest)[:count])


def mending(ground: Ground, key: ActivityKey) -> Mending:
    """Return ways to give something that is not planned a place after all, or why there is none."""
    activity = ground.known.activities.get(key)
    if activity is None:
        raise EditImpossibleError(wording.UNKNOWN.say(key=key))
    if key in ground.view.appointments:
        raise EditImpossibleError(wording.PLANNED_ALREADY.say(key=key))
    answer = answered(ground, activity, REPAIRS, seconds=MENDING)
    return Mending(repairs=answer.repairs, nothing=answer.no_repair)


def _priced(ground: Ground, spots: Sequence[Examined], count: int) -> Iterator[Priced]:
    """Yield the first few spots with their prices however busy the machine is, and more of them while there is time."""
    yield from in_place(ground, spots[:count], Budget.of(MENDING))
    yield from in_place(ground, spots[count:], Budget.of(PRICING))


def _about(ground: Ground, key: ActivityKey) -> tuple[Activity, Ground]:
    """Return the activity and the plan without it and its household on board."""
    activity = ground.known.activities.get(key)
    if activity is None:
        raise EditImpossibleError(wording.UNKNOWN.say(key=key))
    return activity, without(ground, activity)


def without(ground: Ground, activity: Activity) -> Ground:
    """Return the plan without an activity and its household on board, to look where it could go."""
    out = {
        one: None for one in (activity.key, *household_on_board(ground, activity)) if one in ground.view.appointments
    }
    return ground.seen(ground.plan, ground.view.changed(ground.known, ground.plan, out)) if out else ground


def _people(ground: Ground, activity: Activity, start: Minute | None, now: Appointment | None) -> Iterator[RowVerdict]:
    """Yield every regievoerder: those who may by ownership wherever they could, others by what forbids them then."""
    able, others = set(performers(ground.known, activity)), Strangers(ground, activity)
    for who in ground.known.regievoerders:
        ref = ResourceRef(ResourceKind.REGIEVOERDER, who)
        moment = start if start is not None else (now.start if now is not None else activity.window.start)
        if who in able:
            spots = examined(ground, activity, Question(resource=who, start=start))
            yield _verdict(ground, activity, ref, spots)
        else:
            yield _stranger(ground, others, activity, ref, moment)


def _stranger(ground: Ground, others: Strangers, activity: Activity, ref: ResourceRef, start: Minute) -> RowVerdict:
    """Return what by itself forbids somebody who has nothing to do with the case."""
    fewest: list[Obstacle] | None = None
    mode = None
    for way in ways(ground, activity, Question(resource=ref.id, start=start)):
        found = others.obstacles(way.mode, start)
        if fewest is None or len(found) < len(fewest):
            fewest, mode = found, way.mode
    if not fewest or mode is None:
        return RowVerdict(resource=ref, free=0)
    said = worded(ground, fewest[0], activity, mode, start)
    return RowVerdict(resource=ref, free=0, broken=len(fewest), first=_breach(said))


def _by_row(ground: Ground, activity: Activity, spots: Sequence[Examined]) -> Iterator[RowVerdict]:
    grouped: dict[ResourceRef, list[Examined]] = {}
    for spot in spots:
        if spot.resource is not None:
            grouped.setdefault(spot.resource, []).append(spot)
    for ref, some in grouped.items():
        yield _verdict(ground, activity, ref, some)


def _verdict(ground: Ground, activity: Activity, ref: ResourceRef, spots: Sequence[Examined]) -> RowVerdict:
    free = sum(not spot.obstacles for spot in spots)
    if free or not spots:
        return RowVerdict(resource=ref, free=free)
    best = min(spots, key=lambda spot: (len(spot.rules), not spot.whole, spot.start))
    said = worded(ground, best.obstacles[0], activity, best.mode, best.start)
    return RowVerdict(resource=ref, free=0, broken=len(best.rules), first=_breach(said))


def _breach(obstacle: Obstacle) -> Breach:
    return Breach(
        rule=obstacle.rule,
        level=Level.HARD,
        cost=1,
        because=obstacle.because,
        activities=(obstacle.activity, *obstacle.others),
        resource=obstacle.resource,
    )


def slot_of(spot: Examined) -> FreeSlot:
    """Return a spot as a place that is free."""
    end = spot.mode.starting(spot.start).at(spot.start).end
    return FreeSlot(start=spot.start, end=end, resource=spot.resource, place=spot.mode.place)


def _is_now(spot: Examined, now: Appointment | None) -> bool:
    if now is None or now.start != spot.start or now.place != spot.mode.place:
        return False
    return {use.resource for use in spot.mode.uses} <= {part.resource for part in now.participations}


def _spread(spots: Sequence[Examined]) -> list[Examined]:
    """Return spots so that every row and day comes first with its earliest, then with its next."""
    seen: dict[object, int] = {}
    ranked = []
    for spot in sorted(spots, key=lambda spot: spot.start):
        place = (spot.resource, spot.start // MINUTES_PER_DAY)
        seen[place] = seen.get(place, 0) + 1
        ranked.append((seen[place], spot.start, spot))
    return [spot for _, _, spot in sorted(ranked, key=lambda one: one[:2])]


def told_of(ground: Ground, appointments: Sequence[Appointment]) -> tuple[ResourceRef, ...]:
    """Return who and what takes part now or then, and notices the difference."""
    found: dict[ResourceRef, None] = {}
    for after in appointments:
        before = ground.view.appointments.get(after.activity)
        old = () if before is None else before.participations
        for part in (*old, *after.participations):
            if part not in old or part not in after.participations:
                found[part.resource] = None
    return tuple(found)
