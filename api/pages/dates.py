"""Dates and times in Dutch words for pages. No conversion of its own."""

from datetime import date

from planner.domain.civil import IsoWeek, day_of, local
from planner.domain.time import Minute

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def long_day(day: date) -> str:
    """Return ``donderdag 26 november 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {short_date(day)} {day.year}"


def short_date(day: date) -> str:
    """Return ``26 november``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """Return ``do 26 nov``."""
    return f"{WEEKDAYS[day.weekday()][:2]} {day.day} {MONTHS[day.month - 1][:3]}"


def clock(minute: Minute, on: date | None = None) -> str:
    """Return ``13:40``, with the day before it when that is not ``on``."""
    text = f"{local(minute):%H:%M}"
    return text if on is None or day_of(minute) == on else f"{short_day(day_of(minute))} {text}"


def stamp(minute: Minute) -> str:
    """Return ``do 26 nov 2026 13:40``."""
    day = day_of(minute)
    return f"{short_day(day)} {day.year} {clock(minute)}"


def week_name(day: date) -> str:
    """Return ``week 48``."""
    return f"week {IsoWeek.of(day).week}"
