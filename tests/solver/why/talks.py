"""Small questions about conversations, to tell whole answers about: who and what is there stands in ``world``."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.ids import CaseId, PlaceId, RegievoerderId
from planner.domain.plan import Appointment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.mode import Use
from solver.why.ground import Ground
from tests.solver import world as w
from tests.solver.rules.cases import talk
from tests.solver.small import conversation

INTERPRETER = w.use(ResourceKind.INTERPRETER, w.TIGRINYA)
NINE, TEN, ELEVEN = w.clock(9), w.clock(10), w.clock(11)


def asked(code: CaseId, begin: Minute = NINE, end: Minute = TEN, *, number: int = 9, **changes: object) -> Activity:
    """Return the conversation that is asked about: between nine and ten unless said otherwise."""
    return conversation(code, number, window=Interval(begin, end), **changes)  # type: ignore[arg-type]


def question(
    world: w.World, activity: Activity, planned: Sequence[Appointment] = (), others: Sequence[Activity] = ()
) -> Ground:
    """Return the question about an activity that a plan with these others leaves out."""
    everything = (*others, activity)
    return Ground(replace(world, activities=everything).problem(), w.plan_of(everything, planned))


def held(
    activity: Activity, start: Minute, who: RegievoerderId = w.R1, *more: Use, place: PlaceId = w.AZC
) -> Appointment:
    """Return a conversation with somebody in a room."""
    return talk(activity, start, *more, who=who, place=place)


def away(who: RegievoerderId, begin: Minute, end: Minute) -> Absence:
    """Return an absence."""
    return Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, who), interval=Interval(begin, end))
