"""Which moves are to be planned now and when: those that stay, wait, or hang on something unplanned are set apart.

Not allowed here: vehicles and searching.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.civil import day_interval, day_of
from planner.domain.commitments import PinGrade
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RuleId
from planner.domain.plan import Appointment, Reason, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import day, moment
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text
from solver import naming
from solver.known import Known
from solver.mode import Mode, Use
from solver.pinned import pinned
from solver.rules.move_to_reception import MoveToReception
from solver.rules.person_available import PersonAvailable
from solver.settled import rejoined, settled
from solver.whereabouts import gone, whereabouts
from solver.windows import BACK, MoveWindows, StartWindow, latest_pickup, move_windows

GRID = 5
_PLACEMENT = MoveToReception()
_AVAILABLE = PersonAvailable()


_UNMAPPED = Text(
    nl="van {place} zijn geen reistijden bekend",
    en="of {place} no travel times are known",
)
_BEGUN = Text(
    nl="begon {when} al, voor iets dat nu anders is gepland: vraag een nieuwe rit aan",
    en="began already, {when}, for what is now planned otherwise: ask for a new ride",
)
_SERVES_NOTHING = Text(
    nl="dient {served}, en dat is niet gepland",
    en="serves {served}, which is not planned",
)
_TOO_LONG = Text(
    nl="de rit duurt {minutes:minuut|minuten}; toegestaan: {most} zonder onderbreking",
    en="the ride takes {minutes:minute|minutes}; {most} {most:!is|are} allowed without a stop",
)
_NO_TIME = Text(
    nl="de rit van {minutes:minuut|minuten} past niet tussen ophalen vanaf {first} en afleveren uiterlijk {last}",
    en="the ride of {minutes:minute|minutes} does not fit between a pick-up from {first} and a delivery by {last}",
)
_LATER = Text(
    nl="ophalen kan tot {day}: na de periode die nu gepland wordt",
    en="the pick-up can be until {day}: after the period being planned now",
)
_EARLIER = Text(
    nl="ophalen moest voor {day}: voor de periode die nu gepland wordt",
    en="the pick-up had to be before {day}: before the period being planned now",
)


@dataclass(frozen=True, slots=True)
class Order:
    """A move to be planned and when its stops may start."""

    activity: Activity
    windows: MoveWindows

    @property
    def detail(self) -> MoveDetail:
        """The move's detail."""
        return self.activity.move


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The moves of a problem: to be planned, staying as they are, and not planned for a reason found already."""

    orders: tuple[Order, ...]
    fixed: tuple[Appointment, ...]
    unplanned: tuple[Unplanned, ...]


def sort_moves(known: Known, planned: Mapping[ActivityKey, Appointment], days: Interval) -> Sorted:
    """Sort every move of the problem; a move belongs to the days in which its latest pick-up lies."""
    standing = {a.activity: a for a in (*settled(known), *rejoined(known, planned), *planned.values())}
    by_case = _by_case(planned.values())
    mapped = frozenset(known.problem.travel.places)
    orders: list[Order] = []
    fixed: list[Appointment] = []
    unplanned: list[Unplanned] = []
    for activity in known.problem.activities:
        if activity.kind is not ActivityKind.MOVE:
            continue
        served = planned.get(activity.move.serves) if activity.move.serves else None
        found = (
            standing.get(activity.key)
            or _begun(known, activity)
            or _unmapped(known, activity, mapped)
            or _dated(known, activity, served, by_case, days, _left_by(known, activity, planned))
        )
        if isinstance(found, Appointment):
            fixed.append(found)
        elif isinstance(found, Unplanned):
            unplanned.append(found)
        else:
            orders.append(found)
    return Sorted(orders=tuple(orders), fixed=tuple(fixed), unplanned=tuple(unplanned))


def _begun(known: Known, activity: Activity) -> Unplanned | None:
    """P08: a ride that began does not go once more, whatever becomes of what it served."""
    published = known.baseline.get(activity.key)
    if published is None or published.start >= known.now:
        return None
    return not_planned(activity, UnplannedCode.FACT, "P08", _BEGUN.say(when=moment(published.start)))


def _unmapped(known: Known, activity: Activity, mapped: frozenset[PlaceId]) -> Unplanned | None:
    for place in (activity.place, activity.move.destination):
        if place not in mapped:
            because = _UNMAPPED.say(place=naming.place(known, place))
            return not_planned(activity, UnplannedCode.FACT, "P18", because)
    return None


def _dated(
    known: Known,
    activity: Activity,
    served: Appointment | None,
    by_case: Mapping[CaseId, list[Appointment]],
    days: Interval,
    left_by: Minute | None,
) -> Order | Unplanned:
    windows = move_windows(activity, served, known.settings)
    if windows is None:
        because = _SERVES_NOTHING.say(served=activity.move.serves)
        return not_planned(activity, UnplannedCode.DEPENDS, "P15", because)
    if left_by is not None:
        last = left_by - activity.move.delivery_service
        windows = replace(windows, delivery=windows.delivery.narrowed(windows.delivery.first, last))
    cleared = _cleared(known, activity, windows)
    if isinstance(cleared, Unplanned):
        return cleared
    there = _available(known, activity, cleared)
    if isinstance(there, Unplanned):
        return there
    windows = there
    if not days.contains(latest_pickup(activity, windows, known.travel(activity.place, activity.move.destination))):
        return _outside(activity, windows, days)
    others = {a.activity: a for case in activity.cases for a in by_case.get(case, ()) if a is not served}
    until = served.start if served is not None and activity.move.role not in BACK else None
    order = Order(activity, narrowed(known, activity, windows, others.values(), until))
    return no_time(known, order) or order


def _cleared(known: Known, activity: Activity, windows: MoveWindows) -> MoveWindows | Unplanned:
    """R19: let the pick-up start in the first stretch in which all that the move asks is in order."""
    stretches = _PLACEMENT.pickups(known, activity)
    if stretches is None:
        return windows
    pickup = windows.pickup.narrowed(known.now, windows.pickup.last)
    for stretch in stretches:
        left = pickup.narrowed(stretch.start, pickup.last if stretch.end is None else stretch.end - 1)
        if not left.empty:
            return replace(windows, pickup=left)
    mode = Mode(activity.key, activity.place, activity.duration, (), fixed_start=pickup.first)
    return not_planned(activity, UnplannedCode.FACT, _PLACEMENT.id, _PLACEMENT.because(known, activity, mode))


def _available(known: Known, activity: Activity, windows: MoveWindows) -> MoveWindows | Unplanned:
    """P57: let the ride lie in the first stretch that it fits in and in which everybody is available."""
    stretches = _AVAILABLE.stretches(known, activity.cases)
    if stretches is None or windows.pickup.narrowed(known.now, windows.pickup.last).empty:
        return windows
    detail, ride = activity.move, known.quickest(activity.place, activity.move.destination)
    for stretch in stretches:
        until = windows.delivery.last if stretch.end is None else stretch.end - detail.delivery_service
        last = min(windows.delivery.last, until)
        delivery = windows.delivery.narrowed(stretch.start, last)
        pickup = windows.pickup.narrowed(
            max(known.now, stretch.start), min(windows.pickup.last, last - ride - detail.pickup_service)
        )
        if not pickup.empty and not delivery.empty:
            return MoveWindows(pickup, delivery)
    uses = tuple(Use(ResourceRef(ResourceKind.CASE, case)) for case in activity.cases)
    mode = Mode(activity.key, activity.place, activity.duration, uses)
    return not_planned(activity, UnplannedCode.FACT, _AVAILABLE.id, _AVAILABLE.because(known, activity, mode))


def _left_by(known: Known, activity: Activity, planned: Mapping[ActivityKey, Appointment]) -> Minute | None:
    """P28: return when the first of the persons has left for good, if a departure of theirs is planned."""
    departures = (other for case in activity.cases for other in known.departures_of(case))
    moments = (gone(known, planned[other.key]) for other in departures if other.key in planned)
    return min((moment for moment in moments if moment is not None), default=None)


def not_planned(activity: Activity, code: UnplannedCode, rule: str, because: str) -> Unplanned:
    """Build the record of a move that is not planned for one reason."""
    return Unplanned(activity=activity.key, code=code, reasons=(Reason(rule=RuleId(rule), because=because),))


def narrowed(
    known: Known,
    activity: Activity,
    windows: MoveWindows,
    planned: Iterable[Appointment],
    until: Minute | None = None,
) -> MoveWindows:
    """Return the windows from now on, inside pins, within one ride of each other, and free of other appointments.

    ``planned`` are other appointments of the same persons: each is wholly before or after the move, and before it when
    it begins before ``until``, when what the ride is for begins (P29).
    """
    detail = activity.move
    pickup, delivery = windows.pickup.narrowed(known.now, windows.pickup.last), windows.delivery
    longest = known.setting("R41", "ride", delivery.last, activity)
    pickup = _pinned(known, activity, pickup)
    pickup = pickup.narrowed(delivery.first - longest - detail.pickup_service - GRID, pickup.last)
    delivery = delivery.narrowed(delivery.first, pickup.last + detail.pickup_service + longest + GRID)
    middle = (pickup.last + delivery.first) // 2
    for other in planned:
        there, back = _places_of(known, other, activity)
        if other.start + other.end < 2 * middle or (until is not None and other.start < until):
            pickup = pickup.narrowed(other.end + known.travel(there, activity.place), pickup.last)
        else:
            last = other.start - known.travel(detail.destination, back) - detail.delivery_service
            delivery = delivery.narrowed(delivery.first, last)
    return MoveWindows(pickup, delivery)


def no_time(known: Known, order: Order) -> Unplanned | None:
    """Say that the ride is too long, or does not fit between the first pick-up and the last delivery."""
    detail, windows = order.detail, order.windows
    leaves = Minute(-(-windows.pickup.first // GRID) * GRID + detail.pickup_service)
    drive = known.drive(order.activity.place, detail.destination, leaves)
    limit = known.setting("R41", "ride", windows.delivery.last, order.activity)
    if known.quickest(order.activity.place, detail.destination) > limit:
        most = naming.norm(known, "R41", "ride", windows.delivery.last, order.activity)
        because = _TOO_LONG.say(minutes=drive, most=most)
        return not_planned(order.activity, UnplannedCode.FACT, "R41", because)
    first, last = -(-windows.pickup.first // GRID) * GRID, windows.delivery.last // GRID * GRID
    if first > windows.pickup.last or last < windows.delivery.first or first + detail.pickup_service + drive > last:
        because = _NO_TIME.say(
            minutes=drive,
            first=moment(windows.pickup.first),
            last=moment(Minute(last + detail.delivery_service)),
        )
        return not_planned(order.activity, UnplannedCode.NO_OPTION, "P06", because)
    return None


def _outside(activity: Activity, windows: MoveWindows, days: Interval) -> Unplanned:
    if windows.pickup.last >= days.start:
        because = _LATER.say(day=day(windows.pickup.last))
        return not_planned(activity, UnplannedCode.LATER, "P06", because)
    because = _EARLIER.say(day=day(days.start))
    return not_planned(activity, UnplannedCode.NO_OPTION, "P06", because)


def _by_case(planned: Iterable[Appointment]) -> dict[CaseId, list[Appointment]]:
    found: dict[CaseId, list[Appointment]] = {}
    for appointment in planned:
        for part in appointment.of_kind(ResourceKind.CASE) if not appointment.all_day else ():
            found.setdefault(CaseId(part.resource.id), []).append(appointment)
    return found


def _pinned(known: Known, activity: Activity, window: StartWindow) -> StartWindow:
    """P09: the pinned time or day."""
    found = pinned(known, activity.key)
    if found is None or found.appointment is None:
        return window
    fixed = found.appointment.start
    if found.grade is PinGrade.DAY:
        day = day_interval(day_of(fixed))
        return window.narrowed(day.start, (day.end or window.last + 1) - 1)
    return window.narrowed(fixed, fixed) if found.grade is PinGrade.TIME else window


def _places_of(known: Known, other: Appointment, activity: Activity) -> tuple[PlaceId | None, PlaceId | None]:
    """Return where a person of the move comes from after another appointment, and must be for it."""
    mine = [part for part in other.of_kind(ResourceKind.CASE) if part.resource.id in activity.cases]
    if not mine:
        return other.place, other.place
    first, last = whereabouts(known, other, mine[0])
    return last, first
