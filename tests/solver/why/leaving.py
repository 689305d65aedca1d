"""Small questions about departures and presentations: two flights to XX, two teams of escorts, two sessions."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.cases import Membership
from planner.domain.ids import CaseId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.mode import Use
from solver.why.ground import Ground
from tests.solver import world as w
from tests.solver.small import departure, removable
from tests.solver.why.talks import question

MONDAY, WEEK = Interval(w.clock(0), w.clock(23)), w.SCOPE
TOGETHER = tuple(Membership(household=w.HOUSE, case=code, valid=w.EVER) for code in (w.A, w.B))


def escorts(team: str = w.T1, amount: int = 2, *, tail: int = 540) -> Use:
    """Return a team on duty for a flight of three hours."""
    return w.use(ResourceKind.ESCORT, team, lead=120, tail=tail, amount=amount)


def leaving(
    activity: Activity,
    planned: Sequence[Appointment] = (),
    others: Sequence[Activity] = (),
    world: w.World | None = None,
    **facts: object,
) -> Ground:
    """Return the question about a departure of somebody who can be removed at any time."""
    told = world or w.World()
    told = told.with_cases(**{**removable(told.cases, w.A, w.B, w.C), **facts})
    return question(cleared(told), activity, planned, others)


def cleared(world: w.World) -> w.World:
    """Return the world in which everything is said that people say before a departure on the Monday."""
    return world.with_cases(clearances=w.gate_open(w.A, w.B, w.C))


def alone(code: CaseId = w.C, *, escorted: bool = False, window: Interval = MONDAY, **changes: object) -> Activity:
    """Return the departure of one person."""
    return replace(departure(code, escorted=escorted, window=window), **changes)  # type: ignore[arg-type]
