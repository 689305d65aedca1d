"""What became of planted faults is read, counted per module, and refused under the percentage asked."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools import check_mutants


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with results of two modules: 19 of 20 killed, and the twentieth survived."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests/mutation").mkdir(parents=True)
    _listed(tmp_path, "# none")
    _results(tmp_path, "track", [1] * 10)
    _results(tmp_path, "pins", [1] * 9 + [0])
    return tmp_path


def _results(folder: Path, module: str, codes: Sequence[int | None]) -> None:
    path = folder / f"mutants/solver/rules/{module}.py.meta"
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {f"solver.rules.{module}.x_f__mutmut_{number}": code for number, code in enumerate(codes)}
    path.write_text(json.dumps({"exit_code_by_key": found}), encoding="utf-8")


def _listed(folder: Path, text: str) -> None:
    (folder / check_mutants.EQUIVALENT).write_text(text + "\n", encoding="utf-8")


@pytest.mark.usefixtures("work")
def test_ninety_five_of_hundred_are_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_mutants.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        "  90.0 %  solver.rules.pins                             9 killed, 1 survived",
        " 100.0 %  solver.rules.track                            10 killed",
        "  95.0 %  together                                      19 killed, 1 survived",
    ]


@pytest.mark.parametrize("code", [0, 5, 33, None, 35])
def test_one_more_that_is_not_killed_is_refused(work: Path, code: int | None) -> None:
    """Survived, without tests, not tried or with an unexpected end: 18 of 20 is too few."""
    _results(work, "track", [1] * 9 + [code])

    assert check_mutants.main() == 1


@pytest.mark.parametrize("code", [3, 36, 152, 255, -24])
def test_a_test_that_breaks_or_never_ends_has_found_the_fault(work: Path, code: int) -> None:
    _results(work, "track", [1] * 9 + [code])

    assert check_mutants.main() == 0


def test_a_fault_that_changes_nothing_does_not_count(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _listed(work, "solver.rules.pins.x_f__mutmut_9 | the sum of nothing is 0 either way")

    assert check_mutants.main() == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        " 100.0 %  together                                      1 equivalent, 19 killed"
    )


@pytest.mark.parametrize("name", ["solver.rules.pins.x_f__mutmut_1", "solver.rules.gone.x_f__mutmut_1"])
def test_a_reason_for_what_was_killed_or_is_gone_is_refused(work: Path, name: str) -> None:
    _listed(work, f"{name} | no longer true")

    assert check_mutants.main() == 1


def test_without_results_nothing_is_accepted(work: Path) -> None:
    for path in work.glob("mutants/**/*.meta"):
        path.unlink()

    assert check_mutants.main() == 1
