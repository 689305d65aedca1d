"""A stored plan with what changed since about its bookings: for questions about today, not for solving anew.

Not allowed here: changing the plan. Other facts stay as they were when the plan was made; solve again for those.
"""

from dataclasses import dataclass, replace

from planner.domain.bookings import Booking, StandbyApproval
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import StoreError, Transaction
from planner.usecases.planning.placements import problem_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentPlan:
    """The plan by its number, and its problem seen from a later moment."""

    number: int
    problem: Problem
    plan: Plan


def stored_plan(books: Transaction, number: int | None) -> CurrentPlan:
    """Return a plan (None: the newest) with the problem it answers; raise StoreError when there is none."""
    if number is None:
        newest = books.plans.newest()
        if newest is None:
            msg = either("er is nog geen plan\nBereken eerst een week.", "there is no plan yet\nCompute a week first.")
            raise StoreError(msg)
        number = newest.id
    record = books.plans.record(number)
    return CurrentPlan(number=number, problem=problem_of(books, record), plan=books.plans.load(number))


def current_plan(books: Transaction, number: int | None, *, now: Minute) -> CurrentPlan:
    """Return a plan as it stands at a moment: with the bookings and approvals of now.

    A moment before the planning moment or after the horizon counts as the planning moment.
    """
    found = stored_plan(books, number)
    problem = found.problem
    keys = {activity.key for activity in problem.activities}
    return replace(
        found,
        problem=replace(
            problem,
            recorded_at=now if problem.recorded_at <= now < problem.horizon_end else problem.recorded_at,
            bookings=tuple(b for b in books.facts.in_force(Booking) if b.activity in keys),
            standbys=tuple(s for s in books.facts.in_force(StandbyApproval) if s.activity in keys),
        ),
    )
