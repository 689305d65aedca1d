"""Dutch words for dates and counts on the maps.

Not allowed here: time zones, arithmetic with time.
"""

from datetime import date

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def long_date(day: date) -> str:
    """``donderdag 26 november 2026``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """``do 26 nov``."""
    return f"{_DAYS[day.weekday()][:2]} {day.day} {_MONTHS[day.month - 1][:3].replace('maa', 'mrt')}"


def numeric_date(day: date) -> str:
    """``26-11-2026``."""
    return f"{day:%d-%m-%Y}"


def counted(number: int, one: str, many: str) -> str:
    """``1 stop``, ``3 stops``."""
    return f"{number} {one if number == 1 else many}"
