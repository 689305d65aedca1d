"""Making copies on the command line, putting them back, and seeing whether that would go well."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run


def _imported(run: Run, office: Path) -> None:
    assert run("import", office).code == 0


def test_a_copy_is_made_looked_at_and_put_back(run: Run, office: Path, tmp_path: Path) -> None:
    _imported(run, office)
    folder, back = tmp_path / "kluis", tmp_path / "terug.sqlite"

    made = run("backup", "make", "--folder", folder)
    (copy,) = folder.iterdir()
    checked = run("backup", "check", "--folder", folder, "--json")
    restored = run("backup", "restore", copy, "--into", f"sqlite:///{back}")
    again = run("backup", "restore", copy, "--into", f"sqlite:///{back}")
    validated = run("audit", "verify", "--database", f"sqlite:///{back}")

    assert made.out.startswith(f"{copy.name}, ")
    assert (checked.code, checked.data()["heel"], checked.data()["bevindingen"]) == (0, True, [])
    assert f"{copy.name} is heel: " in restored.out
    assert (restored.code, again.code, validated.code) == (0, 4, 0)
    assert "bestaat al" in again.err


def test_a_copy_that_is_not_the_database_is_told(run: Run, office: Path, tmp_path: Path) -> None:
    _imported(run, office)
    run("backup", "make", "--folder", tmp_path / "kluis")
    (copy,) = (tmp_path / "kluis").iterdir()
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("DELETE FROM fact WHERE id = 1")
        opened.commit()

    found = run("backup", "check", copy)

    assert found.code == 1
    assert "- tabel fact heeft " in found.out
    assert f"{copy.name} is niet heel: 1 bevinding" in found.err


def test_a_copy_that_is_not_there_is_asked_for(run: Run, tmp_path: Path) -> None:
    assert run("backup", "check", "--folder", tmp_path).code == 3
    assert run("backup", "restore", tmp_path / "weg.sqlite", "--into", "sqlite:///x.sqlite").code == 3


def test_the_log_is_held_against_what_the_clock_brought_outside(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str
) -> None:
    run("account", "first")
    monkeypatch.setenv("VERTREKPLANNER_CONTROLEPUNTEN", str(tmp_path))
    empty = run("audit", "verify")
    run("audit", "checkpoint", "--folder", tmp_path)
    intact = run("audit", "verify")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as opened:
        for name in opened.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            opened.execute(f"DROP TRIGGER {name[0]}")
        opened.execute("DELETE FROM audit_entry")
        opened.execute("DELETE FROM audit_batch")
        opened.commit()
    cut_off = run("audit", "verify")

    assert (empty.code, intact.code, cut_off.code) == (0, 0, 1)
    assert intact.out.endswith("Getoetst aan 1 controlepunt, het laatste bij zegel 1.\n")
    assert cut_off.out == "- het logboek heeft 0 zegels, en bij het controlepunt waren het er 1\n"
