"""Which units leave in the four weeks, and a flight for each that fits together with all others.

As with the diary, the flight meant here is no fact; windows and intervals are laid around it.
Not allowed here: activities and facts (see ``departures`` and ``status``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from functools import partial

from planner.domain.activities import BookedBy
from planner.domain.cases import Case, Regime, RiskLevel, Specialism, Track
from planner.domain.civil import day_interval, day_of
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CountryCode, activity_key
from planner.sample.caseload import FAMILY_FACILITY
from planner.sample.countries import DUBLIN_STATES
from planner.sample.escort_norms import duty, escorts_needed
from planner.sample.flights import country_rules
from planner.sample.people import ADULTS, Unit
from planner.sample.seats import Seats
from planner.sample.world import World, chance, pick

BUSY_DAY = timedelta(days=8)
"""The Tuesday of the second week: more escorted departures than escorts."""
_WEEKS = ((0, 45.0), (1, 25.0), (2, 15.0), (3, 15.0))
_FORCED_SHARE = 0.9
_ESCORTED_IN_TEN, _BUSY_IN_TEN = 3, 2
_MOST_TRIES = 300
"""In vain; few of a small sample have escorts, and their country may not be flown to on the busy day."""
_SOURCES = (("detention", 62.0), ("family-facility", 8.0), ("vbl", 8.0), ("dublin", 22.0))
_FAMILY_STAY, _DUBLIN_DETENTION, _VBL_STAY = 14, 42, 84


class Fate(Enum):
    """Why a departure cannot be planned, on purpose."""

    EXPIRED = auto()
    BLOCKED = auto()
    MEMBER_BLOCKED = auto()
    OPEN_INDEPENDENT = auto()
    NO_FLIGHT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One departure of a unit or part of it. ``flight`` is None when only the day is known, or none flies."""

    unit: Unit
    cases: tuple[Case, ...]
    track: Track
    booked_by: BookedBy
    country: CountryCode
    day: date
    first: date
    last: date
    flight: Flight | None = None
    escorted: bool = False
    fate: Fate | None = None

    @property
    def key(self) -> ActivityKey:
        """Key of the departure."""
        return activity_key(self.cases[0].id, "vertrek", 1)


def draw_bookings(world: World, units: Iterable[Unit], flights: list[Flight]) -> list[Booking]:
    """Return the bookings of DT&V, then the departures that IOM or the persons book themselves."""
    return _Desk(world, units, flights).draw()


class _Desk:
    """Books one unit after another."""

    def __init__(self, world: World, units: Iterable[Unit], flights: list[Flight]) -> None:
        self._world, self._stream = world, world.stream("bookings")
        self._seats, self._empty = Seats(), Seats()
        self._by_country: dict[CountryCode, list[Flight]] = defaultdict(list)
        for flight in flights:
            self._by_country[flight.country].append(flight)
        self._pools: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            if not unit.group.new and not unit.marked:
                self._pools[_source(unit)].append(unit)
        for pool in self._pools.values():
            self._stream.shuffle(pool)
        self._later = {r.country: r.lp_validity_days for r in country_rules() if r.lp_after_flight}

    def draw(self) -> list[Booking]:
        """Return all bookings."""
        scale = self._world.scale
        forced = round(scale.bookings * _FORCED_SHARE)
        booked = self._spoiled(scale.bookings + scale.independent)
        tries = 0
        while len(booked) < forced:
            found = self._forced(forced - len(booked), len(booked), tries)
            tries = 0 if found else tries + 1
            booked += found
        while len(booked) < scale.bookings:
            booked += self._booked(self._take("other", self._bookable), Track.INDEPENDENT, room=1)
        booked += [self._unbooked(BookedBy.SELF if n % 2 else BookedBy.IOM) for n in range(scale.independent)]
        return booked

    def _spoiled(self, total: int) -> list[Booking]:
        """Return the forced departures that cannot be planned, one cause after another."""
        spoiled: list[Booking] = []
        fates = list(Fate)
        for number in range(-(-total * 35 // 1000)):
            fate = fates[number % len(fates)]
            bookings: list[Booking] = []
            while not bookings:
                unit = self._take(_fate_source(fate), partial(self._suits, fate))
                if fate is Fate.NO_FLIGHT:
                    bookings = [self._without_flight(unit)]
                else:
                    bookings = self._booked(unit, Track.FORCED, room=1)
                if not bookings:
                    self._pools[_source(unit)].insert(0, unit)
            spoiled.append(replace(bookings[0], fate=fate))
        return spoiled

    def _forced(self, room: int, number: int, tries: int) -> list[Booking]:
        """Book one more forced departure: of every ten the first three escorted, two of these on the busy day.

        After many tries in vain it need not be that day, and in the end not an escorted one.
        """
        escorted = number % 10 < _ESCORTED_IN_TEN and tries < 2 * _MOST_TRIES
        busy = number % 10 < _BUSY_IN_TEN and tries < _MOST_TRIES
        sources = tuple(source for source in _SOURCES if self._pools[source[0]])
        unit = self._take(pick(self._stream, sources), lambda u: _needs_escort(u) == escorted and self._bookable(u))
        booked = self._booked(unit, Track.FORCED, room=room, busy=busy and _needs_escort(unit))
        if not booked:
            self._pools[_source(unit)].insert(0, unit)
        return booked

    def _take(self, source: str, suits: Callable[[Unit], bool]) -> Unit:
        """Take the first unit that suits, out of the pool named or else out of any other."""
        for name in (source, *(name for name in sorted(self._pools) if name != source)):
            pool = self._pools[name]
            for index in range(len(pool) - 1, -1, -1):
                if suits(pool[index]):
                    return pool.pop(index)
        raise ValueError(f"no unit left for a departure out of {source}\nTake a larger sample.")

    def _suits(self, fate: Fate, unit: Unit) -> bool:
        """Return whether this can be what stands in the unit's way."""
        if fate is Fate.NO_FLIGHT:
            return not self._by_country.get(unit.head.country) and len(unit.cases) == 1 and not _dublin(unit)
        return self._bookable(unit) and (fate is not Fate.MEMBER_BLOCKED or len(unit.cases) > 1)

    def _bookable(self, unit: Unit) -> bool:
        """Return whether some flight would take the whole unit, were it empty."""
        if _dublin(unit):
            return True
        escorted = _needs_escort(unit)
        return any(
            self._empty.fits(flight, len(unit.cases), escorts_needed(flight, unit.cases) if escorted else 0)
            for flight in self._by_country.get(unit.head.country, [])[:40]
        )

    def _booked(self, unit: Unit, track: Track, *, room: int, busy: bool = False) -> list[Booking]:
        """Book the unit on a flight it can take: as one departure, or sometimes a household as two."""
        escorted = track is Track.FORCED and _needs_escort(unit)
        country = self._destination(unit, track)
        flight = self._flight(unit, country, escorted=escorted, busy=busy)
        if flight is None:
            return []
        day = day_of(flight.departs)
        first, last = (day, day) if busy else self._window(day)
        whole = Booking(
            unit=unit,
            cases=unit.cases,
            track=track,
            booked_by=BookedBy.DTV,
            country=country,
            day=day,
            first=first,
            last=last,
            flight=flight,
            escorted=escorted,
        )
        split = room > 1 and len(unit.cases) > ADULTS and chance(self._stream, 0.33)
        parts = (unit.cases[:-1], unit.cases[-1:]) if split else (unit.cases,)
        return [replace(whole, cases=cases) for cases in parts]

    def _destination(self, unit: Unit, track: Track) -> CountryCode:
        if track is Track.FORCED and _dublin(unit):
            return self._stream.choice(DUBLIN_STATES)[0]
        return unit.head.country

    def _flight(self, unit: Unit, country: CountryCode, *, escorted: bool, busy: bool) -> Flight | None:
        """Return a flight in a drawn week (or on the busy day) that still has room, and take the seats."""
        world, persons, minors = self._world, len(unit.cases), sum(case.minor for case in unit.cases)
        week = world.week.plus(pick(self._stream, _WEEKS)).days()
        days = {world.week.monday + BUSY_DAY} if busy else set(week)
        earliest, latest = self._documented(country)
        latest = min(latest, _latest(world, unit))
        busiest = day_interval(world.week.monday + BUSY_DAY)
        fitting = [
            flight
            for flight in self._by_country[country]
            if day_of(flight.departs) in days
            and (busy or not escorted or duty(flight).intersect(busiest) is None)
            and earliest <= day_of(flight.departs) <= latest
            and self._seats.fits(flight, persons, escorts_needed(flight, unit.cases) if escorted else 0, minors)
        ]
        if not fitting:
            return None
        flight = self._stream.choice(fitting)
        self._seats.take(flight, persons, escorts_needed(flight, unit.cases) if escorted else 0, minors)
        return flight

    def _documented(self, country: CountryCode) -> tuple[date, date]:
        """Return the days on which a document can be had and is valid: made after the flight data in some countries."""
        world = self._world
        if country not in self._later:
            return world.week.monday, world.horizon_days[-1]
        validity = self._later[country]
        issued = world.dutch.add(world.today, 5)
        last = world.horizon_days[-1] if validity is None else issued + timedelta(days=validity - 2)
        return world.dutch.add(issued, 1), last

    def _window(self, day: date) -> tuple[date, date]:
        days = self._world.horizon_days
        first = max(days[0], day - timedelta(days=self._stream.randint(0, 6)))
        return first, min(days[-1], day + timedelta(days=self._stream.randint(2, 10)))

    def _without_flight(self, unit: Unit) -> Booking:
        days = self._world.horizon_days
        return Booking(
            unit=unit,
            cases=unit.cases,
            track=Track.FORCED,
            booked_by=BookedBy.DTV,
            country=unit.head.country,
            day=days[10],
            first=days[0],
            last=days[-1],
        )

    def _unbooked(self, booked_by: BookedBy) -> Booking:
        """Return a departure of which only the day is known."""
        unit = self._take("other", lambda _: True)
        day = self._stream.choice(self._world.week.plus(pick(self._stream, _WEEKS)).days())
        return Booking(
            unit=unit,
            cases=unit.cases,
            track=Track.INDEPENDENT_IOM if booked_by is BookedBy.IOM else Track.INDEPENDENT,
            booked_by=booked_by,
            country=unit.head.country,
            day=day,
            first=day,
            last=day,
        )


def _source(unit: Unit) -> str:
    if unit.place == FAMILY_FACILITY:
        return "family-facility"
    if unit.group.pool == "detention":
        return "detention"
    if unit.head.regime is Regime.VBL:
        return "vbl"
    return "dublin" if _dublin(unit) else "other"


def _dublin(unit: Unit) -> bool:
    return Specialism.DUBLIN in unit.head.specialisms


def _fate_source(fate: Fate) -> str:
    return {Fate.MEMBER_BLOCKED: "family-facility", Fate.NO_FLIGHT: "detention"}.get(fate, "vbl")


def _needs_escort(unit: Unit) -> bool:
    return any(case.risk is not RiskLevel.NONE for case in unit.cases)


def _latest(world: World, unit: Unit) -> date:
    """Return the last day that the longest stay of the place allows."""
    if unit.place == FAMILY_FACILITY:
        return unit.placed + timedelta(days=_FAMILY_STAY)
    if unit.group.pool == "detention" and unit.head.regime is Regime.DUBLIN:
        return unit.placed + timedelta(days=_DUBLIN_DETENTION)
    if unit.head.regime is Regime.VBL:
        return unit.placed + timedelta(days=_VBL_STAY)
    return world.horizon_days[-1]
