"""Something of a plan that came free, and what could use it.

Not allowed here: finding out (``solver.backfill``).
"""

from dataclasses import dataclass

from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Reason
from planner.domain.resources import ResourceRef
from planner.domain.time import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """A seat on a flight, a place in a session, or a stretch of a team, vehicle, room, interpreter or regievoerder."""

    resource: ResourceRef
    when: Interval | None = None
    """Not needed for flights and sessions, which have times of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreedUse:
    """An activity that could use it: as ``appointment``, with what that improves per level, and what is in the way."""

    activity: ActivityKey
    why: str
    """Why it comes into account, in words."""
    appointment: Appointment | None = None
    gains: tuple[tuple[Level, int], ...] = ()
    in_the_way: tuple[Reason, ...] = ()
    rides: tuple[ActivityKey, ...] = ()
    """Planned rides of the activity, which fit where it is now: to be planned anew."""

    @property
    def fits(self) -> bool:
        """Whether no hard or legal rule is in the way."""
        return not self.in_the_way


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """The ranking: what fits, what one rule keeps out, and how many more came into account and do not fit."""

    freed: Freed
    uses: tuple[FreedUse, ...] = ()
    one_rule_away: tuple[FreedUse, ...] = ()
    others: int = 0
