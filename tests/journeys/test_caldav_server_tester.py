"""What an outside checker of CalDAV servers finds: the same as before, each deviation explained in the file beside it.

It is run on both calendars of a person. The one in which people write keeps times alone, so much of what the checker
writes does not come back; in the other one nobody writes. ``python -m tests.journeys.test_caldav_server_tester`` prints
what is found now, to be looked at and kept.
"""

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.feeds_world import national_release
from tests.conftest import skip_unless_ci
from tests.journeys.test_calendar_clients import OWNER, Office, books, running_office

__all__ = ["books"]
FOLDER = Path(__file__).parent
CHECKER = FOLDER / "caldav_checker.py"
GOLDEN = FOLDER / "caldav_server_tester.json"
EXPLAINED = FOLDER / "caldav_server_tester.md"
CALENDARS = ("Afwezig", "Rooster")


def observed(office: Office, name: str, folder: Path) -> dict[str, str]:
    """Run the checker on a calendar and return what it found of each feature."""
    where = ("--caldav-url", f"{office.address}/dav/", "--caldav-username", OWNER, "--caldav-calendar", name)
    command = [sys.executable, str(CHECKER), *where, "--caldav-password", office.granted.secret, "--format", "hints"]
    environment = {**os.environ, "HOME": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=environment)
    assert done.stdout, done.stderr[-2000:]
    features: dict[str, dict[str, str]] = ast.literal_eval(done.stdout)
    return {feature: found["support"] for feature, found in sorted(features.items()) if "support" in found}


@pytest.mark.parametrize("name", CALENDARS)
def test_the_checker_finds_what_it_found_before(books: Office, tmp_path: Path, name: str) -> None:
    if find_spec("caldav_server_tester") is None:
        skip_unless_ci("caldav-server-tester is not in this environment")

    assert observed(books, name, tmp_path) == json.loads(GOLDEN.read_text("utf-8"))[name]


@pytest.mark.parametrize("name", CALENDARS)
def test_each_deviation_is_explained(name: str) -> None:
    found: dict[str, str] = json.loads(GOLDEN.read_text("utf-8"))[name]
    part = EXPLAINED.read_text("utf-8").partition(f"## {name}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| ([a-z]+) \| (\S.*) \|$", part, re.MULTILINE)

    assert [(feature, support) for feature, support, _ in rows] == [
        (feature, support) for feature, support in found.items() if support != "full"
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home, running_office(Path(home), national_release()) as running:
        found_now = {calendar: observed(running, calendar, Path(home)) for calendar in CALENDARS}
    sys.stdout.write(json.dumps(found_now, indent=2) + "\n")
