"""A day's transports for other programs: GeoJSON (RFC 7946) for maps, GPX 1.1 for the navigation of one vehicle.

Both are made of the view-model of the day map, so that they hold what that map may show and nothing more.
Not allowed here: who may open what; view-models.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

from maps.view import DayMap, MapLeg, MapPoint, MapStop, VehicleRoute
from planner.domain.civil import at, to_utc

GPX = "http://www.topografix.com/GPX/1/1"
CREATOR = "Vertrekplanner"
ODBL = "https://opendatacommons.org/licenses/odbl/1-0/"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Json = str | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def day_geojson(day: DayMap) -> bytes:
    """Return the stops as points and the rides as lines, in order of vehicle and time."""
    features = [feature for number, route in enumerate(day.routes, start=1) for feature in _features(number, route)]
    found: dict[str, Json] = {
        "type": "FeatureCollection",
        "datum": day.date.isoformat(),
        "publicatie": day.release,
        "reistijden": day.travel_source,
        "schatting": day.travel_is_estimate,
        "features": features,
    }
    if day.attribution:
        found["attribution"] = day.attribution
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _features(number: int, route: VehicleRoute) -> Iterator[Json]:
    for order, stop in enumerate(route.stops, start=1):
        properties: dict[str, Json] = {
            "voertuig": route.vehicle,
            "stop": order,
            "tijd": stop.time,
            "plaats": stop.place,
            "wat": stop.task.value,
            "personen": stop.persons,
            "operaties": list(stop.codes),
        }
        properties |= {"uiterlijk": stop.latest} if stop.latest else {}
        properties |= {"opmerking": stop.note} if stop.note else {}
        properties |= {"let_op": stop.closed} if stop.closed else {}
        properties |= {"open": stop.site.hours} if stop.site.hours else {}
        properties |= {"toegang": stop.site.access} if stop.site.access else {}
        properties |= {"contacten": list(stop.site.contacts)} if stop.site.contacts else {}
        yield _feature(f"r{number}-s{order}", {"type": "Point", "coordinates": _position(stop.at)}, properties)
    for order, (leg, (start, end)) in enumerate(zip(route.legs, pairwise(route.stops), strict=True), start=1):
        line: dict[str, Json] = {
            "type": "LineString",
            "coordinates": [_position(point) for point in _line(leg, start, end)],
        }
        rides: dict[str, Json] = {
            "voertuig": route.vehicle,
            "rit": order,
            "minuten": leg.minutes,
            "kilometers": leg.kilometres,
            "schematisch": not leg.path,
        }
        yield _feature(f"r{number}-l{order}", line, rides)


def _feature(name: str, geometry: Json, properties: Json) -> Json:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _position(point: MapPoint) -> list[float]:
    """Longitude first, as GeoJSON wants it."""
    return [round(point.lon, 6), round(point.lat, 6)]


def _line(leg: MapLeg, start: MapStop, end: MapStop) -> Sequence[MapPoint]:
    return leg.path if len(leg.path) > 1 else (start.at, end.at)


def vehicle_gpx(day: DayMap, vehicle: str) -> bytes:
    """Return one vehicle's stops as waypoints and as a route, and the way as a track where it is known.

    Raises
    ------
    LookupError
        When the vehicle does not ride that day.
    """
    found = next((route for route in day.routes if route.vehicle == vehicle), None)
    if found is None:
        raise LookupError(f"{vehicle} does not ride on {day.date}\nAsk for one of the routes of the day map.")
    ET.register_namespace("", GPX)
    root = ET.Element(_tag("gpx"), {"version": "1.1", "creator": CREATOR})
    _describe(root, day, found)
    for number, stop in enumerate(found.stops, start=1):
        _point(root, "wpt", stop, number, day.date)
    route = ET.SubElement(root, _tag("rte"))
    _text(route, "name", f"{vehicle} {day.date.isoformat()}")
    for number, stop in enumerate(found.stops, start=1):
        _point(route, "rtept", stop, number, day.date)
    _track(root, found)
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return body + b"\n"


def _describe(root: ET.Element, day: DayMap, route: VehicleRoute) -> None:
    about = ET.SubElement(root, _tag("metadata"))
    _text(about, "name", f"{route.vehicle} {day.date.isoformat()}")
    _text(about, "desc", f"{day.release}; reistijden: {day.travel_source}")
    if day.attribution and any(leg.path for leg in route.legs):
        author = day.attribution.removeprefix("©").strip()
        owner = ET.SubElement(about, _tag("copyright"), {"author": _clean(author)})
        _text(owner, "license", ODBL)


def _point(parent: ET.Element, tag: str, stop: MapStop, number: int, day: date) -> None:
    where = {"lat": f"{stop.at.lat:.6f}", "lon": f"{stop.at.lon:.6f}"}
    point = ET.SubElement(parent, _tag(tag), where)
    if stop.arrives is not None:
        moment = to_utc(at(day, *divmod(stop.arrives, 60)))
        _text(point, "time", f"{moment:%Y-%m-%dT%H:%M:%SZ}")
    _text(point, "name", f"{number}. {stop.place}")
    _text(point, "desc", _words(stop))


def _words(stop: MapStop) -> str:
    """Return what happens at a stop, in one line."""
    persons = f"{stop.persons} {'persoon' if stop.persons == 1 else 'personen'}" if stop.persons else ""
    latest = f"uiterlijk {stop.latest}" if stop.latest else ""
    hours = f"open {stop.site.hours}" if stop.site.hours else ""
    about = (stop.note, stop.closed, hours, stop.site.access, *stop.site.contacts)
    parts = (stop.time, stop.task.value, persons, latest, ", ".join(stop.codes), *about)
    return "; ".join(text for text in parts if text)


def _track(root: ET.Element, route: VehicleRoute) -> None:
    ways = [leg.path for leg in route.legs if len(leg.path) > 1]
    if not ways:
        return
    track = ET.SubElement(root, _tag("trk"))
    _text(track, "name", f"{route.vehicle}: de weg")
    for way in ways:
        segment = ET.SubElement(track, _tag("trkseg"))
        for point in way:
            ET.SubElement(segment, _tag("trkpt"), {"lat": f"{point.lat:.6f}", "lon": f"{point.lon:.6f}"})


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, _tag(tag)).text = _clean(text)


def _clean(text: str) -> str:
    """Return the text without characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _tag(name: str) -> str:
    return f"{{{GPX}}}{name}"
