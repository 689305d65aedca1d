"""When the scheduler wakes up for a job: the moments of its rhythm, in UTC.

Not allowed here: whether the slot was done already; the store knows.
"""

from datetime import datetime

from apscheduler.triggers.base import BaseTrigger

from planner.domain.civil import from_utc, to_utc
from planner.domain.clockwork import Rhythm


class RhythmTrigger(BaseTrigger):  # type: ignore[misc, no-any-unimported]  # it has no types
    """Fires at the newest slot first, so that one missed while nobody led is looked at, then at each that follows."""

    def __init__(self, rhythm: Rhythm) -> None:
        """Take the rhythm."""
        self.rhythm = rhythm

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the moment of the next slot."""
        if previous_fire_time is None:
            return to_utc(self.rhythm.at_or_before(from_utc(now)).due)
        return to_utc(self.rhythm.after(from_utc(previous_fire_time)).due)
