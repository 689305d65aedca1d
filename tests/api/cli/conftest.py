"""Fixtures of the tests of the command line: running commands in this process, and a small sample."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from tests.planner.usecases.editing.drafted import stored_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    def data(self) -> dict[str, object]:
        """Return the JSON it printed."""
        found: dict[str, object] = json.loads(self.out)
        return found


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Run:
    """Give a way to run commands on a database of this test alone."""
    monkeypatch.setenv("VERTREKPLANNER_DATABASE", sqlite_url)
    monkeypatch.delenv("VERTREKPLANNER_DEBUG", raising=False)

    def run_command(*arguments: str | Path) -> Ran:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        return Ran(code=result.exit_code, out=result.stdout, err=result.stderr)

    return run_command


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the address of a store with one solved week; commands read the clock by which it was planned."""
    url = f"sqlite:///{tmp_path / 'plan.sqlite'}"
    store, clock, _, _ = stored_week(url)
    store.close()
    monkeypatch.setattr("api.composition.SystemClock", lambda: clock)
    return url


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an office sample."""
    folder = tmp_path_factory.mktemp("office") / "levering"
    result = CliRunner().invoke(app, ["sample", "--size", "office", "--out", str(folder)])
    assert result.exit_code == 0
    return folder
