"""Content lines of iCalendar: escaped, folded at 75 octets, ended by CRLF.

Whole components of the library cost a millisecond each; its lines cost a fiftieth of that, and a national week
has a hundred and fifty thousand. Not allowed here: what is said (see ``words``).
"""

from datetime import date, datetime

from icalendar import Parameters, vDDDTypes, vText
from icalendar.parser import Contentline


def text(name: str, value: str) -> bytes:
    """Return a line with free text."""
    return _line(name, Parameters(), vText(value))


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
