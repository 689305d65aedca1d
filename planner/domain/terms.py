"""Counting terms: calendar days, working days, hours, and how a term ends on a day off.

Not allowed here: what the terms are (``settings``).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.cases import Regime
from planner.domain.civil import day_of, day_start
from planner.domain.ids import NETHERLANDS, CountryCode
from planner.domain.resources import ClosedDays
from planner.domain.settings import Setting, Settings, Unit
from planner.domain.time import MINUTES_PER_HOUR, Minute

SATURDAY = 5
DAY_OFF = "day-off"
"""Key of the setting of a rule that says where its terms go when they end on a day off."""


class Roll(StrEnum):
    """What happens to a term that ends on a day that is not a working day."""

    NEXT = "volgende"
    PREVIOUS = "vorige"
    SAME = "zelfde"


_ROLLS = (Roll.SAME, Roll.NEXT, Roll.PREVIOUS)
"""What the values in ``Unit.DAY_OFF`` mean."""


class WorkCalendar:
    """Working days of one country: Monday to Friday without its public holidays."""

    def __init__(self, closed: frozenset[date] = frozenset()) -> None:
        self._closed = closed

    def is_working(self, day: date) -> bool:
        """Return whether the day is a working day."""
        return day.weekday() < SATURDAY and day not in self._closed

    def add(self, day: date, count: int) -> date:
        """Return the day ``count`` working days after (or, negative, before) ``day``."""
        step = timedelta(days=1 if count >= 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def roll(self, day: date, how: Roll) -> date:
        """Move a day off to the nearest working day in the direction asked."""
        if how is Roll.SAME:
            return day
        step = timedelta(days=1 if how is Roll.NEXT else -1)
        while not self.is_working(day):
            day += step
        return day


def work_calendars(closed: Iterable[ClosedDays]) -> dict[CountryCode, WorkCalendar]:
    """Return a calendar per country that has closed days; always one for the Netherlands."""
    calendars = {NETHERLANDS: WorkCalendar()}
    calendars.update({entry.country: WorkCalendar(entry.days) for entry in closed})
    return calendars


def deadline(anchor: date, amount: int, unit: Unit, calendar: WorkCalendar, roll: Roll = Roll.SAME) -> Minute:
    """Return the first minute that is too late for a term counted from the anchor day.

    Days run to the end of the last day: 14 days from the 1st ends when the 15th ends.
    Hours are counted from the start of the anchor day.
    """
    if unit is Unit.HOURS:
        return Minute(day_start(anchor) + amount * MINUTES_PER_HOUR)
    if unit is Unit.WORKING_DAYS:
        last = calendar.add(anchor, amount)
    elif unit is Unit.DAYS:
        last = calendar.roll(anchor + timedelta(days=amount), roll)
    else:
        msg = f"a term cannot be counted in {unit!r}\nUse days (d), working days (wd) or hours (h)."
        raise ValueError(msg)
    return day_start(last + timedelta(days=1))


def lead_end(amount: int, unit: Unit, begin: Minute, calendar: WorkCalendar) -> Minute:
    """Return the first minute too late for what must be done so long before something begins.

    Days run to the end of the last day: three working days before a Thursday ends with the Monday. No days at all means
    before it begins.
    """
    if unit is Unit.HOURS:
        return Minute(begin - amount * MINUTES_PER_HOUR)
    if amount == 0:
        return begin
    day = day_of(begin)
    last = calendar.add(day, -amount) if unit is Unit.WORKING_DAYS else day - timedelta(days=amount)
    return day_start(last + timedelta(days=1))


def roll_of(setting: Setting) -> Roll:
    """Return what the value of a setting in ``Unit.DAY_OFF`` means."""
    return _ROLLS[setting.value]


def day_off(settings: Settings, rule: str, *, on: date, regime: Regime | None = None) -> Roll:
    """Return what a rule does with a term that ends on a day off; one without such a setting leaves it there."""
    found = settings.find(rule, DAY_OFF, on=on, regime=regime)
    return Roll.SAME if found is None else roll_of(found)


def term_end(
    length: Setting, anchor: date, settings: Settings, calendar: WorkCalendar, regime: Regime | None = None
) -> Minute:
    """Return the first minute too late for a term of a rule, with what the rule does with days off."""
    roll = day_off(settings, length.rule, on=anchor, regime=regime)
    return deadline(anchor, length.value, length.unit, calendar, roll)
