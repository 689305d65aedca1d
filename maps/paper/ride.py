"""A small picture of one operation's ride, to stand in a sheet: as wide as half an A4, and still readable on a phone.

Not allowed here: rights, travel times, files.
"""

from maps.day_map import drawn_how
from maps.main_roads import MainRoads
from maps.paper.routes import drawn
from maps.paper.sheet import as_png
from maps.view import UNCERTAIN, RideMap
from planner.domain.wording import either

RIDE_SIZE = (560, 330)
"""Pixels; at 150 dots per inch 95 by 56 mm."""


def paper_ride(view: RideMap, roads: MainRoads | None = None) -> bytes:
    """Return the picture as PNG; the same view-model gives the same bytes."""
    return as_png(drawn(view.routes, RIDE_SIZE, roads, times=True))


def ride_words(view: RideMap, roads: MainRoads | None = None) -> str:
    """Return what must stand with the picture: how lines are drawn, and whose the ground and the roads are."""
    by = view.attribution or (roads.attribution if roads else "")
    how = drawn_how(view.routes, estimate=view.travel_is_estimate)
    if any(stop.place.startswith(UNCERTAIN) for route in view.routes for stop in route.stops):
        how += either(
            f" {UNCERTAIN} vóór een plaats: ligging onzeker.",
            f" {UNCERTAIN} before a place: its position is uncertain.",
        )
    theirs = either(f"; wegen {by}", f"; roads {by}") if by else ""
    return f"{how} {either('Ondergrond', 'Base map')}: Natural Earth{theirs}."
