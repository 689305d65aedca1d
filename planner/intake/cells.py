"""A cell as text, and the times of a day in one.

Not allowed here: days and moments (``moments``), and the kinds of columns (``kinds``).
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from planner.domain.wording import Text, either
from planner.intake.moments import Cell, CellError

_TEXT_REMEDY = Text(
    "Maak de kolom op als tekst en vul de waarde opnieuw in.", "Format the column as text and fill in the value again."
)


def plain(cell: Cell) -> str:
    """Return a cell as text; numbers without a decimal point, because codes are often typed as numbers."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, (datetime, date, time, timedelta)):
        raise CellError(
            either(
                "het rekenblad heeft hier een datum of tijd van gemaakt", "the spreadsheet made a date or time of this"
            ),
            _TEXT_REMEDY,
        )
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - exact in a float
        return str(int(cell))
    return "" if cell is None else str(cell)


_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|\u2013|tot)\s*(\d{1,2})[:.](\d{2})")
_MINUTES_PER_DAY = 1_440


@lru_cache(maxsize=4096)
def _hours_text(text: str) -> tuple[tuple[int, int], ...]:
    stretches: list[tuple[int, int]] = []
    for part in text.split("|"):
        match = _HOURS.fullmatch(part.strip())
        if match is None or int(match[2]) > 59 or int(match[4]) > 59:  # noqa: PLR2004 - minutes of an hour
            raise CellError(
                either("dit zijn geen werktijden", "these are no working hours"),
                either(
                    "Schrijf ze als 08:30-17:00, of 08:30-12:00|13:00-17:00.",
                    "Write them as 08:30-17:00, or 08:30-12:00|13:00-17:00.",
                ),
            )
        start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
        if not start < end <= _MINUTES_PER_DAY or (stretches and start < stretches[-1][1]):
            raise CellError(
                either(
                    "de werktijden lopen niet op binnen één dag",
                    "the working hours do not follow each other within one day",
                ),
                either(
                    "Laat elk deel later beginnen dan het vorige.", "Let each part begin later than the one before."
                ),
            )
        stretches.append((start, end))
    return tuple(stretches)


def show_hours(value: object) -> str:
    """Return working hours as they are written."""
    if not isinstance(value, tuple):
        return str(value)
    return "|".join(f"{a // 60:02d}:{a % 60:02d}-{b // 60:02d}:{b % 60:02d}" for a, b in value)


def parse_hours(cell: Cell) -> object:
    """Return the stretches of a day in a cell."""
    return _hours_text(plain(cell))


_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


def parse_clock(cell: Cell) -> int:
    """Return the minutes after midnight in a cell."""
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    match = _CLOCK.fullmatch(plain(cell))
    minutes = int(match[1]) * 60 + int(match[2]) if match is not None and int(match[2]) < 60 else -1  # noqa: PLR2004
    if not 0 <= minutes <= _MINUTES_PER_DAY:
        raise CellError(
            either("dit is geen tijd van de dag", "this is no time of the day"),
            either(
                "Schrijf hem als 09:30, van 00:00 tot en met 24:00.",
                "Write it as 09:30, from 00:00 up to and including 24:00.",
            ),
        )
    return minutes


def show_clock(value: object) -> str:
    """Return a time of the day as it is written."""
    return f"{value // 60:02d}:{value % 60:02d}" if isinstance(value, int) else str(value)
