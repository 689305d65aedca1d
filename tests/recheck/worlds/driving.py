"""Vehicles and moves: to flights and presentations and back, to court, through the chain, the evening before."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from planner.domain.activities import Activity, ActivityKind, BookedBy, MoveDetail, MoveRole, Segment
from planner.domain.cases import Case, RiskLevel, Sex
from planner.domain.civil import at
from planner.domain.ids import ActivityKey, PlaceId, VehicleId, activity_key
from planner.domain.places import PlaceKind
from planner.domain.time import Interval
from planner.domain.vehicles import CrewSkill, Vehicle
from tests.recheck.worlds.frame import Frame, several, some, weighted
from tests.recheck.worlds.hearing import Hearing
from tests.recheck.worlds.people import Group

_TYPES = ((8, 4), (6, 3), (4, 2), (6, 2), (4, 1))


def vehicles(frame: Frame) -> tuple[Vehicle, ...]:
    """Return four to eight vehicles; some drive at night, some may go abroad, one is kept free."""
    dice = frame.stream("vehicles")
    found: list[Vehicle] = []
    for number in range(1, dice.randint(4, 8) + 1):
        seats, compartments = dice.choice(_TYPES)
        found.append(
            Vehicle(
                id=VehicleId(f"V{number}"),
                depot=dice.choice(frame.of_kind(PlaceKind.DEPOT)),
                seats=seats,
                compartments=compartments,
                shifts=_shifts(frame, dice),
                wheelchair=some(dice, 0.4),
                child_seats=dice.choice((0, 1, 2, 4)),
                security=dice.choice((1, 2)),
                crew_skills=frozenset(several(dice, list(CrewSkill), 4)),
                cross_border=some(dice, 0.4),
                standby=number > 4 and some(dice, 0.2),
            )
        )
    return tuple(found)


def _shifts(frame: Frame, dice: Random) -> tuple[Interval, ...]:
    pattern = dice.choice(((5,), (8,), (5, 14), (22,), (0, 12)))
    shifts = []
    for day in frame.days:
        if some(dice, 0.85):
            shifts += [Interval(at(day, hour, 30), at(day, hour + 9, 30)) for hour in pattern]
    return tuple(shifts)


def draw_moves(
    frame: Frame, groups: Iterable[Group], departures: Sequence[Activity], hearing: Hearing
) -> list[Activity]:
    """Return all transport of a week."""
    known = {case.id: (case, group) for group in groups for case in group.cases}
    moves: list[Activity] = []
    for departure in departures:
        group = known[departure.cases[0]][1]
        cases = [known[code][0] for code in departure.cases]
        if departure.departure.booked_by is BookedBy.DTV and (group.held or some(frame.dice, 0.7)):
            moves += _to_flight(frame, group, cases, departure)
    for activity, group in zip(hearing.activities, hearing.groups, strict=True):
        mission = next(one for one in hearing.missions if one.id == activity.presentation.mission)
        if mission.mode.value == "in_person" and (group.held or some(frame.dice, 0.5)):
            moves += _around(group, activity, mission.place)
    busy = {code for activity in (*departures, *hearing.activities) for code in activity.cases}
    idle = [group for group in groups if group.held and not busy & {case.id for case in group.cases}]
    return [*moves, *_court(frame, idle), *_chain(frame)]


def _of(cases: Sequence[Case]) -> MoveDetail:
    segment = Segment.WOMEN if cases[0].sex is Sex.FEMALE else Segment.MEN
    if len(cases) > 1:
        segment = Segment.FAMILY
    elif cases[0].minor:
        segment = Segment.MINORS
    return MoveDetail(
        destination=PlaceId("SPL"),
        role=MoveRole.TO_DEPARTURE,
        persons=len(cases),
        segment=segment,
        wheelchair=any(case.wheelchair for case in cases),
        child_seats=sum(case.child_seat for case in cases),
        security=2 if any(case.risk is RiskLevel.HIGH for case in cases) else 1,
        skills=frozenset({CrewSkill.FAMILIES}) if len(cases) > 1 and cases[0].sex is Sex.FEMALE else frozenset(),
    )


def _move(cases: Sequence[Case], place: PlaceId, window: Interval, detail: MoveDetail, number: int = 1) -> Activity:
    return Activity(
        key=activity_key(cases[0].id, detail.role, number),
        kind=ActivityKind.MOVE,
        step=detail.role,
        duration=60,
        window=window,
        cases=tuple(case.id for case in cases),
        place=place,
        detail=detail,
    )


def _to_flight(frame: Frame, group: Group, cases: Sequence[Case], departure: Activity) -> list[Activity]:
    window = Interval(frame.horizon.start, departure.latest_end)
    detail = replace(_of(cases), serves=departure.key)
    return [_move(cases, group.place, window, detail)]


def _around(group: Group, presentation: Activity, place: PlaceId) -> list[Activity]:
    cases = group.cases[:1]
    there = replace(_of(cases), destination=place, role=MoveRole.TO_PRESENTATION, serves=presentation.key)
    back = replace(there, destination=group.place, role=MoveRole.FROM_PRESENTATION)
    out = _move(cases, group.place, presentation.window, there)
    return [out, _move(cases, place, presentation.window, back)]


def _court(frame: Frame, groups: Sequence[Group]) -> list[Activity]:
    dice, moves = frame.stream("court"), list[Activity]()
    for group in groups[:3]:
        day = dice.choice(frame.week.days()[:5])
        out = Interval(at(day, 7), at(day, 10))
        back = Interval(at(day, 13), at(day, 17))
        court = dice.choice(frame.of_kind(PlaceKind.COURT))
        there = replace(_of(group.cases), destination=court, role=MoveRole.COURT, pickup=out, delivery=out)
        home = replace(there, destination=group.place, role=MoveRole.FROM_COURT, pickup=back, delivery=back)
        first = _move(group.cases, group.place, out, there)
        home = replace(home, after=first.key) if some(dice, 0.5) else home
        moves += [first, _move(group.cases, court, back, home)]
    return moves


def _chain(frame: Frame) -> list[Activity]:
    dice = frame.stream("chain")
    places = frame.of_kind(PlaceKind.DETENTION, PlaceKind.COURT, PlaceKind.AZC, PlaceKind.VBL, PlaceKind.OFFICE)
    moves: list[Activity] = []
    for number in range(dice.randint(4, 16)):
        origin, destination = dice.sample(places, 2)
        moves.append(_chain_move(dice, number, origin, destination, dice.choice(frame.week.days())))
    for one, other in zip(moves[::2], moves[1::2], strict=False):
        if some(dice, 0.3):
            number = moves.index(one)
            moves[number] = replace(one, detail=replace(one.move, apart_from=frozenset({other.key})))
            moves[number + 1] = replace(other, detail=replace(other.move, apart_from=frozenset({one.key})))
    return moves


def _chain_move(dice: Random, number: int, origin: PlaceId, destination: PlaceId, day: date) -> Activity:
    hour = dice.choice((2, 7, 8, 9, 12, 14, 17, 20))
    start = at(day, hour, dice.choice((0, 30)))
    window = Interval(start, at(day + timedelta(days=0), hour + dice.choice((3, 4, 6))))
    segment = weighted(dice, (Segment.MEN, 5.0), (Segment.WOMEN, 2.0), (Segment.MINORS, 1.0), (Segment.FAMILY, 1.0))
    detail = MoveDetail(
        destination=destination,
        role=MoveRole.CHAIN,
        persons=weighted(dice, (1, 6.0), (2, 2.0), (3, 1.0)),
        segment=segment,
        pickup=window,
        delivery=window,
        wheelchair=some(dice, 0.05),
        child_seats=1 if segment is Segment.FAMILY and some(dice, 0.5) else 0,
        security=2 if some(dice, 0.1) else 1,
        skills=frozenset({CrewSkill.MEDICAL}) if some(dice, 0.08) else frozenset(),
    )
    return Activity(
        key=ActivityKey(f"K{number:02d}"),
        kind=ActivityKind.MOVE,
        step="keten",
        duration=60,
        window=window,
        place=origin,
        detail=detail,
    )
