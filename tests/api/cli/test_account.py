"""``account`` and ``audit``: who may sign in, and that the log is as it was written."""

import json
import re
import sqlite3
from pathlib import Path

from planner.domain.audit import AuditQuery
from planner.store import open_store
from tests.api.cli.conftest import Run

LINK = re.compile(r"http://127\.0\.0\.1:8000/wachtwoord/([\w-]{43})\n")


def test_an_account_is_made_with_a_link_and_no_password(run: Run) -> None:
    run("account", "first")

    made = run("account", "add", "RV-0001", "--role", "regievoerder", "--code", "RV-0001", "--label", "RV-0001")

    listed = json.loads(run("account", "list", "--json").out)
    assert (made.code, len(LINK.findall(made.out))) == (0, 1)
    assert [(one["aanmeldnaam"], one["rol"], one["kan_aanmelden"]) for one in listed] == [
        ("beheerder", "beheerder", False),
        ("rv-0001", "regievoerder", False),
    ]


def test_what_cannot_be_is_refused_with_the_remedy(run: Run) -> None:
    run("account", "first")

    answers = [
        run("account", "add", "x", "--role", "planner", "--label", "x"),
        run("account", "add", "beheerder", "--role", "planner", "--label", "x"),
        run("account", "add", "rv-2", "--role", "regievoerder", "--label", "x"),
        run("account", "disable", "niemand"),
        run("account", "disable", "beheerder"),
    ]

    assert [answer.code for answer in answers] == [2, 2, 2, 3, 3]
    said = ("aanmeldnaam 'x' kan niet", "bestaat al", "ontbreekt de code", "bestaat niet", "laatste beheerder")
    assert [text in answer.err for text, answer in zip(said, answers, strict=True)] == [True] * 5


def test_the_terminal_stands_in_the_audit_log_as_the_origin(run: Run, sqlite_url: str) -> None:
    run("account", "first")
    run("account", "add", "planner-01", "--role", "planner", "--label", "planner", "--actor", "T-0042")

    store = open_store(sqlite_url)
    with store.reading() as books:
        lines = books.audit.find(AuditQuery())
    store.close()

    told = [(line.action, line.object, line.actor, line.origin) for line in reversed(lines)]
    assert told == [
        ("account created", "beheerder", "installatie", "terminal"),
        ("account link", "beheerder", "installatie", "terminal"),
        ("account created", "planner-01", "T-0042", "terminal"),
        ("account link", "planner-01", "T-0042", "terminal"),
    ]


def test_the_log_is_verified_against_a_checkpoint(run: Run, tmp_path: Path, sqlite_url: str) -> None:
    run("account", "first")
    checkpoint = tmp_path / "controle.json"

    made = run("audit", "checkpoint", "--out", checkpoint)
    intact = run("audit", "verify", "--checkpoint", checkpoint)
    _cut_off(Path(sqlite_url.removeprefix("sqlite:///")))
    alone = run("audit", "verify")
    against = run("audit", "verify", "--checkpoint", checkpoint)

    assert (made.code, intact.code, alone.code, against.code) == (0, 0, 0, 1)
    assert intact.out.startswith("Ongewijzigd: 2 regels onder 1 zegel.")
    assert against.out == "- het logboek heeft 0 zegels, en bij het controlepunt waren het er 1\n"
    assert "incident" in against.err


def test_a_file_that_is_no_checkpoint_is_refused(run: Run, tmp_path: Path) -> None:
    run("account", "first")
    wrong = tmp_path / "fout.json"
    wrong.write_text("[]")

    assert run("audit", "verify", "--checkpoint", wrong).code == 2
    assert run("audit", "verify", "--checkpoint", tmp_path / "weg.json").code == 3


def test_checkpoints_gather_in_a_folder_and_are_all_held_against_the_log(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "kluis"
    folder.mkdir()
    run("account", "first")

    said = [run("audit", "checkpoint", "--folder", folder).out for _ in range(2)]
    run("account", "first")
    run("audit", "checkpoint", "--folder", folder)
    found = run("audit", "verify", "--folder", folder)

    names = sorted(path.name.split("-")[1] for path in folder.iterdir())
    assert "geschreven naar" in said[0]
    assert said[1] == "Sinds het vorige controlepunt, bij zegel 1, kwam er niets bij.\n"
    assert names == ["000000001", "000000002"]
    assert found.code == 0
    assert found.out.endswith("Getoetst aan 2 controlepunten, het laatste bij zegel 2.\n")


def test_a_place_for_checkpoints_that_is_none_is_refused_with_what_to_do(run: Run, tmp_path: Path) -> None:
    run("account", "first")

    refused = [
        run("audit", "checkpoint"),
        run("audit", "checkpoint", "--out", tmp_path / "a", "--folder", tmp_path),
        run("audit", "checkpoint", "--folder", tmp_path / "weg"),
        run("audit", "verify", "--folder", tmp_path),
        run("audit", "verify", "--folder", tmp_path / "weg"),
    ]

    assert [(one.code, len(one.err.splitlines()) >= 2) for one in refused] == [
        *((2, True) for _ in range(4)),
        (3, True),
    ]


def test_nothing_is_past_its_term_in_a_new_log(run: Run) -> None:
    run("account", "first")

    assert run("audit", "drop", "--dry-run").out == "Er zijn geen regels van langer dan 1096 dagen geleden.\n"
    assert run("audit", "drop").code == 2


def _cut_off(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM audit_entry")
        connection.execute("DELETE FROM audit_batch")
    connection.close()
