"""What every part of a random week starts from: its seed, its week, when it is planned, and the places.

Not allowed here: people and what is due.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import TypeVar

import holidays

from planner.domain.civil import IsoWeek, at, day_start
from planner.domain.ids import CountryCode, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import ClosedDays, TravelTable
from planner.domain.time import Interval, Minute

_T = TypeVar("_T")
_SPECIAL = ("2026-W13", "2026-W18", "2026-W43", "2026-W44", "2026-W52", "2026-W53", "2027-W12", "2027-W43")
"""Changes of the clocks (29 March and 25 October 2026, 28 March and 31 October 2027), holidays and a week 53."""
_ROWS = (
    ("OFF-1", PlaceKind.OFFICE, 52.1, 5.1),
    ("OFF-2", PlaceKind.OFFICE, 52.5, 6.1),
    ("AZC-1", PlaceKind.AZC, 52.3, 5.6),
    ("AZC-2", PlaceKind.AZC, 52.9, 6.9),
    ("AZC-3", PlaceKind.AZC, 51.3, 5.6),
    ("VBL-1", PlaceKind.VBL, 52.8, 7.0),
    ("DC-1", PlaceKind.DETENTION, 51.95, 4.45),
    ("DC-2", PlaceKind.DETENTION, 52.33, 4.78),
    ("GGV-1", PlaceKind.DETENTION, 52.12, 5.28),
    ("EMB-1", PlaceKind.MISSION, 52.08, 4.31),
    ("CON-1", PlaceKind.MISSION, 51.92, 4.48),
    ("EMB-BRU", PlaceKind.MISSION, 50.84, 4.36),
    ("CRT-1", PlaceKind.COURT, 52.52, 6.08),
    ("SPL", PlaceKind.AIRPORT, 52.31, 4.77),
    ("RTM", PlaceKind.AIRPORT, 51.95, 4.44),
    ("DEP-1", PlaceKind.DEPOT, 52.05, 4.6),
    ("DEP-2", PlaceKind.DEPOT, 52.2, 6.0),
)
BRUSSELS = PlaceId("EMB-BRU")
COUNTRIES = ("MA", "NG", "GN", "GE", "AL", "DE")


@dataclass(frozen=True)
class Frame:
    """One random week."""

    seed: int

    @cached_property
    def dice(self) -> Random:
        """The stream of numbers of everything that has none of its own."""
        return self.stream("frame")

    def stream(self, subject: str) -> Random:
        """Return the subject's own stream of numbers."""
        return Random(f"{self.seed}|{subject}")  # noqa: S311 - nothing secret

    @cached_property
    def week(self) -> IsoWeek:
        """Every third time a week in which something is odd about the calendar."""
        dice = self.stream("week")
        if self.seed % 3 == 0:
            return IsoWeek.parse(dice.choice(_SPECIAL))
        return IsoWeek(2026, 6).plus(dice.randrange(90))

    @cached_property
    def now(self) -> Minute:
        """Mostly the Thursday before, sometimes in the week itself."""
        dice = self.stream("now")
        days = dice.choice((-4, -4, -4, -3, -10, 0, 1, 2))
        return at(self.week.monday + timedelta(days=days), dice.choice((8, 11, 16)))

    @cached_property
    def today(self) -> date:
        """The day on which the plan is made."""
        return self.week.monday + timedelta(days=(self.now - day_start(self.week.monday)) // 1440)

    @cached_property
    def scope(self) -> Interval:
        """The first week."""
        return self.week.interval()

    @cached_property
    def horizon(self) -> Interval:
        """The four weeks."""
        return self.week.interval(4)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the horizon."""
        return tuple(self.week.monday + timedelta(days=number) for number in range(28))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places, a little elsewhere each time."""
        dice = self.stream("places")
        return tuple(
            Place(
                id=PlaceId(code),
                name=code,
                kind=kind,
                city=code,
                lat=lat + dice.uniform(-0.1, 0.1),
                lon=lon + dice.uniform(-0.1, 0.1),
                country=CountryCode("BE" if code == BRUSSELS else "NL"),
            )
            for code, kind, lat, lon in _ROWS
        )

    @cached_property
    def travel(self) -> TravelTable:
        """Minutes by distance, not the same both ways; nowhere is a detour quicker than the way itself."""
        dice = self.stream("travel")
        rows = [
            [
                0
                if a is b
                else 4 + round(math.hypot((a.lat - b.lat) * 111, (a.lon - b.lon) * 68) * dice.uniform(0.7, 1.1))
                for b in self.places
            ]
            for a in self.places
        ]
        for via, origin in itertools.product(range(len(rows)), repeat=2):
            rows[origin] = [min(m, rows[origin][via] + n) for m, n in zip(rows[origin], rows[via], strict=True)]
        minutes = tuple(itertools.chain.from_iterable(rows))
        return TravelTable(
            places=tuple(place.id for place in self.places), minutes=minutes, source="drawn", made_on=date(2026, 1, 1)
        )

    @cached_property
    def closed(self) -> tuple[ClosedDays, ...]:
        """Public holidays."""
        years = range(2025, 2029)
        return tuple(
            ClosedDays(country=CountryCode(code), days=frozenset(holidays.country_holidays(code, years=years)))
            for code in ("NL", *COUNTRIES)
        )

    def of_kind(self, *kinds: PlaceKind) -> list[PlaceId]:
        """Return the places of these kinds."""
        return [place.id for place in self.places if place.kind in kinds]


def some(dice: Random, share: float) -> bool:
    """Return true in this share of throws."""
    return dice.random() < share


def weighted(dice: Random, *table: tuple[_T, float]) -> _T:
    """Draw one value by weight."""
    return dice.choices([value for value, _ in table], [weight for _, weight in table])[0]


def several(dice: Random, values: Sequence[_T], most: int) -> list[_T]:
    """Draw none to ``most`` different values."""
    return dice.sample(values, dice.randint(0, min(most, len(values))))
