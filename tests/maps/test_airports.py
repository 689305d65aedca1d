"""Airports by their code."""

import pytest

from maps.airports import UnknownAirportError, airport


def test_airport_is_named_after_its_city() -> None:
    assert (airport("CMN").name, airport("CMN").at.lat) == ("Casablanca", 33.367)


def test_unknown_airport_is_refused() -> None:
    with pytest.raises(UnknownAirportError, match="no airport has the code QQQ"):
        airport("QQQ")
