"""The journey that the tests look at: sample, import, solve, check, publish, and all of it once more."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.cli.program import DEBUG
from planner.domain.release import Release
from planner.store import open_store
from tests.postgresql import PostgresServer

WEEK, AS_OF, SECONDS = "2026-W48", "2026-11-19T16:00", "4"
DATABASE = "journey"


@dataclass(kw_only=True)
class Journey:
    """A database and the folders of one journey; ``answers`` holds what each step printed as JSON."""

    url: str
    folder: Path
    answers: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def files(self) -> Path:
        """The publication as it stands at the end."""
        return self.folder / "publicatie"

    @property
    def first_files(self) -> Path:
        """A copy of the first publication."""
        return self.folder / "eerste"

    def step(self, name: str, *arguments: str) -> None:
        """Run a command and keep its answer."""
        command = [*arguments, "--json"]
        if arguments[0] != "sample":
            command += ["--database", self.url]
        done = CliRunner().invoke(app, command, env={DEBUG: "1"})
        if done.exit_code:
            pytest.fail(
                f"{name} ended with {done.exit_code}: {done.exception!r} {done.stdout[-2000:]}{done.stderr}",
                pytrace=False,
            )
        self.answers[name] = json.loads(done.stdout)

    def release(self, number: int) -> Release:
        """Return a release from the store."""
        store = open_store(self.url)
        try:
            with store.reading() as books:
                return books.releases.load(number)
        finally:
            store.close()


def travel(journey: Journey) -> None:
    """Go from files to a publication, twice the same, and then with another seed."""
    sample, files = str(journey.folder / "levering"), str(journey.files)
    solve = ("solve", "--from", WEEK, "--seconds", SECONDS, "--as-of", AS_OF)
    for turn in ("first", "second"):
        journey.step(f"{turn} sample", "sample", "--size", "office", "--seed", "1", "--week", WEEK, "--out", sample)
        journey.step(f"{turn} import", "import", sample)
        journey.step(f"{turn} solve", *solve)
        journey.step(f"{turn} check", "check")
        journey.step(f"{turn} publish", "publish", "--out", files)
        if turn == "first":
            shutil.copytree(journey.files, journey.first_files)
    journey.step("other solve", *solve, "--seed", "2", "--again")
    journey.step("other check", "check")
    journey.step("other publish", "publish", "--out", files)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def journey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """Give a journey that has been made, on SQLite and on PostgreSQL."""
    folder = tmp_path_factory.mktemp(f"journey-{request.param}")
    if request.param == "sqlite":
        made = Journey(url=f"sqlite:///{folder / 'vertrekplanner.sqlite'}", folder=folder)
        travel(made)
        yield made
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    made = Journey(url=server.create_database(DATABASE), folder=folder)
    travel(made)
    yield made
    server.drop_database(DATABASE)
