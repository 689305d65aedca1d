"""The frame of one sample: size, week, territory, calendars and the seeded streams of numbers.

Every subject draws from a stream of its own, so that a change in one leaves the others as they were.
Not allowed here: facts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import TypeVar

import holidays

from planner.domain.civil import IsoWeek, at
from planner.domain.ids import NETHERLANDS, CountryCode, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import ClosedDays
from planner.domain.terms import WorkCalendar, work_calendars
from planner.domain.time import Interval, Minute
from planner.sample.countries import DUBLIN_STATES, ORIGINS
from planner.sample.places import gazetteer
from planner.sample.sites import with_site
from planner.sample.sizes import SampleSize, Scale, scale_for, scale_of

HORIZON_WEEKS = 4
STEADY = frozenset({"caseload", "regievoerders", "flights", "officers"})
"""Subjects that are the same in every week of a world that goes on: who works where, and the timetable."""
_T = TypeVar("_T")

_OFFICE = "DTV-ZWO DTV-ZEI VBL-TAP GLO-AMF DC-ZEI GGV-ZEI AZC-SCK AZC-APE AZC-ZUT AZC-BAR AZC-HRD"
_OFFICE_CHAIN = "CRT-ZWO CRT-ARN CRT-UTR DVO-ZUT IND-ZWO IOM-DHG KMAR-SPL"
_REGION = (
    "DTV-ZWO DTV-TAP DTV-ZEI VBL-TAP HTL-HGV GLO-AMF GLO-EMM DC-ZEI GGV-ZEI AZC-TAP AZC-EMM AZC-HGV AZC-ASS"
    " AZC-HRD AZC-SCK AZC-APE AZC-ZUT AZC-BAR AZC-DRO AZC-LUT AZC-LEE AZC-ARN"
)
_REGION_CHAIN = "CRT-ZWO CRT-GRO CRT-ARN CRT-UTR DVO-ASS DVO-ZUT DVO-NGN IND-ZWO IND-TAP IOM-DHG IOM-TAP KMAR-SPL"
_TERRITORIES = {
    SampleSize.OFFICE: f"{_OFFICE} {_OFFICE_CHAIN}".split(),
    SampleSize.REGION: f"{_REGION} {_REGION_CHAIN}".split(),
}


@dataclass(frozen=True)
class World:
    """What every part of the generator starts from.

    ``since``: this week is a later one of a world that began then; None: it begins with this week.
    ``regievoerders``: so many instead of those of the size, and everything else in proportion.
    """

    size: SampleSize
    seed: int
    week: IsoWeek
    since: IsoWeek | None = None
    regievoerders: int | None = None

    def stream(self, subject: str) -> Random:
        """Return the subject's own stream of numbers."""
        week = self.week if self.since is None or subject not in STEADY else self.since
        return Random(f"{self.size}|{self.seed}|{week}|{subject}")

    @cached_property
    def weeks_on(self) -> int:
        """How many weeks after its beginning."""
        return 0 if self.since is None else (self.week.monday - self.since.monday).days // 7

    @cached_property
    def scale(self) -> Scale:
        """How much of everything."""
        return scale_of(self.size) if self.regievoerders is None else scale_for(self.regievoerders)

    @cached_property
    def as_of(self) -> Minute:
        """Thursday 16:00 before the first week: when the plan is made."""
        return at(self.today, 16)

    @property
    def today(self) -> date:
        """The Thursday before the first week."""
        return self.week.monday - timedelta(days=4)

    @cached_property
    def scope(self) -> Interval:
        """The first week."""
        return self.week.interval()

    @cached_property
    def horizon(self) -> Interval:
        """The four weeks."""
        return self.week.interval(HORIZON_WEEKS)

    @cached_property
    def horizon_days(self) -> tuple[date, ...]:
        """The 28 days."""
        return tuple(self.week.monday + timedelta(days=i) for i in range(7 * HORIZON_WEEKS))

    @cached_property
    def closed_days(self) -> tuple[ClosedDays, ...]:
        """Public holidays of the Netherlands and of every country in the sample, from the year before."""
        years = range(self.week.year - 1, self.week.year + 2)
        countries = sorted({NETHERLANDS, *(o.country for o in ORIGINS), *(code for code, _ in DUBLIN_STATES)})
        return tuple(
            ClosedDays(country=code, days=frozenset(holidays.country_holidays(code, years=years))) for code in countries
        )

    @cached_property
    def calendars(self) -> dict[CountryCode, WorkCalendar]:
        """Working days by country."""
        return work_calendars(self.closed_days)

    @cached_property
    def dutch(self) -> WorkCalendar:
        """Dutch working days."""
        return self.calendars[NETHERLANDS]

    @cached_property
    def working_days(self) -> tuple[date, ...]:
        """Working days of the first week."""
        return tuple(day for day in self.week.days() if self.dutch.is_working(day))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Places in use: the whole country, or those of the office or region with all missions."""
        wanted = _TERRITORIES.get(self.size)
        everywhere = (PlaceKind.MISSION, PlaceKind.AIRPORT)
        return tuple(
            with_site(place)
            for place in gazetteer().values()
            if wanted is None or place.id in wanted or place.kind in everywhere
        )

    def of_kind(self, *kinds: PlaceKind) -> tuple[PlaceId, ...]:
        """Return the codes of the places in use of these kinds, in the order of the gazetteer."""
        return tuple(place.id for place in self.places if place.kind in kinds)


def pick(stream: Random, table: Sequence[tuple[_T, float]]) -> _T:
    """Draw one value by weight."""
    return stream.choices([value for value, _ in table], [weight for _, weight in table])[0]


def chance(stream: Random, share: float) -> bool:
    """Return true in this share of cases."""
    return stream.random() < share
