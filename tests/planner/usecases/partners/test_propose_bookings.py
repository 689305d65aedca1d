"""Which bookings follow from a release."""

from dataclasses import replace

from planner.domain.activities import Activity, BookedBy
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import Track
from planner.domain.ids import FlightId
from planner.domain.plan import Appointment, appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.usecases.partners.propose_bookings import Proposals, propose_bookings
from tests.planner.usecases.world import NOW, SUNDAY_NIGHT, THIRD_WEEK, departure, departure_key

KEY = departure_key("Z1")
FORCED = departure("Z1", SUNDAY_NIGHT)[0]


def flown(flight: FlightId = SUNDAY_NIGHT, start: int = NOW + 100) -> Appointment:
    seat = ResourceRef(ResourceKind.FLIGHT, flight)
    return appointment(KEY, Minute(start), Minute(start + 200), None, (seat,))


def booking(state: BookingState = BookingState.PROPOSED, flight: FlightId = SUNDAY_NIGHT) -> Booking:
    return Booking(activity=KEY, flight=flight, state=state, since=NOW)


def proposals(
    *planned: Appointment, activity: Activity = FORCED, existing: tuple[tuple[Booking, bool], ...] = ()
) -> Proposals:
    return propose_bookings(planned, {KEY: activity}, existing, now=NOW, at=NOW)


def test_a_forced_departure_on_a_flight_is_proposed_once() -> None:
    assert proposals(flown()) == Proposals(new=(booking(),), standing=(booking(),))
    assert proposals(flown(), existing=((booking(), True),)) == Proposals(standing=(booking(),))


def test_an_independent_departure_and_one_booked_elsewhere_are_not_proposed() -> None:
    own = replace(FORCED, detail=replace(FORCED.departure, track=Track.INDEPENDENT))
    iom = replace(FORCED, detail=replace(FORCED.departure, booked_by=BookedBy.IOM))

    assert proposals(flown(), activity=own) == Proposals()
    assert proposals(flown(), activity=iom) == Proposals()


def test_what_already_left_is_not_proposed() -> None:
    assert proposals(flown(start=NOW - 1)) == Proposals()


def test_our_own_proposal_ends_when_the_departure_takes_another_flight() -> None:
    found = proposals(flown(THIRD_WEEK), existing=((booking(), True),))

    assert (found.past, found.new) == ((booking(),), (booking(flight=THIRD_WEEK),))
    assert found.standing == (booking(flight=THIRD_WEEK),)


def test_what_people_entered_or_asked_for_is_left_alone() -> None:
    entered, asked = booking(), booking(BookingState.REQUESTED, THIRD_WEEK)

    found = proposals(existing=((entered, False), (asked, True)))

    assert found == Proposals(standing=(asked, entered))
