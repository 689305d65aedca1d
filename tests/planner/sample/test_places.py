"""The gazetteer and the made-up timetable."""

import pytest

from planner.domain.flights import Flight
from planner.domain.ids import CountryCode, PlaceId
from planner.domain.missions import PresentationMode
from planner.domain.places import PlaceKind
from planner.sample import SampleSize
from planner.sample.flights import country_rules
from planner.sample.places import consular_rules, drive_minutes, flight_minutes, gazetteer
from tests.planner.sample.samples import facts_of, sample


def test_gazetteer_says_of_every_place_how_sure_it_is_and_where_from() -> None:
    places = gazetteer().values()

    assert {place.confidence for place in places} == {"low", "medium", "high"}
    assert [place.id for place in places if not place.provenance] == []
    assert [place.id for place in places if not (50 <= place.lat <= 54 and 3 <= place.lon <= 8)] == []


def test_gazetteer_holds_the_dutch_airports_and_leaves_out_closed_sites() -> None:
    places = gazetteer()

    assert [place.id for place in places.values() if place.kind is PlaceKind.AIRPORT] == ["AMS", "RTM", "EIN"]
    assert PlaceId("GLO-GOE") not in places


def test_consular_rules_tell_morocco_by_consulate() -> None:
    morocco = {rule.mission: rule.notice_working_days for rule in consular_rules() if rule.country == "MA"}

    assert morocco == {"CON-MA-AMS": 12, "CON-MA-DBO": 5, "CON-MA-RTM": 5, "CON-MA-UTR": 5}


def test_consular_rules_hear_nobody_for_albania_and_nigeria_once_a_month() -> None:
    rules = {rule.country: rule for rule in consular_rules()}

    assert rules[CountryCode("AL")].mode is PresentationMode.WRITTEN
    assert rules[CountryCode("NG")].monthly
    assert len(country_rules()) == len(rules)


@pytest.mark.parametrize(
    ("origin", "destination", "low", "high"),
    # By road: 217 km from Ter Apel, 152 km from Zwolle to Den Haag (courts as city centres).
    [("AZC-TAP", "AMS", 130, 160), ("CRT-ZWO", "CRT-DHG", 95, 120), ("AMS", "AMS", 0, 0)],
)
def test_drive_minutes_are_about_right(origin: str, destination: str, low: int, high: int) -> None:
    assert low <= drive_minutes(PlaceId(origin), PlaceId(destination)) <= high


def test_flight_minutes_follow_the_great_circle_and_count_stops() -> None:
    # Casablanca lies 2,293 km from Schiphol: 162 minutes at 850 km/h, and 30.
    assert 185 <= flight_minutes("AMS", "CMN") <= 195
    assert flight_minutes("AMS", "CMN", "ALG") > flight_minutes("AMS", "CMN") + 90


def test_flights_fly_direct_and_over_stops_and_by_charter() -> None:
    flights = facts_of(sample(SampleSize.REGION), Flight)
    direct = {flight.destination for flight in flights if not flight.via}

    assert {"CMN", "TUN", "LOS", "ACC", "CAI", "IST", "EBL", "IKA", "TBS", "DEL", "PEK", "GRU", "PBM", "AMM"} <= direct
    assert {flight.via for flight in flights if flight.destination == "KBL"} == {("IST",)}
    assert [flight.number for flight in flights if flight.charter] == ["VX 0001", "VX 0002"]
    assert "verzonnen dienstregeling" in sample(SampleSize.REGION).notes[0]
