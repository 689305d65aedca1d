"""Travel that takes longer at some times of the day: when a ride arrives, and when it must leave.

Whole numbers only, so that every part of the program, compiled or not, finds the same minute. The travel table says
how many minutes a ride takes at 100 percent; in a stretch of 135 percent each of them takes 1.35 minute. A ride that
runs from one stretch into the next goes on at the next one's pace, so that who leaves later never arrives earlier
(Ichoua, Gendreau and Potvin, 2003). Not allowed here: where the percentages come from.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import lcm

AS_IN_TABLE = 100


@dataclass(frozen=True, kw_only=True)
class DayTravel:
    """Percentages of the minutes in the travel table, one for each stretch of time.

    ``percents[i]`` holds from ``since[i - 1]`` until ``since[i]`` (absolute minutes); the first one before all, the
    last one for ever after.
    """

    since: tuple[int, ...] = ()
    percents: tuple[int, ...] = (AS_IN_TABLE,)

    def __post_init__(self) -> None:
        if len(self.percents) != len(self.since) + 1 or any(one >= other for one, other in pairwise(self.since)):
            raise ValueError(
                f"{len(self.percents)} percentages for {len(self.since)} moments, or moments out of order\n"
                "Give the moments in order and one percentage more than moments."
            )
        if min(self.percents) < 1:
            raise ValueError(f"{min(self.percents)} % of the travel time\nGive percentages from 1.")

    @cached_property
    def unit(self) -> int:
        """What a minute of the table counts, so that a minute of the clock counts a whole number at every pace."""
        return lcm(*self.percents)

    @cached_property
    def pace(self) -> tuple[int, ...]:
        """What a minute of the clock counts in each stretch."""
        return tuple(AS_IN_TABLE * self.unit // percent for percent in self.percents)

    @property
    def constant(self) -> bool:
        """Whether every ride takes what the table says."""
        return set(self.percents) == {AS_IN_TABLE}

    def arrival(self, leave: int, minutes: int) -> int:
        """Return when a ride of so many minutes in the table is over, rounded up to whole minutes."""
        stretch, left, time = bisect_right(self.since, leave), minutes * self.unit, leave
        while stretch < len(self.since) and left > (self.since[stretch] - time) * self.pace[stretch]:
            left -= (self.since[stretch] - time) * self.pace[stretch]
            time = self.since[stretch]
            stretch += 1
        return time - (-left // self.pace[stretch])

    def departure(self, arrive: int, minutes: int) -> int:
        """Return the last whole minute at which a ride may begin that is over by ``arrive``."""
        stretch, left, time = bisect_left(self.since, arrive), minutes * self.unit, arrive
        while stretch > 0 and left > (time - self.since[stretch - 1]) * self.pace[stretch]:
            left -= (time - self.since[stretch - 1]) * self.pace[stretch]
            time = self.since[stretch - 1]
            stretch -= 1
        return time + (-left // self.pace[stretch])
