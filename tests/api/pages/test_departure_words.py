"""How departures are called on planners' pages."""

from dataclasses import replace

import pytest

from api.pages.departure_words import departure_words
from planner.domain.activities import BookedBy
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import Track
from planner.domain.ids import FlightId
from planner.domain.plan import appointment
from planner.domain.release import Release, ReleaseScope
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from tests.planner.usecases.world import NOW, SUNDAY_NIGHT, THIRD_WEEK, WEEK, departure, departure_key

KEY = departure_key("Z1")
FORCED, RIDE = departure("Z1", SUNDAY_NIGHT)
FLOWN = appointment(KEY, NOW, Minute(NOW + 60), None, (ResourceRef(ResourceKind.FLIGHT, SUNDAY_NIGHT),))


def release(*bookings: Booking) -> Release:
    return Release(
        number=1,
        published_at=NOW,
        plan_id=1,
        problem_hash="x",
        scope=ReleaseScope(),
        horizon=WEEK.interval(4),
        appointments=(FLOWN,),
        entries=(),
        activities=(FORCED,),
        bookings=bookings,
    )


def booking(state: BookingState, flight: FlightId = SUNDAY_NIGHT) -> Booking:
    reason = CancelReason.OTHER if state is BookingState.CANCELLED else None
    return Booking(activity=KEY, flight=flight, state=state, since=NOW, reason=reason)


@pytest.mark.parametrize(
    ("bookings", "words"),
    [
        ((), "gedwongen"),
        ((booking(BookingState.REQUESTED),), "gedwongen, boeking aangevraagd"),
        ((booking(BookingState.CANCELLED, THIRD_WEEK),), "gedwongen"),
    ],
)
def test_a_forced_departure_says_how_its_booking_stands(bookings: tuple[Booking, ...], words: str) -> None:
    assert departure_words(release(*bookings), FLOWN, FORCED) == words


@pytest.mark.parametrize(
    ("booker", "track", "words"),
    [
        (BookedBy.IOM, Track.INDEPENDENT_IOM, "zelfstandig met IOM, geboekt door IOM"),
        (BookedBy.SELF, Track.INDEPENDENT, "zelfstandig, zelf geboekt"),
    ],
)
def test_an_independent_departure_says_who_books(booker: BookedBy, track: Track, words: str) -> None:
    own = replace(FORCED, detail=replace(FORCED.departure, booked_by=booker, track=track))

    assert departure_words(release(), FLOWN, own) == words


def test_other_kinds_say_nothing() -> None:
    assert departure_words(release(), FLOWN, RIDE) == ""
