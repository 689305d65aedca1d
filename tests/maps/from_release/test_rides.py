"""The day map of a release: what goes on it and what must not, and the sheet of one vehicle."""

from dataclasses import asdict, dataclass, replace
from datetime import date

import pytest

from maps.from_release import day_map, flight_days, transport_days, vehicle_sheet
from maps.routes import RoadRoute
from maps.view import DayMap, StopTask, without_sites
from planner.domain.civil import at
from planner.domain.places import Place, PlaceContact
from tests.maps.from_release.releases import (
    AIRPORT,
    CASE,
    DAY,
    EMBASSY,
    PRISON,
    RIDE,
    TO_EMBASSY,
    TO_FLIGHT,
    release,
    ride,
)


def test_day_map_runs_from_depot_to_depot_in_order_of_time() -> None:
    (route,) = day_map(release((RIDE, TO_FLIGHT)), DAY).routes
    # The fit gives 9 minutes from the depot to the prison (1.3 km) and 44 from Schiphol back (45.6 km).
    assert [(stop.time, stop.place, stop.task) for stop in route.stops] == [
        ("05:50", "Standplaats, Rotterdam", StopTask.START),
        ("06:00", "DC Rotterdam", StopTask.PICK_UP),
        ("07:00", "Schiphol", StopTask.DELIVER),
        ("07:54", "Standplaats, Rotterdam", StopTask.END),
    ]


def test_day_map_says_by_when_a_flight_needs_the_person() -> None:
    (route,) = day_map(release((RIDE, TO_FLIGHT)), DAY).routes
    # 10:25 less 180 minutes.
    assert [stop.latest for stop in route.stops] == ["", "", "07:25", ""]


def test_day_map_joins_operations_at_one_place_and_time() -> None:
    second = (ride("m2", at(DAY, 6), at(DAY, 7, 10), PRISON, AIRPORT), replace(TO_FLIGHT, persons=2))
    (route,) = day_map(release((RIDE, TO_FLIGHT), second), DAY).routes
    assert [(stop.persons, len(stop.codes)) for stop in route.stops] == [(0, 0), (3, 2), (3, 2), (0, 0)]


def test_day_map_names_source_and_date_of_the_travel_times() -> None:
    view = day_map(release((RIDE, TO_FLIGHT)), DAY)
    assert (view.travel_source, view.travel_is_estimate) == ("schatting (grootcirkel, gefit), 21-11-2026", True)


def test_day_map_gives_away_no_case_country_flight_or_mission() -> None:
    visit = (ride("m2", at(DAY, 9), at(DAY, 10), PRISON, EMBASSY), TO_EMBASSY)
    text = str(asdict(day_map(release((RIDE, TO_FLIGHT), visit), DAY)))
    hidden = (CASE, "Freedonia", "XF", "VP 1963", "KBL", "IST", "zaak-geheim")
    assert [word for word in hidden if word in text] == []
    assert text.count("vertegenwoordiging, Den Haag") == 1


def test_day_map_of_another_day_is_empty() -> None:
    assert day_map(release((RIDE, TO_FLIGHT)), date(2026, 11, 27)).routes == ()


def test_days_with_transports_and_flights_are_listed() -> None:
    made = release((RIDE, TO_FLIGHT))
    assert (transport_days(made), flight_days(made)) == ((DAY,), (DAY,))


def test_stops_know_the_minutes_of_the_clock() -> None:
    (route,) = day_map(release((RIDE, TO_FLIGHT)), DAY).routes
    # 05:50, 06:00 to 06:15, 07:00 to 07:10, 07:54.
    assert [(stop.arrives, stop.leaves) for stop in route.stops] == [(350, 350), (360, 375), (420, 430), (474, 474)]


@dataclass(frozen=True)
class _OneRoad:
    """Knows the way from the prison to the airport and no other."""

    def route(self, origin: Place, destination: Place) -> RoadRoute | None:
        if (origin.id, destination.id) != (PRISON.id, AIRPORT.id):
            return None
        line = ((51.96, 4.46), (52.1, 4.6), (52.31, 4.77))
        return RoadRoute(line=line, kilometres=53.6, minutes=41.0, attribution="de wegbeheerder")


def test_lines_follow_the_road_where_it_is_known() -> None:
    view = day_map(release((RIDE, TO_FLIGHT)), DAY, routes=_OneRoad())
    assert [len(leg.path) for leg in view.routes[0].legs] == [0, 3, 0]
    assert (view.routes[0].legs[1].kilometres, view.attribution) == (54, "de wegbeheerder")


def test_sheet_is_the_route_of_one_vehicle() -> None:
    day = day_map(release((RIDE, TO_FLIGHT)), DAY)
    sheet = vehicle_sheet(day, "DV-07")
    assert (sheet.route, sheet.date, sheet.release) == (day.routes[0], DAY, "publicatie 8")


def test_sheet_of_a_vehicle_that_does_not_ride_is_refused() -> None:
    with pytest.raises(LookupError, match="DV-99 does not ride on 2026-11-26"):
        vehicle_sheet(day_map(release((RIDE, TO_FLIGHT)), DAY), "DV-99")


def _with_prison(place: Place) -> DayMap:
    known = release((RIDE, TO_FLIGHT))
    places = tuple(place if one.id == place.id else one for one in known.resources.places)
    return day_map(replace(known, resources=replace(known.resources, places=places)), DAY)


def test_a_stop_outside_the_opening_hours_is_warned_of_and_one_within_them_is_not() -> None:
    stops = _with_prison(replace(PRISON, opening_hours="ma-vr 08:00-17:00")).routes[0].stops
    assert [stop.closed for stop in stops] == ["", "dan gesloten", "", ""]
    assert [stop.site.hours for stop in stops] == ["", "ma-vr 08:00-17:00", "", ""]


def test_who_does_not_drive_reads_no_hours_no_way_in_and_no_telephone_number() -> None:
    contact = PlaceContact(function="receptie", phone="088-1234567")
    day = _with_prison(replace(PRISON, opening_hours="zo 08:00-17:00", vehicle_access="poort 2", contacts=(contact,)))
    bare = without_sites(day)
    assert day.routes[0].stops[1].site.contacts == ("receptie: 088-1234567",)
    assert [word for word in ("poort 2", "088-1234567", "zo 08:00") if word in repr(bare)] == []
    assert {stop.closed for stop in bare.routes[0].stops} == {""}
