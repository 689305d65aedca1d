"""Which step of a booking may follow which, in words for the person who enters it.

Pure functions. Not allowed here: storing.
"""

from planner.domain.bookings import FOLLOWING, Booking


class BookingStepError(ValueError):
    """The booking cannot go from its state to the one given; first line what, second line the remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}\n{remedy}")


def require_step(before: Booking | None, after: Booking) -> None:
    """Raise BookingStepError when the state may not follow the one before; the same state may be said again."""
    state = None if before is None else before.state
    if state is after.state or after.state in FOLLOWING[state]:
        return
    allowed = ", ".join(next_state for next_state in type(after.state) if next_state in FOLLOWING[state])
    problem = f"de boeking van {after.activity} op {after.flight} is {state} en kan niet {after.state} worden"
    remedy = f"Hierna kan: {allowed}." if allowed else "Zij is afgesloten; leg een nieuwe vlucht vast."
    raise BookingStepError(problem, remedy)
