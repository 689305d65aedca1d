"""How days, times and counts are written in the language spoken now: the one place where they are spelled.

Not allowed here: sentences about rules or pages, and conversion between zones (``civil``).
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from planner.domain.civil import IsoWeek, day_of, local
from planner.domain.time import Minute
from planner.domain.wording import Language, Text, language

_WEEKDAYS = {
    Language.DUTCH: ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    Language.ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_WEEKDAY_LETTERS = {Language.DUTCH: 2, Language.ENGLISH: 3}
_MONTHS = {
    Language.DUTCH: (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_DAY, _DAYS = Text(nl="dag", en="day"), Text(nl="dagen", en="days")
_WORKING_DAY, _WORKING_DAYS = Text(nl="werkdag", en="working day"), Text(nl="werkdagen", en="working days")
_AND = Text(nl="en", en="and")
_SOME_TIME = Text(nl="in deze periode", en="in this period")
_LATEST = Text(nl="uiterlijk {moment}", en="by {moment} at the latest")


def long_date(day: date) -> str:
    """Return ``donderdag 26 november 2026``, or ``Thursday 26 November 2026``."""
    spoken = language()
    return f"{_WEEKDAYS[spoken][day.weekday()]} {day.day} {_MONTHS[spoken][day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return ``do 26 nov``, or ``Thu 26 Nov``."""
    spoken = language()
    weekday = _WEEKDAYS[spoken][day.weekday()][: _WEEKDAY_LETTERS[spoken]]
    month = _MONTHS[spoken][day.month - 1][:3].replace("maa", "mrt")
    return f"{weekday} {day.day} {month}"


def year_date(day: date) -> str:
    """Return ``do 26 nov 2026``."""
    return f"{short_date(day)} {day.year}"


def numeric_date(day: date) -> str:
    """Return ``26-11-2026``, or ``2026-11-26`` in English, where the order of numbers is not the same everywhere."""
    return f"{day:%d-%m-%Y}" if language() is Language.DUTCH else day.isoformat()


def week_name(day: date) -> str:
    """Return ``week 48`` for any day of it."""
    return f"week {IsoWeek.of(day).week}"


def day(minute: Minute) -> str:
    """Return ``do 26 nov`` for the Dutch day of a minute."""
    return short_date(day_of(minute))


def clock(minute: Minute, on: date | None = None) -> str:
    """Return ``13:30``, with the day before it when it is another one than ``on``."""
    text = _clock(minute)
    return text if on is None or day_of(minute) == on else f"{day(minute)} {text}"


@lru_cache(maxsize=65536)
def _clock(minute: Minute) -> str:
    return f"{local(minute):%H:%M}"


def moment(minute: Minute) -> str:
    """Return ``do 26 nov 13:30``."""
    return f"{day(minute)} {clock(minute)}"


def stamp(minute: Minute) -> str:
    """Return ``do 26 nov 2026 13:30``."""
    return f"{year_date(day_of(minute))} {clock(minute)}"


def clock_there(minute: Minute, zone: str) -> str:
    """Return ``12:30`` as clocks in another zone say, with the day before it when it is another one than here."""
    there = local(minute, zone)
    text = f"{there:%H:%M}"
    return text if there.date() == day_of(minute) else f"{short_date(there.date())} {text}"


def stretch(start: Minute, end: Minute) -> str:
    """Return ``do 26 nov 13:30-15:00``, or ``do 26 nov 22:00 - vr 27 nov 06:00`` when it ends on another day."""
    if day_of(start) == day_of(Minute(end - 1)):
        return f"{moment(start)}-{clock(end)}"
    return f"{moment(start)} - {moment(end)}"


def count(number: int, one: str | Text, more: str | Text) -> str:
    """Return ``1 dag`` or ``3 dagen``, in the words given."""
    return f"{number} {one if number == 1 else more}"


def days(number: int) -> str:
    """Return ``1 dag`` or ``3 dagen``."""
    return count(number, _DAY, _DAYS)


def working_days(number: int) -> str:
    """Return ``1 werkdag`` or ``3 werkdagen``."""
    return count(number, _WORKING_DAY, _WORKING_DAYS)


def listed(words: Iterable[str]) -> str:
    """Return ``a, b en c``."""
    items = list(words)
    return f" {_AND} ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def then(start: Minute | None) -> str:
    """Return ``ma 23 nov 13:30``, or words for no moment in particular."""
    return str(_SOME_TIME) if start is None else moment(start)


def latest(end: Minute, now: Minute | None = None) -> str:
    """Return ``uiterlijk za 21 nov`` for a term that ends with that day, else with the time.

    The year is said when it is another one than that of ``now``.
    """
    last = Minute(end - 1)
    on = day_of(last)
    named = short_date(on) if now is None or on.year == day_of(now).year else year_date(on)
    return _LATEST.say(moment=named if clock(end) == "00:00" else f"{named} {clock(end)}")


def number(value: float, decimals: int = 1) -> str:
    """Return a figure as the Dutch write it, ``1.234,5``, or as the English do, ``1,234.5``."""
    figure = f"{value:,.{decimals}f}"
    return figure.translate(str.maketrans(",.", ".,")) if language() is Language.DUTCH else figure
