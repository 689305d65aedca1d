"""``import``: whole or not at all, a preview first, and nothing twice."""

import shutil
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run


@pytest.fixture
def delivery(office: Path, tmp_path: Path) -> Path:
    """Give a copy of the office delivery that the test may change."""
    folder = tmp_path / "levering"
    shutil.copytree(office, folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence in a file."""
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


def without_last_row(path: Path) -> None:
    """Remove the last row of a file."""
    lines = path.read_bytes().rstrip(b"\r\n").split(b"\r\n")
    path.write_bytes(b"\r\n".join(lines[:-1]) + b"\r\n")


def test_an_import_stores_everything_and_a_second_changes_nothing(run: Run, delivery: Path) -> None:
    first = run("import", delivery, "--json").data()
    second = run("import", delivery, "--json").data()
    shown = run("import", delivery)

    assert (first["opgeslagen"], second["opgeslagen"]) == (True, False)
    assert (second["nieuw"], second["gewijzigd"], second["ongewijzigd"]) == (0, 0, first["nieuw"])
    assert "Niets gewijzigd" in shown.out


def test_a_preview_shows_changes_and_stores_nothing(run: Run, delivery: Path) -> None:
    run("import", delivery)
    change(delivery / "voertuigen.csv", ";8;", ";7;")

    shown = run("import", delivery, "--preview")
    again = run("import", delivery, "--preview", "--json").data()

    assert "Voorbeeld: er is niets opgeslagen." in shown.out
    assert (again["gewijzigd"], again["opgeslagen"]) == (1, False)


def test_what_vanished_stays_until_somebody_says_so(run: Run, delivery: Path) -> None:
    run("import", delivery)
    without_last_row(delivery / "vervangingen.csv")

    kept = run("import", delivery, "--json").data()
    told = run("import", delivery)
    retired = run("import", delivery, "--retire-vanished", "--json").data()
    after = run("import", delivery, "--json").data()

    assert (kept["verdwenen"], kept["beeindigd"]) == (1, 0)
    assert "--retire-vanished" in told.out
    assert (retired["beeindigd"], after["verdwenen"]) == (1, 0)


def test_a_preview_names_what_is_new_and_what_vanished(run: Run, delivery: Path) -> None:
    run("import", delivery)
    change(delivery / "overleggen.csv", "OVL-", "OVX-")

    shown = run("import", delivery, "--preview").out.splitlines()

    start = shown.index("Nieuw")
    words = [line.split() for line in shown[start:] if line.startswith(" overleggen")]
    assert [(kind, key[:4]) for kind, key in words] == [("overleggen", "OVX-"), ("overleggen", "OVL-")]
    assert shown[-1] == (
        "1 feit staat niet meer in deze levering. Het blijft gelden; met --retire-vanished wordt het beëindigd."
    )


def test_a_refusal_names_file_row_column_value_and_remedy_and_stores_nothing(run: Run, delivery: Path) -> None:
    change(delivery / "zaken.csv", "-2026;", "-1x26;")

    shown = run("import", delivery)
    data = run("import", delivery, "--json")

    assert (shown.code, data.code) == (2, 2)
    refusals = data.data()["weigeringen"]
    assert isinstance(refusals, list)
    assert {(row["file"], bool(row["row"]), bool(row["column"]), bool(row["remedy"])) for row in refusals} == {
        ("zaken.csv", True, True, True)
    }
    assert "zaken.csv" in shown.err
    assert run("solve", "--from", "2026-W48").code == 3


def test_too_many_rows_are_refused(run: Run, delivery: Path) -> None:
    done = run("import", delivery, "--row-limit", "100")

    assert done.code == 2


def test_text_of_a_file_cannot_steer_the_terminal(run: Run, delivery: Path) -> None:
    change(delivery / "zaken.csv", "-2026;", "-\x1b[31m26;")

    done = run("import", delivery)

    assert done.code == 2
    assert "\x1b[31m" not in done.err


def test_a_path_that_does_not_exist_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("import", tmp_path / "bestaat-niet")

    assert done.code == 2
    assert "bestaat niet" in done.err


def test_a_mapping_of_another_source_is_refused(run: Run, delivery: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "coa.json"
    mapping.write_text('{"schema": "vertrekplanner-kolommen/1", "bron": "coa"}', "utf-8")

    done = run("import", delivery, "--source", "ind", "--mapping", mapping)

    assert done.code == 2
    assert "van bron coa, niet van ind" in done.err
