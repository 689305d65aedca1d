"""Running commands in this process at moments set by hand, on a database and files in a folder of their own.

Not allowed here: what is run (``story``) and what is shown of it (``document``).
"""

import shlex
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree

from typer.testing import CliRunner

from api import composition
from api.cli.main import app
from planner.domain.civil import at
from planner.domain.time import Minute
from planner.ports.search import Search
from solver.search import SearchSettings, StagedSearch

WORLD = Path(__file__).parent / "world"
PROGRAM = "vertrekplanner"
TRIES = 200
"""Steps in which diaries are improved: by count, so that every machine finds the same."""
_PLAIN = {"VERTREKPLANNER_DATABASE": None, "VERTREKPLANNER_ACTOR": None, "VERTREKPLANNER_TAAL": None}


class CommandEndedError(RuntimeError):
    """A command of the story did not end as it should."""


@dataclass(slots=True)
class HandClock:
    """A clock that stands still until it is set."""

    minute: Minute

    def now(self) -> Minute:
        """Return the minute it was set to."""
        return self.minute

    def set(self, moment: str) -> None:
        """Set it to a Dutch civil time such as ``2026-09-07T09:00``."""
        civil = datetime.fromisoformat(moment)
        self.minute = at(civil.date(), civil.hour, civil.minute)


def _counted(_workers: int | None = None, _cluster: str = "") -> Search:
    return StagedSearch(SearchSettings(tries=TRIES))


@contextmanager
def desk(folder: Path) -> Iterator[HandClock]:
    """Make a folder the working folder, with the files of the world, and the clock one that is set by hand."""
    clock = HandClock(Minute(0))
    copytree(WORLD, folder / "levering")
    before = {name: getattr(composition, name) for name in ("SystemClock", "child_search")}
    setattr(composition, "SystemClock", lambda: clock)  # noqa: B010 - the commands look it up when they run
    setattr(composition, "child_search", _counted)  # noqa: B010
    try:
        with chdir(folder):
            yield clock
    finally:
        for name, value in before.items():
            setattr(composition, name, value)


def run(line: str, *, code: int = 0) -> str:
    """Run a command as it is typed after the program's name, and return what it printed.

    Raise CommandEndedError when it ends otherwise than with ``code``.
    """
    done = CliRunner().invoke(app, shlex.split(line), env=_PLAIN)
    if done.exit_code != code:
        raise CommandEndedError(f"{line}: ended with {done.exit_code}\n{done.stdout}{done.stderr}")
    return done.stdout if code == 0 else done.stderr
