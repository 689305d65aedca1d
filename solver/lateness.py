"""How late is late: days over a term. No facts, no plan."""

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.time import Minute


def counts_until(activity: Activity, start: Minute, end: Minute) -> Minute:
    """Return the moment a term looks at: just after the start of a departure, the end of anything else."""
    return Minute(start + 1) if activity.kind is ActivityKind.DEPARTURE else end


def days_late(moment: Minute, deadline: Minute) -> int:
    """Return by how many civil days a moment is over a deadline (the first minute too late); at least 1 when late."""
    if moment <= deadline:
        return 0
    return max(1, (day_of(Minute(moment - 1)) - day_of(Minute(deadline - 1))).days)
