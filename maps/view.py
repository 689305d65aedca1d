"""What a map may show, and nothing else: frozen view-models of ready-made texts, coordinates and counts.

Whoever builds them has already decided what the viewer may see; a map adds nothing to it. Case codes and names of
places are texts here and travel only into the page's tables, never into folium.

Not allowed here: rules about rights, drawing, time zones.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial

from planner.domain.wording import Text, either

UNCERTAIN = "\N{PLUS-MINUS SIGN}"
"""Before the name of a place: it is uncertain where it lies."""
_MAX_LAT, _MAX_LON, _ENDS = 90.0, 180.0, 2


class StopTask(StrEnum):
    """What happens at a stop; the value is the Dutch word on the screen."""

    START = "vertrek depot"
    PICK_UP = "ophalen"
    DELIVER = "afleveren"
    BREAK = "pauze"
    END = "terug in depot"

    @property
    def words(self) -> str:
        """The words in the language spoken now."""
        return either(self.value, _TASKS[self.value])


_TASKS = {
    "vertrek depot": "leave the depot",
    "ophalen": "pick up",
    "afleveren": "drop off",
    "pauze": "break",
    "terug in depot": "back at the depot",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """A position in degrees.

    Raises
    ------
    ValueError
        When the latitude or longitude cannot exist.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        """Refuse positions that are not on the globe (NaN included)."""
        if not (abs(self.lat) <= _MAX_LAT and abs(self.lon) <= _MAX_LON):
            raise ValueError(
                f"position {self.lat}, {self.lon} is not on the globe\n"
                "Give latitude (at most 90) and longitude (at most 180), in that order."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """What who drives must know of a place, in words; empty is not known or not for this viewer."""

    hours: str = ""
    access: str = ""
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStop:
    """One stop of a vehicle. ``place`` is a street or building name fit for the viewer.

    ``closed`` warns that the vehicle is there outside the opening hours.

    ``arrives`` and ``leaves`` say where the hands of the clock are, in minutes after midnight of the day shown (the
    next day counts on from 1440); without them the vehicle does not move with the time slider.
    """

    at: MapPoint
    time: str
    place: str
    task: StopTask
    persons: int = 0
    codes: tuple[str, ...] = ()
    latest: str = ""
    note: str = ""
    closed: str = ""
    site: SiteInfo = SiteInfo()
    arrives: int | None = None
    leaves: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLeg:
    """The ride from one stop to the next. Without a known ``path`` the line is drawn schematically."""

    minutes: int
    kilometres: int | None = None
    path: tuple[MapPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleRoute:
    """The stops of one vehicle in order, with the rides between them.

    Raises
    ------
    ValueError
        When the number of legs is not one less than the number of stops.
    """

    vehicle: str
    depot: str = ""
    stops: tuple[MapStop, ...]
    legs: tuple[MapLeg, ...]

    def __post_init__(self) -> None:
        """Refuse stops and legs that do not fit together."""
        if len(self.legs) != max(0, len(self.stops) - 1):
            raise ValueError(
                f"{len(self.stops)} stops need {max(0, len(self.stops) - 1)} legs, got {len(self.legs)}\n"
                "Give one leg between each two stops."
            )

    @property
    def persons(self) -> int:
        """The number of persons picked up on this route."""
        return sum(stop.persons for stop in self.stops if stop.task is StopTask.PICK_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMap:
    """The transports of one day; ``travel_source`` is where minutes come from, ``attribution`` whose the roads are."""

    date: date
    title: str = field(default_factory=partial(str, Text(nl="Vervoer", en="Transport")))
    release: str
    routes: tuple[VehicleRoute, ...]
    travel_source: str
    travel_is_estimate: bool = True
    attribution: str = ""


def without_sites(day: DayMap) -> DayMap:
    """Return a day for who does not drive and need not know how to get into buildings or whom to call there."""
    routes = (
        replace(route, stops=tuple(replace(stop, site=SiteInfo(), closed="") for stop in route.stops))
        for route in day.routes
    )
    return replace(day, routes=tuple(routes))


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleSheet:
    """One vehicle's part of a day, for the driver."""

    date: date
    title: str = field(default_factory=partial(str, Text(nl="Ritblad", en="Ride sheet")))
    release: str
    route: VehicleRoute
    travel_source: str
    travel_is_estimate: bool = True
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RideMap:
    """The rides of one operation, from where persons get in to where they get out; of each place only its name."""

    routes: tuple[VehicleRoute, ...]
    travel_is_estimate: bool = True
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Airport:
    """An airport as shown: code, name and position."""

    code: str
    name: str
    at: MapPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightArc:
    """One flight with its airports in order: departure, stops, destination.

    Raises
    ------
    ValueError
        With fewer than two airports.
    """

    number: str
    date: date
    departs: str
    airports: tuple[Airport, ...]
    persons: int
    escorts: int = 0

    def __post_init__(self) -> None:
        """Refuse a flight that goes nowhere."""
        if len(self.airports) < _ENDS:
            raise ValueError(f"flight has {len(self.airports)} airports\nGive departure and destination.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightMap:
    """Flights of a period; for planner and KMar only."""

    first_day: date
    last_day: date
    title: str = field(default_factory=partial(str, Text(nl="Vluchten", en="Flights")))
    release: str
    flights: tuple[FlightArc, ...]
