"""Flights, in examples: P19, P19a, R10a, R11, R25, R34, R34a, R39. Flight F1 leaves Monday 23 November at 12:00."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import BookedBy
from planner.domain.cases import Membership, SeparationApproval, Track
from planner.domain.civil import at, day_interval
from planner.domain.flights import Carrier, CountryRule
from planner.domain.ids import CarrierCode, FlightId
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import costs, departure, flown, found, on_day, texts

OCTOBER = at(date(2020, 10, 1), 0)
"""The notice term changes from 48 to 36 hours."""


@pytest.mark.parametrize(
    ("given", "breaches"),
    [
        pytest.param(Minute(w.clock(12) - 36 * 60), 0, id="36 hours exactly"),
        pytest.param(Minute(w.clock(12) - 36 * 60 + 1), 1, id="a minute less"),
        pytest.param(None, 0, id="not given, but there is time: now is Thursday 16:00"),
    ],
)
def test_notice_of_departure(given: Minute | None, breaches: int) -> None:
    """Hours before a flight in 2026."""
    activity = departure(notice_given=given)
    world = w.World(activities=[activity])

    assert len(found("R11", world, flown(world, activity))) == breaches


def test_notice_across_the_change_of_its_setting() -> None:
    """In one plan: 40 hours before a flight on 30 September 2020 is too short, on 1 October it is enough."""
    before, after = Minute(OCTOBER - 1), OCTOBER
    flights = (w.flight(w.F1, before), w.flight(w.F2, after))
    early, late = (departure(code, notice_given=Minute(when - 40 * 60)) for code, when in ((w.A, before), (w.B, after)))
    world = w.World(activities=[early, late], now=Minute(OCTOBER - 10_000)).with_resources(flights=flights)

    said = found("R11", world, flown(world, early, w.F1), flown(world, late, w.F2))

    assert [breach.activities for breach in said] == [(early.key,)]


@pytest.mark.parametrize(
    ("changed", "when", "hours", "breaches"),
    [
        pytest.param(at(date(2026, 10, 25), 0), at(date(2026, 10, 26), 12), 36, 0, id="36 real hours over 25 October"),
        pytest.param(at(date(2026, 10, 25), 0), at(date(2026, 10, 26), 11), 36, 0, id="an hour earlier by the wall"),
        pytest.param(at(date(2027, 3, 28), 0), at(date(2027, 3, 29), 12), 36, 1, id="35 real hours over 28 March"),
        pytest.param(at(date(2027, 3, 28), 0), at(date(2027, 3, 29), 13), 36, 0, id="36 real hours over 28 March"),
    ],
)
def test_notice_counts_real_hours_when_clocks_change(changed: Minute, when: Minute, hours: int, breaches: int) -> None:
    """Notice at midnight before the change; 12:00 the next day is 37 real hours in autumn, 35 in spring."""
    activity = departure(notice_given=changed)
    world = w.World(activities=[activity], now=Minute(changed - 1)).with_resources(flights=(w.flight(w.F1, when),))

    assert hours == 36
    assert len(found("R11", world, flown(world, activity))) == breaches


def test_flight_must_go_to_the_country() -> None:
    """F3 goes to YY."""
    activity = departure()
    world = w.World(activities=[activity])

    assert texts("P19", world, flown(world, activity, w.F3)) == [
        "vlucht KL F3 (ma 23 nov 15:00) gaat naar YY, nodig is XX"
    ]
    assert found("P19", world, flown(world, activity, w.F1)) == []


def test_flight_leaves_from_the_airport_that_was_said() -> None:
    """F1 leaves from Schiphol; the departure is entered for another airport, to which the transport goes."""
    here, elsewhere = departure(place=w.AIRPORT), departure(place=w.OFFICE)
    world = w.World(activities=[here])

    assert found("P19", world, flown(world, here)) == []
    world = w.World(activities=[elsewhere])
    assert texts("P19", world, flown(world, elsewhere)) == [
        "vlucht KL F1 (ma 23 nov 12:00) vertrekt van schiphol X, nodig is kantoor X"
    ]


def test_departure_is_when_the_flight_is() -> None:
    """A minute later is another time."""
    activity = departure()
    world = w.World(activities=[activity])
    planned = flown(world, activity)
    moved = replace(planned, start=Minute(planned.start + 1), end=Minute(planned.end + 1))

    assert texts("P19", world, moved) == ["vlucht KL F1 vertrekt ma 23 nov 12:00, niet op een andere tijd"]


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28), w.MONDAY])
def test_booking_by_iom_fills_a_whole_day(day: date) -> None:
    """Of 25, 23 or 24 hours; a day that is an hour short is refused."""
    activity = departure(booked_by=BookedBy.IOM, window=Interval(at(date(2026, 10, 1), 0), at(date(2027, 5, 1), 0)))
    world = w.World(activities=[activity])
    whole = on_day(activity, day_interval(day))

    assert found("P19", world, whole) == []
    assert len(found("P19", world, replace(whole, end=Minute(whole.end - 60)))) == 1


@pytest.mark.parametrize(("seats", "breaches"), [(4, 0), (3, 1)])
def test_seats_for_persons_and_escorts(seats: int, breaches: int) -> None:
    """One person alone and one with two escorts on a flight of three hours: four seats."""
    alone, escorted = departure(w.A), departure(w.B, escorted=True)
    world = w.World(activities=[alone, escorted]).with_resources(flights=(w.flight(w.F1, w.clock(12), seats=seats),))

    assert len(found("P19a", world, flown(world, alone), flown(world, escorted))) == breaches


@pytest.mark.parametrize(
    ("escorted", "track", "breaches"),
    [
        pytest.param(False, Track.FORCED, 1, id="two unescorted, one allowed"),
        pytest.param(True, Track.FORCED, 0, id="two escorted, two allowed"),
        pytest.param(False, Track.INDEPENDENT, 0, id="ordinary passengers"),
    ],
)
def test_carrier_limits(escorted: bool, track: Track, breaches: int) -> None:  # noqa: FBT001 - a column of the table
    """The carrier takes two DEPA and one DEPU."""
    activities = [departure(code, escorted=escorted, track=track) for code in (w.A, w.B)]
    world = w.World(activities=activities)

    assert len(found("R34", world, *(flown(world, activity) for activity in activities))) == breaches


@pytest.mark.parametrize(
    ("sent", "now", "breaches"),
    [
        pytest.param(date(2026, 11, 20), w.NOW, 0, id="sent three days before"),
        pytest.param(date(2026, 11, 21), w.NOW, 1, id="sent two days before"),
        pytest.param(None, at(date(2026, 11, 20), 23, 59), 0, id="can still be sent"),
        pytest.param(None, at(date(2026, 11, 21), 0), 1, id="can no longer be sent"),
    ],
)
def test_risk_form(sent: date | None, now: Minute, breaches: int) -> None:
    """The flight is on 23 November."""
    activity = departure(risk_form_sent=sent)
    world = w.World(activities=[activity], now=now).with_resources(
        carriers=(Carrier(code=CarrierCode("KL"), risk_form_days=3),)
    )

    assert len(found("R34a", world, flown(world, activity))) == breaches


@pytest.mark.parametrize(("most", "breaches"), [(None, 0), (2, 0), (1, 1)])
def test_persons_per_flight_for_a_country(most: int | None, breaches: int) -> None:
    """Two persons on one flight."""
    activities = [departure(code) for code in (w.A, w.B)]
    rules = (CountryRule(country=w.XX, max_per_flight=most),)
    world = w.World(activities=activities).with_resources(country_rules=rules)

    assert len(found("R10a", world, *(flown(world, activity) for activity in activities))) == breaches


@pytest.mark.parametrize(
    ("second", "breaches"),
    [
        pytest.param(w.F1, 0, id="the same flight"),
        pytest.param(w.F2, 2, id="another flight, from both sides"),
        pytest.param(None, 1, id="one stays behind"),
    ],
)
def test_household_travels_together(second: FlightId | None, breaches: int) -> None:
    """A and B are one household."""
    one, other = departure(w.A), departure(w.B)
    world = w.World(activities=[one, other])
    planned = [flown(world, one), *([flown(world, other, second)] if second else [])]

    assert len(found("R25", world, *planned)) == breaches


@pytest.mark.parametrize(
    ("left", "approved", "breaches"),
    [
        pytest.param(w.clock(12), None, 0, id="B left the household as the flight leaves"),
        pytest.param(Minute(w.clock(12) + 1), None, 1, id="B is still a member then"),
        pytest.param(None, Interval(w.clock(12)), 0, id="approved from that minute on"),
        pytest.param(None, Interval(Minute(w.clock(12) + 1)), 1, id="approved a minute later"),
    ],
)
def test_household_of_the_day_counts(left: Minute | None, approved: Interval | None, breaches: int) -> None:
    """A leaves on Monday at 12:00 and B does not."""
    one, other = departure(w.A), departure(w.B)
    world = w.World(activities=[one, other]).with_cases(
        memberships=(
            Membership(household=w.HOUSE, case=w.A, valid=w.EVER),
            Membership(household=w.HOUSE, case=w.B, valid=Interval(Minute(0), left)),
        ),
        separations=() if approved is None else (SeparationApproval(household=w.HOUSE, valid=approved),),
    )

    assert len(found("R25", world, flown(world, one))) == breaches


def test_who_is_no_member_binds_nobody() -> None:
    """A left the household before the flight; B, who is a member, stays."""
    one, other = departure(w.A), departure(w.B)
    memberships = (
        Membership(household=w.HOUSE, case=w.A, valid=Interval(Minute(0), w.clock(12))),
        Membership(household=w.HOUSE, case=w.B, valid=w.EVER),
    )
    world = w.World(activities=[one, other]).with_cases(memberships=memberships)

    assert found("R25", world, flown(world, one)) == []


def test_each_day_of_waiting_costs_one() -> None:
    """The scope begins on Monday: a flight on Monday costs nothing, on Tuesday 1; an independent departure nothing."""
    forced, free = departure(w.A), departure(w.B, track=Track.INDEPENDENT)
    world = w.World(activities=[forced, free])

    assert costs("R39", world, flown(world, forced, w.F1)) == {}
    assert costs("R39", world, flown(world, forced, w.F2), flown(world, free, w.F2)) == {Level.TIMELY: 1}
