"""Opening hours: the notation people write and read, and the stretches of the week it stands for.

``ma-vr 08:00-12:00|13:00-17:00; za 10:00-16:00``: weekdays, then stretches within one day; days not named are closed.
``altijd`` is every day around the clock. Not allowed here: what happens outside the hours.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from planner.domain.civil import day_of, local
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import either

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
ALWAYS = "altijd"
EXAMPLE = "ma-vr 08:00-12:00|13:00-17:00; za 10:00-16:00"
_PART = re.compile(r"(?P<days>[a-z]{2}(?:\s*[-,]\s*[a-z]{2})*)\s+(?P<hours>[0-9].*)")
_HOURS = re.compile(r"(\d{1,2})[:.]([0-5]\d)\s*(?:-|\u2013|tot)\s*(\d{1,2})[:.]([0-5]\d)")


class OpeningHoursError(ValueError):
    """The text does not stand for opening hours: what is wrong and, on a new line, how to write it; in Dutch."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            either(
                f"{problem}\nSchrijf openingstijden als {EXAMPLE}, of {ALWAYS}.",
                f"{problem}\nWrite opening hours as {EXAMPLE}, or {ALWAYS}.",
            )
        )


@dataclass(frozen=True, slots=True, order=True)
class OpenStretch:
    """Open on one weekday (0 is Monday) from ``start`` to ``end``, minutes after midnight in Dutch civil time."""

    weekday: int
    start: int
    end: int


@lru_cache(maxsize=1024)
def parse_opening_hours(text: str) -> tuple[OpenStretch, ...]:
    """Return the stretches in order of the week, touching ones as one; none for an empty text.

    Raises
    ------
    OpeningHoursError
        For anything else than the notation.
    """
    if text.strip().casefold() == ALWAYS:
        return tuple(OpenStretch(weekday, 0, MINUTES_PER_DAY) for weekday in range(7))
    found = sorted(stretch for part in text.casefold().split(";") if part.strip() for stretch in _part(part.strip()))
    for one, other in pairwise(found):
        if one.weekday == other.weekday and other.start < one.end:
            raise OpeningHoursError(
                either(f"op {DAYS[one.weekday]} overlappen twee tijden", f"two times overlap on {DAYS[one.weekday]}")
            )
    joined: list[OpenStretch] = []
    for stretch in found:
        last = joined[-1] if joined else None
        if last and (last.weekday, last.end) == (stretch.weekday, stretch.start):
            joined[-1] = OpenStretch(last.weekday, last.start, stretch.end)
        else:
            joined.append(stretch)
    return tuple(joined)


def opening_hours_text(stretches: Iterable[OpenStretch]) -> str:
    """Return the notation: days with the same hours together, in order of the week."""
    by_day = {
        weekday: "|".join(f"{_clock(one.start)}-{_clock(one.end)}" for one in found)
        for weekday, found in groupby(sorted(stretches), key=lambda one: one.weekday)
    }
    if len(by_day) == len(DAYS) and set(by_day.values()) == {"00:00-24:00"}:
        return ALWAYS
    parts = []
    for hours, group in groupby(range(len(DAYS)), key=by_day.get):
        days = list(group)
        if hours is not None:
            parts.append(f"{DAYS[days[0]]}{f'-{DAYS[days[-1]]}' if len(days) > 1 else ''} {hours}")
    return "; ".join(parts)


def is_open(stretches: Iterable[OpenStretch], start: Minute, end: Minute) -> bool:
    """Return whether a place is open from ``start`` to ``end``, also over midnight; closing time itself is open."""
    found = tuple(stretches)
    here, there = local(start), local(end)
    begin, nights = here.hour * 60 + here.minute, (day_of(end) - day_of(start)).days
    finish = nights * MINUTES_PER_DAY + there.hour * 60 + there.minute
    for night in range(nights + 1):
        low, high = max(0, begin - night * MINUTES_PER_DAY), min(MINUTES_PER_DAY, finish - night * MINUTES_PER_DAY)
        weekday = (here.weekday() + night) % len(DAYS)
        if night and not high:
            continue  # it ends at midnight, which belongs to the day before
        if not any(one.weekday == weekday and one.start <= low and high <= one.end for one in found):
            return False
    return True


def _part(text: str) -> Iterable[OpenStretch]:
    match = _PART.fullmatch(text)
    if match is None:
        raise OpeningHoursError(either(f"{text!r} is geen dag met tijden", f"{text!r} is no day with times"))
    hours = [_hours(piece.strip()) for piece in match["hours"].split("|")]
    return [OpenStretch(weekday, start, end) for weekday in _weekdays(match["days"]) for start, end in hours]


def _weekdays(text: str) -> list[int]:
    found: list[int] = []
    for piece in text.split(","):
        first, _, last = (name.strip() for name in piece.partition("-"))
        if first not in DAYS or (last and last not in DAYS):
            raise OpeningHoursError(either(f"{piece.strip()!r} is geen weekdag", f"{piece.strip()!r} is no weekday"))
        low, high = DAYS.index(first), DAYS.index(last or first)
        if high < low:
            raise OpeningHoursError(
                either(
                    f"{piece.strip()!r} loopt niet op binnen de week",
                    f"{piece.strip()!r} does not go up within the week",
                )
            )
        found += range(low, high + 1)
    return found


def _hours(text: str) -> tuple[int, int]:
    match = _HOURS.fullmatch(text)
    start, end = (int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])) if match else (0, 0)
    if not start < end <= MINUTES_PER_DAY:
        raise OpeningHoursError(either(f"{text!r} is geen tijd binnen één dag", f"{text!r} is no time within one day"))
    return start, end


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
