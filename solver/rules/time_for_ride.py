"""Rule: a flight leaves late enough for the rides that bring its passengers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, MoveDetail
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import appointment
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver import naming
from solver.departing import flies, flight_of
from solver.rule import ModeRule, Word
from solver.standing import published
from solver.windows import BACK, latest_pickup, move_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Appointment
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.windows import MoveWindows


class TimeForRide(ModeRule):
    """Every ride that serves a departure can still pick up in the period being planned, and not in the past.

    The last pick-up follows from the flight, and from the ride that comes after it. A ride that was published at a
    time that suits the flight is no hindrance, and a departure published on the flight may stay.
    """

    id = RuleId("P31")
    title = Text(nl="Tijd voor het vervoer", en="Time for the ride")
    why = Text(
        nl="Wie niet meer op tijd naar de luchthaven kan worden gebracht, haalt de vlucht niet.",
        en="Who can no longer be brought to the airport in time misses the flight.",
    )
    source = Text(
        nl="uitgangspunt van de planner; aankomsttijden volgens R29",
        en="principle of the planner; arrival times as in R29",
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.ORDER})
    kinds = frozenset({ActivityKind.DEPARTURE})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R29", "before"),
        ("R29", "overnight-from"),
        ("R29", "overnight-to"),
    )
    too_late = Text(
        nl="{flight}: {move} moest uiterlijk {last} ophalen, en kan pas vanaf {first}",
        en="{flight}: {move} should have picked up by {last}, and can do so only from {first}",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Name the ride that would have to pick up too early, and when."""
        flight = flight_of(known, mode)
        if flight is None or not flies(activity) or published(known, activity, mode):
            return None
        boards = appointment(activity.key, flight.departs, flight.arrives, mode.place)
        begins = max(known.now, known.problem.scope.start)
        for move, windows in _last_windows(known, boards):
            if _too_early(known, move, windows):
                leaves, last = naming.flight(known, flight.id), moment(_last_pickup(known, move, windows))
                return self.too_late.say(flight=leaves, move=move.key, last=last, first=moment(begins))
        return None


def _too_early(known: Known, move: Activity, windows: MoveWindows) -> bool:
    """Return whether the last pick-up lies before the period being planned, or is past on the roads of that hour.

    To which period a move belongs goes by the travel table, as when moves are sorted.
    """
    by_table = latest_pickup(move, windows, known.travel(move.place, move.move.destination))
    return by_table < known.problem.scope.start or _last_pickup(known, move, windows) < known.now


def _last_pickup(known: Known, move: Activity, windows: MoveWindows) -> Minute:
    """Return the last pick-up that is in time on the roads of that hour."""
    last = windows.delivery.last
    leaves = known.pace.departure(last, known.travel(move.place, move.move.destination))
    return latest_pickup(move, windows, last - leaves)


def _last_windows(known: Known, served: Appointment) -> Iterator[tuple[Activity, MoveWindows]]:
    """Yield the rides that must still be planned for the flight, the last of each chain first, with their windows.

    A ride ends before the last pick-up of the ride after it.
    """
    rides = _rides(known, served.activity)
    followed = {ride.move.after for ride in rides.values()}
    for last in (ride for key, ride in rides.items() if key not in followed):
        until: Minute | None = None
        here: Activity | None = last
        while here is not None:
            windows = move_windows(here, served, known.settings)
            if windows is None:
                break
            as_was = known.baseline.get(here.key)
            if as_was is not None and _suits(windows, as_was):
                until = as_was.start
            else:
                windows = windows if until is None else _ending_by(until, here, windows)
                yield here, windows
                until = _last_pickup(known, here, windows)
            here = rides.get(here.move.after) if here.move.after is not None else None


def _ending_by(moment: Minute, ride: Activity, windows: MoveWindows) -> MoveWindows:
    delivery = windows.delivery
    return replace(windows, delivery=delivery.narrowed(delivery.first, moment - ride.move.delivery_service))


def _rides(known: Known, departure: ActivityKey) -> dict[ActivityKey, Activity]:
    """Return the moves that bring persons to a departure."""
    linked = (known.activities.get(key) for key in known.linked.get(departure, ()))
    return {
        activity.key: activity
        for activity in linked
        if activity is not None
        and isinstance(activity.detail, MoveDetail)
        and activity.detail.serves == departure
        and activity.detail.role not in BACK
    }


def _suits(windows: MoveWindows, published: Appointment) -> bool:
    """Return whether the stops of a published ride lie inside the windows."""
    stops = next((part.stops for part in published.of_kind(ResourceKind.VEHICLE)), ())
    wanted = (windows.pickup, windows.delivery)
    return len(stops) == len(wanted) and all(w.contains(s.start) for w, s in zip(wanted, stops, strict=True))
