"""Small problems of a person who leaves and has something else to do, before or after."""

from collections.abc import Sequence

from hypothesis import strategies as st

from planner.domain.activities import Activity
from planner.domain.civil import day_interval
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from solver.mode import Mode
from solver.variables import Candidate
from tests.solver import small
from tests.solver import world as w
from tests.solver.agreement import Small, candidate

AFTER_SCOPE = Minute((w.SCOPE.end or 0) + 600)
FLIES = (w.clock(12), w.clock(12, 0, w.TUESDAY), Minute(AFTER_SCOPE - 660))
TALKS = (w.clock(11), w.clock(12), w.clock(15), w.clock(9, 0, w.TUESDAY), AFTER_SCOPE)


@st.composite
def leaving(draw: st.DrawFn) -> Small:
    """Draw a departure and one or two conversations of A; one of three fixed, some of them published."""
    departure = small.departure(w.A, escorted=False)
    talks = [small.conversation(w.A, number) for number in range(1, draw(st.integers(1, 2)) + 1)]
    options = {talk.key: [_option(draw, talk, TALKS)] for talk in talks}
    options[departure.key] = [_all_day(departure) if draw(st.booleans()) else _option(draw, departure, FLIES)]
    baseline = [made[0].mode.at(made[0].starts[-1]) for made in options.values() if draw(st.booleans())]
    fixed: tuple[Appointment, ...] = ()
    if len(talks) > 1:
        (kept,) = options.pop(draw(st.sampled_from(sorted(options))))
        fixed = (kept.mode.at(kept.starts[-1]),)
    return Small(w.World(activities=[*talks, departure], baseline=baseline).problem(), options, fixed)


def _option(draw: st.DrawFn, activity: Activity, starts: Sequence[Minute]) -> Candidate:
    chosen = draw(st.lists(st.sampled_from(starts), min_size=1, max_size=3, unique=True))
    return candidate(w.mode(activity, w.AZC), *chosen)


def _all_day(activity: Activity) -> Candidate:
    day = day_interval(w.MONDAY)
    base = w.mode(activity, w.AIRPORT, duration=(day.end or 0) - day.start)
    return candidate(Mode(base.activity, base.place, base.duration, base.uses, all_day=True), day.start)
