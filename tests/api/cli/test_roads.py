"""``roads``: building a graph, putting it in use, and what is told about it."""

from pathlib import Path

import pytest

from maps.roads.contract import contract
from maps.roads.file import read_graph, write_graph
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.time import Minute
from planner.store import open_store
from tests.api.cli.conftest import Run
from tests.maps.roads.town import ORIGIN, TOWN, osm_xml

ROADS = ("VERTREKPLANNER_ROADS", "VERTREKPLANNER_OSRM", "VERTREKPLANNER_VALHALLA")


def place(code: str, lat: float, lon: float) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.AZC, city=code, lat=lat, lon=lon)


@pytest.fixture
def here(run: Run, tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run commands in a folder with the town's graph, on a database that knows three places."""
    monkeypatch.chdir(tmp_path)
    for variable in ROADS:
        monkeypatch.delenv(variable, raising=False)
    write_graph(contract(TOWN, ORIGIN), tmp_path / "town.npz")
    store = open_store(sqlite_url)
    with store.transaction() as books:
        facts = [place("W", 52.0, 5.0), place("E", 52.0, 5.06), place("BRU", 50.84, 4.37)]
        books.facts.record(facts, source="test", at=Minute(1_000))
    store.close()
    return run


def test_a_map_becomes_a_graph_file(here: Run, tmp_path: Path) -> None:
    pytest.importorskip("osmium", reason="pyosmium (the extra roads) is not installed")
    (tmp_path / "town.osm").write_text(osm_xml(), encoding="utf-8")

    done = here("roads", "build", "town.osm", "--out", "made.npz", "--osm-date", "2026-11-01", "--json")

    assert done.code == 0
    data = done.data()
    assert (data["kruispunten"], data["wegen"], data["licentie"], data["kaart_van"]) == (7, 8, "ODbL-1.0", "2026-11-01")
    assert read_graph(tmp_path / "made.npz").roads == 8


def test_an_unknown_class_is_refused_with_the_known_ones(here: Run) -> None:
    done = here("roads", "build", "town.osm", "--out", "made.npz", "--classes", "motorway,footway")
    assert done.code == 2
    assert "'footway' is geen wegklasse" in done.err
    assert "motorway, trunk, primary, secondary, tertiary" in done.err


def test_a_graph_in_use_changes_the_source_and_stores_all_times(here: Run) -> None:
    done = here("roads", "use", "town.npz", "--json")

    assert done.code == 0
    data = done.data()
    assert (data["locaties"], data["van"], data["gewijzigd"]) == (3, "2026-11-01", True)
    status = here("roads", "status", "--json").data()
    assert status["bron"] == data["bron"]
    assert status["opgeslagen"] == f"{data['bron']}, 01-11-2026, 3 locaties"


def test_taking_the_graph_out_of_use_brings_the_estimate_back(here: Run) -> None:
    here("roads", "use", "town.npz")

    done = here("roads", "use", "geen", "--json")

    assert (done.code, done.data()["bron"]) == (0, "schatting (grootcirkel, gefit)")
    assert here("roads", "status", "--json").data()["wegennet"] is None


def test_status_names_the_makers_of_the_map_and_who_lies_outside_it(here: Run) -> None:
    here("roads", "use", "town.npz")
    shown = here("roads", "status").out
    assert "© OpenStreetMap contributors" in shown
    assert "Buiten de kaart, dus met geschatte rijtijd: BRU." in shown


def test_a_file_that_is_no_graph_leaves_what_was_in_use(here: Run, tmp_path: Path) -> None:
    here("roads", "use", "town.npz")
    before = here("roads", "status", "--json").data()
    (tmp_path / "bad.npz").write_bytes(b"bad")

    done = here("roads", "use", "bad.npz")

    assert done.code == 2
    assert "geen wegenbestand" in done.err
    assert here("roads", "status", "--json").data() == before


def test_a_service_that_is_not_there_is_an_error_and_not_an_estimate(
    here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERTREKPLANNER_OSRM", "http://127.0.0.1:9")
    monkeypatch.setenv("VERTREKPLANNER_MAP_DATE", "2026-11-01")
    done = here("roads", "use", "geen")
    assert done.code == 2
    assert "OSRM is niet bereikbaar" in done.err
