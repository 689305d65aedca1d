"""When the stops of a move may start, computed from what it serves.

One function for the rules and for the route search, so that both mean the same. No search, no plan, no grid.
"""

from dataclasses import dataclass
from datetime import timedelta

from planner.domain.activities import Activity, MoveRole
from planner.domain.civil import at, day_of
from planner.domain.plan import Appointment
from planner.domain.settings import Settings
from planner.domain.time import Interval, Minute

BACK = frozenset({MoveRole.FROM_PRESENTATION, MoveRole.FROM_COURT})
"""Roles of moves that follow what they serve."""


@dataclass(frozen=True, slots=True)
class StartWindow:
    """First and last minute at which a stop may start, both allowed; nothing fits when ``last < first``."""

    first: Minute
    last: Minute

    @property
    def empty(self) -> bool:
        """Whether no start is left."""
        return self.last < self.first

    def contains(self, start: Minute) -> bool:
        """Return whether a stop may start at the moment."""
        return self.first <= start <= self.last

    def narrowed(self, first: int, last: int) -> "StartWindow":
        """Return the part from ``first`` to ``last``."""
        return StartWindow(Minute(max(self.first, first)), Minute(min(self.last, last)))


@dataclass(frozen=True, slots=True)
class MoveWindows:
    """When the pick-up and the delivery of one move may start."""

    pickup: StartWindow
    delivery: StartWindow


def latest_pickup(move: Activity, windows: MoveWindows, ride: int) -> Minute:
    """Return the last minute at which the pick-up may start so that a ride of so many minutes is still in time."""
    return Minute(min(windows.pickup.last, windows.delivery.last - ride - move.move.pickup_service))


def move_windows(activity: Activity, served: Appointment | None, settings: Settings) -> MoveWindows | None:
    """Return the windows of a move's two stops, or None when what it serves has no appointment.

    Both stops lie inside the activity's own window. A stop *ends* its service time after it starts;
    must-arrive times are about that end. Settings hold as on the day of what is served. Of a departure
    booked by others only the day is known: then both stops are on that day.
    """
    detail = activity.move
    if detail.serves is not None and served is None:
        return None
    first, last = activity.window.start, activity.latest_end
    pickup = _starts(first, last - detail.delivery_service, detail.pickup_service)
    delivery = _starts(first + detail.pickup_service, last, detail.delivery_service)
    if served is None:
        pickup = _starting_in(pickup, detail.pickup)
        delivery = _ending_in(delivery, detail.delivery, detail.delivery_service)
    elif detail.role is MoveRole.OVERNIGHT:
        delivery = delivery.narrowed(*_evening(served, settings, detail.delivery_service))
    elif served.all_day:
        pickup = _starting_in(pickup, Interval(served.start, served.end))
        delivery = _ending_in(delivery, Interval(served.start, served.end), detail.delivery_service)
    elif detail.role in BACK:
        pickup = pickup.narrowed(served.end, served.end + _value(settings, "P15", "presentation-wait", served))
    else:
        delivery = delivery.narrowed(*_arrival(detail.role, served, settings, detail.delivery_service))
    return MoveWindows(
        pickup.narrowed(pickup.first, delivery.last - detail.pickup_service),
        delivery.narrowed(pickup.first + detail.pickup_service, delivery.last),
    )


def _arrival(role: MoveRole, served: Appointment, settings: Settings, service: int) -> tuple[int, int]:
    """Return the first and last start of the delivery before a presentation or a flight."""
    if role is MoveRole.TO_PRESENTATION:
        earliest = _value(settings, "P15", "presentation-earliest", served)
        margin = _value(settings, "P15", "presentation-margin", served)
    else:
        earliest = _value(settings, "R29", "earliest", served)
        margin = _value(settings, "R29", "before", served)
    return served.start - earliest, served.start - margin - service


def _evening(served: Appointment, settings: Settings, service: int) -> tuple[int, int]:
    """Return the first and last start of the delivery to where the night before is spent."""
    before = day_of(served.start) - timedelta(days=1)
    first, last = (_value(settings, "R29", f"overnight-{end}", served) for end in ("from", "to"))
    return at(before, *divmod(first, 60)), at(before, *divmod(last, 60)) - service


def _starts(first: int, last_end: int, service: int) -> StartWindow:
    return StartWindow(Minute(first), Minute(last_end - service))


def _starting_in(window: StartWindow, given: Interval | None) -> StartWindow:
    """Narrow to starts that lie in the interval."""
    if given is None:
        return window
    return window.narrowed(given.start, window.last if given.end is None else given.end - 1)


def _ending_in(window: StartWindow, given: Interval | None, service: int) -> StartWindow:
    """Narrow to starts whose stop ends in the interval, at the latest exactly at its end."""
    if given is None:
        return window
    return window.narrowed(given.start - service, window.last if given.end is None else given.end - service)


def _value(settings: Settings, rule: str, key: str, served: Appointment) -> int:
    return settings.value(rule, key, on=day_of(served.start))
