"""One vehicle's sheet: its map and stop table on one A4, for the driver.

Not allowed here: rights (the view-model holds only what the viewer may see), travel times, files.
"""

from maps.day_map import drawn_how, drawn_routes, ride_word, roads_by, route_block
from maps.layers import Base, Kind
from maps.offline import RenderedPage
from maps.page import ONE_FILE, Delivery, MapPage
from maps.view import VehicleSheet
from planner.domain.spelling import long_date

_LOW = 13
"""With more stops than this the map on paper is lower, so that the table stays on the page."""


def render_vehicle_sheet(sheet: VehicleSheet, delivery: Delivery = ONE_FILE) -> RenderedPage:
    """Return the sheet; the same view-model gives the same bytes."""
    return MapPage(
        title=f"{sheet.title} {sheet.route.vehicle} {long_date(sheet.date)}",
        template="vehicle_sheet.html",
        words={
            "sheet": sheet,
            "block": route_block(0, sheet.route),
            "ride_word": ride_word(sheet.travel_is_estimate),
            "drawn_how": drawn_how((sheet.route,), estimate=sheet.travel_is_estimate),
            **roads_by(sheet.attribution),
            "low": len(sheet.route.stops) > _LOW,
        },
        kind=Kind.DAY,
        base=Base.NETHERLANDS,
        data=drawn_routes((sheet.route,)),
    ).render(delivery)
