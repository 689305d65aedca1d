"""What an outside checker of CalDAV servers finds: the same as before, each deviation explained in the file beside it.

It is run on the calendar in which people write; that calendar keeps times alone, so much of what the checker writes
does not come back. Its checks that need a calendar of their own are left out: people cannot make calendars here.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import skip_unless_ci
from tests.journeys.test_calendar_clients import OWNER, Office, books

__all__ = ["books"]
PROGRAM = Path(sys.executable).with_name("caldav-server-tester")
FOLDER = Path(__file__).parent
GOLDEN = FOLDER / "caldav_server_tester.json"
EXPLAINED = FOLDER / "caldav_server_tester.md"
CHECKS = (
    "CheckAlarmSearch",
    "CheckCalendarProperties",
    "CheckCaseSensitiveSearch",
    "CheckIfMatchOptional",
    "CheckIsNotDefined",
    "CheckMakeDeleteCalendar",
    "CheckNoUidConflict",
    "CheckOpenTimeRangeSearch",
    "CheckPrincipalSearch",
    "CheckRecurrenceSearch",
    "CheckRelatedTo",
    "CheckSearch",
    "CheckSyncToken",
    "CheckWWWAuthenticate",
    "CheckWellKnown",
)


def observed(office: Office, folder: Path) -> dict[str, str]:
    """Run the checker and return what it found of each feature it could look at."""
    chosen = [word for check in CHECKS for word in ("--run-checks", check)]
    where = ("--caldav-url", f"{office.address}/dav/", "--caldav-username", OWNER, "--caldav-calendar", "Afwezig")
    command = [str(PROGRAM), *where, "--caldav-password", office.granted.secret, "--format", "json", *chosen]
    environment = {**os.environ, "HOME": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=environment)
    assert done.stdout, done.stderr[-2000:]
    features: dict[str, dict[str, str]] = json.loads(done.stdout)["features"]
    return {name: found["support"] for name, found in sorted(features.items()) if found["support"] != "unknown"}


def test_the_checker_finds_what_it_found_before(books: Office, tmp_path: Path) -> None:
    if not PROGRAM.exists():
        skip_unless_ci("caldav-server-tester is not in this environment")

    assert observed(books, tmp_path) == json.loads(GOLDEN.read_text("utf-8"))


def test_each_deviation_is_explained() -> None:
    found: dict[str, str] = json.loads(GOLDEN.read_text("utf-8"))
    explained = re.findall(r"^\| `([^`]+)` \|", EXPLAINED.read_text("utf-8"), re.MULTILINE)

    assert explained == [name for name, support in found.items() if support != "full"]
