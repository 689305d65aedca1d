"""A diary that exists: every conversation of the first week gets a day, a room and an hour that fit together.

The sample's windows and capacities are cut around this diary, so that what is tight can still be planned.
The diary itself is no fact and does not leave the generator.
Not allowed here: windows and terms (see ``conversations``).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.civil import at
from planner.domain.ids import PlaceId
from planner.domain.time import Minute
from planner.sample.countries import SCARCE_LANGUAGES, WITHOUT_INTERPRETER
from planner.sample.people import Unit
from planner.sample.places import drive_minutes
from planner.sample.regievoerders import HALVES, Staff
from planner.sample.world import World, pick

_ROOM_MINUTES = HALVES[0][1] - HALVES[0][0]
_LUNCH = HALVES[1][0] - HALVES[0][1]
_SCARCE_MINUTES = 60
_FIRST_MINUTES = 90
_MINUTES = ((60, 50.0), (75, 30.0), (90, 20.0))
_POOL_FACTOR = {"detention": 1.25, "families": 0.9, "general": 1.0}
_SUBSTITUTED_FACTOR = 0.35
HalfDay = tuple[date, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One conversation with its place in the diary."""

    unit: Unit
    minutes: int
    performer: int
    day: date
    start: Minute

    @property
    def end(self) -> Minute:
        """When it is over."""
        return Minute(self.start + self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """All conversations, the rooms each place needs by half-day, and the half-days left free.

    ``rooms`` holds how many rooms, and the minutes that the fullest of them is used.
    """

    talks: tuple[Talk, ...]
    rooms: dict[tuple[PlaceId, date, int], tuple[int, int]]
    free: dict[int, frozenset[HalfDay]]


def draw_diary(world: World, units: Iterable[Unit], staff: Staff, wanted: int) -> Diary:
    """Return a diary with exactly ``wanted`` conversations, or fewer when no half-day is left."""
    return _Planter(world, staff, units).plant(wanted)


class _Planter:
    """Fills the half-days of each performer, place by place, rooms as full as they will go."""

    def __init__(self, world: World, staff: Staff, units: Iterable[Unit]) -> None:
        self._stream = world.stream("diaries")
        self._staff = staff
        self._free = {n: set(half_days) for n, half_days in enumerate(staff.half_days)}
        self._where: dict[tuple[int, date], PlaceId] = {}
        self._rooms: dict[tuple[PlaceId, date, int], list[int]] = defaultdict(list)
        self._due: dict[int, list[Unit]] = defaultdict(list)
        self._talks: list[Talk] = []
        for unit in units:
            if not unit.marked and unit.head.language != WITHOUT_INTERPRETER:
                self._due[unit.group.owner].append(unit)
        for queue in self._due.values():
            self._stream.shuffle(queue)
            queue.sort(key=lambda unit: not unit.group.new)

    def plant(self, wanted: int) -> Diary:
        for number, quota in self._quotas(wanted).items():
            self._plant_some(number, quota)
        stuck: set[int] = set()
        while len(self._talks) < wanted and len(stuck) < len(self._due):
            for number in sorted(self._due):
                left = wanted - len(self._talks)
                if left > 0 and number not in stuck and not self._plant_some(number, min(3, left)):
                    stuck.add(number)
        return Diary(
            talks=tuple(sorted(self._talks, key=lambda talk: (talk.start, talk.unit.head.id))),
            rooms={key: (len(gaps), _ROOM_MINUTES - min(gaps)) for key, gaps in sorted(self._rooms.items()) if gaps},
            free={number: frozenset(half_days) for number, half_days in self._free.items()},
        )

    def _performer(self, number: int) -> int:
        return self._staff.acting.get(number, number)

    def _quotas(self, wanted: int) -> dict[int, int]:
        """Return about how many conversations each caseload gets, by the half-days there are."""
        weights: dict[int, float] = {}
        for number in sorted(self._due):
            weight = _POOL_FACTOR[self._due[number][0].group.pool] * len(self._free[self._performer(number)])
            weights[number] = weight * (_SUBSTITUTED_FACTOR if number in self._staff.acting else 1.0)
        return {number: int(wanted * weight / sum(weights.values())) for number, weight in weights.items()}

    def _plant_some(self, number: int, count: int) -> int:
        """Plant up to ``count`` conversations of one caseload; return how many found a place."""
        queue = self._due[number]
        by_place: dict[PlaceId, list[tuple[int, Unit]]] = defaultdict(list)
        for unit in queue[:count]:
            by_place[unit.place].append((self._minutes(unit), unit))
        del queue[:count]
        planted = 0
        for place in sorted(by_place, key=lambda p: (-len(by_place[p]), p)):
            for block in _blocks(by_place[place]):
                planted += self._plant_block(self._performer(number), place, block)
        return planted

    def _minutes(self, unit: Unit) -> int:
        if unit.head.language in SCARCE_LANGUAGES:
            return _SCARCE_MINUTES
        return _FIRST_MINUTES if unit.group.new else pick(self._stream, _MINUTES)

    def _plant_block(self, performer: int, place: PlaceId, block: list[tuple[int, Unit]]) -> int:
        length = sum(minutes for minutes, _ in block)
        choices = [half for half in sorted(self._free[performer]) if self._reachable(performer, half, place)]
        if not choices:
            return 0
        self._stream.shuffle(choices)
        day, half = min(choices, key=lambda h: self._waste(performer, place, h, length))
        self._free[performer].remove((day, half))
        self._where[performer, day] = place
        minute = HALVES[half][0] + self._take_room(place, day, half, length)
        for minutes, unit in block:
            start = at(day, minute // 60, minute % 60)
            self._talks.append(Talk(unit=unit, minutes=minutes, performer=performer, day=day, start=start))
            minute += minutes
        return len(block)

    def _reachable(self, performer: int, half: HalfDay, place: PlaceId) -> bool:
        """Return whether the other half of the day is free, or spent within reach of a lunch break."""
        other = self._where.get((performer, half[0]))
        return other is None or drive_minutes(other, place) <= _LUNCH

    def _waste(self, performer: int, place: PlaceId, half: HalfDay, length: int) -> tuple[int, int]:
        """Prefer a day already spent at the place, then the room that is filled best."""
        elsewhere = self._where.get((performer, half[0])) != place
        gaps = [gap - length for gap in self._rooms[(place, *half)] if gap >= length]
        return min(gaps, default=2 * _ROOM_MINUTES - length), int(elsewhere)

    def _take_room(self, place: PlaceId, day: date, half: int, length: int) -> int:
        """Take the room with the smallest gap that fits, or open one; return the minutes already used."""
        rooms = self._rooms[place, day, half]
        fitting = [i for i, gap in enumerate(rooms) if gap >= length]
        if not fitting:
            rooms.append(_ROOM_MINUTES)
            fitting = [len(rooms) - 1]
        room = min(fitting, key=lambda i: (rooms[i], i))
        used = _ROOM_MINUTES - rooms[room]
        rooms[room] -= length
        return used


def _blocks(talks: list[tuple[int, Unit]]) -> list[list[tuple[int, Unit]]]:
    """Pack conversations at one place into half-days; those with a scarce language come first in each."""
    blocks: list[list[tuple[int, Unit]]] = []
    for talk in sorted(talks, key=lambda t: (-t[0], t[1].head.id)):
        for block in blocks:
            if sum(minutes for minutes, _ in block) + talk[0] <= _ROOM_MINUTES:
                block.append(talk)
                break
        else:
            blocks.append([talk])
    for block in blocks:
        block.sort(key=lambda t: (t[1].head.language not in SCARCE_LANGUAGES, t[1].head.id))
    return blocks
