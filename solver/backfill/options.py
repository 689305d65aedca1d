"""An activity that comes into account for something free, with the appointments that would use it.

Not allowed here: judging (``ranking``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from planner.domain.activities import Activity
from planner.domain.freed import Freed
from planner.domain.plan import Appointment, Reason
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver.view import View

MOST_TRIED = 48
"""Moments of one activity that are tried, the earliest first."""


_NOT_PLANNED = Text(
    nl="nu niet gepland",
    en="not planned now",
)
_PLANNED = Text(
    nl="nu gepland op {moment}",
    en="now planned on {moment}",
)


@dataclass(frozen=True, slots=True)
class Option:
    """An activity and the ways in which it would use what is free; ``never`` says why there is none, when a rule does.

    ``ways`` are made when asked for, because some take a small search.
    """

    activity: Activity
    why: str
    ways: Callable[[], Sequence[Appointment]]
    never: Callable[[], tuple[Reason, ...]] = tuple


class Finder(Protocol):
    """Finds the activities that come into account for one kind of free thing."""

    def __call__(self, view: View, freed: Freed) -> Sequence[Option]:
        """Return them in whatever order."""
        ...


def state_words(view: View, activity: Activity) -> str:
    """Say where an activity stands now."""
    planned = view.planned(activity)
    return str(_NOT_PLANNED) if planned is None else _PLANNED.say(moment=moment(planned.start))
