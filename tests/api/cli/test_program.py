"""The command line as a whole: Dutch help, exit codes, failures in words."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from api.cli.failure import CommandFailure, ExitCode
from api.cli.program import as_failure
from planner.codec.canonical import CodecError
from planner.ports.store import StoreError
from tests.api.cli.conftest import Run

COMMAND = Path(sys.executable).with_name("vertrekplanner")
COMMANDS = (
    "sample", "import", "solve", "validate", "check", "publish", "serve", "outcome", "booking", "answer",
    "partner-link", "simulate", "standby", "backfill", "export", "tell", "report", "rules", "why", "why-not",
    "why-not-mine", "recommend", "exception", "gate", "zones", "roads", "places", "feeds", "absences", "tasks",
    "settings", "outcomes", "zaak", "due", "protocols", "account", "audit", "clock", "backup", "edit", "disruption",
    "repair", "scenario",
)  # fmt: skip


def installed(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as it is installed."""
    return subprocess.run(
        [str(COMMAND), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "160", **environment},
    )


def test_the_installed_command_tells_its_version() -> None:
    done = installed("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, "vertrekplanner 0.1.0\n", "")


def test_help_names_every_command_in_dutch() -> None:
    done = installed("--help")

    listed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("│ ") and line[2] != " "]
    assert tuple(name for name in listed if not name.startswith("--")) == COMMANDS
    assert [word for word in ("Usage", "Options", "Commands", "Show this") if word in done.stdout] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_examples(run: Run, command: str) -> None:
    done = run(command, "--help")

    assert done.code == 0
    assert f"vertrekplanner {command}" in done.out.partition("Voorbeelden:")[2]


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'sqlalchemy', 'ortools', 'numpy', 'fastapi', 'folium', 'icalendar', 'openpyxl', 'planner.store'}"
    code = f"import sys, api.cli.main; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bestaat-niet"], "onbekende opdracht 'bestaat-niet'."),
        (["solve", "--form", "2026-W48"], "onbekende optie --form"),
        (["solve"], "optie --from ontbreekt."),
        (["zaak", "show", "Z-24-15253"], "optie --actor ontbreekt."),
        (["import"], "PAD ontbreekt."),
        (["solve", "--from", "2026-W48", "--weeks", "veel"], "ongeldige waarde voor --weeks"),
        (["solve", "--from", "2026-W54"], "'2026-W54' is geen week"),
        (["solve", "--from", "week 48"], "'week 48' is geen week"),
        (["serve", "--host", "0.0.0.0"], "luisteren op 0.0.0.0 kan niet"),  # noqa: S104 - refused
        (["rules", "--onzin"], "onbekende optie --onzin"),
        (["export", "--format", "xml", "--out", "x"], "vorm 'xml' bestaat niet"),
        (["export", "--out", "/"], "ongeldige waarde voor --out: '/' is een map."),
        (["--database-vergeten"], "onbekende optie --database-vergeten"),
    ],
)
def test_wrong_input_is_said_in_dutch_with_a_remedy_and_code_2(run: Run, arguments: list[str], message: str) -> None:
    done = run(*arguments)

    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments", [["solve", "--from", "2026-W48"], ["check"], ["publish", "--out", "x"], ["export", "--out", "x"]]
)
def test_what_needs_something_earlier_says_so_with_code_3(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)

    assert (done.code, done.out) == (3, "")
    assert "er is nog" in done.err


@pytest.mark.parametrize("address", ["mysql://x", "onzin", "sqlite:////proc/kan/niet.sqlite"])
def test_a_database_that_does_not_open_is_told_without_traceback(run: Run, address: str) -> None:
    done = run("solve", "--from", "2026-W48", "--database", address)

    assert done.code in (2, 4)
    assert "Lukt niet" in done.err
    assert "Traceback" not in done.err


def test_a_password_in_the_address_is_never_shown(run: Run) -> None:
    done = run("check", "--database", "postgresql://planner:geheim123@127.0.0.1:1/bestaat-niet")

    assert done.code == 4
    assert "geheim123" not in done.err + done.out


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreError("vol\nMaak ruimte."), ExitCode.STORE),
        (CodecError("stuk\nExporteer opnieuw."), ExitCode.WRONG_INPUT),
        (FileNotFoundError(2, "No such file", "x.json"), ExitCode.WRONG_INPUT),
        (OSError(28, "No space left on device"), ExitCode.STORE),
        (ZeroDivisionError("secret"), ExitCode.UNEXPECTED),
    ],
)
def test_any_error_becomes_a_message_with_a_remedy(error: Exception, code: ExitCode) -> None:
    failure = as_failure(error)

    assert failure.code is code
    assert bool(failure.message)
    assert bool(failure.remedy)
    assert "secret" not in failure.message + failure.remedy


def test_a_failure_holds_what_and_what_to_do() -> None:
    failure = CommandFailure("dit", "doe dat")

    assert (failure.message, failure.remedy, failure.code) == ("dit", "doe dat", ExitCode.WRONG_INPUT)


def test_ctrl_c_before_a_search_ends_with_130(sqlite_url: str, office: Path) -> None:
    process = subprocess.Popen(
        # A job in the background of a shell ignores interrupts, and what it starts would too.
        ["env", "--default-signal=INT", str(COMMAND), "import", str(office), "--database", sqlite_url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    while not _has_tables(database) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(2)
    _, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert b"Traceback" not in err


def _has_tables(database: Path) -> bool:
    """Return whether the command has made its tables: an interrupt inside the database's callbacks would be lost."""
    if not database.exists():
        return False
    with closing(sqlite3.connect(database)) as connection, suppress(sqlite3.OperationalError):
        return bool(connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,))
    return False
