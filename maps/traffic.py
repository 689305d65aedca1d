"""From free flow to the road as it is: slower at peak hours, with a margin per kind of vehicle.

Pure functions over factors that come from the settings (rule T01). Travel times are stored in free flow; what planning
uses is free flow times one percentage (``Cautious``), so that a plan does not lean on the hour that was guessed first.
Not allowed here: where travel times come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from math import ceil

from planner.domain.civil import at, day_of
from planner.domain.day_travel import DayTravel
from planner.domain.places import Place
from planner.domain.resources import TravelTable
from planner.domain.settings import Settings
from planner.domain.time import Minute
from planner.ports.surroundings import TravelTimes

RULE = "T01"
FREE_FLOW = 100
OF_FREE_FLOW = "% van vrije doorstroming"
"""As the name of a travel table says it; kept in the books, so in one language (``saying`` has the other)."""
_WORKING_WEEK = 5


class VehicleClass(StrEnum):
    """Kinds of vehicles with a margin of their own."""

    TRANSPORT = "transport"
    CAR = "car"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeakHours:
    """Monday to Friday from ``start`` to ``end`` (civil minutes of the day) a ride takes ``percent`` of free flow."""

    start: int
    end: int
    percent: int

    def __post_init__(self) -> None:
        """Refuse hours that do not follow each other, and rides quicker than in free flow."""
        if not (0 <= self.start < self.end <= 24 * 60 and self.percent >= FREE_FLOW):
            raise ValueError(
                f"peak from {self.start} to {self.end} at {self.percent} %\nGive hours in order and 100 or more."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficFactors:
    """Peak hours that do not overlap, in order, and the percentage added for each kind of vehicle."""

    peaks: tuple[PeakHours, ...] = ()
    margins: Mapping[VehicleClass, int]


def traffic_factors(settings: Settings, on: date) -> TrafficFactors:
    """Return the factors that the settings give for a day."""
    return TrafficFactors(
        peaks=tuple(
            PeakHours(
                start=settings.value(RULE, f"{name}-from", on=on),
                end=settings.value(RULE, f"{name}-to", on=on),
                percent=settings.value(RULE, f"{name}-percent", on=on),
            )
            for name in ("peak-morning", "peak-evening")
        ),
        margins={kind: settings.value(RULE, f"margin-{kind}", on=on) for kind in VehicleClass},
    )


def planning_percent(settings: Settings, on: date) -> int:
    """Return the percentage of free flow that planning reckons with."""
    return settings.value(RULE, "plan-percent", on=on)


def minutes_at(
    free_flow: float, departs: Minute, factors: TrafficFactors, vehicle: VehicleClass = VehicleClass.TRANSPORT
) -> int:
    """Return the whole minutes a ride takes that leaves at a moment, rounded up, margin included.

    Only the part of the ride inside a peak is slower; who leaves later never arrives earlier.
    """
    minutes = ceil(round(free_flow * (FREE_FLOW + factors.margins[vehicle]) / FREE_FLOW, 6))
    return day_travel(factors.peaks, day_of(departs)).arrival(departs, minutes) - departs


@lru_cache(maxsize=64)
def day_travel(peaks: tuple[PeakHours, ...], first: date, days: int = 3) -> DayTravel:
    """Return the percentages of so many days; outside the peaks and after the last day it is free flow."""
    moments = [
        (_clock(day, moment), percent)
        for day in (first + timedelta(days=ahead) for ahead in range(days))
        if day.weekday() < _WORKING_WEEK
        for peak in peaks
        for moment, percent in ((peak.start, peak.percent), (peak.end, FREE_FLOW))
    ]
    # Where one peak ends as the next begins, the next one's percentage holds.
    at_moment = dict(moments)
    return DayTravel(since=tuple(at_moment), percents=(FREE_FLOW, *at_moment.values()))


def _clock(day: date, minutes: int) -> Minute:
    return at(day, *divmod(minutes, 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cautious:
    """Travel times for planning: those of a free-flow source times one percentage, which the source's name tells."""

    free_flow: TravelTimes
    percent: int

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return the source's table with every time made longer, rounded up."""
        found = self.free_flow.table(places)
        if self.percent == FREE_FLOW:
            return found
        return TravelTable(
            places=found.places,
            minutes=tuple(-(-minutes * self.percent // FREE_FLOW) for minutes in found.minutes),
            source=f"{found.source}, {self.percent} {OF_FREE_FLOW}",
            made_on=found.made_on,
            percent=self.percent,
        )
