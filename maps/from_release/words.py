"""Words and positions that several maps take from a release in the same way.

Not allowed here: what a map holds.
"""

from datetime import date

from maps.view import UNCERTAIN, MapPoint, SiteInfo
from planner.domain.civil import day_of, local
from planner.domain.contacts import contact_text
from planner.domain.opening import OpeningHoursError, is_open, parse_opening_hours
from planner.domain.places import Certainty, Place, PlaceKind, certainty
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.domain.wording import either

_DAY = 24 * 60


def release_name(release: Release) -> str:
    """Return ``publicatie 8``."""
    return either(f"publicatie {release.number}", f"publication {release.number}")


def building(place: Place) -> str:
    """Return a place at building level; the name of a mission would give away a country."""
    return _sure(place, place.building)


def full_name(place: Place) -> str:
    """Return a place with its town."""
    return _sure(place, place.with_town)


def _sure(place: Place, name: str) -> str:
    """Return the name, marked where it is uncertain where the place lies."""
    return f"{UNCERTAIN} {name}" if certainty(place) is Certainty.UNCERTAIN else name


def place_note(place: Place) -> str:
    """Return in words that a position is uncertain."""
    return either("ligging onzeker", "position uncertain") if certainty(place) is Certainty.UNCERTAIN else ""


def site_info(place: Place) -> SiteInfo:
    """Return what who drives must know of a place: hours, the way in, and whom to call by function.

    Nothing is said of a mission: such words would give away a country.
    """
    if place.kind is PlaceKind.MISSION:
        return SiteInfo()
    return SiteInfo(
        hours=place.opening_hours,
        access=place.vehicle_access,
        contacts=tuple(contact_text(contact) for contact in place.contacts),
    )


def closed_note(place: Place, start: Minute, end: Minute) -> str:
    """Return a warning where a stop lies outside the opening hours; words that are no hours warn of nothing."""
    if place.kind is PlaceKind.MISSION:
        return ""
    try:
        hours = parse_opening_hours(place.opening_hours)
    except OpeningHoursError:
        return ""
    return either("dan gesloten", "closed then") if hours and not is_open(hours, start, end) else ""


def point(place: Place) -> MapPoint:
    """Return where a place is."""
    return MapPoint(lat=place.lat, lon=place.lon)


def wall_minute(minute: Minute, day: date) -> int:
    """Return where the hands of the clock are, in minutes after midnight of a day; the next day counts on from 1440."""
    here = local(minute)
    return (day_of(minute) - day).days * _DAY + here.hour * 60 + here.minute
