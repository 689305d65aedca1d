"""What keeps a departure from standing by for a flight, word for word."""

from dataclasses import replace

from planner.domain.activities import BookedBy
from planner.domain.ids import FlightId
from planner.domain.plan import Standby
from planner.domain.time import Minute
from solver.why.ground import Ground
from solver.why.standing_by import standby_answers
from tests.solver import test_standby as small
from tests.solver import world as w
from tests.solver.rules.cases import departure
from tests.solver.why.kept import as_kept

AFTER = FlightId("F9")


def about(world: w.World, *standbys: Standby) -> Ground:
    """Return the question about a plan with the first departure on the flight of Monday noon."""
    return Ground(world.problem(), small.plan(world, *standbys))


def test_standby_is_answered_per_flight_the_approved_first() -> None:
    beyond = w.flight(AFTER, Minute((w.HORIZON.end or 0) + 60))
    world = small.world()
    world = world.with_resources(flights=(*world.resources.flights, beyond, w.flight(FlightId("F0"), w.clock(12))))
    approved = replace(world, standbys=(small.approval(w.F2), small.approval(w.F1, case=w.A, by="T-1")))
    standing = Standby(activity=w.key("vertrek-C"), flight=w.F1, approved_by="T-77")
    other = Standby(activity=w.key("vertrek-A"), flight=w.F2, approved_by="T-77")
    grounds = (about(world), about(approved), about(approved, standing, other))
    assert as_kept("standing_by", *(standby_answers(one, world.activities[1]) for one in grounds))


def test_approved_standby_has_nothing_in_the_way() -> None:
    world = replace(small.world(), standbys=(small.approval(),))
    answers = standby_answers(about(world), world.activities[1])
    assert [(one.flight, one.in_the_way, one.approved) for one in answers][:1] == [(w.F1, (), True)]


def test_who_does_not_fly_with_us_does_not_stand_by() -> None:
    iom = departure(w.C, booked_by=BookedBy.IOM)
    world = small.world(departure(w.A), iom)
    assert standby_answers(about(world), iom) == ()
