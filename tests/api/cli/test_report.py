"""``report`` through the whole program: a sample with its past, imported, and reported in every form."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.api.cli.conftest import Run


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return where the sample and its past are written once."""
    base = tmp_path_factory.mktemp("rapport")
    return base / "levering", base / "verleden"


def _figures(report: dict[str, object], table: str) -> dict[str, list[object]]:
    tables = report["tabellen"]
    assert isinstance(tables, list)
    rows = next(one["rijen"] for one in tables if one["tabel"] == table)
    return {row["naam"]: row["cijfers"] for row in rows}


def test_reports_of_a_sample_with_its_past(run: Run, folders: tuple[Path, Path], tmp_path: Path) -> None:
    """In every form; the figures agree with the files they were imported from."""
    week, past = folders
    outcomes = past / "uitkomsten" / "uitkomsten.csv"
    assert run("sample", "--size", "office", "--out", week, "--past", past).code == 0
    assert run("import", week).code == 0
    assert run("import", past, "--source", "verleden").code == 0
    assert run("outcomes", "import", outcomes, "--actor", "planner").code == 0
    told = outcomes.read_text("utf-8-sig").splitlines()[1:]
    held = sum(line.split(";")[1] == "gehouden" for line in told)
    year = ("--from", "2025-01-01", "--to", "2026-12-31", "--format", "json")

    report = run("report", "half-year", *year).data()
    talks = _figures(report, "talks")
    waits = _figures(run("report", "waiting", *year).data(), "first-group")
    own = run("report", "half-year", "--half", "2026-1", "--format", "json").data()
    shown = run("report", "half-year", "--half", "2026-1", "--extern", "--format", "json").data()
    page, book = tmp_path / "r.html", tmp_path / "r.xlsx"

    assert talks["Gehouden"] == [held] != [0]
    assert _figures(report, "closings")["Totaal"] == _figures(report, "dossiers")["Gesloten"]
    assert waits["Totaal"][0] != 0
    assert {cell % 10 for row in _figures(shown, "dossiers").values() for cell in row if isinstance(cell, int)} == {0}
    assert _figures(own, "dossiers") != _figures(shown, "dossiers")
    assert run("report", "half-year", "--half", "2026-2", "--format", "html", "--out", page).code == 0
    assert "<svg" in page.read_text("utf-8")
    assert run("report", "waiting", "--half", "2026-2", "--format", "xlsx", "--out", book).code == 0
    assert load_workbook(book).sheetnames[0] == "Toelichting"
    assert "Weekrapport, 26-10-2026" in run("report", "week", "--week", "2026-W44").out
    assert "Week report, 2026-10-26" in run("report", "week", "--week", "2026-W44", "--taal", "en").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("half-year", "--half", "2026-3"), "'2026-3' is geen half jaar", id="no such half"),
        pytest.param(("week", "--week", "2026-W60"), "'2026-W60' is geen week", id="no such week"),
        pytest.param(("waiting", "--from", "2026-01-01"), "bij --from hoort --to", id="half a period"),
        pytest.param(("waiting", "--from", "2026-02-01", "--to", "2026-01-01"), "ligt voor", id="backwards"),
        pytest.param(("week", "--week", "2026-W44", "--half", "2026-1"), "op twee manieren", id="two periods"),
    ],
)
def test_period_that_cannot_be_is_refused(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("report", *arguments)

    assert done.code == 2
    assert words in done.err


@pytest.mark.parametrize("kind", ["week", "half-year"])
def test_others_get_no_other_stretches(run: Run, office: Path, kind: str) -> None:
    """From two reports that differ by a week one could work out that week."""
    run("import", office)
    done = run("report", kind, "--from", "2026-01-01", "--to", "2026-06-29", "--extern")

    assert done.code == 2
    assert "gaat niet naar buiten" in done.err


def test_file_needs_a_place(run: Run, office: Path) -> None:
    run("import", office)
    done = run("report", "half-year", "--half", "2026-1", "--format", "xlsx")

    assert done.code == 2
    assert "Noem met --out" in done.err
