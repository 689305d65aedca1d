"""Rooms at the places of stay and hours of interpreters, cut around the diary of the first week.

The later weeks repeat the first one by weekday. Not allowed here: conversations.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from planner.domain.civil import at, local
from planner.domain.ids import LanguageCode, PlaceId
from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.sample.countries import ORIGINS, SCARCE_LANGUAGES, SPOKEN_BY_ALL, WITHOUT_INTERPRETER
from planner.sample.diaries import Diary, Talk
from planner.sample.regievoerders import HALVES
from planner.sample.world import World, chance

_SPARE_ROOM, _SPARE_HALF_DAY = 0.3, 0.15
_SPARE_SCARCE_PERCENT = 5
_HALF_DAY_MINUTES = HALVES[0][1] - HALVES[0][0]
_OPEN, _CLOSE = 8 * 60, 18 * 60


def draw_rooms(world: World, diary: Diary) -> list[Capacity]:
    """Return the rooms of every half-day: full at the busiest of a place, some to spare at the others."""
    stream = world.stream("rooms")
    offered: dict[tuple[PlaceId, date, int], tuple[int, int]] = {}
    halves = [(day, half) for day in world.working_days for half in range(len(HALVES))]
    for place in sorted({place for place, _, _ in diary.rooms}):
        busiest = max(diary.rooms.get((place, *half), (0, 0))[0] for half in halves)
        for day, half in halves:
            rooms, minutes = diary.rooms.get((place, day, half), (0, _HALF_DAY_MINUTES))
            spare = chance(stream, _SPARE_ROOM if rooms else _SPARE_HALF_DAY) and rooms < busiest
            if rooms or spare:
                offered[place, day, half] = rooms + int(spare), minutes
    return [
        _capacity(ResourceKind.ROOM, place, day, _open(half, minutes), rooms)
        for day, like in _like_days(world)
        for (place, that_day, half), (rooms, minutes) in offered.items()
        if that_day == like
    ]


def _open(half: int, minutes: int) -> tuple[int, int]:
    """Return when the rooms are booked: for as long as needed, in half-hours."""
    start, end = HALVES[half]
    return start, min(end, start + -(-minutes // 30) * 30)


def _like_days(world: World) -> Iterator[tuple[date, date]]:
    """Yield each working day of the horizon with the day of the first week that it resembles."""
    by_weekday = {day.weekday(): day for day in world.working_days}
    for day in world.horizon_days:
        if world.dutch.is_working(day):
            yield day, by_weekday.get(day.weekday(), world.working_days[day.weekday() % len(world.working_days)])


def _capacity(kind: ResourceKind, code: str, day: date, span: tuple[int, int], amount: int) -> Capacity:
    start, end = (at(day, minute // 60, minute % 60) for minute in span)
    return Capacity(resource=ResourceRef(kind, code), interval=Interval(start, end), amount=amount)


def draw_interpreters(world: World, diary: Diary) -> list[Capacity]:
    """Return hours by language: just enough of the scarce ones, and one more than needed of the others."""
    by_language: dict[LanguageCode, list[Talk]] = defaultdict(list)
    for talk in diary.talks:
        by_language[talk.unit.head.language].append(talk)
    languages = {language for origin in ORIGINS for language, _ in origin.languages}
    capacities: list[Capacity] = []
    for language in sorted(languages - SPOKEN_BY_ALL):
        talks = by_language[language]
        if language in SCARCE_LANGUAGES:
            capacities += _scarce(world, language, talks)
        else:
            capacities += _plenty(world, language, talks)
    return capacities


def _scarce(world: World, language: LanguageCode, talks: list[Talk]) -> list[Capacity]:
    """Return the hours the diary uses, and a few more."""
    stream = world.stream(f"interpreters {language}")
    spare = stream.sample(talks, len(talks) * _SPARE_SCARCE_PERCENT // 100)
    profiles = {day: _profile(talk for talk in (*talks, *spare) if talk.day == day) for day in world.working_days}
    return [
        _capacity(ResourceKind.INTERPRETER, language, day, span, amount)
        for day, like in _like_days(world)
        for span, amount in profiles[like]
    ]


def _profile(talks: Iterable[Talk]) -> list[tuple[tuple[int, int], int]]:
    """Return how many conversations go on at once, as stretches of the day."""
    changes = Counter[int]()
    for talk in talks:
        clock = local(talk.start)
        minute = clock.hour * 60 + clock.minute
        changes[minute] += 1
        changes[minute + talk.minutes] -= 1
    stretches: list[tuple[tuple[int, int], int]] = []
    level, since = 0, 0
    for minute in sorted(minute for minute, change in changes.items() if change):
        if level:
            stretches.append(((since, minute), level))
        level, since = level + changes[minute], minute
    return stretches


def _plenty(world: World, language: LanguageCode, talks: list[Talk]) -> list[Capacity]:
    first_week_has_none = language == WITHOUT_INTERPRETER
    peaks = {
        day: max((amount for _, amount in _profile(t for t in talks if t.day == day)), default=0)
        for day in world.working_days
    }
    return [
        _capacity(ResourceKind.INTERPRETER, language, day, (_OPEN, _CLOSE), peaks[like] + 1)
        for day, like in _like_days(world)
        if not (first_week_has_none and day in world.working_days)
    ]
