"""What became of planted faults is read, counted per module, and refused under the percentage asked."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools import check_mutants

KILLED, SURVIVED = "killed", "survived"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with results of two modules: 19 of 20 killed, and the twentieth survived."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests/mutation").mkdir(parents=True)
    _listed(tmp_path, "# none")
    _results(tmp_path, track=[KILLED] * 10, pins=[KILLED] * 9 + [SURVIVED])
    return tmp_path


def _results(folder: Path, **modules: Sequence[str]) -> None:
    """Write what became of the faults of modules; each module has one more that was not drawn."""
    fates: dict[str, str] = {}
    for module, became in modules.items():
        names = [f"solver.rules.{module}.x_f__mutmut_{number}" for number in range(len(became) + 1)]
        fates |= dict(zip(names, became, strict=False))
        meta = folder / f"mutants/solver/rules/{module}.py.meta"
        meta.parent.mkdir(parents=True, exist_ok=True)
        meta.write_text(json.dumps({"exit_code_by_key": dict.fromkeys(names)}), encoding="utf-8")
    (folder / check_mutants.RESULTS).write_text(json.dumps({"fates": fates}), encoding="utf-8")


def _listed(folder: Path, text: str) -> None:
    (folder / check_mutants.EQUIVALENT).write_text(text + "\n", encoding="utf-8")


@pytest.mark.usefixtures("work")
def test_ninety_five_of_hundred_are_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_mutants.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        "not found: solver.rules.pins.x_f__mutmut_9",
        "  90.0 %  solver.rules.pins                             9 killed, 1 survived",
        " 100.0 %  solver.rules.track                            10 killed",
        "  95.0 %  rules                                         19 killed, 1 survived",
        "  95.0 %  together                                      19 killed, 1 survived",
        "Of all rules 76.4 to 99.1 % would be found, in 95 of 100 draws like this one.",
        "Of all faults 76.4 to 99.1 % would be found, in 95 of 100 draws like this one.",
    ]


@pytest.mark.parametrize("fate", [SURVIVED, "untested", "ended by -11"])
def test_one_more_that_is_not_killed_is_refused(work: Path, fate: str) -> None:
    """Survived, without tests or with an unexpected end: 18 of 20 is too few."""
    _results(work, track=[KILLED] * 9 + [fate], pins=[KILLED] * 9 + [SURVIVED])

    assert check_mutants.main() == 1


def test_a_fault_that_changes_nothing_does_not_count(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _listed(work, "solver.rules.pins.x_f__mutmut_9 | the sum of nothing is 0 either way")

    assert check_mutants.main() == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        " 100.0 %  together                                      1 equivalent, 19 killed",
        "Of all rules 83.2 to 100.0 % would be found, in 95 of 100 draws like this one.",
        "Of all faults 83.2 to 100.0 % would be found, in 95 of 100 draws like this one.",
    ]


@pytest.mark.parametrize("name", ["solver.rules.pins.x_f__mutmut_1", "solver.rules.gone.x_f__mutmut_1"])
def test_a_reason_for_what_was_killed_or_is_gone_is_refused(work: Path, name: str) -> None:
    _listed(work, f"{name} | no longer true")

    assert check_mutants.main() == 1


def test_a_reason_for_what_was_not_drawn_stands(work: Path) -> None:
    """The eleventh of track was planted, and not tried this time."""
    _listed(work, "solver.rules.track.x_f__mutmut_10 | an empty list either way")

    assert check_mutants.main() == 0


def test_a_fault_that_keeps_a_test_busy_is_found_and_told_apart(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _results(work, track=[KILLED] * 9 + ["timed out"], pins=[KILLED] * 9 + [SURVIVED])

    assert check_mutants.main() == 0
    assert "  95.0 %  together                                      18 killed, 1 survived, 1 timed out" in (
        capsys.readouterr().out.splitlines()
    )


def test_rules_and_explanations_are_told_apart() -> None:
    counts = {"solver.rules.pins": Counter(killed=9, survived=1), "solver.why.core": Counter(killed=10)}

    assert check_mutants.report(counts, Counter(killed=19, survived=1))[2:] == [
        "  90.0 %  rules                                         9 killed, 1 survived",
        " 100.0 %  explanations                                  10 killed",
        "  95.0 %  together                                      19 killed, 1 survived",
        "Of all rules 59.6 to 98.2 % would be found, in 95 of 100 draws like this one.",
        "Of all explanations 72.2 to 100.0 % would be found, in 95 of 100 draws like this one.",
        "Of all faults 76.4 to 99.1 % would be found, in 95 of 100 draws like this one.",
    ]


def test_without_results_nothing_is_accepted(work: Path) -> None:
    (work / check_mutants.RESULTS).unlink()

    assert check_mutants.main() == 1


@pytest.mark.parametrize(
    ("killed", "counting", "low", "high"),
    [(0, 0, 0.0, 100.0), (81, 263, 25.5, 36.6), (1425, 1500, 93.8, 96.0), (20, 20, 83.9, 100.0)],
)
def test_interval_is_that_of_wilson(killed: int, counting: int, low: float, high: float) -> None:
    """81 of 263 is the example in Newcombe (1998), table I: 0.2553 to 0.3662."""
    assert [round(bound, 1) for bound in check_mutants.interval(killed, counting)] == [low, high]
