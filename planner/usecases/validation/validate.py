"""All checks of facts, in the order an officer reads them.

Not allowed here: single checks.
"""

from collections.abc import Callable, Iterator

from planner.domain.issues import Issue
from planner.domain.problem import Problem
from planner.usecases.validation.bookings import booking_issues
from planner.usecases.validation.cases import household_issues, owner_issues, track_issues, transfer_issues
from planner.usecases.validation.escort_teams import nurse_issues, team_issues
from planner.usecases.validation.escorts import officer_issues
from planner.usecases.validation.flights import flight_issues
from planner.usecases.validation.lookalikes import lookalike_issues
from planner.usecases.validation.presentations import presentation_issues, session_issues
from planner.usecases.validation.sight import Sight

CHECKS: tuple[Callable[[Sight], Iterator[Issue]], ...] = (
    booking_issues,
    track_issues,
    household_issues,
    transfer_issues,
    owner_issues,
    lookalike_issues,
    presentation_issues,
    session_issues,
    flight_issues,
    officer_issues,
    team_issues,
    nurse_issues,
)


def validate(problem: Problem) -> tuple[Issue, ...]:
    """Return every issue of the problem's facts; none of them changes what may be planned."""
    sight = Sight(problem)
    return tuple(issue for check in CHECKS for issue in check(sight))
