"""Small problems of a person who is spoken to for the last time some days before leaving."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from planner.domain.activities import Activity, Lead
from planner.domain.civil import day_interval
from planner.domain.ids import RuleId
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from solver.mode import Mode
from solver.variables import Candidate
from tests.solver import small
from tests.solver import world as w
from tests.solver.agreement import Small, candidate

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
AFTER_SCOPE = Minute((w.SCOPE.end or 0) + 600)
LEAVES = (w.clock(12, 0, THURSDAY), w.clock(12, 0, FRIDAY), AFTER_SCOPE)
TALKS = (w.clock(9), w.clock(23), w.clock(9, 0, w.TUESDAY), w.clock(9, 0, THURSDAY))


@st.composite
def ahead(draw: st.DrawFn) -> Small:
    """Draw a departure of A and a conversation due before it; either of them may be fixed, or neither."""
    leaves = small.departure(w.A, escorted=False)
    lead = Lead(before=leaves.key, rule=RuleId("T10"), key="closing")
    talk = replace(small.conversation(w.A), leads=(lead,))
    options = {
        talk.key: [Candidate(w.mode(talk, w.AZC), _some(draw, TALKS))],
        leaves.key: [
            _all_day(leaves) if draw(st.booleans()) else candidate(w.mode(leaves, w.AIRPORT), *_some(draw, LEAVES))
        ],
    }
    fixed: tuple[Appointment, ...] = ()
    kept = draw(st.sampled_from([None, talk.key, leaves.key]))
    if kept is not None:
        (only,) = options.pop(kept)
        fixed = (only.mode.at(only.starts[-1]),)
    return Small(w.World(activities=[talk, leaves]).problem(), options, fixed)


def _some(draw: st.DrawFn, starts: tuple[Minute, ...]) -> tuple[Minute, ...]:
    return tuple(sorted(draw(st.lists(st.sampled_from(starts), min_size=1, max_size=3, unique=True))))


def _all_day(leaves: Activity) -> Candidate:
    day = day_interval(THURSDAY)
    base = w.mode(leaves, w.AIRPORT, duration=(day.end or 0) - day.start)
    return candidate(Mode(base.activity, base.place, base.duration, base.uses, all_day=True), day.start)
