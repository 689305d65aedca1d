"""Small problems of departures with the rides that bring their passengers, some for the evening before."""

from dataclasses import replace

from hypothesis import strategies as st

from planner.domain.activities import Activity, MoveRole
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.agreement import Small
from tests.solver.rules.cases import move, ridden
from tests.solver.small_departures import departures

EVENING = w.clock(20) - 24 * 60


@st.composite
def fetched(draw: st.DrawFn) -> Small:
    """Draw departures; each with a ride or without, perhaps after a night nearer by, and some rides published."""
    small = draw(departures())
    rides = [ride for activity in small.problem.activities for ride in _rides(draw, activity)]
    baseline = [_published(draw, ride) for ride in rides if draw(st.integers(0, 3)) == 0]
    problem = replace(
        small.problem,
        activities=(*small.problem.activities, *rides),
        baseline=(*small.problem.baseline, *baseline),
    )
    return replace(small, problem=problem)


def _rides(draw: st.DrawFn, departure: Activity) -> list[Activity]:
    kind = draw(st.sampled_from(("none", "direct", "direct", "night")))
    if kind == "none":
        return []
    whole = {"cases": departure.cases, "window": w.HORIZON, "serves": departure.key}
    onto = f"naar-{departure.key}"
    if kind == "direct":
        return [move(onto, MoveRole.TO_DEPARTURE, **whole)]
    night = move(f"nacht-{departure.key}", MoveRole.OVERNIGHT, destination=w.DC, **whole)
    return [night, move(onto, MoveRole.TO_DEPARTURE, place=w.DC, after=night.key, **whole)]


def _published(draw: st.DrawFn, ride: Activity) -> Appointment:
    starts = (EVENING, w.clock(7)) if ride.move.role is MoveRole.OVERNIGHT else (w.clock(7), w.clock(10))
    start = Minute(draw(st.sampled_from(starts)))
    return ridden(ride, start, Minute(start + 45))
