"""Small problems of all kinds of appointments in which persons are away for a while, for good, or not at all."""

from dataclasses import replace

from hypothesis import strategies as st

from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.agreement import Small
from tests.solver.small_departures import departures
from tests.solver.small_diaries import diaries
from tests.solver.small_presentations import presentations

_AWAY = (
    Interval(Minute(0), w.clock(9, 30)),
    Interval(w.clock(10, 30), w.clock(11)),
    Interval(w.clock(12)),
    Interval(w.clock(0, 0, w.TUESDAY), w.clock(12, 0, w.TUESDAY)),
)


@st.composite
def absent(draw: st.DrawFn) -> Small:
    """Draw conversations, presentations or departures of persons who may be away."""
    small = draw(st.one_of(diaries(), presentations(), departures()))
    away = [
        Absence(resource=ResourceRef(ResourceKind.CASE, code), interval=draw(st.sampled_from(_AWAY)))
        for code in (w.A, w.B, w.C)
        if draw(st.booleans())
    ]
    resources = small.problem.resources
    resources = replace(resources, absences=(*resources.absences, *away))
    return replace(small, problem=replace(small.problem, resources=resources))
