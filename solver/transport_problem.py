"""Vehicle-days as a route problem: one function per word of the kernel's vocabulary.

A rule about transport names the function here that makes the search keep it. Not allowed here: searching, and
what happens with moves that find no place.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.activities import Activity, MoveDetail, MoveRole, Segment
from planner.domain.commitments import RequestState
from planner.domain.crews import CrewNorms
from planner.domain.ids import PlaceId
from planner.domain.plan import Appointment, Participation
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.equipment import equipped, needs
from solver.kernel.problem import Ints, RouteProblem
from solver.kernel.vocabulary import Vocabulary
from solver.known import Known
from solver.transport_orders import Order
from solver.vehicle_days import norms_at, stretches_of
from solver.windows import MoveWindows

GRID = 5
PERSONS, CHILD_SEATS = 0, 1
SEGMENTS = tuple(Segment)
SHIFT_COST = 30
"""Minutes of travel that are worth sparing a vehicle's shift."""
CHANGE_COST = 20_000
"""Another vehicle than published: weighs more than all travel, less than one move left out."""
PENALTY = 10**8
_PENALTIES = {
    MoveRole.TO_DEPARTURE: PENALTY**2 // 100,
    MoveRole.TO_PRESENTATION: PENALTY * 10_000,
    MoveRole.FROM_PRESENTATION: PENALTY * 10_000,
    MoveRole.COURT: PENALTY * 10,
}


@dataclass(frozen=True, slots=True)
class Shift:
    """One stretch of work of one vehicle: a route from depot to depot."""

    vehicle: Vehicle
    stretch: Interval

    @property
    def closes(self) -> Minute:
        """When the vehicle is back at its depot at the latest."""
        if self.stretch.end is None:
            raise ValueError(f"shift of {self.vehicle.id} has no end\nGive the end of the shift.")
        return self.stretch.end


@dataclass(frozen=True, slots=True)
class TransportProblem:
    """The route problem with what its requests and routes stand for, in the same order.

    Requests are first the orders and then the fixed appointments.
    """

    routes: RouteProblem
    orders: tuple[Order, ...]
    fixed: tuple[Appointment, ...]
    shifts: tuple[Shift, ...]


def transport_problem(
    known: Known, orders: Sequence[Order], fixed: Sequence[Appointment], shifts: Sequence[Shift]
) -> TransportProblem:
    """Say the problem of these orders and shifts; ``fixed`` appointments lie inside one of the shifts."""
    places = _places(orders, fixed, shifts)
    words = Vocabulary(_travel(known, places), grid=GRID, dimensions=2)
    words.day_travel(known.pace)
    for shift in shifts:
        route = words.route(places[shift.vehicle.depot], places[shift.vehicle.depot], cost=SHIFT_COST)
        calendar(words, route, shift)
        breaks(words, route, norms_at(known, shift.stretch.start))
        capacity(words, route, shift.vehicle)
    equipped_for = _Equipped(known, shifts)
    for order in orders:
        detail = order.detail
        request = words.pair(
            (places[_origin(order.activity)], detail.pickup_service),
            (places[detail.destination], detail.delivery_service),
            penalty=penalty(detail),
        )
        time_window(words, request, order.windows)
        ride_limit(words, request, ride_minutes(known, order))
        load(words, request, detail)
        skill(words, request, equipped_for.shifts(order.activity))
        declined(words, request, order.activity, shifts, known)
        smallest_change(words, request, known.baseline.get(order.activity.key), shifts)
    for appointment in fixed:
        _say_fixed(words, known, appointment, shifts, places)
    conflict(words, [order.activity for order in orders] + [known.activities[a.activity] for a in fixed])
    return TransportProblem(words.build(), tuple(orders), tuple(fixed), tuple(shifts))


# --- the words ---------------------------------------------------------------


def calendar(words: Vocabulary, route: int, shift: Shift) -> None:
    """P18, R40: a rested crew leaves its depot and is back inside its shift."""
    words.calendar(route, shift.stretch.start, shift.closes)


def breaks(words: Vocabulary, route: int, norms: CrewNorms) -> None:
    """R40: a crew has its break, with nobody aboard, before it has driven for too long."""
    words.break_after(route, norms.driving, norms.pause)


def capacity(words: Vocabulary, route: int, vehicle: Vehicle) -> None:
    """P17: seats, child seats, and compartments that hold one segment each."""
    words.capacity(route, PERSONS, vehicle.seats)
    words.capacity(route, CHILD_SEATS, vehicle.child_seats)
    if vehicle.compartments:
        words.compartments(route, vehicle.compartments, vehicle.seats // vehicle.compartments)


def load(words: Vocabulary, request: int, detail: MoveDetail) -> None:
    """P17, R41: what a move takes of a vehicle, and the segment its persons ride with."""
    words.load(request, PERSONS, detail.persons, segment=SEGMENTS.index(detail.segment))
    words.load(request, CHILD_SEATS, detail.child_seats)


def time_window(words: Vocabulary, request: int, windows: MoveWindows) -> None:
    """P06, P15, R29: when the stops of a move may start."""
    for stop, window in zip(words.stops_of(request), (windows.pickup, windows.delivery), strict=True):
        words.time_window(stop, window.first, window.last)


def ride_limit(words: Vocabulary, request: int, minutes: int) -> None:
    """R41: how long a person sits in a vehicle without a stop."""
    words.ride_limit(request, minutes)


def skill(words: Vocabulary, request: int, able: frozenset[int]) -> None:
    """P17: only vehicles and crews with what is asked for."""
    words.skill(request, set(able))


def declined(words: Vocabulary, request: int, activity: Activity, shifts: Sequence[Shift], known: Known) -> None:
    """P10: no vehicle that the partner declined."""
    for answer in known.requests.get(activity.key, ()):
        if answer.state is RequestState.DECLINED and answer.resource.kind is ResourceKind.VEHICLE:
            for k, shift in enumerate(shifts):
                if shift.vehicle.id == answer.resource.id and shift.stretch.overlaps(answer.start, answer.end):
                    words.excluded(request, k)


def conflict(words: Vocabulary, activities: Sequence[Activity]) -> None:
    """R41: those who must stay apart are never aboard together; one of the two saying so is enough."""
    number = {activity.key: request for request, activity in enumerate(activities)}
    for request, activity in enumerate(activities):
        for other in activity.move.apart_from & number.keys():
            words.conflict(request, number[other])


def smallest_change(words: Vocabulary, request: int, published: Appointment | None, shifts: Sequence[Shift]) -> None:
    """P12: rather the vehicle that was published."""
    before = published.resource(ResourceKind.VEHICLE) if published else None
    for k, shift in enumerate(shifts) if before else ():
        if shift.vehicle.id != before:
            words.preference(request, k, CHANGE_COST)


def penalty(detail: MoveDetail) -> int:
    """Return what leaving a move out costs: flights before presentations before courts before the rest."""
    return _PENALTIES.get(detail.role, PENALTY)


# --- what the words are said about ---------------------------------------------


def ride_minutes(known: Known, order: Order) -> int:
    """Return the longest ride, by the setting of the day of the delivery."""
    return known.setting("R41", "ride", order.windows.delivery.last, order.activity)


def comfortable_minutes(known: Known, order: Order) -> int:
    """Return the longest ride to aim for: the direct way with some detour, as the settings of the day say."""
    moment, activity = order.windows.delivery.last, order.activity
    direct = known.slowest(_origin(activity), order.detail.destination)
    share = known.setting("R41", "detour", moment, activity)
    return direct * share // 100 + known.setting("R41", "detour-extra", moment, activity)


def shifts_of(known: Known, span: Interval) -> list[Shift]:
    """Return the stretches in which vehicles other than stand-by work that touch the span; none overlap another."""
    planned = (vehicle for vehicle in known.vehicles.values() if not vehicle.standby)
    return [
        Shift(vehicle, stretch)
        for vehicle in sorted(planned, key=lambda vehicle: vehicle.id)
        for stretch in stretches_of(known, vehicle)
        if stretch.overlaps(span.start, span.end)
    ]


def shift_number(shifts: Sequence[Shift], appointment: Appointment) -> int | None:
    """Return the number of the shift that a planned move is part of, or None."""
    used = appointment.resource(ResourceKind.VEHICLE)
    for number, shift in enumerate(shifts):
        if shift.vehicle.id == used and shift.stretch.covers(appointment.start, appointment.end):
            return number
    return None


def vehicle_part(appointment: Appointment) -> Participation | None:
    """Return the vehicle's part with its two stops, or None."""
    parts = appointment.of_kind(ResourceKind.VEHICLE)
    return parts[0] if parts and len(parts[0].stops) == len(("pick-up", "delivery")) else None


class _Equipped:
    """The shifts whose vehicle and crew lack nothing, worked out once for all moves that ask for the same."""

    def __init__(self, known: Known, shifts: Sequence[Shift]) -> None:
        self._known = known
        self._shifts: dict[Vehicle, list[int]] = defaultdict(list)
        for k, shift in enumerate(shifts):
            self._shifts[shift.vehicle].append(k)
        self._able: dict[Hashable, frozenset[int]] = {}

    def shifts(self, activity: Activity) -> frozenset[int]:
        """Return the numbers of the shifts that are able to make a move."""
        asked = needs(self._known, activity)
        if asked not in self._able:
            able = (numbers for vehicle, numbers in self._shifts.items() if equipped(self._known, vehicle, activity))
            self._able[asked] = frozenset(number for numbers in able for number in numbers)
        return self._able[asked]


def _say_fixed(
    words: Vocabulary, known: Known, appointment: Appointment, shifts: Sequence[Shift], places: Mapping[PlaceId, int]
) -> None:
    """P08: a move that stays takes its place in its vehicle with its own times."""
    part, route = vehicle_part(appointment), shift_number(shifts, appointment)
    if part is None or route is None:
        raise ValueError(f"{appointment.activity} is not part of a shift\nLeave it out of the route problem.")
    pickup, delivery = ((places[stop.place], stop.end - stop.start) for stop in part.stops)
    request = words.pair(pickup, delivery, penalty=0)
    load(words, request, known.activities[appointment.activity].move)
    words.fixed(request, route, tuple(int(stop.start) for stop in part.stops))


def _origin(activity: Activity) -> PlaceId:
    if activity.place is None:
        raise ValueError(f"move {activity.key} has no place\nGive the place of the pick-up.")
    return activity.place


def _places(orders: Sequence[Order], fixed: Sequence[Appointment], shifts: Sequence[Shift]) -> dict[PlaceId, int]:
    used = [shift.vehicle.depot for shift in shifts]
    used += [place for order in orders for place in (_origin(order.activity), order.detail.destination)]
    used += [stop.place for a in fixed for part in a.participations for stop in part.stops]
    return {place: row for row, place in enumerate(dict.fromkeys(used))}


def _travel(known: Known, places: Mapping[PlaceId, int]) -> Ints:
    minutes = [[known.travel(origin, destination) for destination in places] for origin in places]
    return np.array(minutes, np.int64).reshape(len(places), len(places))
