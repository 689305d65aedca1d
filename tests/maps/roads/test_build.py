"""Reading OpenStreetMap files and building a graph of them."""

from datetime import date
from pathlib import Path

import pytest

from maps.roads.build import build_graph
from maps.roads.graph import RoadGraphError
from maps.roads.osm import direction, road_class
from maps.roads.speeds import RoadClass
from tests.maps.roads.town import osm_xml

pytest.importorskip("osmium", reason="pyosmium (the extra roads) is not installed")
BUILT = date(2026, 11, 21)


def _file(folder: Path, text: str) -> Path:
    path = folder / "town.osm"
    path.write_text(text, encoding="utf-8")
    return path


def test_ferries_private_roads_and_streets_stay_out(tmp_path: Path) -> None:
    graph = build_graph(_file(tmp_path, osm_xml()), built_on=BUILT, osm_date=date(2026, 11, 1))
    # As in the town without its island: 7 nodes, 8 roads.
    assert (graph.nodes, graph.roads) == (7, 8)


def test_the_graph_says_where_it_came_from(tmp_path: Path) -> None:
    origin = build_graph(_file(tmp_path, osm_xml()), built_on=BUILT, osm_date=date(2026, 11, 1)).origin
    assert (origin.source, origin.licence, origin.attribution) == (
        "OpenStreetMap",
        "ODbL-1.0",
        "© OpenStreetMap contributors",
    )
    assert (origin.osm_date, origin.built_on, len(origin.input_sha256)) == (date(2026, 11, 1), BUILT, 64)


def test_classes_not_asked_for_stay_out(tmp_path: Path) -> None:
    path = _file(tmp_path, osm_xml())
    graph = build_graph(path, built_on=BUILT, osm_date=BUILT, classes=[RoadClass.PRIMARY])
    assert set(graph.kind.tolist()) == {RoadClass.PRIMARY}


def test_a_map_without_a_day_is_refused_with_the_option_to_give(tmp_path: Path) -> None:
    with pytest.raises(RoadGraphError, match="--osm-date"):
        build_graph(_file(tmp_path, osm_xml()), built_on=BUILT)


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RoadGraphError, match="niet te lezen als kaart"):
        build_graph(_file(tmp_path, "<html>"), built_on=BUILT, osm_date=BUILT)


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        build_graph(tmp_path / "none.osm.pbf", built_on=BUILT, osm_date=BUILT)


@pytest.mark.parametrize(
    ("highway", "expected"),
    [
        ("motorway", (RoadClass.MOTORWAY, False)),
        ("secondary_link", (RoadClass.SECONDARY, True)),
        ("residential", None),
        ("TRUNK", None),
        ("", None),
    ],
)
def test_class_and_ramp_follow_from_the_tag(highway: str, expected: tuple[RoadClass, bool] | None) -> None:
    assert road_class(highway) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, 0),
        ({"oneway": "yes"}, 1),
        ({"oneway": "-1"}, -1),
        ({"junction": "roundabout"}, 1),
        ({"junction": "roundabout", "oneway": "no"}, 0),
    ],
)
def test_direction_follows_from_the_tags(tags: dict[str, str], expected: int) -> None:
    assert direction(tags, RoadClass.PRIMARY) == expected


def test_a_motorway_is_one_way_unless_it_says_otherwise() -> None:
    assert (direction({}, RoadClass.MOTORWAY), direction({"oneway": "no"}, RoadClass.MOTORWAY)) == (1, 0)


def test_a_map_without_a_day_is_refused_before_its_roads_are_read(tmp_path: Path) -> None:
    whole = osm_xml()
    broken = _file(tmp_path, whole[: len(whole) // 2])  # reading it to the end would say that it is no map
    with pytest.raises(RoadGraphError, match="zegt niet van welke dag"):
        build_graph(broken, built_on=BUILT)
