"""What of a release is KMar's: its own departures and the rides to them, and nothing else that rides or flies."""

from dataclasses import replace

import pytest

from maps.from_release import day_map, escorted_part, flight_map, transport_days
from planner.domain.activities import BookedBy, DepartureDetail
from planner.domain.cases import Track
from planner.domain.civil import at
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from tests.maps.from_release.releases import (
    DAY,
    DEPARTURE,
    EMBASSY,
    PRISON,
    RIDE,
    TO_EMBASSY,
    TO_FLIGHT,
    release,
    ride,
)

OTHER = ride("m2", at(DAY, 9), at(DAY, 10), PRISON, EMBASSY)


def test_rides_to_a_mission_and_the_depot_are_not_kmars() -> None:
    whole = release((RIDE, TO_FLIGHT), (OTHER, TO_EMBASSY))

    stops = [(stop.place, stop.persons) for route in day_map(escorted_part(whole), DAY).routes for stop in route.stops]

    assert stops == [("DC Rotterdam", 1), ("Schiphol", 1)]
    assert len(day_map(whole, DAY).routes[0].stops) == 6


def test_a_day_on_which_only_others_ride_is_not_there() -> None:
    part = escorted_part(release((OTHER, TO_EMBASSY)))

    assert (transport_days(part), [one.number for one in flight_map(part, DAY, DAY).flights]) == ((), ["VP 1963"])


@pytest.mark.parametrize(
    "change", [{"track": Track.INDEPENDENT}, {"track": Track.INDEPENDENT_IOM}, {"booked_by": BookedBy.IOM}]
)
def test_who_leaves_without_kmar_rides_and_flies_out_of_its_sight(change: dict[str, Track | BookedBy]) -> None:
    part = escorted_part(_with(release((RIDE, TO_FLIGHT)), **change))

    assert (part.appointments, flight_map(part, DAY, DAY).flights) == ((), ())


def test_a_departure_without_a_flight_brings_no_ride_along() -> None:
    whole = release((RIDE, TO_FLIGHT))
    grounded = tuple(
        replace(one, participations=tuple(p for p in one.participations if p.resource.kind is not ResourceKind.FLIGHT))
        for one in whole.appointments
    )

    assert escorted_part(replace(whole, appointments=grounded)).appointments == ()


def _with(made: Release, **change: Track | BookedBy) -> Release:
    def changed(detail: DepartureDetail) -> DepartureDetail:
        return replace(detail, **change)  # type: ignore[arg-type]

    activities = tuple(
        replace(one, detail=changed(one.departure)) if one.key == DEPARTURE else one for one in made.activities
    )
    return replace(made, activities=activities)
