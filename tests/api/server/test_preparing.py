"""The maps of the newest release are made before somebody opens them."""

import threading
import time

import pytest

from api.pages.viewer import Role, Viewer
from api.server import preparing
from api.server.preparing import Preparing
from api.server.shelf import Shelf
from planner.store.transactions import SqlStore
from tests.api.example_release import THURSDAY

DAY = f"kaarten/vervoer-{THURSDAY.isoformat()}.html"


def test_the_maps_of_every_party_are_made_and_nothing_else(store: SqlStore) -> None:
    made = Preparing(Shelf(store)).prepare(1)

    assert made.count(DAY) == 3
    assert made.count("kaarten/vluchten.html") == 2
    assert made.count("kaarten/vluchten.png") == 2
    assert [path for path in made if not path.startswith("kaarten/")] == []
    assert [path for path in made if "rit-" in path] == [f"kaarten/rit-DV-07-{THURSDAY.isoformat()}.html"] * 2


def test_a_map_made_before_is_the_copy_that_is_given_out(store: SqlStore) -> None:
    shelf = Shelf(store)
    Preparing(shelf).prepare(1)

    first = shelf.copy(1, Viewer(Role.DJI), DAY)

    assert first is not None
    assert shelf.copy(1, Viewer(Role.DJI), DAY) is first


def test_a_release_that_does_not_exist_needs_nothing(store: SqlStore) -> None:
    assert Preparing(Shelf(store)).prepare(7) == []


def test_what_cannot_be_made_does_not_end_it_and_is_tried_again(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "SECONDS_BETWEEN", 0.01)
    again = threading.Event()
    tried: list[int] = []

    class Failing(Preparing):
        """Has no roads the first time."""

        def prepare(self, number: int) -> list[str]:
            """Fail once."""
            tried.append(number)
            if len(tried) == 1:
                raise FileNotFoundError
            again.set()
            return []

    thread = Failing(Shelf(store))
    thread.start()
    came = again.wait(10)
    thread.end()

    assert came
    assert tried == [1, 1]


def test_it_prepares_the_newest_release_by_itself_and_ends_when_told(store: SqlStore) -> None:
    done: list[int] = []

    class Watched(Preparing):
        """Tells which releases it prepares."""

        def prepare(self, number: int) -> list[str]:
            """Note the release instead of drawing."""
            done.append(number)
            return []

    thread = Watched(Shelf(store))
    thread.start()
    for _ in range(200):
        if done:
            break
        time.sleep(0.02)
    thread.end()

    assert done == [1]
    assert not thread.is_alive()
    assert preparing.SECONDS_BETWEEN > 1
