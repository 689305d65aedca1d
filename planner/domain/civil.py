"""Civil time in the Netherlands: the only file that converts between zones.

Not allowed here: the current time (that is the ``Clock`` port) and wording for the screen.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from planner.domain.time import Interval, Minute

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})")


def zone_names() -> tuple[str, ...]:
    """Return the name of every time zone there is."""
    return tuple(sorted(available_timezones()))


def from_utc(moment: datetime) -> Minute:
    """Return the minute of an aware datetime, rounded down."""
    if moment.tzinfo is None:
        msg = f"{moment.isoformat()} has no time zone\nGive a time with an offset, for instance ending in Z."
        raise ValueError(msg)
    return Minute((moment - EPOCH) // timedelta(minutes=1))


def to_utc(minute: Minute) -> datetime:
    """Return the UTC datetime of a minute."""
    return EPOCH + timedelta(minutes=minute)


def local(minute: Minute, zone: str | None = None) -> datetime:
    """Return the Dutch civil time of a minute (or that of another IANA zone)."""
    return to_utc(minute).astimezone(ZoneInfo(zone) if zone else AMSTERDAM)


def at(day: date, hour: int, minute: int = 0, *, zone: str | None = None) -> Minute:
    """Return the minute of a civil time; hours 24 and up count into the next day.

    A time that does not exist (spring) moves forward by the gap; one that exists
    twice (autumn) is the first of the two.
    """
    extra, hour = divmod(hour, 24)
    tz = ZoneInfo(zone) if zone else AMSTERDAM
    civil = datetime.combine(day + timedelta(days=extra), time(hour, minute), tzinfo=tz)
    return from_utc(civil.astimezone(UTC))


def moments(day: date, hour: int, minute: int) -> tuple[Minute, ...]:
    """Return every minute at which Dutch clocks show a time: one, none in spring, or two where an hour comes again."""
    if day_length(day) == 24 * 60:
        return (at(day, hour, minute),)
    civil = datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM)
    both = {from_utc(civil.replace(fold=fold).astimezone(UTC)) for fold in (0, 1)}
    return tuple(sorted(one for one in both if local(one).replace(tzinfo=None) == civil.replace(tzinfo=None)))


@lru_cache(maxsize=8192)
def day_length(day: date) -> int:
    """Return how many minutes a Dutch civil day has: 1,440, or an hour less or more when the clock changes."""
    return day_start(day + timedelta(days=1)) - day_start(day)


@lru_cache(maxsize=8192)
def day_start(day: date) -> Minute:
    """Return the first minute of a Dutch civil day."""
    return at(day, 0)


def day_of(minute: Minute) -> date:
    """Return the Dutch civil day a minute falls on."""
    return _day_of(minute // 15)


@lru_cache(maxsize=65536)
def _day_of(quarter: int) -> date:
    return local(Minute(quarter * 15)).date()


def day_interval(day: date) -> Interval:
    """Return the civil day as an interval (1,380, 1,440 or 1,500 minutes long)."""
    return Interval(day_start(day), day_start(day + timedelta(days=1)))


def days_between(start: Minute, end: Minute) -> tuple[date, ...]:
    """Return every civil day that shares a minute with ``[start, end)``."""
    first, last = day_of(start), day_of(Minute(max(start, end - 1)))
    return tuple(first + timedelta(days=i) for i in range((last - first).days + 1))


YEARS = range(2000, 2100)
"""Years whose weeks may be asked for: no zone, holiday or term is known far outside."""


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """One ISO 8601 week, Monday to Sunday; 2026 has 53."""

    year: int
    week: int

    def __post_init__(self) -> None:
        try:
            date.fromisocalendar(self.year, self.week, 1)
        except ValueError as error:
            msg = f"{self.year} heeft geen week {self.week}\nNeem week 1 tot en met 52, of 53 in een jaar als 2026."
            raise ValueError(msg) from error

    def __str__(self) -> str:
        return f"{self.year}-W{self.week:02d}"

    @classmethod
    def parse(cls, text: str) -> "IsoWeek":
        """Read ``2026-W48``; raise ValueError with the remedy otherwise."""
        match = _WEEK.fullmatch(text.strip())
        if match is None:
            msg = f"{text!r} is geen week\nSchrijf hem als 2026-W48."
            raise ValueError(msg)
        found = cls(int(match[1]), int(match[2]))
        if found.year not in YEARS:
            msg = f"{text} ligt te ver weg\nNeem een week van {YEARS[0]} tot en met {YEARS[-1]}."
            raise ValueError(msg)
        return found

    @classmethod
    def of(cls, day: date) -> "IsoWeek":
        """Return the week a day belongs to."""
        year, week, _ = day.isocalendar()
        return cls(year, week)

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.week, 1)

    def days(self) -> tuple[date, ...]:
        """Return Monday up to and including Sunday."""
        return tuple(self.monday + timedelta(days=i) for i in range(7))

    def plus(self, weeks: int) -> "IsoWeek":
        """Return the week so many weeks later."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def interval(self, weeks: int = 1) -> Interval:
        """Return this week and the following ones as one interval."""
        return Interval(day_start(self.monday), day_start(self.monday + timedelta(weeks=weeks)))
