"""``sample``: the same files every time, tightness shown, and never over somebody's delivery."""

from pathlib import Path

import pytest

from api.cli.sample import MARKER, Size
from planner.sample.sizes import SampleSize
from tests.api.cli.conftest import Run


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_sizes_are_those_of_the_generator() -> None:
    assert [size.value for size in Size] == [size.value for size in SampleSize]


def test_the_same_seed_gives_the_same_files(run: Run, office: Path) -> None:
    before = contents(office)

    done = run("sample", "--size", "office", "--seed", "1", "--out", office)

    assert done.code == 0
    assert contents(office) == before


def test_tightness_and_what_cannot_be_planned_are_shown(run: Run, tmp_path: Path) -> None:
    shown = run("sample", "--size", "office", "--out", tmp_path / "s")
    data = run("sample", "--size", "office", "--out", tmp_path / "s", "--json").data()

    causes = data["niet_te_plannen"]
    assert isinstance(causes, list)
    assert f"Aantoonbaar niet te plannen: {len(causes)}" in shown.out
    assert {row["activiteit"] for row in causes} != set()
    assert "Krapte" in shown.out


def test_a_folder_with_other_files_is_refused_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "zaken.csv").write_text("echte levering", "utf-8")

    done = run("sample", "--size", "office", "--out", tmp_path)

    assert done.code == 2
    assert "andere bestanden" in done.err
    assert contents(tmp_path) == {"zaken.csv": b"echte levering"}


def test_a_table_of_an_earlier_sample_does_not_linger(run: Run, office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / MARKER).write_text("", "utf-8")
    (folder / "oud.csv").write_text("x", "utf-8")

    done = run("sample", "--size", "office", "--out", folder)

    assert done.code == 0
    assert contents(folder) == contents(office)


@pytest.mark.parametrize("week", ["2027-W53", "48", "2026-48"])
def test_a_week_that_does_not_exist_is_refused(run: Run, tmp_path: Path, week: str) -> None:
    done = run("sample", "--size", "office", "--week", week, "--out", tmp_path / "s")

    assert (done.code, (tmp_path / "s").exists()) == (2, False)
