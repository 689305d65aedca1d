"""Which roads an installation has."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.pages.roads import NO_ROADS, Rides, Roads
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from api.roads import GRAPH, INSTALLED, MAP_DATE, OSRM, VALHALLA, configured_roads, installed_graph, planning_travel
from maps.osrm import Osrm
from maps.roads.contract import contract
from maps.roads.file import write_graph
from maps.roads.graph import RoadGraphError
from maps.roads.network import RoadNetwork
from maps.service import RoutingServiceError
from maps.travel import FittedGreatCircle
from maps.valhalla import Valhalla
from planner.domain.ids import RuleId
from planner.domain.release import Release
from planner.domain.settings import Setting, Settings, Unit
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.example_release import THURSDAY, example_release
from tests.maps.roads.town import ORIGIN, TOWN
from tests.planner.usecases.fakes import HandClock

CLOCK = HandClock(Minute(3_600_000))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Give the file of the made-up town."""
    path = tmp_path / "town.npz"
    write_graph(contract(TOWN, ORIGIN), path)
    return path


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def test_with_nothing_installed_planning_uses_the_estimate_as_it_is(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert configured_roads({}) is NO_ROADS
    assert planning_travel(store, CLOCK, {}) == FittedGreatCircle()


def test_a_graph_put_in_place_is_used_until_a_variable_says_otherwise(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    INSTALLED.parent.mkdir()
    INSTALLED.write_bytes(graph.read_bytes())
    assert installed_graph({}) == INSTALLED
    assert installed_graph({GRAPH: str(graph)}) == graph
    assert installed_graph({GRAPH: ""}) is None
    assert configured_roads({GRAPH: ""}) is NO_ROADS


def test_a_graph_gives_times_and_ways(graph: Path) -> None:
    roads = configured_roads({GRAPH: str(graph)})
    assert roads.travel.table(()).source.startswith("wegennet OpenStreetMap (")
    assert roads.routes is not None
    assert not roads.estimate


def test_a_graph_that_is_not_there_is_never_replaced_by_the_estimate(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        configured_roads({GRAPH: str(tmp_path / "none.npz")})


def test_a_graph_that_is_broken_is_never_replaced_by_the_estimate(tmp_path: Path) -> None:
    (tmp_path / "bad.npz").write_bytes(b"bad")
    with pytest.raises(RoadGraphError):
        configured_roads({GRAPH: str(tmp_path / "bad.npz")})


def test_a_routing_service_goes_before_a_graph(graph: Path) -> None:
    environ = {OSRM: "http://localhost:5000", MAP_DATE: "2026-11-01", GRAPH: str(graph)}
    found = configured_roads(environ)
    assert isinstance(found.travel, Osrm)
    assert found.travel.map_date == date(2026, 11, 1)
    assert installed_graph(environ) is None


def test_valhalla_is_chosen_by_its_own_variable() -> None:
    found = configured_roads({VALHALLA: "http://localhost:8002", MAP_DATE: "2026-11-01"})
    assert isinstance(found.travel, Valhalla)


def test_a_routing_service_without_the_day_of_its_map_is_refused() -> None:
    with pytest.raises(RoutingServiceError, match=MAP_DATE):
        configured_roads({OSRM: "http://localhost:5000"})


def test_planning_lengthens_road_times_by_the_delivered_percentage(store: SqlStore, graph: Path) -> None:
    source = planning_travel(store, CLOCK, {GRAPH: str(graph)}).table(()).source
    assert source.endswith("daarbuiten schatting, 115 % van vrije doorstroming")


def test_planning_lengthens_road_times_by_the_percentage_entered(store: SqlStore, graph: Path) -> None:
    entered = Setting(rule=RuleId("T01"), key="plan-percent", value=130, unit=Unit.PERCENT)
    with store.transaction() as books:
        books.facts.record([entered], source="test", at=Minute(1_000))
    assert ", 130 % van" in planning_travel(store, CLOCK, {GRAPH: str(graph)}).table(()).source


def _town() -> Roads:
    network = RoadNetwork(contract(TOWN, ORIGIN))
    return Roads(travel=network, routes=network, estimate=False)


def test_a_release_keeps_its_own_source_when_roads_are_put_in_place_later() -> None:
    before, after = Rides(example_release(), NO_ROADS).on(THURSDAY), Rides(example_release(), _town()).on(THURSDAY)
    assert after.travel_source == before.travel_source
    assert [leg.minutes for route in after.routes for leg in route.legs] == [
        leg.minutes for route in before.routes for leg in route.legs
    ]


def _planned_on_the_town() -> Release:
    """Give a release whose flight leaves, by its plan, a short ride from where its person stays."""
    release = example_release()
    moved = tuple(
        replace(place, lat=52.0, lon=5.0 + 0.03 * number) for number, place in enumerate(release.resources.places)
    )
    return replace(
        release,
        resources=replace(release.resources, places=moved),
        travel_source=f"{_town().travel.table(()).source}, 115 % van vrije doorstroming",
        travel_made_on=ORIGIN.osm_date,
    )


def test_a_release_shows_the_times_it_was_planned_with_when_its_roads_are_gone() -> None:
    release, town = _planned_on_the_town(), _town()
    planned = town.for_planning(Settings(release.settings), THURSDAY).table(release.resources.places)
    with_roads = Rides(release, town, planned).on(THURSDAY)
    without = Rides(release, NO_ROADS, planned).on(THURSDAY)

    assert (without.travel_source, without.travel_is_estimate) == (with_roads.travel_source, False)
    assert [leg.minutes for leg in without.routes[0].legs] == [leg.minutes for leg in with_roads.routes[0].legs]
    assert [bool(leg.path) for leg in with_roads.routes[0].legs] == [True, True, True]
    assert [bool(leg.path) for leg in without.routes[0].legs] == [False, False, False]


def test_a_release_is_not_drawn_on_other_roads_than_it_was_planned_on() -> None:
    release = replace(_planned_on_the_town(), travel_made_on=date(2020, 1, 1))
    assert [bool(leg.path) for leg in Rides(release, _town()).on(THURSDAY).routes[0].legs] == [False, False, False]


def test_a_release_planned_over_the_roads_shows_their_times() -> None:
    release = _planned_on_the_town()
    day = Rides(release, _town()).on(THURSDAY)
    assert day.travel_source.startswith("wegennet OpenStreetMap (")
    assert not day.travel_is_estimate


def test_planner_and_dji_can_export_the_rides_and_others_cannot() -> None:
    release, day = example_release(), THURSDAY.isoformat()
    wanted = {f"kaarten/vervoer-{day}.geojson", f"kaarten/DV-07-{day}.gpx"}
    seen = {role: wanted & set(pages(release, Viewer(role))) for role in (Role.PLANNER, Role.DJI, Role.KMAR)}
    assert seen == {Role.PLANNER: wanted, Role.DJI: wanted, Role.KMAR: set()}
