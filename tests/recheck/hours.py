"""Weekly hours in civil time. Not allowed here: whose."""

from collections.abc import Iterable

from planner.domain.civil import at, day_of
from planner.domain.people import WorkingHours
from planner.domain.time import Minute

_HOUR = 60


def inside(hours: Iterable[WorkingHours], start: Minute, end: Minute) -> bool:
    """Return whether a stretch lies wholly in the hours of one day."""
    day = day_of(start)
    for one in hours:
        if one.weekday == day.weekday():
            opens, closes = at(day, *divmod(one.start, _HOUR)), at(day, *divmod(one.end, _HOUR))
            if opens <= start and end <= closes:
                return True
    return False
