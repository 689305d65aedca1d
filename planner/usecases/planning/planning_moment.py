"""The moment that a plan of a week is made for, when nobody says which.

Not allowed here: solving.
"""

from datetime import timedelta

from planner.domain.civil import IsoWeek, at, day_start
from planner.domain.time import Minute
from planner.ports.surroundings import Clock


def planning_moment(week: IsoWeek, clock: Clock) -> Minute:
    """Return now when the week has yet to begin, and the Thursday afternoon before it otherwise."""
    now = clock.now()
    return now if now < day_start(week.monday) else at(week.monday - timedelta(days=4), 16)
