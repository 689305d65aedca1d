"""Every spot of a move: a vehicle with a pick-up and a delivery, and what forbids it.

As others stay where they are, looking at these is enough: straight from pick-up to delivery at every start of the
grid; and with stops of others in between, as late as possible from the pick-up and as early as possible to the
delivery. Not allowed here: moving other rides, words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from planner.domain.activities import Activity
from planner.domain.explaining import Obstacle
from planner.domain.ids import VehicleId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.pinned import pinned
from solver.ride import ride
from solver.transport_orders import GRID
from solver.vehicle_days import Call
from solver.why.company import Placed
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles
from solver.why.timetable import CREW, FITS, SHIFT, Timetable, crew_obstacles, fits, vehicle_obstacles
from solver.why.ways import EVERYTHING, Question
from solver.windows import MoveWindows, StartWindow, latest_pickup, move_windows

MOST_SPOTS, FEWEST = 165, 3
"""Spots straight from pick-up to delivery that are looked at in all vehicles together, and the fewest in each: of long
windows not every start of the grid. As early as possible after each stop of others is always looked at."""


@dataclass(frozen=True, slots=True)
class RideSpot:
    """A ride of one vehicle and what forbids it."""

    ride: Appointment
    vehicle: ResourceRef
    obstacles: tuple[Obstacle, ...]
    whole: bool

    def placed(self) -> Placed:
        """Return what would be put into the plan."""
        return Placed((self.ride,))


def ride_spots(ground: Ground, activity: Activity, question: Question) -> list[RideSpot]:
    """Return the spots of a move in every vehicle that is not on stand-by, or in the one that is asked for."""
    windows = move_windows(activity, served_by(ground, activity), ground.known.settings)
    if windows is not None and question == EVERYTHING and may_wait(ground, activity, windows):
        return []
    looking = Looking(ground, activity, everything=question.start is not None)
    spots = []
    for vehicle in vehicles_asked(ground, question):
        timetable = Timetable.of(ground, vehicle, activity)
        for pickup, delivery in dict.fromkeys(moments(ground, activity, timetable, windows, question)):
            spots.append(looking.spot(timetable, pickup, delivery))
    return spots


class Looking:
    """Looks at spots of one move; what has nothing to do with the vehicle is looked at once per moment."""

    def __init__(self, ground: Ground, activity: Activity, *, everything: bool) -> None:
        self._ground, self._activity, self._everything = ground, activity, everything
        self._elsewhere = ground.hard_ids - {FITS, SHIFT, CREW}
        known = ground.known
        self._alike = pinned(known, activity.key) is None and activity.key not in known.requests
        self._found: dict[tuple[int, int], list[Obstacle]] = {}

    def spot(self, timetable: Timetable, pickup: int, delivery: int) -> RideSpot:
        """Return a spot; the rules of the crew, which take long, only where they could make a difference."""
        ground = self._ground
        made = ride(self._activity, timetable.vehicle.id, pickup, delivery)
        obstacles = [*self._of_the_moment(made, pickup, delivery), *vehicle_obstacles(ground, timetable, made)]
        whole = self._everything or len({obstacle.rule for obstacle in obstacles}) <= 1
        if whole:
            obstacles += crew_obstacles(ground, timetable, made)
        return RideSpot(made, timetable.ref, tuple(dict.fromkeys(obstacles)), whole)

    def free(self, timetable: Timetable, pickup: int, delivery: int) -> RideSpot | None:
        """Return a spot that nothing forbids, or None; what is looked at quickly comes first."""
        ground = self._ground
        made = ride(self._activity, timetable.vehicle.id, pickup, delivery)
        if not fits(ground, timetable, made) or self._of_the_moment(made, pickup, delivery):
            return None
        return None if crew_obstacles(ground, timetable, made) else RideSpot(made, timetable.ref, (), whole=True)

    def _of_the_moment(self, made: Appointment, pickup: int, delivery: int) -> list[Obstacle]:
        if not self._alike:
            return checked_obstacles(self._ground, (made,), self._elsewhere)
        if (pickup, delivery) not in self._found:
            self._found[pickup, delivery] = checked_obstacles(self._ground, (made,), self._elsewhere)
        return self._found[pickup, delivery]


def mapped(ground: Ground, activity: Activity) -> bool:
    """Return whether travel times of both ends of a move are known."""
    places = ground.problem.travel.places
    return activity.place in places and activity.move.destination in places


def served_by(ground: Ground, activity: Activity) -> Appointment | None:
    """Return the appointment that a move serves, if that is planned."""
    served = activity.move.serves
    return None if served is None else ground.view.appointments.get(served)


def may_wait(ground: Ground, activity: Activity, windows: MoveWindows) -> bool:
    """Return whether a move belongs to a later week, by its last pick-up."""
    drive = ground.known.travel(activity.place, activity.move.destination)
    return latest_pickup(activity, windows, drive) >= ground.problem.scope_end


def vehicles_asked(ground: Ground, question: Question) -> Iterator[Vehicle]:
    """Yield the vehicles that come into account, in order of their codes."""
    known = ground.known
    if question.resource is not None:
        found = known.vehicles.get(VehicleId(question.resource))
        yield from () if found is None else (found,)
        return
    yield from sorted((v for v in known.vehicles.values() if not v.standby), key=lambda vehicle: vehicle.id)


def moments(
    ground: Ground, activity: Activity, timetable: Timetable, windows: MoveWindows | None, question: Question
) -> Iterator[tuple[int, int]]:
    """Yield the starts of pick-up and delivery that come into account in one vehicle."""
    inside = question.span or ground.problem.scope
    if windows is None:
        yield _straight(ground, activity, _first(activity.window.start), None)
        return
    if question.start is not None:
        yield _straight(ground, activity, question.start, windows)
        return
    pickups = _pickups(windows, inside, ground.known.now, len(ground.known.vehicles))
    if not pickups:
        return
    work = [stretch for stretch in timetable.work if touches(stretch, windows)]
    if not work or not timetable.able:
        yield _straight(ground, activity, pickups[0], windows)
        return
    for pickup in pickups:
        yield _straight(ground, activity, pickup, windows)
    for stretch in work:
        yield from _around(ground, activity, timetable, windows, stretch)


def _pickups(windows: MoveWindows, inside: Interval, now: Minute, vehicles: int) -> list[int]:
    """Return the starts of the grid for the pick-up; its first when the window leaves none."""
    first = max(windows.pickup.first, inside.start, now)
    last = min(windows.pickup.last, inside.end - 1 if inside.end is not None else windows.pickup.last)
    found = list(range(_first(first), last + 1, GRID))
    most = max(FEWEST, MOST_SPOTS // max(1, vehicles))
    found = found[:: -(-len(found) // most)] if found else found
    return found or ([_first(first)] if windows.pickup.last < first and inside.contains(Minute(first)) else [])


def _straight(ground: Ground, activity: Activity, pickup: int, windows: MoveWindows | None) -> tuple[int, int]:
    """Return a pick-up with the first delivery that is in time for the drive and the window."""
    detail = activity.move
    leaves = Minute(pickup + detail.pickup_service)
    arrives = leaves + ground.known.drive(activity.place, detail.destination, leaves)
    earliest = arrives if windows is None or windows.delivery.empty else max(arrives, windows.delivery.first)
    return pickup, _first(earliest)


def _around(
    ground: Ground, activity: Activity, timetable: Timetable, windows: MoveWindows, work: Interval
) -> Iterator[tuple[int, int]]:
    """Yield pick-ups as late as possible before, and deliveries as soon as possible after, each stop of others."""
    known, detail = ground.known, activity.move
    calls = [call for call in timetable.calls if work.contains(call.stop.start)]
    longest = known.setting("R41", "ride", windows.delivery.last, activity)
    for call in calls:
        pickup = max(call.stop.end + known.drive(call.stop.place, activity.place, call.stop.end), windows.pickup.first)
        if pickup <= windows.pickup.last:
            yield _straight(ground, activity, _first(pickup), windows)
    last = [_latest(ground, activity, windows.pickup, call) for call in calls]
    first = [_earliest(ground, activity, windows.delivery, call) for call in calls]
    for one, other in combinations(range(len(calls) + 1), 2):
        late, early = last[one], first[other - 1]
        if late is not None and early is not None and 0 <= early - late - detail.pickup_service <= longest:
            yield late, early


def _latest(ground: Ground, activity: Activity, window: StartWindow, then: Call) -> int | None:
    """Return the last pick-up from which the stop of another is reached in time."""
    known = ground.known
    leaves = known.pace.departure(then.stop.start, known.travel(activity.place, then.stop.place))
    pickup = min(window.last, leaves - activity.move.pickup_service) // GRID * GRID
    return pickup if pickup >= window.first else None


def _earliest(ground: Ground, activity: Activity, window: StartWindow, before: Call) -> int | None:
    """Return the first delivery that can be reached after the stop of another."""
    ready = before.stop.end
    arrives = ready + ground.known.drive(before.stop.place, activity.move.destination, ready)
    found = _first(max(window.first, arrives))
    return found if found <= window.last else None


def _first(moment: int) -> int:
    return -(-moment // GRID) * GRID


def touches(stretch: Interval, windows: MoveWindows) -> bool:
    """Return whether a vehicle works at some time of a ride's windows."""
    last = max(windows.delivery.last, windows.pickup.last)
    return stretch.overlaps(windows.pickup.first, Minute(last + 1))
