"""Which of several free spots changes least: by weight, then by who hears something new, then by price.

Not allowed here: finding spots.
"""

from collections.abc import Collection, Iterable, Sequence

from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.repairing.change_cost import ChangeCost
from solver.why.examined import Examined
from solver.why.ground import Ground
from solver.why.prices import difference, total

PRICED = 6
"""Spots that are priced, of those that weigh the same the nearest in time."""


def best_spot(
    ground: Ground, cost: ChangeCost, spots: Sequence[Examined], keys: Collection[ActivityKey]
) -> tuple[Appointment, ...] | None:
    """Return the appointments of the best spot for these items; None without a spot."""
    if not spots:
        return None
    weighed = ((weight_of(cost, spot.place().appointments, keys), number, spot) for number, spot in enumerate(spots))
    ranked = sorted(weighed, key=_first)
    lightest = [spot for weight, _, spot in ranked if weight == ranked[0][0]][:PRICED]
    if len(lightest) == 1:
        return lightest[0].place().appointments
    priced = [
        (total(difference(ground, {a.activity: a for a in spot.place().appointments})), number, spot)
        for number, spot in enumerate(lightest)
    ]
    return min(priced, key=lambda one: one[:2])[2].place().appointments


def weight_of(cost: ChangeCost, placed: Sequence[Appointment], keys: Collection[ActivityKey]) -> tuple[int, int, int]:
    """Return the weight of what is put so, how many parts are new to somebody, and how far it is from where it was."""
    changes = [cost.of(appointment.activity, appointment) for appointment in placed]
    new = sum(
        part not in ((one.before.participations) if one.before is not None else ())
        for one in changes
        if one.after is not None and one.activity in keys
        for part in one.after.participations
    )
    away = sum(
        abs(one.after.start - one.before.start) for one in changes if one.after is not None and one.before is not None
    )
    return sum(one.weight for one in changes), new, away


def stands_at(spot: Examined, appointments: Iterable[Appointment]) -> bool:
    """Return whether a spot is where one of some appointments stands."""
    return any(
        spot.start == one.start and any(part.resource == spot.resource for part in one.participations)
        for one in appointments
    )


def _first(one: tuple[tuple[int, int, int], int, Examined]) -> tuple[tuple[int, int, int], int]:
    return one[0], one[1]
