"""A period's flights as a picture on A4; for planner and KMar only.

Not allowed here: rights, timetables, files.
"""

from collections.abc import Iterator
from itertools import pairwise

from maps import saying
from maps.flight_map import bulge_of, flight_days_of, flight_title
from maps.layers import Base
from maps.lines import LatLon, arrow_at_middle, great_circle
from maps.palette import LineStyle
from maps.paper.canvas import Canvas
from maps.paper.sheet import MARGIN, SOFT, WIDTH, Column, Entry, Sheet
from maps.view import FlightMap
from planner.domain.spelling import short_date
from planner.domain.wording import Text, either

_KEEP = Text(
    nl="Alleen voor planner en KMar. Bestemmingen niet delen met anderen.",
    en="For planner and KMar only. Do not share destinations with others.",
)
_WORLD: tuple[LatLon, ...] = ((-40.0, -100.0), (65.0, 140.0))
_COLUMNS = (
    Column(heading=Text(nl="Dag", en="Day"), width=130),
    Column(heading=Text(nl="Vlucht", en="Flight"), width=140),
    Column(heading=Text(nl="Vertrek", en="Departure"), width=110),
    Column(heading=Text(nl="Bestemming", en="Destination"), width=300),
    Column(heading=Text(nl="Via", en="Via"), width=230),
    Column(heading=Text(nl="Personen", en="Persons"), width=100),
    Column(heading=Text(nl="Escorts", en="Escorts"), width=90),
)


def paper_flights(view: FlightMap) -> bytes:
    """Return the picture of a period as PNG; the same view-model gives the same bytes."""
    sheet, days = Sheet(), flight_days_of(view)
    sheet.say(flight_title(view), 34, bold=True)
    persons = saying.persons(sum(flight.persons for flight in view.flights))
    sheet.say(f"{view.release} · {saying.flights(len(view.flights))} · {persons}", 19, colour=SOFT)
    sheet.say(str(_KEEP), 19, bold=True, colour="#a3231b")
    _draw(sheet, view)
    sheet.legend(Entry(style=day.style, name=short_date(day.day), words=day.summary) for day in days)
    sheet.top += 8
    sheet.table(
        _COLUMNS,
        (
            (
                short_date(day.day),
                row.flight.number,
                row.flight.departs,
                f"{row.destination.name} ({row.destination.code})",
                row.via or either("rechtstreeks", "direct"),
                str(row.flight.persons),
                str(row.flight.escorts),
            )
            for day in days
            for row in day.rows
        ),
    )
    sheet.foot(
        either(
            "Bogen zijn de kortste weg over de aarde, niet de gevlogen route. "
            "Tijden zijn plaatselijke tijd van vertrek.",
            "Arcs are the shortest way over the earth, not the route flown. Times are local times of departure.",
        ),
        either("Kaartondergrond: Natural Earth", "Base map: Natural Earth"),
    )
    return sheet.png()


def _draw(sheet: Sheet, view: FlightMap) -> None:
    airports = {point.code: point for flight in view.flights for point in flight.airports}
    at = [(point.at.lat, point.at.lon) for point in airports.values()]
    arcs = list(_arcs(view))
    canvas = Canvas(WIDTH - 2 * MARGIN, 720, [*at, *(p for _, arc in arcs for p in arc)] or _WORLD, Base.WORLD)
    for style, arc in arcs:
        canvas.line(arc, style, 2.5)
    for style, arc in arcs:
        arrow = arrow_at_middle(arc)
        if arrow is not None:
            canvas.arrow(arrow, style.colour)
    for spot in at:
        canvas.dot(spot)
    sheet.put(canvas.finish(names=[(s, f"{p.code} {p.name}") for s, p in zip(at, airports.values(), strict=True)]))


def _arcs(view: FlightMap) -> Iterator[tuple[LineStyle, tuple[LatLon, ...]]]:
    for index, day in enumerate(flight_days_of(view)):
        for row in day.rows:
            for start, end in pairwise((point.at.lat, point.at.lon) for point in row.flight.airports):
                for piece in great_circle(start, end, bulge=bulge_of(index)):
                    yield day.style, piece
