"""What may be asked of an activity by where it stands: it is planned, it has not begun, it does not go into the past.

Not allowed here: rules, and what deeds do.
"""

from planner.domain.activities import Activity
from planner.domain.plan import Appointment
from planner.domain.spelling import moment
from planner.domain.time import Minute
from planner.ports.editing import EditImpossibleError
from solver.editing import wording
from solver.editing.work import Work


def movable(work: Work, activity: Activity) -> Appointment | None:
    """Return the appointment of an activity that has not begun; raise EditImpossibleError."""
    now = work.now(activity.key)
    if now is not None and now.start < work.known.now:
        raise EditImpossibleError(wording.HISTORY.say(key=activity.key))
    return now


def planned(work: Work, activity: Activity) -> Appointment:
    """Return the appointment of an activity that is planned and has not begun; raise EditImpossibleError."""
    now = movable(work, activity)
    if now is None:
        raise EditImpossibleError(wording.NOT_PLANNED.say(key=activity.key))
    return now


def refuse_past(work: Work, start: Minute) -> None:
    """Raise EditImpossibleError for a start before the planning moment."""
    if start < work.known.now:
        raise EditImpossibleError(wording.PAST.say(moment=moment(start)))
