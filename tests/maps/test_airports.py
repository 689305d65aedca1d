"""Airports by their code."""

import airportsdata
import pytest

from maps.airports import UnknownAirportError, airport, time_zone
from planner.domain.civil import zone_names


def test_airport_is_named_after_its_city() -> None:
    assert (airport("CMN").name, airport("CMN").at.lat) == ("Casablanca", 33.367)


def test_unknown_airport_is_refused() -> None:
    with pytest.raises(UnknownAirportError, match="no airport has the code QQQ"):
        airport("QQQ")


def test_an_airport_keeps_the_time_of_its_zone_and_an_unknown_one_none() -> None:
    assert (time_zone("CMN"), time_zone("QQQ")) == ("Africa/Casablanca", None)


def test_every_airport_keeps_a_zone_that_there_is() -> None:
    zones = {time_zone(code) for code in airportsdata.load("IATA")}

    assert zones - set(zone_names()) == set()
