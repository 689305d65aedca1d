"""The map of flights: great-circle arcs over the world, one line style per day, and the same in a table.

For planner and KMar only: a destination beside a case gives away a nationality. The page says so; who may open it is
decided where it is served.

Not allowed here: rights, timetables, files.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from maps import saying
from maps.anchors import anchor, distinct
from maps.layers import Base, Json, Kind
from maps.lines import arrow_at_middle, great_circle
from maps.offline import RenderedPage
from maps.page import ONE_FILE, Delivery, MapPage
from maps.palette import LineStyle, line_style
from maps.view import Airport, FlightArc, FlightMap
from planner.domain.spelling import long_date
from planner.domain.wording import either


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightRow:
    """A row of the table."""

    id: str
    flight: FlightArc
    via: str
    destination: Airport


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightDay:
    """The flights of one day: a legend line and a part of the table."""

    id: str
    day: date
    style: LineStyle
    summary: str
    rows: tuple[FlightRow, ...]


def render_flight_map(view: FlightMap, delivery: Delivery = ONE_FILE) -> RenderedPage:
    """Return the page of a period's flights; the same view-model gives the same bytes."""
    days = flight_days_of(view)
    airports = {point.code: point for flight in view.flights for point in flight.airports}
    ids = {code: anchor("haven", code) for code in airports}
    words = {
        "view": view,
        "days": days,
        "airports": tuple((ids[code], point) for code, point in airports.items()),
        "summary": " · ".join(
            (
                saying.flights(len(view.flights)),
                saying.persons(sum(flight.persons for flight in view.flights)),
                saying.escorts(sum(flight.escorts for flight in view.flights)),
            )
        ),
    }
    return MapPage(
        title=flight_title(view),
        template="flight_map.html",
        words=words,
        kind=Kind.FLIGHTS,
        base=Base.WORLD,
        data={
            "airports": [{"id": ids[code], "at": (point.at.lat, point.at.lon)} for code, point in airports.items()],
            "days": [_drawn_day(index, day, ids) for index, day in enumerate(days)],
        },
    ).render(delivery)


def flight_title(view: FlightMap) -> str:
    """Return the heading of a period."""
    if view.first_day == view.last_day:
        return f"{view.title} {long_date(view.first_day)}"
    return f"{view.title} {long_date(view.first_day)} {either('tot en met', 'to')} {long_date(view.last_day)}"


def flight_days_of(view: FlightMap) -> tuple[FlightDay, ...]:
    """Return the flights by day, each day with its line style."""
    days = []
    for index, day in enumerate(sorted({flight.date for flight in view.flights})):
        flights = sorted((f for f in view.flights if f.date == day), key=lambda f: (f.departs, f.number))
        ids = distinct(anchor("vlucht", day.isoformat(), flight.departs, flight.number) for flight in flights)
        rows = tuple(_row(row_id, flight) for row_id, flight in zip(ids, flights, strict=True))
        persons = saying.persons(sum(flight.persons for flight in flights))
        days.append(
            FlightDay(
                id=f"dag-{day.isoformat()}",
                day=day,
                style=line_style(index),
                summary=f"{saying.flights(len(flights))}, {persons}",
                rows=rows,
            )
        )
    return tuple(days)


def _row(row_id: str, flight: FlightArc) -> FlightRow:
    return FlightRow(
        id=row_id,
        flight=flight,
        via=", ".join(f"{point.name} ({point.code})" for point in flight.airports[1:-1]),
        destination=flight.airports[-1],
    )


def bulge_of(index: int) -> float:
    """Return how far the arcs of the ``index``-th day are pushed aside."""
    return (0.0, -0.04, 0.04, -0.08, 0.08, -0.12, 0.12)[index % 7]


def _drawn_day(index: int, day: FlightDay, ids: dict[str, str]) -> Json:
    flights = [_drawn_flight(row, ids, bulge_of(index)) for row in day.rows]
    return {"id": day.id, "colour": day.style.colour, "dash": day.style.dash, "flights": flights}


def _drawn_flight(row: FlightRow, ids: dict[str, str], bulge: float) -> Json:
    points = [(point.at.lat, point.at.lon) for point in row.flight.airports]
    lines: list[Json] = []
    arrows: list[Json] = []
    for a, b in pairwise(points):
        pieces = great_circle(a, b, bulge=bulge)
        longest = max(pieces, key=len, default=None)
        lines += pieces
        arrows += [arrow_at_middle(piece) if piece is longest else None for piece in pieces]
    return {
        "id": row.id,
        "airports": [ids[point.code] for point in row.flight.airports],
        "lines": lines,
        "arrows": arrows,
    }
