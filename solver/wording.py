"""Dutch words for times in reasons and breaches. Wording only; no conversion of its own."""

from collections.abc import Iterable

from planner.domain.civil import local
from planner.domain.time import Minute

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day(minute: Minute) -> str:
    """Return ``ma 23 nov`` for the Dutch day of a minute."""
    civil = local(minute)
    return f"{WEEKDAYS[civil.weekday()]} {civil.day} {MONTHS[civil.month - 1]}"


def clock(minute: Minute) -> str:
    """Return ``13:30``."""
    return f"{local(minute):%H:%M}"


def moment(minute: Minute) -> str:
    """Return ``ma 23 nov 13:30``."""
    return f"{day(minute)} {clock(minute)}"


def stretch(start: Minute, end: Minute) -> str:
    """Return ``ma 23 nov 13:30-15:00`` (the second day too when it is another)."""
    last = clock(end) if day(start) == day(Minute(end - 1)) else moment(end)
    return f"{moment(start)}-{last}"


def count(number: int, one: str, more: str) -> str:
    """Return ``1 dag`` or ``3 dagen``."""
    return f"{number} {one if number == 1 else more}"


def days(number: int) -> str:
    """Return ``1 dag`` or ``3 dagen``."""
    return count(number, "dag", "dagen")


def working_days(number: int) -> str:
    """Return ``1 werkdag`` or ``3 werkdagen``."""
    return count(number, "werkdag", "werkdagen")


def listed(words: Iterable[str]) -> str:
    """Return ``a, b en c``."""
    items = list(words)
    return " en ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def then(start: Minute | None) -> str:
    """Return ``ma 23 nov 13:30``, or words for no moment in particular."""
    return "in deze periode" if start is None else moment(start)


def latest(end: Minute) -> str:
    """Return ``uiterlijk za 21 nov`` for a term that ends with that day, else with the time."""
    last = Minute(end - 1)
    return f"uiterlijk {day(last) if clock(end) == '00:00' else moment(end)}"
