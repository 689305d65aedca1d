"""Regievoerders: offices, working patterns, specialisms, languages, absence and substitutes.

Not allowed here: their appointments.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from planner.domain.cases import Specialism
from planner.domain.civil import at, day_start
from planner.domain.ids import LanguageCode, PlaceId, RegievoerderId
from planner.domain.people import Regievoerder, Substitute, WorkingHours
from planner.domain.places import PlaceKind
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.sample.caseload import Group
from planner.sample.countries import SPOKEN_BY_ALL
from planner.sample.places import drive_minutes
from planner.sample.world import World, chance, pick

ABSENT_PERCENT = 8
_WEEK_LONG_SHARE = 0.55
_LONG_DAY = (8 * 60, 17 * 60 + 30)
_DAY = (8 * 60 + 30, 17 * 60)
_HALF_DAY = (8 * 60 + 30, 12 * 60 + 30)
_LANGUAGES = (("fr", 5.0), ("de", 4.0), ("ar", 2.0), ("tr", 2.0), ("es", 2.0), ("ru", 1.0), ("sr", 1.0))
HALVES = ((9 * 60, 12 * 60 + 30), (13 * 60, 16 * 60 + 30))
"""The two half-days in which conversations are held, in minutes after midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """All regievoerders by number, with who acts for whom and the half-days each can work."""

    regievoerders: tuple[Regievoerder, ...]
    absences: tuple[Absence, ...]
    substitutes: tuple[Substitute, ...]
    half_days: tuple[frozenset[tuple[date, int]], ...]
    acting: dict[int, int] = field(default_factory=dict)
    """Owner absent all week -> the number of the substitute."""
    unattended: frozenset[tuple[int, date]] = frozenset()
    """Days of absence for which nobody acts."""


def draw_staff(world: World, groups: list[Group]) -> Staff:
    """Return the regievoerders of all caseloads."""
    stream = world.stream("regievoerders")
    people = tuple(
        _regievoerder(stream, world, number, owned) for number, owned in _by_owner(groups, world.scale.regievoerders)
    )
    return _Absences(world, people).draw()


def _by_owner(groups: list[Group], count: int) -> list[tuple[int, list[Group]]]:
    owned: list[list[Group]] = [[] for _ in range(count)]
    for group in groups:
        owned[group.owner].append(group)
    return list(enumerate(owned))


def _regievoerder(stream: Random, world: World, number: int, owned: list[Group]) -> Regievoerder:
    load = Counter[PlaceId]()
    for group in owned:
        load[group.place] += group.size
    main = load.most_common(1)[0][0]
    office = min(_offices(world), key=lambda place: (drive_minutes(place, main), place))
    languages = {LanguageCode(pick(stream, _LANGUAGES)) for _ in range(stream.choice((0, 1, 1, 2)))}
    return Regievoerder(
        id=RegievoerderId(f"RV-{number + 101:04d}"),
        office=office,
        hours=_hours(stream),
        specialisms=_specialisms(number, owned),
        languages=SPOKEN_BY_ALL | languages,
        load_cap=10 * (sum(load.values()) + 8),
    )


def _offices(world: World) -> list[PlaceId]:
    return [place for place in world.of_kind(PlaceKind.OFFICE) if place.startswith("DTV-")]


def _hours(stream: Random) -> tuple[WorkingHours, ...]:
    """Draw a pattern: four long days, four and a half, four, or three days a week."""
    pattern = pick(stream, (("four-long", 35.0), ("nine-halves", 25.0), ("four", 25.0), ("three", 15.0)))
    days = list(range(5))
    if pattern in ("four-long", "four"):
        days.remove(stream.choice((0, 2, 2, 4, 4, 3, 1)))
    elif pattern == "three":
        days = sorted(stream.sample(days, 3))
    times = dict.fromkeys(days, _LONG_DAY if pattern == "four-long" else _DAY)
    if pattern == "nine-halves":
        times[stream.choice((2, 4))] = _HALF_DAY
    return tuple(WorkingHours(weekday=day, start=start, end=end) for day, (start, end) in times.items())


def _specialisms(number: int, owned: list[Group]) -> frozenset[Specialism]:
    """Every pool has its specialism; the general ones take turns, so that small samples have them all."""
    pool = owned[0].pool
    found: set[Specialism] = set()
    if pool == "detention":
        found.add(Specialism.DETENTION)
    if pool == "families" or any(group.size > 1 for group in owned):
        found.add(Specialism.FAMILIES)
    if pool == "general":
        found |= {Specialism.MINORS} if number % 5 == 0 else set()
        found |= {Specialism.MEDICAL} if number % 5 == 2 else set()  # noqa: PLR2004
    if number % 3 == 1 or pool == "detention":
        found.add(Specialism.DUBLIN)
    return frozenset(found)


class _Absences:
    """Draws absence until eight in a hundred working days of the first week are missed."""

    def __init__(self, world: World, people: tuple[Regievoerder, ...]) -> None:
        self._world, self._people = world, people
        self._stream = world.stream("absence")
        self._working = [_works(world, person) for person in people]
        self._left = -(-sum(map(len, self._working)) * ABSENT_PERCENT // 100)
        self._away: set[tuple[int, date]] = set()
        self._absences: list[Absence] = []
        self._substitutes: list[Substitute] = []
        self._acting: dict[int, int] = {}
        self._busy: set[int] = set()
        self._unattended: set[tuple[int, date]] = set()

    def draw(self) -> Staff:
        order = list(range(len(self._people)))
        self._stream.shuffle(order)
        singles = int(self._left * (1 - _WEEK_LONG_SHARE))
        for number in order:
            if self._left - len(self._working[number]) >= singles:
                self._away_all_week(number)
        for number in order:
            if self._left > 0 and number not in self._busy and self._working[number]:
                self._away_one_day(number)
        return Staff(
            regievoerders=self._people,
            absences=tuple(self._absences),
            substitutes=tuple(self._substitutes),
            half_days=tuple(self._half_days(number) for number in range(len(self._people))),
            acting=self._acting,
            unattended=frozenset(self._unattended),
        )

    def _away_all_week(self, number: int) -> None:
        substitute = self._substitute(number, self._working[number])
        if substitute is None or not self._working[number]:
            return
        ill = chance(self._stream, 0.4)
        begins = self._world.today - timedelta(days=self._stream.randint(1, 9)) if ill else self._world.week.monday
        ends = self._world.week.monday + timedelta(weeks=1 if ill else self._stream.choice((1, 2)))
        interval = Interval(day_start(begins), day_start(ends))
        self._add(number, interval, "ziek" if ill else "verlof", self._working[number])
        self._substitutes.append(
            Substitute(owner=self._people[number].id, substitute=self._people[substitute].id, interval=interval)
        )
        self._acting[number] = substitute
        self._busy |= {number, substitute}

    def _away_one_day(self, number: int) -> None:
        day = self._stream.choice(self._working[number])
        interval = Interval(at(day, 0), day_start(day + timedelta(days=1)))
        self._add(number, interval, self._stream.choice(("verlof", "cursus", "ziek")), [day])
        substitute = self._substitute(number, [day]) if chance(self._stream, 0.5) else None
        if substitute is None:
            self._unattended.add((number, day))
        else:
            self._substitutes.append(
                Substitute(owner=self._people[number].id, substitute=self._people[substitute].id, interval=interval)
            )
        self._busy.add(number)

    def _add(self, number: int, interval: Interval, reason: str, days: list[date]) -> None:
        resource = ResourceRef(ResourceKind.REGIEVOERDER, self._people[number].id)
        self._absences.append(Absence(resource=resource, interval=interval, reason=reason))
        self._away |= {(number, day) for day in days}
        self._left -= len(days)

    def _substitute(self, number: int, days: list[date]) -> int | None:
        """Return a present colleague with the same specialisms, the nearest office first."""
        owner = self._people[number]
        able = [
            other
            for other, person in enumerate(self._people)
            if other != number
            and other not in self._busy
            and owner.specialisms <= person.specialisms
            and len(self._working[other]) >= min(3, len(days))
        ]
        near = {other: drive_minutes(owner.office, self._people[other].office) for other in able}
        return min(able, key=lambda other: (near[other], abs(other - number)), default=None)

    def _half_days(self, number: int) -> frozenset[tuple[date, int]]:
        person = self._people[number]
        return frozenset(
            (day, half)
            for day in self._working[number]
            if (number, day) not in self._away
            for hours in person.hours
            if hours.weekday == day.weekday()
            for half, (start, end) in enumerate(HALVES)
            if hours.start <= start and end <= hours.end
        )


def _works(world: World, person: Regievoerder) -> list[date]:
    weekdays = {hours.weekday for hours in person.hours}
    return [day for day in world.working_days if day.weekday() in weekdays]
