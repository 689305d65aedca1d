"""Approvals of stand-bys in the sample: for an earlier flight that others take, inside the person's window."""

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.bookings import StandbyApproval
from planner.domain.flights import Flight
from planner.sample import SampleSize
from tests.planner.sample.samples import activities_of, facts_of, sample


@pytest.mark.parametrize(("size", "number"), [(SampleSize.REGION, 1), (SampleSize.NATIONAL, 2)])
def test_approvals_name_a_departure_and_a_flight_to_the_same_country_in_its_window(
    size: SampleSize, number: int
) -> None:
    made = sample(size)
    departures: dict[str, Activity] = {a.key: a for a in activities_of(made, ActivityKind.DEPARTURE)}
    flights = {flight.id: flight for flight in facts_of(made, Flight)}

    found = facts_of(made, StandbyApproval)

    assert len(found) == number
    assert {departures[a.activity].departure.country == flights[a.flight].country for a in found} == {True}
    assert {departures[a.activity].window.contains(flights[a.flight].departs) for a in found} == {True}
    assert {departures[a.activity].departure.escorted for a in found} == {False}
