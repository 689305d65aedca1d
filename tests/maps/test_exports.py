"""A day's transports as GeoJSON and GPX."""

import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from maps.exports import GPX, day_geojson, vehicle_gpx
from maps.view import DayMap, MapPoint, StopTask
from tests.maps import attacked
from tests.maps.attacks import ATTACKS
from tests.maps.examples import DC_ROTTERDAM, SCHIPHOL, escort_day, route, stop

DAY = escort_day()
WAY = (DC_ROTTERDAM, MapPoint(lat=52.1, lon=4.6), SCHIPHOL)


def one_ride(*, known: bool = False) -> DayMap:
    """Return a day with one vehicle that rides once, over a known way or not."""
    start = replace(
        stop(DC_ROTTERDAM, "05:25", "DC <Rotterdam> & poort", StopTask.PICK_UP, 2), arrives=325, codes=("V-1",)
    )
    end = replace(stop(SCHIPHOL, "06:25", "Schiphol", StopTask.DELIVER, 2, "06:55"), arrives=385, codes=("V-1",))
    made = route("DV-07", "", start, replace(end, note="ligging onzeker"))
    legs = tuple(replace(leg, path=WAY if known else ()) for leg in made.legs)
    return replace(DAY, routes=(replace(made, legs=legs),), attribution="© OpenStreetMap contributors" if known else "")


def gpx_of(day: DayMap) -> ET.Element:
    """Return the file of DV-07, read again."""
    return ET.fromstring(vehicle_gpx(day, "DV-07"))  # noqa: S314 - our own text


def test_geojson_has_longitude_before_latitude() -> None:
    features = json.loads(day_geojson(one_ride()))["features"]
    assert features[0] == {
        "type": "Feature",
        "id": "r1-s1",
        "geometry": {"type": "Point", "coordinates": [4.45, 51.953]},
        "properties": {
            "voertuig": "DV-07",
            "stop": 1,
            "tijd": "05:25",
            "plaats": "DC <Rotterdam> & poort",
            "wat": "ophalen",
            "personen": 2,
            "operaties": ["V-1"],
        },
    }
    assert features[1]["properties"]["uiterlijk"] == "06:55"
    assert features[1]["properties"]["opmerking"] == "ligging onzeker"
    assert features[2]["geometry"] == {"type": "LineString", "coordinates": [[4.45, 51.953], [4.768, 52.31]]}
    assert features[2]["properties"] == {
        "voertuig": "DV-07",
        "rit": 1,
        "minuten": 35,
        "kilometers": 28,
        "schematisch": True,
    }


def test_geojson_follows_a_known_way_and_names_its_makers() -> None:
    found = json.loads(day_geojson(one_ride(known=True)))
    assert found["features"][2]["geometry"]["coordinates"] == [[4.45, 51.953], [4.6, 52.1], [4.768, 52.31]]
    assert found["features"][2]["properties"]["schematisch"] is False
    assert found["attribution"] == "© OpenStreetMap contributors"


def test_geojson_keeps_to_the_standard_on_a_whole_day() -> None:
    found = json.loads(day_geojson(DAY))
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found  # RFC 7946, section 4: always WGS 84
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        kind, where = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        positions = [where] if kind == "Point" else where
        assert kind == "Point" or len(positions) >= 2
        assert all(3 < lon < 8 and 50 < lat < 54 for lon, lat in positions)


def test_the_source_of_the_times_stands_in_the_file() -> None:
    found = json.loads(day_geojson(DAY))
    assert (found["reistijden"], found["schatting"]) == ("schatting (grootcirkel, gefit), 21-11-2026", True)


def test_gpx_has_a_waypoint_and_a_route_point_per_stop() -> None:
    root = gpx_of(one_ride())
    points = root.findall(f"{{{GPX}}}wpt")
    assert [(point.get("lat"), point.get("lon")) for point in points] == [
        ("51.953000", "4.450000"),
        ("52.310000", "4.768000"),
    ]
    names = [point.findtext(f"{{{GPX}}}name") for point in root.iterfind(f"{{{GPX}}}rte/{{{GPX}}}rtept")]
    assert names == ["1. DC <Rotterdam> & poort", "2. Schiphol"]
    assert points[1].findtext(f"{{{GPX}}}desc") == "06:25; afleveren; 2 personen; uiterlijk 06:55; V-1; ligging onzeker"


def test_gpx_times_are_in_utc() -> None:
    root = gpx_of(one_ride())
    # 05:25 and 06:25 on 26 November are winter time: one hour ahead of UTC.
    assert [time.text for time in root.iterfind(f"{{{GPX}}}wpt/{{{GPX}}}time")] == [
        "2026-11-26T04:25:00Z",
        "2026-11-26T05:25:00Z",
    ]


def test_gpx_has_a_track_only_where_the_way_is_known() -> None:
    assert gpx_of(one_ride()).find(f"{{{GPX}}}trk") is None
    root = gpx_of(one_ride(known=True))
    track = [point.get("lat") for point in root.iterfind(f"{{{GPX}}}trk/{{{GPX}}}trkseg/{{{GPX}}}trkpt")]
    assert track == ["51.953000", "52.100000", "52.310000"]
    rights = root.find(f"{{{GPX}}}metadata/{{{GPX}}}copyright")
    assert rights is not None
    assert rights.get("author") == "OpenStreetMap contributors"


# The order of the elements that the schema gpx.xsd prescribes (its sequences), for all that we write.
ORDER = {
    "gpx": ("metadata", "wpt", "rte", "trk"),
    "metadata": ("name", "desc", "author", "copyright", "link", "time", "keywords", "bounds"),
    "copyright": ("year", "license"),
    "wpt": ("ele", "time", "magvar", "geoidheight", "name", "cmt", "desc"),
    "rtept": ("ele", "time", "magvar", "geoidheight", "name", "cmt", "desc"),
    "rte": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"),
    "trk": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"),
    "trkseg": ("trkpt",),
    "trkpt": (),
}


def test_gpx_keeps_the_order_of_its_schema() -> None:
    root = gpx_of(one_ride(known=True))
    assert (root.tag, root.get("version"), root.get("creator")) == (f"{{{GPX}}}gpx", "1.1", "Vertrekplanner")
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{GPX}}}")
        children = [child.tag.removeprefix(f"{{{GPX}}}") for child in element]
        order = ORDER.get(name, ())
        assert children == sorted(children, key=order.index)


@pytest.mark.parametrize("text", ["\x00", "a\x1bb", "\ud800", "]]>", "<script>alert(1)</script>", "é 中 🚐"])
def test_gpx_is_sound_whatever_a_place_is_called(text: str) -> None:
    day = one_ride()
    first = replace(day.routes[0].stops[0], place=text)
    odd = replace(day, routes=(replace(day.routes[0], stops=(first, day.routes[0].stops[1])),))
    name = gpx_of(odd).findtext(f"{{{GPX}}}wpt/{{{GPX}}}name")
    sound = text.replace("\x00", "�").replace("\x1b", "�").replace("\ud800", "�")
    assert name == f"1. {sound}"


def test_a_vehicle_that_does_not_ride_is_not_found() -> None:
    with pytest.raises(LookupError, match="DV-99 does not ride on 2026-11-26"):
        vehicle_gpx(DAY, "DV-99")


def test_the_same_day_gives_the_same_bytes() -> None:
    assert day_geojson(DAY) == day_geojson(escort_day())
    assert vehicle_gpx(DAY, "DV-07") == vehicle_gpx(escort_day(), "DV-07")
    assert DAY.date == date(2026, 11, 26)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_any_field_is_a_value_and_nothing_else(attack: str) -> None:
    day = attacked.day([attack])
    first = json.loads(day_geojson(day))["features"][0]["properties"]
    assert (first["let_op"], first["open"], first["toegang"]) == (attack, attack, attack)
    assert first["contacten"] == [attack, attack]
    root = ET.fromstring(vehicle_gpx(day, attack))  # noqa: S314 - our own file
    words = root.findtext(f"{{{GPX}}}wpt/{{{GPX}}}desc")
    assert words is not None
    assert words.endswith("; ".join((attack, attack, f"open {attack}", attack, attack, attack)))
