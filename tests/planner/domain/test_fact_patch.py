"""Putting facts into a problem leaves alone what the problem holds of items that officers added by hand.

Whether it equals a fresh cut is held in ``tests/planner/usecases/planning/test_fact_patch.py``.
"""

from dataclasses import replace

from planner.domain.commitments import PartnerRequest, PinGrade, Placement, RequestState
from planner.domain.disruption import FactStep
from planner.domain.fact_patch import with_steps
from planner.domain.problem import Problem
from tests.planner.usecases.editing.small_week import small_week


def added_by_hand() -> Problem:
    """Return the small week as a repair sees it: one published item is an officer's own, no activity of the books."""
    problem, plan = small_week()
    planned = {item.activity: item for item in plan.appointments}
    own, other = (activity.key for activity in problem.activities[:2])
    request = PartnerRequest(
        activity=own,
        resource=planned[own].participations[0].resource,
        state=RequestState.REQUESTED,
        start=planned[own].start,
        end=planned[own].end,
    )
    return replace(
        problem,
        activities=problem.activities[1:],
        baseline=(planned[own], planned[other]),
        requests=(request,),
        placements=(Placement(activity=own, grade=PinGrade.ALL, reason="", appointment=planned[own]),),
    )


def test_what_is_published_of_an_officers_own_item_stays_when_another_activity_is_withdrawn() -> None:
    problem = added_by_hand()
    withdrawn = problem.activities[0]

    found = with_steps(problem, (FactStep(before=withdrawn, after=None),))

    assert found.baseline == problem.baseline[:1]
    assert (found.requests, found.placements) == (problem.requests, problem.placements)
    assert found.other_duties == problem.other_duties
