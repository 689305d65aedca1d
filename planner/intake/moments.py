"""Days and moments in cells: Dutch civil notation to domain time and back.

Not allowed here: other kinds of cells, and conversion between zones (that is ``planner.domain.civil``).
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from planner.domain.civil import at, from_utc, local, moments
from planner.domain.time import Minute
from planner.domain.wording import Text, either

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What a reader finds in a cell: always text in CSV, also numbers and dates in a workbook."""

FIRST_YEAR, LAST_YEAR = 1990, 2099
_OFFSET = r"(?:\s*(?P<offset>Z|[+-]\d{2}:?\d{2}))?"
_CLOCK = r"(?:(?:\s+|T)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?" + _OFFSET + ")?"
_DUTCH = re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})" + _CLOCK)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _CLOCK)
_SLASHED = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}.*")
_SHORT_YEAR = re.compile(r"\d{1,2}-\d{1,2}-\d{2}(\s.*)?")
_DAY_REMEDY = Text(
    "Schrijf de dag als dd-mm-jjjj, bijvoorbeeld 23-11-2026.", "Write the day as dd-mm-yyyy, for instance 23-11-2026."
)
_MOMENT_REMEDY = Text(
    "Schrijf het tijdstip als dd-mm-jjjj uu:mm, bijvoorbeeld 23-11-2026 09:30.",
    "Write the moment as dd-mm-yyyy hh:mm, for instance 23-11-2026 09:30.",
)
TWICE = Text(
    "dit tijdstip komt twee keer voor: de klok gaat die nacht een uur terug",
    "this moment comes twice: the clock goes back an hour that night",
)
_HOURS, _SIXTY = 24, 60


class CellError(ValueError):
    """A cell cannot be read: what is wrong and what to do, in the language spoken now."""

    def __init__(self, problem: str | Text, remedy: str | Text) -> None:
        super().__init__(f"{problem}\n{remedy}")
        self.problem = str(problem)
        self.remedy = str(remedy)


def parse_day(cell: Cell) -> date:
    """Return the day in a cell; a workbook's date with a clock time is refused."""
    if isinstance(cell, datetime):
        if cell.time() != time(0):
            raise CellError(either("hier staat een tijdstip, geen dag", "this is a moment, not a day"), _DAY_REMEDY)
        return _sane(cell.date())
    if isinstance(cell, date):
        return _sane(cell)
    if isinstance(cell, str):
        return _day_text(cell.strip())
    raise CellError(
        either("dit is een getal zonder datumopmaak", "this is a number that is not formatted as a date"),
        either(f"Maak de kolom op als datum. {_DAY_REMEDY}", f"Format the column as a date. {_DAY_REMEDY}"),
    )


def parse_moment(cell: Cell) -> Minute:
    """Return the minute of Dutch civil time in a cell; a day alone means midnight at its start."""
    if isinstance(cell, datetime):
        rounded = cell + timedelta(seconds=0.5)
        if rounded.second:
            raise CellError(either("het tijdstip heeft seconden", "the moment has seconds"), _MOMENT_REMEDY)
        return _civil(_sane(rounded.date()), rounded.hour, rounded.minute)
    if isinstance(cell, date):
        return at(_sane(cell), 0)
    if isinstance(cell, str):
        return _moment_text(cell.strip())
    raise CellError(
        either("dit is een getal zonder datumopmaak", "this is a number that is not formatted as a date"),
        either(f"Maak de kolom op als datum. {_MOMENT_REMEDY}", f"Format the column as a date. {_MOMENT_REMEDY}"),
    )


@lru_cache(maxsize=65536)
def _day_text(text: str) -> date:
    match = _match(text, _DAY_REMEDY)
    if match["hour"] is not None and (int(match["hour"]) or int(match["minute"]) or int(match["second"] or 0)):
        raise CellError(either("hier staat een tijdstip, geen dag", "this is a moment, not a day"), _DAY_REMEDY)
    return _date(match)


@lru_cache(maxsize=65536)
def _moment_text(text: str) -> Minute:
    match = _match(text, _MOMENT_REMEDY)
    day = _date(match)
    if match["hour"] is None:
        return at(day, 0)
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour >= _HOURS or minute >= _SIXTY:
        raise CellError(
            either("dit tijdstip bestaat niet op de klok", "the clock has no such moment"),
            either(
                "Gebruik 00:00 tot en met 23:59; middernacht is 00:00 van de volgende dag.",
                "Use 00:00 up to and including 23:59; midnight is 00:00 of the next day.",
            ),
        )
    if int(match["second"] or 0):
        raise CellError(either("het tijdstip heeft seconden", "the moment has seconds"), _MOMENT_REMEDY)
    if match["offset"] is None:
        return _civil(day, hour, minute)
    offset = match["offset"].replace("Z", "+00:00")
    return from_utc(datetime.fromisoformat(f"{day.isoformat()}T{hour:02d}:{minute:02d}{offset}"))


def _match(text: str, remedy: Text) -> re.Match[str]:
    found = _DUTCH.fullmatch(text) or _ISO.fullmatch(text)
    if found is not None:
        return found
    if _SLASHED.fullmatch(text):
        raise CellError(
            either(
                "een datum met / kan Amerikaans of Nederlands bedoeld zijn",
                "a date with / may be meant in the American or in the Dutch way",
            ),
            remedy,
        )
    if _SHORT_YEAR.fullmatch(text):
        raise CellError(either("het jaar heeft twee cijfers", "the year has two digits"), remedy)
    raise CellError(either("dit is geen datum", "this is no date"), remedy)


def _date(match: re.Match[str]) -> date:
    try:
        return _sane(date(int(match["year"]), int(match["month"]), int(match["day"])))
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(
            either("deze dag bestaat niet in de kalender", "the calendar has no such day"), _DAY_REMEDY
        ) from error


def _sane(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError(
            either(
                f"het jaar ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}",
                f"the year is not between {FIRST_YEAR} and {LAST_YEAR}",
            ),
            either("Verbeter het jaar.", "Correct the year."),
        )
    return day


def _civil(day: date, hour: int, minute: int) -> Minute:
    found = moments(day, hour, minute)
    if not found:
        raise CellError(
            either(
                "dit tijdstip bestaat niet: de klok gaat dan een uur vooruit",
                "there is no such moment: the clock goes forward an hour then",
            ),
            either("Gebruik een tijdstip voor 02:00 of vanaf 03:00.", "Use a moment before 02:00 or from 03:00 on."),
        )
    if len(found) > 1:
        first, again = (show_moment(one) for one in found)
        raise CellError(
            TWICE,
            either(
                f"Schrijf {first} voor de eerste keer, {again} voor de tweede.",
                f"Write {first} for the first time, {again} for the second.",
            ),
        )
    return found[0]


def show_day(value: object) -> str:
    """Return a day as ``dd-mm-jjjj``; nothing for the beginning of time."""
    return value.strftime("%d-%m-%Y") if isinstance(value, date) and value != date.min else ""


def show_moment(value: object) -> str:
    """Return a minute as ``dd-mm-jjjj uu:mm``; a time that comes twice in an autumn night gets its offset."""
    civil = _local(value)
    text = civil.strftime("%d-%m-%Y %H:%M")
    return f"{text} {_offset(civil)}" if _comes_twice(civil) else text


def native_moment(value: object) -> Cell:
    """Return a minute as a civil datetime for a workbook, or as text where that is ambiguous."""
    civil = _local(value)
    return show_moment(value) if _comes_twice(civil) else civil.replace(tzinfo=None)


def field_moment(value: object) -> str:
    """Return a minute as the field of a form has it (``2026-11-23T09:30``), with its offset where that is needed."""
    civil = _local(value)
    text = civil.strftime("%Y-%m-%dT%H:%M")
    return f"{text} {_offset(civil)}" if _comes_twice(civil) else text


def _local(value: object) -> datetime:
    if not isinstance(value, int):
        raise TypeError(type(value))
    return local(Minute(value))


def _comes_twice(civil: datetime) -> bool:
    return len(moments(civil.date(), civil.hour, civil.minute)) > 1


def _offset(civil: datetime) -> str:
    return civil.isoformat()[-6:]
