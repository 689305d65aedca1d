"""What could use a free stretch of somebody or something: the activities that gain by it, and a whole packing of it.

The question the other way round: not where an activity could go, but what could go here. Not allowed here: putting it
there, and rides (what a vehicle could carry follows from what it serves).
"""

from collections.abc import Iterable, Iterator, Mapping

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.ports.editing import Better, EditImpossibleError, Filler
from solver.clock import Budget, OutOfTimeError
from solver.editing import wording
from solver.editing.looking import slot_of, told_of, without
from solver.modes import modes_of
from solver.why.examined import Examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles
from solver.why.prices import total
from solver.why.repairs import Priced, cheapest, in_place
from solver.why.ways import MAIN, Question

MOST_PACKED = 40
"""So many activities are packed into one stretch at most."""
_NOTHING = tuple(0 for _ in Level)
_STARTS = 3
"""So many starts of each activity are priced, the earliest."""


def fillers(
    ground: Ground, resource: ResourceRef, stretch: Interval, count: int, *, seconds: float
) -> tuple[Filler, ...]:
    """Return the activities that gain by a stretch, the most worth first; raise EditImpossibleError.

    Of more than can be priced in the seconds the first deadlines count.
    """
    _refuse_strange(ground, resource, stretch)
    found = sorted(_priced(ground, resource, stretch, Budget.of(seconds)), key=_worth)
    return tuple(_filler(ground, one) for one in found[:count])


def packed(ground: Ground, resource: ResourceRef, stretch: Interval, *, seconds: float) -> tuple[Filler, ...]:
    """Return activities that fit into a stretch together, each the most worth after those before it.

    Raise EditImpossibleError.
    """
    _refuse_strange(ground, resource, stretch)
    clock, chosen = Budget.of(seconds), list[Filler]()
    while len(chosen) < MOST_PACKED:
        best = min(_priced(ground, resource, stretch, clock), key=_worth, default=None)
        if best is None:
            break
        chosen.append(_filler(ground, best))
        ground = _with(ground, {one.activity: one for one in best.appointments})
    return tuple(chosen)


def _refuse_strange(ground: Ground, resource: ResourceRef, stretch: Interval) -> None:
    if stretch.end is None:
        raise EditImpossibleError(wording.NO_STRETCH.say())
    if resource.kind not in {*MAIN.values()} - {ResourceKind.VEHICLE}:
        raise EditImpossibleError(wording.NOT_TO_FILL.say())
    known = ground.known
    there: Mapping[ResourceKind, Iterable[str]] = {
        ResourceKind.REGIEVOERDER: known.regievoerders,
        ResourceKind.SESSION: known.sessions,
        ResourceKind.FLIGHT: known.flights,
    }
    if resource.id not in set(there[resource.kind]):
        raise EditImpossibleError(wording.NOBODY_SUCH.say(who=f"{resource.kind} {resource.id}"))


def _priced(ground: Ground, resource: ResourceRef, stretch: Interval, clock: Budget) -> Iterator[Priced]:
    """Yield each activity that fits with its cheapest start, as long as there is time."""
    for activity in _waiting(ground, resource, stretch):
        try:
            clock.check()
        except OutOfTimeError:
            return
        apart = without(ground, activity)
        best = cheapest(in_place(ground, _free(apart, activity, resource, stretch), clock))
        if best is not None and total(best.price) < _NOTHING and not checked_obstacles(apart, best.appointments):
            yield best


def _waiting(ground: Ground, resource: ResourceRef, stretch: Interval) -> list[Activity]:
    """Return what is not planned, or only later, and could be here: what is not planned first, by deadline."""
    kinds = {kind for kind, main in MAIN.items() if main is resource.kind and kind is not ActivityKind.MOVE}
    known = ground.known
    found = [
        activity
        for key, activity in known.activities.items()
        if activity.kind in kinds
        and _is_open(ground, key, stretch)
        and Interval(activity.window.start, activity.latest_end).intersect(stretch) is not None
        and any(use.resource == resource for mode in modes_of(known, activity) for use in mode.uses)
    ]
    last = ground.problem.horizon_end
    due = {a.key: min((known.deadline(a, term) for term in known.terms(a)), default=last) for a in found}
    planned = ground.view.appointments
    return sorted(found, key=lambda activity: (activity.key in planned, due[activity.key], activity.key))


def _is_open(ground: Ground, key: ActivityKey, stretch: Interval) -> bool:
    planned = ground.view.appointments.get(key)
    return planned is None or (stretch.end is not None and planned.start >= stretch.end)


def _free(ground: Ground, activity: Activity, resource: ResourceRef, stretch: Interval) -> list[Examined]:
    spots = (spot for spot in free_spots(ground, activity, Question(resource=resource.id)) if spot.resource == resource)
    inside = [spot for spot in spots if stretch.covers(spot.start, slot_of(spot).end)]
    return sorted(inside, key=lambda spot: spot.start)[:_STARTS]


def _worth(one: Priced) -> tuple[object, ...]:
    return total(one.price), one.spot.start, one.spot.activity.key


def _filler(ground: Ground, one: Priced) -> Filler:
    better = Better(
        slot=slot_of(one.spot), appointments=one.appointments, price=one.price, told=told_of(ground, one.appointments)
    )
    return Filler(activity=one.spot.activity.key, better=better)


def _with(ground: Ground, placed: Mapping[ActivityKey, Appointment]) -> Ground:
    return ground.seen(ground.plan, ground.view.changed(ground.known, ground.plan, dict(placed)))
