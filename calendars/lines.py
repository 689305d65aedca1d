"""Content lines of iCalendar: escaped, folded at 75 octets, ended by CRLF.

Whole components of the library cost a millisecond each; its lines cost a fiftieth of that, and a national week
has a hundred and fifty thousand. Not allowed here: what is said (see ``words``).
"""

from datetime import date, datetime
from functools import lru_cache

from icalendar import Parameters, vDDDTypes, vText
from icalendar.parser import Contentline

SAME = 8192
"""So many lines are remembered: kinds, buildings and moments come back all the time."""


@lru_cache(maxsize=SAME)
def text(name: str, value: str) -> bytes:
    """Return a line with free text."""
    return _line(name, Parameters(), vText(value))


@lru_cache(maxsize=SAME)
def moment(name: str, value: datetime) -> bytes:
    """Return a line with a moment in UTC."""
    return _line(name, Parameters(), vDDDTypes(value))


def whole_day(name: str, value: date) -> bytes:
    """Return a line with a day."""
    return _line(name, Parameters({"VALUE": "DATE"}), vDDDTypes(value))


def plain(name: str, value: str) -> bytes:
    """Return a line with a fixed value, which is not free text."""
    return f"{name}:{value}\r\n".encode()


def _line(name: str, parameters: Parameters, value: vText | vDDDTypes) -> bytes:
    return bytes(Contentline.from_parts(name, parameters, value).to_ical()) + b"\r\n"
