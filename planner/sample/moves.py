"""Requests for transport: to flights and presentations, to court and back, and between places of the chain.

Not allowed here: vehicles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import exp

from planner.domain.activities import Activity, ActivityKind, BookedBy, MoveDetail, MoveRole, Segment
from planner.domain.cases import Case, RiskLevel, Sex
from planner.domain.civil import at, day_of
from planner.domain.ids import ActivityKey, CaseId, PlaceId, activity_key
from planner.domain.places import PlaceKind
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import CrewSkill, Vehicle
from planner.sample.bookings import Booking
from planner.sample.flights import SCHIPHOL
from planner.sample.people import Unit
from planner.sample.places import drive_minutes
from planner.sample.vehicles import can_drive
from planner.sample.world import World, chance, pick

_PERSONS = ((1, 66.0), (2, 19.0), (3, 9.0), (4, 6.0))
_SEGMENTS = ((Segment.MEN, 78.0), (Segment.WOMEN, 13.0), (Segment.MINORS, 5.0), (Segment.FAMILY, 4.0))
_FARTHEST, _MOSTLY_WITHIN = 130, 30
"""Minutes of driving: nobody is asked to go farther, and most go to a court, office or site of their own region."""
_BACK = 0.5
_MORNING, _AFTERNOON = (6 * 60 + 30, 11 * 60), (11 * 60, 19 * 60)
"""First minutes of pick-up: people go out in the morning and back later in the day."""
_COURT_WAITS, _CHAIN_WAITS = (60, 90, 120), (120, 180, 240)
"""Minutes between first and last pick-up: a hearing is at a certain time, a transfer some time that day."""
_WEEKEND_PART = 4
_CONFLICT, _WHEELCHAIR, _HIGH, _WITH_CHILD = 0.05, 0.02, 0.08, 0.5
_MEDICAL = 0.03
_FAR, _EARLY_HOUR = 100, 12
"""Minutes to the airport, and the hour of departure before which the night is spent nearer by."""
_ADVICE = {RiskLevel.NONE: "", RiskLevel.RAISED: "extra oplettend", RiskLevel.HIGH: "middelen volgens instructie"}


def to_departures(world: World, bookings: Iterable[Booking]) -> list[Activity]:
    """Return the transport of each departure that DT&V books, from where the person stays.

    Who lives far away and leaves early spends the night before nearer by.
    """
    booked = [booking for booking in bookings if booking.booked_by is BookedBy.DTV]
    return [move for booking in booked for move in _to_departure(world, booking)]


def _to_departure(world: World, booking: Booking) -> list[Activity]:
    airport = booking.flight.origin if booking.flight else SCHIPHOL
    start, end = at(booking.first, 0), at(booking.last + timedelta(days=1), 0)
    base = replace(_of_cases(booking.cases), serves=booking.key)
    onward = replace(base, destination=airport, role=MoveRole.TO_DEPARTURE)
    home = booking.unit.place
    if not _far_and_early(booking, home, airport):
        return [_move(booking.cases, home, Interval(start, end), onward)]
    nearby = min(world.of_kind(PlaceKind.AZC), key=lambda place: (drive_minutes(place, airport), place))
    evening = Interval(at(booking.first - timedelta(days=1), 0), end)
    night = _move(booking.cases, home, evening, replace(base, destination=nearby, role=MoveRole.OVERNIGHT))
    return [night, _move(booking.cases, nearby, Interval(start, end), replace(onward, after=night.key))]


def _far_and_early(booking: Booking, home: PlaceId, airport: PlaceId) -> bool:
    if booking.flight is None or drive_minutes(home, airport) < _FAR:
        return False
    return booking.flight.departs < at(day_of(booking.flight.departs), _EARLY_HOUR)


def to_presentations(presentations: Iterable[Activity], units: Iterable[Unit]) -> list[Activity]:
    """Return transport there and back for those heard out of detention."""
    moves: list[Activity] = []
    for activity, unit in zip(presentations, units, strict=True):
        if unit.group.pool != "detention" or activity.place is None:
            continue
        base = replace(_of_cases(unit.cases), serves=activity.key)
        there = replace(base, destination=activity.place, role=MoveRole.TO_PRESENTATION)
        outward = _move(unit.cases, unit.place, activity.window, there)
        back = replace(base, destination=unit.place, role=MoveRole.FROM_PRESENTATION, after=outward.key)
        moves += [outward, _move(unit.cases, activity.place, activity.window, back)]
    return moves


def _of_cases(cases: Sequence[Case]) -> MoveDetail:
    """Return what carrying these persons takes; destination and role are still to be filled in."""
    risk = max((case.risk for case in cases), key=list(RiskLevel).index)
    return MoveDetail(
        destination=PlaceId(""),
        role=MoveRole.CHAIN,
        persons=len(cases),
        segment=_segment(cases),
        wheelchair=any(case.wheelchair for case in cases),
        child_seats=sum(case.child_seat for case in cases),
        security=2 if risk is RiskLevel.HIGH else 1,
        restraint_advice=_ADVICE[risk],
        skills=_skills(
            {
                CrewSkill.MEDICAL: any(case.nurse for case in cases),
                CrewSkill.FEMALE: _segment(cases) is Segment.WOMEN,
                CrewSkill.FAMILIES: any(case.child_seat for case in cases),
                CrewSkill.SECURED: risk is RiskLevel.HIGH,
            }
        ),
    )


def _skills(needed: Mapping[CrewSkill, bool]) -> frozenset[CrewSkill]:
    return frozenset(skill for skill, asked in needed.items() if asked)


def _segment(cases: Sequence[Case]) -> Segment:
    if len(cases) > 1:
        return Segment.FAMILY
    if cases[0].minor:
        return Segment.MINORS
    return Segment.WOMEN if cases[0].sex is Sex.FEMALE else Segment.MEN


def _move(cases: Sequence[Case], place: PlaceId, window: Interval, detail: MoveDetail) -> Activity:
    return _activity(activity_key(cases[0].id, detail.role, 1), place, window, detail, [c.id for c in cases])


def _activity(
    key: ActivityKey, place: PlaceId, window: Interval, detail: MoveDetail, cases: Sequence[CaseId] = ()
) -> Activity:
    ride = drive_minutes(place, detail.destination)
    return Activity(
        key=key,
        kind=ActivityKind.MOVE,
        step=detail.role,
        duration=5 * -(-(detail.pickup_service + ride + detail.delivery_service) // 5),
        window=window,
        cases=tuple(cases),
        place=place,
        detail=detail,
    )


class Dispatch:
    """Draws the moves of the chain, day by day."""

    def __init__(self, world: World, own: Sequence[Unit], vehicles: Sequence[Vehicle]) -> None:
        self._world, self._stream = world, world.stream("moves")
        self._own = list(own)
        self._on_duty: dict[date, list[tuple[Vehicle, Interval]]] = defaultdict(list)
        for vehicle in vehicles:
            for shift in vehicle.shifts:
                self._on_duty[day_of(shift.start)].append((vehicle, shift))
        self._stream.shuffle(self._own)
        stays = world.of_kind(PlaceKind.DETENTION)
        others = world.of_kind(PlaceKind.VBL, PlaceKind.HTL, PlaceKind.AZC, PlaceKind.GLO)
        courts = world.of_kind(PlaceKind.COURT)
        offices = tuple(p for p in world.of_kind(PlaceKind.OFFICE) if p.startswith("IND-"))
        self._pairs = _pairs(stays, courts) + _pairs(others, (*courts, *offices)) + _pairs(stays, others)
        self._nearness = [exp(-ride / _MOSTLY_WITHIN) for _, ride in self._pairs]

    def week(self, serving: Iterable[date]) -> list[Activity]:
        """Return the moves of seven days beside those that serve departures and presentations."""
        taken = list(serving)
        moves: list[Activity] = []
        for day in self._world.week.days():
            part = 1 if self._world.dutch.is_working(day) else _WEEKEND_PART
            served = taken.count(day)
            own = max(0, self._world.scale.own_moves // part - served)
            moves += self.day(day, max(own, self._world.scale.moves // part - served), own)
        return moves

    def day(self, day: date, count: int, own: int) -> list[Activity]:
        """Return ``count`` moves of one day, of which about ``own`` for cases of DT&V."""
        moves: list[Activity] = []
        while len(moves) < min(own, count) and self._own:
            both = self._court(day, self._own.pop())
            if all(self._drivable(move) for move in both):
                moves += both[: count - len(moves)]
        while len(moves) < count:
            move = self._chain(day, len(moves))
            if self._drivable(move):
                moves.append(move)
        return self._with_conflicts(moves)

    def _drivable(self, move: Activity) -> bool:
        day = day_of(move.window.start)
        return any(can_drive(vehicle, shift, move) for vehicle, shift in self._on_duty[day])

    def _court(self, day: date, unit: Unit) -> list[Activity]:
        """Return the journey of a case to its hearing and back."""
        courts = self._world.of_kind(PlaceKind.COURT)
        court = min(courts, key=lambda place: (drive_minutes(unit.place, place), place))
        ride, code = drive_minutes(unit.place, court), unit.head.id
        hearing = at(day, 0) + self._stream.randrange(9 * 60 + 30, 14 * 60, 15)
        over = hearing + self._stream.choice((60, 90, 120))
        base = replace(_of_cases(unit.cases), role=MoveRole.COURT)
        there = self._timed(base, court, (hearing - ride - 150, hearing - ride - 30), (hearing - 90, hearing - 10))
        outward = _activity(activity_key(code, "rechtbank-heen", 1), unit.place, _span(there), there, [code])
        base = replace(base, role=MoveRole.FROM_COURT, after=outward.key)
        back = self._timed(base, unit.place, (over, over + 120), (over, over + ride + 210))
        return [outward, _activity(activity_key(code, "rechtbank-terug", 1), court, _span(back), back, [code])]

    def _timed(
        self, base: MoveDetail, destination: PlaceId, pickup: tuple[int, int], delivery: tuple[int, int]
    ) -> MoveDetail:
        return replace(
            base,
            destination=destination,
            pickup=Interval(Minute(pickup[0]), Minute(pickup[1])),
            delivery=Interval(Minute(delivery[0]), Minute(delivery[1])),
        )

    def _chain(self, day: date, number: int) -> Activity:
        """Return a request for persons whom other services of the chain look after."""
        stream = self._stream
        (origin, destination), ride = stream.choices(self._pairs, self._nearness)[0]
        hours = _MORNING
        if chance(stream, _BACK):
            origin, destination, hours = destination, origin, _AFTERNOON
        persons, segment = pick(stream, _PERSONS), pick(stream, _SEGMENTS)
        if segment is Segment.FAMILY:
            persons = max(2, persons)
        starts = at(day, 0) + stream.randrange(*hours, 15)
        hearing = "CRT-" in origin + destination
        width = stream.choice(_COURT_WAITS if hearing else _CHAIN_WAITS)
        base = MoveDetail(
            destination=destination,
            role=MoveRole.COURT if hearing else MoveRole.CHAIN,
            persons=persons,
            segment=segment,
            wheelchair=persons == 1 and chance(stream, _WHEELCHAIR),
            child_seats=int(segment is Segment.FAMILY and chance(stream, _WITH_CHILD)),
            security=2 if chance(stream, _HIGH) else 1,
        )
        needs = {
            CrewSkill.MEDICAL: chance(stream, _MEDICAL),
            CrewSkill.FEMALE: segment is Segment.WOMEN,
            CrewSkill.FAMILIES: base.child_seats > 0,
            CrewSkill.SECURED: base.security > 1,
        }
        base = replace(base, skills=_skills(needs))
        detail = self._timed(
            base, destination, (starts, starts + width), (starts + ride, starts + width + 2 * ride + 60)
        )
        key = ActivityKey(f"M-{day:%Y%m%d}-{number + 1:04d}")
        return _activity(key, origin, _span(detail), detail)

    def _with_conflicts(self, moves: list[Activity]) -> list[Activity]:
        """Mark pairs who may not meet in a vehicle; both requests say so."""
        order = list(range(len(moves)))
        self._stream.shuffle(order)
        for first, second in zip(order[::2], order[1::2], strict=False):
            if chance(self._stream, _CONFLICT):
                one, other = moves[first], moves[second]
                moves[first], moves[second] = _apart(one, other), _apart(other, one)
        return moves


def _pairs(origins: Sequence[PlaceId], destinations: Sequence[PlaceId]) -> list[tuple[tuple[PlaceId, PlaceId], int]]:
    return [
        ((origin, destination), drive_minutes(origin, destination))
        for origin in origins
        for destination in destinations
        if origin != destination and drive_minutes(origin, destination) <= _FARTHEST
    ]


def _span(detail: MoveDetail) -> Interval:
    if detail.pickup is None or detail.delivery is None:
        raise ValueError(detail)
    return Interval(detail.pickup.start, detail.delivery.end)


def _apart(one: Activity, other: Activity) -> Activity:
    return replace(one, detail=replace(one.move, apart_from=one.move.apart_from | {other.key}))


def planned_days(bookings: Iterable[Booking]) -> list[date]:
    """Return the day of each booking's flight, once per booking that DT&V transports."""
    return [day_of(b.flight.departs) for b in bookings if b.flight is not None]
