"""Dutch words for times in reasons and breaches. Wording only; no conversion of its own."""

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
