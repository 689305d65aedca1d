"""``outcome``, ``rules``, ``solve`` and ``serve`` as an officer meets them."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.store import open_store
from solver.rulebook import RULEBOOK
from tests.api.cli.conftest import Run
from tests.api.cli.test_program import COMMAND
from tests.api.example_release import add_example_release

TIMES = ("--start", "2020-01-02T09:00", "--end", "2020-01-02T10:00", "--actor", "RV-0101")


def conversation(url: str) -> str:
    """Return the key of a conversation in a store."""
    store = open_store(url)
    with store.reading() as books:
        found = books.facts.in_force(Activity)
    store.close()
    return next(activity.key for activity in found if activity.kind is ActivityKind.CONVERSATION)


def test_an_outcome_is_recorded_once_and_corrected_on_purpose(run: Run, sqlite_url: str, office: Path) -> None:
    run("import", office)
    key = conversation(sqlite_url)

    codes = [
        run("outcome", key, "niet-verschenen", *TIMES).code,
        run("outcome", key, "gehouden", *TIMES).code,
        run("outcome", key, "gehouden", *TIMES, "--correction").code,
        run("outcome", "Z-bestaat-niet/gesprek/1", "gehouden", *TIMES).code,
        run("outcome", key, "misschien", *TIMES).code,
    ]

    assert codes == [0, 2, 0, 2, 2]


def test_a_planning_moment_after_the_weeks_is_refused_with_a_remedy(run: Run, office: Path) -> None:
    run("import", office)

    done = run("solve", "--from", "2026-W48", "--as-of", "2026-11-30T00:00")

    assert (done.code, done.out) == (2, "")
    assert "het planmoment ma 30 nov 2026 00:00 ligt na het einde van de periode" in done.err


def test_the_rulebook_is_shown_whole(run: Run) -> None:
    found = run("rules", "--json").data()["regels"]

    assert isinstance(found, list)
    assert [row["regel"] for row in found] == [rule.id for rule in RULEBOOK]
    assert [rule.id for rule in RULEBOOK if rule.title.nl.split()[0] not in run("rules").out] == []


def test_one_rule_is_shown_with_its_values_by_date(run: Run) -> None:
    told = run("rules", "r11").out

    assert told.startswith("R11 Aanzegging op tijd")
    assert [value for value in ("48", "36", "01-10-2020") if value not in told] == []


def test_an_unknown_rule_is_told(run: Run) -> None:
    assert run("rules", "R999").code == 3


def test_ctrl_c_keeps_the_best_so_far(sqlite_url: str, run: Run, office: Path) -> None:
    run("import", office)
    command = [str(COMMAND), "solve", "--from", "2026-W48", "--as-of", "2026-11-19T16:00", "--seconds", "600"]
    process = subprocess.Popen(
        [*command, "--database", sqlite_url, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    while "agenda" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=120)

    answer = json.loads(out)
    assert (process.returncode, answer["onderbroken"], answer["plan"]) == (130, True, 1)
    assert run("check").code == 0


def test_serve_answers_on_this_machine_and_stops_on_ctrl_c(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    add_example_release(store)
    store.close()
    port = free_port()
    process = subprocess.Popen(
        [str(COMMAND), "serve", "--port", str(port), "--database", sqlite_url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    status, body = ask(port, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)

    assert (status, json.loads(body)["publicatie"], process.returncode) == (200, 1, 0)
    first, *setup = out.splitlines()
    assert first == f"Open http://127.0.0.1:{port}/ in de browser; stoppen met Ctrl-C."
    assert setup[0] == "Er is nog geen beheerder. Kies een wachtwoord voor 'beheerder' op:"
    assert re.fullmatch(rf"  http://127\.0\.0\.1:{port}/wachtwoord/[\w-]{{43}}", setup[1])
    assert len(setup) == 2
    assert "Traceback" not in err
    assert "GET /gezondheid 200" in err


def test_a_port_in_use_is_told(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--port", str(taken.getsockname()[1]))

    assert done.code == 2
    assert "al in gebruik" in done.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "planner.example"])  # noqa: S104 - refused
def test_serving_others_is_refused_before_anything_is_opened(run: Run, host: str, tmp_path: Path) -> None:
    done = run("serve", "--host", host)

    assert done.code == 2
    assert "onversleuteld" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("VERTREKPLANNER_TILES", "http://tegels.example.test/{z}/{x}/{y}.png", "is geen adres van een tegelserver"),
        ("VERTREKPLANNER_ROADS", "/bestaat/niet.npz", "niet gevonden: /bestaat/niet.npz"),
    ],
)
def test_serve_tells_of_a_wrong_setting_before_it_listens(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)

    done = run("serve", "--port", str(free_port()))

    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def ask(port: int, process: subprocess.Popen[str]) -> tuple[int, bytes]:
    """Ask for the health as soon as the server answers."""
    while process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/gezondheid")
            answer = connection.getresponse()
            return answer.status, answer.read()
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    return 0, b"{}"
