"""Small problems of members of one household, who depart together or not, around departures that are fixed."""

from hypothesis import strategies as st

from planner.domain.activities import Activity
from planner.domain.cases import Membership, SeparationApproval
from planner.domain.civil import day_interval
from planner.domain.ids import CaseId, HouseholdId
from planner.domain.plan import Appointment, appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.mode import Mode
from solver.variables import Candidate
from tests.solver import world as w
from tests.solver.agreement import Small, candidate
from tests.solver.rules.cases import departure
from tests.solver.small_departures import LATER, NOON

PEOPLE = (w.A, w.B, w.C, CaseId("D"))
OTHER_HOUSE = HouseholdId("H2")
DAYS = (day_interval(w.MONDAY).start, day_interval(w.TUESDAY).start)
AFTERNOON = w.clock(15)
"""When the other flight leaves: after ``LATER``, from when a separation may be approved."""
ELSEWHERE = appointment(w.key("elders"), NOON, LATER, w.AIRPORT)
"""Something fixed that is no activity of the problem."""


@st.composite
def households(draw: st.DrawFn) -> Small:
    """Draw four departures, of which one or two are fixed."""
    activities = [departure(code) for code in PEOPLE]
    world = w.World(activities=activities).with_resources(
        flights=(w.flight(w.F1, NOON), w.flight(w.F2, AFTERNOON), w.flight(w.F3, NOON))
    )
    world = world.with_cases(
        cases=tuple(w.case(code) for code in PEOPLE),
        memberships=tuple(_membership(draw, code) for code in PEOPLE if draw(st.integers(0, 4))),
        separations=(
            *_approved(draw, w.HOUSE),
            *_approved(draw, OTHER_HOUSE),
        ),
    )
    free = draw(st.permutations(activities))[: draw(st.integers(2, 3))]
    fixed = [_fixed(draw, activity) for activity in activities if activity not in free]
    others = (ELSEWHERE,) if draw(st.booleans()) else ()
    return Small(world.problem(), {a.key: [_candidate(draw, a) for _ in range(2)] for a in free}, (*others, *fixed))


def _membership(draw: st.DrawFn, code: CaseId) -> Membership:
    house = draw(st.sampled_from((w.HOUSE, w.HOUSE, w.HOUSE, OTHER_HOUSE)))
    until = draw(st.sampled_from((None, None, None, LATER)))
    return Membership(household=house, case=code, valid=Interval(Minute(0), until))


def _approved(draw: st.DrawFn, house: HouseholdId) -> tuple[SeparationApproval, ...]:
    approved = draw(st.sampled_from((None, None, LATER, Minute(0))))
    return () if approved is None else (SeparationApproval(household=house, valid=Interval(approved)),)


def _candidate(draw: st.DrawFn, activity: Activity) -> Candidate:
    return candidate(*_journey(draw, activity))


def _fixed(draw: st.DrawFn, activity: Activity) -> Appointment:
    mode, *starts = _journey(draw, activity)
    return mode.at(starts[0])


def _journey(draw: st.DrawFn, activity: Activity) -> tuple[Mode, *tuple[Minute, ...]]:
    """Draw a flight, or one or two days of which only the day is known."""
    if draw(st.integers(0, 3)) == 0:
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=2, unique=True))
        whole = w.mode(activity, w.AIRPORT, duration=1440)
        return Mode(whole.activity, whole.place, whole.duration, whole.uses, all_day=True), *days
    flight, departs = draw(st.sampled_from(((w.F1, NOON), (w.F1, NOON), (w.F2, AFTERNOON), (w.F3, NOON))))
    seat = w.use(ResourceKind.FLIGHT, flight)
    return w.mode(activity, w.AIRPORT, seat, start=departs, duration=180), departs
