"""A whole plan of somebody else against ours."""

from datetime import date

from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from solver.why.compared import changed, compared
from solver.why.ground import Ground
from tests.solver import world as w
from tests.solver.small import conversation, due
from tests.solver.why.kept import as_kept
from tests.solver.why.saying import Says, breach
from tests.solver.why.talks import NINE, TEN, held

LATE = due(date(2026, 11, 20))
TALKS = tuple(conversation(code, 1, terms=(LATE,)) for code in (w.A, w.B, w.C))


def ours(*planned: Appointment) -> Ground:
    """Return the question about a plan of these conversations."""
    return Ground(w.World(activities=TALKS).problem(), w.plan_of(TALKS, planned))


def test_another_plan_is_told_with_what_it_breaks_costs_and_changes() -> None:
    about = ours(held(TALKS[0], NINE), held(TALKS[1], TEN))
    theirs = w.plan_of(TALKS, [held(TALKS[0], NINE), held(TALKS[2], w.clock(9, 30), w.R2), held(TALKS[1], w.clock(18))])
    found = compared(about, theirs)
    assert as_kept("compared_plans", found)
    assert [one.activity for one in changed(theirs, about.plan)] == [TALKS[2].key, TALKS[1].key]


def test_what_another_plan_breaks_is_about_the_first_of_those_involved() -> None:
    about = ours()
    other = w.plan_of(TALKS, [held(TALKS[0], NINE)])
    room = ResourceRef(ResourceKind.ROOM, w.AZC)
    ours_said = [breach("P99", Level.TIMELY, 4), breach("P97", Level.LEGAL, 2)]
    theirs_said = [
        breach("P98", Level.HARD, 1, "a", "b", "c", resource=room),
        breach("P98", Level.HARD, 1),
        breach("P99", Level.TIMELY, 1, "a"),
        breach("P99", Level.TIMELY, 2, "b"),
        breach("P97", Level.LEGAL, 2),
        breach("P96", Level.EFFICIENT, 7),
        breach("P95", Level.EFFICIENT, 7),
    ]
    says = Says(lambda plan: theirs_said if plan.appointments else ours_said)
    assert as_kept("compared_breaches", compared(Ground(about.problem, about.plan, [says]), other))
