"""Words and positions that several maps take from a release in the same way.

Not allowed here: what a map holds.
"""

from datetime import date

from maps.view import MapPoint
from planner.domain.civil import day_of, local
from planner.domain.places import Certainty, Place, PlaceKind, certainty
from planner.domain.release import Release
from planner.domain.time import Minute

_DAY = 24 * 60


def release_name(release: Release) -> str:
    """Return ``publicatie 8``."""
    return f"publicatie {release.number}"


def building(place: Place) -> str:
    """Return a place at building level; the name of a mission would give away a country."""
    return place.building


def place_note(place: Place) -> str:
    """Return what a driver must know of a place: that its position is uncertain, and how a vehicle gets in.

    Nothing is said of the way into a mission: such words would give away a country.
    """
    uncertain = "ligging onzeker" if certainty(place) is Certainty.UNCERTAIN else ""
    access = "" if place.kind is PlaceKind.MISSION else place.vehicle_access
    return "; ".join(text for text in (uncertain, access) if text)


def full_name(place: Place) -> str:
    """Return a place with its town."""
    return place.with_town


def point(place: Place) -> MapPoint:
    """Return where a place is."""
    return MapPoint(lat=place.lat, lon=place.lon)


def wall_minute(minute: Minute, day: date) -> int:
    """Return where the hands of the clock are, in minutes after midnight of a day; the next day counts on from 1440."""
    here = local(minute)
    return (day_of(minute) - day).days * _DAY + here.hour * 60 + here.minute
