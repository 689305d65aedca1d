"""``publish``: refused as a whole, or made once."""

from pathlib import Path

from planner.domain.plan import appointment
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.store import open_store
from tests.api.cli.conftest import Run
from tests.api.cli.test_check import HONEST, WORLD, stored
from tests.solver import world as w

_FIRST = WORLD.activities[0]
AT_NIGHT = w.plan_of(
    WORLD.activities, (appointment(_FIRST.key, WORLD.scope.start, Minute(WORLD.scope.start + 60), _FIRST.place),)
)
"""A conversation at midnight, with nobody there."""


def newest(url: str) -> Release | None:
    """Return the newest release of a store."""
    store = open_store(url)
    with store.reading() as books:
        found = books.releases.newest()
    store.close()
    return found


def test_a_plan_that_breaks_hard_rules_is_not_published(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    stored(sqlite_url, AT_NIGHT)

    done = run("publish", "--out", tmp_path / "uit")

    assert (done.code, done.out, (tmp_path / "uit").exists()) == (1, "", False)
    assert "niet gepubliceerd" in done.err
    assert "Harde regels" in done.err
    assert newest(sqlite_url) is None


def test_a_plan_is_published_once(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    stored(sqlite_url, HONEST)

    first = run("publish", "--out", tmp_path / "uit", "--json").data()
    second = run("publish", "--out", tmp_path / "uit", "--json").data()
    told = run("publish", "--out", tmp_path / "uit")

    assert (first["publicatie"], first["gemaakt"]) == (1, True)
    assert (second["publicatie"], second["gemaakt"], second["geschreven"]) == (1, False, 0)
    assert "Niets gewijzigd: publicatie 1 is al zo." in told.out
    assert str(tmp_path / "uit" / "planner" / "index.html") in told.out


def test_a_plan_that_does_not_exist_is_told(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    stored(sqlite_url, HONEST)

    assert run("publish", "--plan", "2", "--out", tmp_path / "uit").code == 3
