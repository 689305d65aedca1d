"""A move as a ride of its own: the vehicle that is nearest, as soon as it can. Nobody shares a ride. No search."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator

from planner.domain.ids import PlaceId, VehicleId
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from solver.known import Known
from solver.ride import ride
from solver.transport_orders import GRID, Order
from solver.transport_problem import Shift, ride_minutes, shifts_of, vehicle_part

MOST = 12
"""So many rides of a move are tried on the rules, the nearest vehicles first."""
Stretch = tuple[Minute, Minute, PlaceId, PlaceId]
"""From when until when a vehicle is busy, where that begins and where it ends."""


class Rides:
    """What every vehicle does so far."""

    def __init__(self, known: Known, planned: Iterable[Appointment]) -> None:
        self._known = known
        self._shifts = shifts_of(known, known.problem.scope)
        self._busy: dict[VehicleId, list[Stretch]] = defaultdict(list)
        for appointment in planned:
            self.add(appointment)

    def add(self, appointment: Appointment) -> None:
        """Let a ride stand."""
        part = vehicle_part(appointment)
        if part is not None:
            stretch = (part.start, part.end, part.stops[0].place, part.stops[-1].place)
            insort(self._busy[VehicleId(part.resource.id)], stretch)

    def of(self, order: Order) -> Iterator[Appointment]:
        """Yield rides that fit between what vehicles do already, the nearest vehicle first; the rules judge them."""
        found = []
        for shift in self._shifts:
            if shift.vehicle.seats < order.detail.persons:
                continue
            first = self._earliest(order, shift)
            if first is not None:
                found.append((*first, shift.vehicle.id))
        for _, pickup, delivery, vehicle in sorted(found)[:MOST]:
            yield ride(order.activity, vehicle, pickup, delivery)

    def _earliest(self, order: Order, shift: Shift) -> tuple[int, int, int] | None:
        """Return (minutes driven empty, pick-up, delivery) of the earliest ride of a shift; None when none fits."""
        origin, windows = order.activity.place or order.detail.destination, order.windows
        begins = max(windows.pickup.first, shift.stretch.start)
        for pickup in range(-(-begins // GRID) * GRID, windows.pickup.last + 1, GRID):
            leaves = Minute(pickup + order.detail.pickup_service)
            drive = self._known.drive(origin, order.detail.destination, leaves)
            if drive > ride_minutes(self._known, order):
                continue
            delivery = max(-(-(leaves + drive) // GRID) * GRID, windows.delivery.first)
            end = Minute(delivery + order.detail.delivery_service)
            if delivery > windows.delivery.last or end > shift.closes:
                return None
            empty = self._empty(order, shift, (Minute(pickup), end))
            if empty is not None:
                return empty, pickup, delivery
        return None

    def _empty(self, order: Order, shift: Shift, when: tuple[Minute, Minute]) -> int | None:
        """Return how long the vehicle drives to the pick-up; None when it cannot be there, or not be back in time."""
        depot, busy = shift.vehicle.depot, self._busy[shift.vehicle.id]
        origin, destination = order.activity.place or order.detail.destination, order.detail.destination
        before = max((one for one in busy if one[0] <= when[0]), default=None)
        after = min((one for one in busy if one[0] > when[0]), default=None)
        same_shift = before is not None and before[0] >= shift.stretch.start
        at, since = (before[3], before[1]) if before and same_shift else (depot, shift.stretch.start)
        drive = self._known.slowest(at, origin)
        to, until = (after[2], after[0]) if after and after[0] < shift.closes else (depot, shift.closes)
        fits = since + drive <= when[0] and when[1] + self._known.slowest(destination, to) <= until
        return drive if fits else None
