"""Where airports are and what time zone they keep, by IATA code.

Not allowed here: timetables, countries.
"""

from functools import cache

import airportsdata

from maps.view import Airport, MapPoint


class UnknownAirportError(ValueError):
    """A flight names an airport code that does not exist."""


@cache
def _known() -> dict[str, airportsdata.Airport]:
    return airportsdata.load("IATA")


def airport(code: str) -> Airport:
    """Return the airport of an IATA code, named after its city.

    Raises
    ------
    UnknownAirportError
        When no airport has the code.
    """
    found = _known().get(code)
    if found is None:
        raise UnknownAirportError(f"no airport has the code {code}\nCorrect the flight, for instance AMS or IST.")
    name = found["city"] or found["name"]
    return Airport(code=code, name=name, at=MapPoint(lat=round(found["lat"], 3), lon=round(found["lon"], 3)))


def is_known(code: str) -> bool:
    """Return whether an airport has this IATA code."""
    return code in _known()


def time_zone(code: str) -> str | None:
    """Return the IANA name of the zone that an airport keeps; None when no airport has the code."""
    found = _known().get(code)
    return found["tz"] if found is not None else None
