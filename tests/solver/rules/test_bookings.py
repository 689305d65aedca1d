"""Bookings, transits and transfers, in examples: P50, P51, P52, R21, R30, R34. F1 leaves Monday 23 November 12:00."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import DublinTransfer
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import Track
from planner.domain.civil import at
from planner.domain.flights import Carrier, Transit
from planner.domain.ids import CarrierCode, CountryCode, FlightId
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, reason, texts

GERMANY = CountryCode("DE")
ANNOUNCED_LONG_AGO = date(2026, 10, 1)


def booking(state: BookingState, flight: FlightId = w.F1) -> Booking:
    """Return a booking of A."""
    reason = CancelReason.RESISTANCE if state is BookingState.CANCELLED else None
    return Booking(activity=departure().key, flight=flight, state=state, since=w.NOW, reason=reason)


@pytest.mark.parametrize(
    ("state", "same", "other"),
    [
        (BookingState.PROPOSED, 0, 0),
        (BookingState.REQUESTED, 0, 0),
        (BookingState.BOOKED, 0, 1),
        (BookingState.IN_TRANSIT, 0, 1),
        (BookingState.COMPLETED, 0, 1),
        (BookingState.CANCELLED, 1, 0),
    ],
)
def test_a_booking_keeps_the_departure_on_its_flight_and_a_cancelled_one_off_it(
    state: BookingState, same: int, other: int
) -> None:
    activity = departure()
    world = w.World(activities=[activity], bookings=[booking(state)])

    assert len(found("P50", world, flown(world, activity, w.F1))) == same
    assert len(found("P50", world, flown(world, activity, w.F2))) == other


def test_the_reason_of_a_cancelled_booking_is_said() -> None:
    activity = departure()
    world = w.World(activities=[activity], bookings=[booking(BookingState.CANCELLED)])

    assert texts("P50", world, flown(world, activity)) == [
        "de boeking op vlucht KL F1 (ma 23 nov 12:00) is geannuleerd (verzet)"
    ]


@pytest.mark.parametrize(
    ("closes", "bookings", "breaches"),
    [
        pytest.param(Minute(w.NOW + 1), (), 0, id="closes in a minute"),
        pytest.param(w.NOW, (), 1, id="closes now"),
        pytest.param(w.NOW, (BookingState.PROPOSED,), 1, id="only proposed"),
        pytest.param(w.NOW, (BookingState.REQUESTED,), 0, id="asked for"),
        pytest.param(w.NOW, (BookingState.BOOKED,), 0, id="booked"),
        pytest.param(None, (), 0, id="never closes"),
    ],
)
def test_seats_can_be_asked_for_until_the_booking_closes(
    closes: Minute | None, bookings: tuple[BookingState, ...], breaches: int
) -> None:
    activity = departure()
    flight = replace(w.flight(w.F1, w.clock(12)), booking_closes=closes)
    world = w.World(activities=[activity], bookings=[booking(state) for state in bookings])
    world = world.with_resources(flights=(flight,))

    assert len(found("P51", world, flown(world, activity))) == breaches


def test_what_was_published_stays_after_the_booking_closed() -> None:
    activity = departure()
    world = w.World(activities=[activity]).with_resources(
        flights=(replace(w.flight(w.F1, w.clock(12)), booking_closes=w.NOW),)
    )
    published = flown(world, activity)

    assert found("P51", replace(world, baseline=[published]), published) == []


@pytest.mark.parametrize(
    ("changes", "state", "breaches"),
    [
        pytest.param({"charter": True}, None, 1, id="charter, not entered"),
        pytest.param({"joint": True}, None, 1, id="joint flight, not entered"),
        pytest.param({"charter": True}, BookingState.PROPOSED, 0, id="charter, entered"),
        pytest.param({"joint": True}, BookingState.REQUESTED, 0, id="joint flight, entered"),
        pytest.param({"charter": True}, BookingState.CANCELLED, 1, id="no longer entered"),
        pytest.param({}, None, 0, id="line flight"),
    ],
)
def test_charters_take_only_those_entered(changes: dict[str, bool], state: BookingState | None, breaches: int) -> None:
    activity = departure()
    flight = replace(w.flight(w.F1, w.clock(12)), **changes)  # type: ignore[arg-type]
    world = w.World(activities=[activity], bookings=[booking(state)] if state else [])
    world = world.with_resources(flights=(flight,))

    assert len(found("P52", world, flown(world, activity))) == breaches


def over(country: str, minutes: int = 60) -> Transit:
    """Return a change of aircraft an hour after F1 left."""
    arrives = w.clock(13)
    return Transit(airport="XXX", country=CountryCode(country), arrives=arrives, departs=Minute(arrives + minutes))


@pytest.mark.parametrize(
    ("transit", "asked", "now", "breaches"),
    [
        pytest.param(over("DE"), date(2026, 11, 21), w.clock(8), 0, id="asked two days before"),
        pytest.param(over("DE"), date(2026, 11, 22), w.clock(8), 1, id="asked a day before"),
        pytest.param(over("DE"), None, at(date(2026, 11, 21), 23, 59), 0, id="can still be asked"),
        pytest.param(over("DE"), None, at(date(2026, 11, 22), 0), 1, id="too late to ask"),
        pytest.param(over("CH"), None, w.clock(8), 1, id="an associated state"),
        pytest.param(over("TR"), None, w.clock(8), 0, id="not a member state"),
        pytest.param(over("DE", 24 * 60), date(2026, 11, 1), w.NOW, 0, id="24 hours"),
        pytest.param(over("DE", 24 * 60 + 1), date(2026, 11, 1), w.NOW, 1, id="a minute longer"),
        pytest.param(over("TR", 24 * 60 + 1), date(2026, 11, 1), w.NOW, 0, id="long, elsewhere"),
    ],
)
def test_transit_through_a_member_state(transit: Transit, asked: date | None, now: Minute, breaches: int) -> None:
    activity = departure(transit_requested=asked)
    flight = replace(w.flight(w.F1, w.clock(12)), transits=(transit,))
    world = w.World(activities=[activity], now=now).with_resources(flights=(flight,))

    assert len(found("R30", world, flown(world, activity))) == breaches


def test_an_independent_departure_asks_for_no_transit() -> None:
    activity = departure(track=Track.INDEPENDENT)
    world = w.World(activities=[activity], now=w.clock(8)).with_resources(
        flights=(replace(w.flight(w.F1, w.clock(12)), transits=(over("DE"),)),)
    )

    assert found("R30", world, flown(world, activity)) == []


def test_of_a_way_without_a_transit_only_the_name_of_the_rule_is_said() -> None:
    activity = departure()
    world = w.World(activities=[activity])
    bare = w.mode(activity, w.AIRPORT)

    assert reason("R30", world, activity, bare) == "Doorreis door de lucht is aangevraagd"


def test_a_stop_without_leaving_the_aircraft_is_no_transit() -> None:
    activity = departure()
    world = w.World(activities=[activity], now=w.clock(8)).with_resources(
        flights=(replace(w.flight(w.F1, w.clock(12)), via=("MUC",)),)
    )

    assert found("R30", world, flown(world, activity)) == []


@pytest.mark.parametrize(
    ("announced", "special", "collective", "minor", "breaches"),
    [
        pytest.param(date(2026, 11, 18), False, False, False, 0, id="three working days: Wednesday"),
        pytest.param(date(2026, 11, 19), False, False, False, 1, id="two working days: Thursday"),
        pytest.param(date(2026, 11, 9), True, False, False, 0, id="special needs, ten working days"),
        pytest.param(date(2026, 11, 10), True, False, False, 1, id="special needs, nine"),
        pytest.param(date(2026, 11, 10), False, False, True, 1, id="a minor, nine"),
        pytest.param(date(2026, 11, 3), False, True, False, 0, id="collective, fourteen"),
        pytest.param(date(2026, 11, 4), False, True, False, 1, id="collective, thirteen"),
        pytest.param(date(2026, 11, 4), True, True, False, 1, id="both: the longest counts"),
        pytest.param(None, False, False, False, 1, id="not announced on Thursday: too late"),
    ],
)
def test_transfer_to_germany(
    *, announced: date | None, special: bool, collective: bool, minor: bool, breaches: int
) -> None:
    """The flight is on Monday 23 November; now is Thursday the 19th."""
    transfer = DublinTransfer(
        accepted_on=date(2026, 8, 3), special_needs=special, collective=collective, announced_on=announced
    )
    activity = departure(country=GERMANY, transfer=transfer)
    flight = replace(w.flight(w.F1, w.clock(12)), country=GERMANY)
    world = w.World(activities=[activity]).with_resources(flights=(flight,))
    world = world.with_cases(cases=(w.case(w.A, minor=minor),))

    assert len(found("R21", world, flown(world, activity))) == breaches


def test_a_state_without_a_setting_asks_no_notice() -> None:
    activity = departure(transfer=DublinTransfer(accepted_on=date(2026, 8, 3)))
    world = w.World(activities=[activity])

    assert found("R21", world, flown(world, activity)) == []


@pytest.mark.parametrize(("most", "breaches"), [(None, 0), (1, 0), (0, 1)])
def test_minors_of_a_carrier(most: int | None, breaches: int) -> None:
    """One minor and one adult on one flight."""
    activities = [departure(w.A), departure(w.B)]
    carrier = Carrier(code=CarrierCode("KL"), max_children=most)
    world = w.World(activities=activities).with_resources(carriers=(carrier,))
    world = world.with_cases(cases=(w.case(w.A, minor=True), w.case(w.B)))

    assert len(found("R34", world, *(flown(world, activity) for activity in activities))) == breaches
