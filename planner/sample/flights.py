"""A made-up timetable of four weeks: real airports and distances, invented carriers, numbers and hours.

Not allowed here: who flies (see ``departures``).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from planner.domain.civil import at
from planner.domain.flights import Carrier, CountryRule, Flight, Transit
from planner.domain.ids import CarrierCode, CountryCode, FlightId, PlaceId
from planner.domain.time import Minute
from planner.sample.countries import DUBLIN_STATES, ORIGINS
from planner.sample.places import airports, consular_rules, flight_minutes
from planner.sample.sizes import SampleSize, scale_of
from planner.sample.world import World

TIMETABLE_NOTE = "verzonnen dienstregeling"
"""Said wherever the flights are shown: no carrier, number or hour is real."""
CHARTER = CarrierCode("VX")
SCHIPHOL = PlaceId("AMS")
_SHORT = 240
_CARRIERS = (
    Carrier(code=CarrierCode("VB"), max_depa=4, max_depu=6),
    Carrier(code=CarrierCode("VC"), max_depa=6, max_depu=8, max_children=4),
    Carrier(code=CarrierCode("VD"), max_depa=2, max_depu=4, max_children=2),
    Carrier(code=CarrierCode("VE"), max_depa=8, max_depu=10),
    Carrier(code=CHARTER, max_depa=40, max_depu=20),
)
_DUBLIN_A_WEEK = 6
_EUROPEAN_COPIES = 6
_CHARTERS = (("NG", 2, "LOS", False), ("DZ", 3, "ALG", False), ("GE", 3, "TBS", True))
"""Country, week of the horizon (from 1), airport, and whether the flight is shared with other member states."""
_CHANGING = 90
"""Minutes between two aircraft."""
_CHARTER_CLOSES = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One flight that returns every week on the same days at the same hour."""

    country: CountryCode
    route: tuple[str, ...]
    origin: PlaceId
    carrier: Carrier
    number: int
    weekdays: tuple[int, ...]
    minute: int
    seats: int


def carriers() -> tuple[Carrier, ...]:
    """Return the invented carriers."""
    return _CARRIERS


ESCORT_VISA = frozenset(CountryCode(code) for code in ("NG", "GN", "DZ"))
"""Countries that are taken to ask escorts for a visa: an assumption, so that the sample shows it."""


def country_rules() -> tuple[CountryRule, ...]:
    """Return one rule per country, from the rows of its missions."""
    found: dict[CountryCode, CountryRule] = {}
    for row in consular_rules():
        rule = CountryRule(
            country=row.country,
            max_per_flight=row.max_per_flight,
            lp_validity_days=row.lp_validity_days,
            lp_after_flight=row.lp_after_flight,
            source=row.source,
            escort_visa=row.country in ESCORT_VISA,
        )
        found.setdefault(row.country, rule)
    return tuple(found.values())


def draw_flights(world: World) -> list[Flight]:
    """Return every flight of the horizon, in order of departure."""
    stream = world.stream("flights")
    lines = _lines(stream, world)
    flights = [_flight(line, day) for line in lines for day in world.horizon_days if day.weekday() in line.weekdays]
    flights += _charters(world)
    return sorted(flights, key=lambda flight: (flight.departs, flight.id))


def _lines(stream: Random, world: World) -> list[_Line]:
    wanted = [(o.country, o.route, o.flights_a_week) for o in ORIGINS if o.route]
    wanted += [(country, (airport,), _DUBLIN_A_WEEK) for country, airport in DUBLIN_STATES]
    wanted = [entry for entry in wanted for _ in range(_copies(world))]
    origins = {country: _origin_of(stream, route) for country, route, _ in wanted}
    lines: list[_Line] = []
    for country, route, times in wanted:
        for first in range(0, times, 7):
            line = _line(stream, len(lines), country, route, min(7, times - first))
            lines.append(replace(line, origin=origins[country]))
    return lines


def _copies(world: World) -> int:
    """Return how often each line flies: as in Europe in proportion to the regievoerders where these were asked for."""
    if world.regievoerders is not None:
        return max(1, _EUROPEAN_COPIES * world.regievoerders // scale_of(SampleSize.EUROPE).regievoerders)
    return _EUROPEAN_COPIES if world.size is SampleSize.EUROPE else 1


def _origin_of(stream: Random, route: tuple[str, ...]) -> PlaceId:
    """Return the one airport from which a country is flown to; short flights leave from smaller ones too."""
    short = len(route) == 1 and flight_minutes(SCHIPHOL, *route) < _SHORT
    return PlaceId(stream.choice((SCHIPHOL, SCHIPHOL, SCHIPHOL, "RTM", "EIN"))) if short else SCHIPHOL


def _line(stream: Random, number: int, country: CountryCode, route: tuple[str, ...], days: int) -> _Line:
    return _Line(
        country=country,
        route=route,
        origin=SCHIPHOL,
        carrier=stream.choice(_CARRIERS[:-1]),
        number=101 + 7 * number + stream.randrange(6),
        weekdays=tuple(sorted(stream.sample(range(7), days))),
        minute=stream.randrange(10 * 60 + 30, 21 * 60, 5),
        seats=stream.randint(8, 16),
    )


def _flight(line: _Line, day: date) -> Flight:
    departs = at(day, line.minute // 60, line.minute % 60)
    number = f"{line.carrier.code} {line.number:04d}"
    return Flight(
        id=FlightId(f"{line.carrier.code}{line.number:04d}-{day:%Y%m%d}"),
        carrier=line.carrier.code,
        number=number,
        origin=line.origin,
        destination=line.route[-1],
        country=line.country,
        departs=departs,
        arrives=Minute(departs + flight_minutes(line.origin, *line.route)),
        seats=line.seats,
        via=line.route[:-1],
        transits=_transits(line, departs),
    )


def _transits(line: _Line, departs: Minute) -> tuple[Transit, ...]:
    """Return the change of aircraft at every stop."""
    found: list[Transit] = []
    for number, airport in enumerate(line.route[:-1], start=1):
        arrives = Minute(departs + flight_minutes(line.origin, *line.route[:number]))
        country = CountryCode(airports()[airport]["country"])
        found.append(Transit(airport=airport, country=country, arrives=arrives, departs=Minute(arrives + _CHANGING)))
    return tuple(found)


def _charters(world: World) -> list[Flight]:
    """Return the charters, one in the second and one in the third week, and a joint flight; all on a Wednesday."""
    flights: list[Flight] = []
    for number, (country, week, airport, joint) in enumerate(_CHARTERS, start=1):
        day = world.week.monday + timedelta(weeks=week - 1, days=2)
        departs = at(day, 11)
        flights.append(
            Flight(
                id=FlightId(f"{CHARTER}{number:04d}-{day:%Y%m%d}"),
                carrier=CHARTER,
                number=f"{CHARTER} {number:04d}",
                origin=SCHIPHOL,
                destination=airport,
                country=CountryCode(country),
                departs=departs,
                arrives=Minute(departs + flight_minutes(SCHIPHOL, airport)),
                seats=90,
                charter=not joint,
                joint=joint,
                booking_closes=at(day - _CHARTER_CLOSES, 17),
            )
        )
    return flights
