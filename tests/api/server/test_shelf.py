"""The shelf follows the roads that are in use, without a restart."""

from pathlib import Path

import pytest

from api.pages.viewer import Role, Viewer
from api.roads import INSTALLED
from api.server.shelf import Shelf
from maps.roads.contract import contract
from maps.roads.file import write_graph
from planner.store.transactions import SqlStore
from tests.api.example_release import THURSDAY
from tests.maps.roads.town import ORIGIN, TOWN

DAY = f"kaarten/vervoer-{THURSDAY.isoformat()}.html"
PLANNER = Viewer(Role.PLANNER)


def test_roads_put_in_place_and_taken_away_show_at_once(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    INSTALLED.parent.mkdir()
    shelf = Shelf(store)
    before = shelf.copy(1, PLANNER, DAY)
    write_graph(contract(TOWN, ORIGIN), INSTALLED)
    during = shelf.copy(1, PLANNER, DAY)
    INSTALLED.unlink()
    after = shelf.copy(1, PLANNER, DAY)

    assert before is not None
    assert during is not None
    assert after is not None
    credit = ORIGIN.attribution.encode()
    assert [credit in copy.content for copy in (before, during, after)] == [False, True, False]


def test_with_the_same_roads_a_copy_is_kept(store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = Shelf(store)
    assert shelf.copy(1, PLANNER, DAY) is shelf.copy(1, PLANNER, DAY)
    assert shelf.roads() is shelf.roads()
