"""The periods that reports are about. Not allowed here: the current time."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.civil import IsoWeek, day_of, day_start
from planner.domain.time import Interval, Minute

_JULY = 7
TREND_WEEKS = 13
"""A quarter of a year."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole Dutch days ``[first, after)``."""

    first: date
    after: date

    def __post_init__(self) -> None:
        if self.after <= self.first:
            msg = f"de periode eindigt op {self.after}, niet na {self.first}\nWissel de twee dagen om."
            raise ValueError(msg)

    @property
    def interval(self) -> Interval:
        """The same in minutes."""
        return Interval(day_start(self.first), day_start(self.after))

    @property
    def is_half_year(self) -> bool:
        """Whether it is half a year by the calendar."""
        return self == half_year_of(self.first)

    def has(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return self.first <= day < self.after

    def holds(self, moment: Minute) -> bool:
        """Return whether a moment lies in the period."""
        return self.has(day_of(moment))

    def days(self) -> tuple[date, ...]:
        """Return its days."""
        return tuple(self.first + timedelta(days=number) for number in range((self.after - self.first).days))


def week_period(week: IsoWeek) -> Period:
    """Return a week."""
    return Period(week.monday, week.monday + timedelta(days=7))


def weeks_before(week: IsoWeek, count: int = TREND_WEEKS) -> Period:
    """Return so many weeks up to and including the one before a week."""
    return Period(week.plus(-count).monday, week.monday)


def half_year_of(day: date) -> Period:
    """Return the half year in which a day lies."""
    middle = date(day.year, _JULY, 1)
    return Period(date(day.year, 1, 1), middle) if day < middle else Period(middle, date(day.year + 1, 1, 1))
