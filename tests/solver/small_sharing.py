"""Small problems of departures that take escorts from one team, around one that is fixed."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from planner.domain.activities import Activity
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.escorts import EscortOffer, EscortOfficer
from planner.domain.ids import FlightId, OfficerId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.duty import duty, flight_minutes
from solver.known import Known
from solver.mode import Mode
from solver.variables import Candidate
from tests.solver import world as w
from tests.solver.agreement import Small, candidate
from tests.solver.rules.cases import departure
from tests.solver.small_departures import NOON

FLIGHTS = (
    # The duty of a flight of three hours: from two hours before it to twelve hours after it, then eleven of rest.
    w.flight(w.F1, NOON),
    w.flight(w.F2, w.clock(15)),
    w.flight(w.F3, w.clock(12, 0, w.TUESDAY)),
    w.flight(FlightId("F4"), w.clock(13, 0, w.TUESDAY)),
    w.flight(FlightId("F5"), w.clock(12, 0, date(2026, 12, 20)), hours=9),
)
UNKNOWN = w.flight(FlightId("F6"), NOON)
"""A flight that is not in the problem."""
OFFICERS = (w.O1, w.O2)
EVENING = w.clock(20)


@st.composite
def sharing(draw: st.DrawFn, *, nurse: bool = False) -> Small:
    """Draw two departures and a fixed one, that share a team (``nurse``: only its nurse is scarce)."""
    activities = [departure(code, escorted=True) for code in (w.A, w.B, w.C)]
    world = w.World(activities=activities).with_resources(flights=FLIGHTS)
    world = world.with_cases(cases=tuple(w.case(code, nurse=draw(st.booleans())) for code in (w.A, w.B, w.C)))
    plain, nursed = world.resources.escort_teams
    offers = tuple(
        EscortOffer(interval=when, escorts=draw(st.integers(1, 5)))
        for when in (Interval(w.HORIZON.start, EVENING), Interval(EVENING, w.HORIZON.end))
    )
    offered = draw(st.sampled_from((replace(plain, size=draw(st.integers(1, 5))), replace(plain, offers=offers))))
    large = replace(plain, size=9)
    world = world.with_resources(escort_teams=(large if nurse else offered, replace(nursed, size=5)))
    if not nurse and draw(st.booleans()):
        world = world.with_resources(officers=tuple(_officer(code) for code in OFFICERS))
    modes = {activity.key: [_mode(draw, world, activity) for _ in range(2)] for activity in activities}
    fixed = _at(modes.pop(activities[-1].key)[0])
    if draw(st.integers(0, 3)) == 0:
        world = replace(world, bookings=[_cancelled(fixed)])
    return Small(world.problem(), {key: [_candidate(mode) for mode in some] for key, some in modes.items()}, (fixed,))


def _mode(draw: st.DrawFn, world: w.World, activity: Activity) -> Mode:
    flight = draw(st.sampled_from((*FLIGHTS, *FLIGHTS, UNKNOWN)))
    lead, tail = duty(Known(world.problem()), flight)
    teams = {w.T1: draw(st.integers(1, 3))} | ({w.T2: 1} if draw(st.booleans()) else {})
    uses = (w.use(ResourceKind.ESCORT, team, lead=lead, tail=tail, amount=amount) for team, amount in teams.items())
    named = OFFICERS if w.T2 in teams and world.resources.officers else ()
    sent = [w.use(ResourceKind.OFFICER, draw(st.sampled_from(named)), lead=lead, tail=tail)] if named else []
    seat = w.use(ResourceKind.FLIGHT, flight.id)
    return w.mode(activity, w.AIRPORT, seat, *uses, *sent, start=flight.departs, duration=flight_minutes(flight))


def _officer(code: OfficerId) -> EscortOfficer:
    return EscortOfficer(id=code, team=w.T2, available=(w.HORIZON,), passport_until=date(2031, 1, 1))


def _candidate(mode: Mode) -> Candidate:
    assert mode.fixed_start is not None
    return candidate(mode, mode.fixed_start)


def _at(mode: Mode) -> Appointment:
    assert mode.fixed_start is not None
    return mode.at(mode.fixed_start)


def _cancelled(planned: Appointment) -> Booking:
    flight = FlightId(planned.resource(ResourceKind.FLIGHT) or "")
    return Booking(
        activity=planned.activity,
        flight=flight,
        state=BookingState.CANCELLED,
        since=w.NOW,
        reason=CancelReason.MEDICAL,
    )
