"""The gazetteer: the tables of places and country rules in ``planner/data``, and the Dutch airports.

Coordinates and rules are facts with a stated origin; every place carries how sure its point is.
Not allowed here: anything drawn at random.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

import airportsdata

from planner.domain.ids import NETHERLANDS, CountryCode, MissionId, PlaceId
from planner.domain.missions import PresentationMode
from planner.domain.places import Place, PlaceKind
from planner.domain.provinces import Province

DUTCH_AIRPORTS = ("AMS", "RTM", "EIN")
_EARTH_KM = 6371.0
_ABROAD = {"Brussel": CountryCode("BE")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsularRule:
    """What one mission of a country asks; ``mission`` is None where no mission takes part."""

    country: CountryCode
    mode: PresentationMode
    mission: MissionId | None
    monthly: bool
    notice_working_days: int
    max_per_flight: int | None
    lp_validity_days: int | None
    lp_after_flight: bool
    source: str
    provinces: frozenset[Province] = frozenset()


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("planner") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def airports() -> dict[str, airportsdata.Airport]:
    """Return the world's airports by IATA code."""
    return airportsdata.load("IATA")


@cache
def gazetteer() -> dict[PlaceId, Place]:
    """Return every place in use by code, the Dutch airports last."""
    places = [_place(row) for row in _rows("places.csv") if row["in_use"] == "yes"]
    return {place.id: place for place in (*places, *(_airport(code) for code in DUTCH_AIRPORTS))}


def _place(row: dict[str, str]) -> Place:
    return Place(
        id=PlaceId(row["code"]),
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        city=row["city"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        confidence=row["confidence"],
        provenance=row["provenance"],
        country=_ABROAD.get(row["city"], NETHERLANDS),
    )


def _airport(code: str) -> Place:
    found = airports()[code]
    return Place(
        id=PlaceId(code),
        name=f"Luchthaven {found['city']} ({code})",
        kind=PlaceKind.AIRPORT,
        city=found["city"],
        lat=round(found["lat"], 4),
        lon=round(found["lon"], 4),
        confidence="high",
        provenance="airportsdata (PyPI)",
    )


@cache
def consular_rules() -> tuple[ConsularRule, ...]:
    """Return the country rules, one row per mission."""
    return tuple(_rule(row) for row in _rows("country_rules.csv"))


def _rule(row: dict[str, str]) -> ConsularRule:
    return ConsularRule(
        country=CountryCode(row["country"]),
        mode=PresentationMode(row["mode"]),
        mission=MissionId(row["mission"]) if row["mission"] else None,
        provinces=frozenset(map(Province, row["area"].split())),
        monthly=row["sessions"] == "monthly",
        notice_working_days=int(row["notice_working_days"] or 0),
        max_per_flight=int(row["max_per_flight"]) if row["max_per_flight"] else None,
        lp_validity_days=int(row["lp_validity_days"]) if row["lp_validity_days"] else None,
        lp_after_flight=row["lp_after_flight"] == "yes",
        source=f"landenregels [{row['mark']}] {row['note']}".strip(),
    )


def great_circle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance over the globe in kilometres."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


@cache
def drive_minutes(origin: PlaceId, destination: PlaceId) -> int:
    """Return an estimate of the driving time: 8 minutes and 0.783 a kilometre as the crow flies."""
    if origin == destination:
        return 0
    a, b = gazetteer()[origin], gazetteer()[destination]
    return round(8 + 0.783 * great_circle(a.lat, a.lon, b.lat, b.lon))


def flight_minutes(*stops: str) -> int:
    """Return the length of a journey over these airports: 850 km/h, 30 minutes a leg, 90 minutes a stop."""
    found = [airports()[code] for code in stops]
    legs = pairwise(found)
    flying = sum(great_circle(a["lat"], a["lon"], b["lat"], b["lon"]) / 850 * 60 + 30 for a, b in legs)
    return 5 * round((flying + 90 * (len(stops) - 2)) / 5)
