"""Refuse tests that let through more planted faults than allowed; changes nothing.

Run by ``make mutation`` after mutmut, whose results stand beside its copies of the sources, in ``mutants/``. Faults
that change nothing anybody could see are listed with the reason in ``tests/mutation/equivalent.txt`` and do not count.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

RESULTS = Path("mutants")
EQUIVALENT = Path("tests/mutation/equivalent.txt")
LEAST_PERCENT = 95
KILLED = frozenset({1, 3, 24, 36, 37, 152, 255, -24})
"""Exit codes of tests that failed or never ended."""
UNTESTED = frozenset({5, 33})
"""Exit codes of a fault that no test comes near."""


def results(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each planted fault, and what became of it."""
    for path in sorted(folder.glob("**/*.meta")):
        codes: Mapping[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        for name, code in codes.items():
            yield name, fate(code)


def fate(code: int | None) -> str:
    """Return in one word what an exit code of the tests means."""
    if code is None:
        return "not tried"
    if code in UNTESTED:
        return "untested"
    return "killed" if code in KILLED else "survived"


def equivalent(path: Path) -> dict[str, str]:
    """Return the faults that change nothing, each with the reason; ``name | reason`` per line."""
    rows = (row.partition("|") for row in path.read_text(encoding="utf-8").splitlines() if row and row[0] != "#")
    return {name.strip(): reason.strip() for name, _, reason in rows}


def module(name: str) -> str:
    """Return the module that a fault was planted in."""
    return name.rpartition(".")[0]


def report(fates: Mapping[str, str], same: Mapping[str, str]) -> tuple[list[str], float]:
    """Return a line per module, worst first, and the percentage killed of what counts."""
    counted: dict[str, Counter[str]] = {}
    for name, became in fates.items():
        word = "equivalent" if became != "killed" and name in same else became
        counted.setdefault(module(name), Counter())[word] += 1
    total = sum(counted.values(), Counter[str]())
    rows = sorted(counted.items(), key=lambda item: (percent(item[1]), item[0]))
    lines = [f"{percent(counts):6.1f} %  {place:45} {told(counts)}" for place, counts in (*rows, ("together", total))]
    return lines, percent(total)


def percent(counts: Counter[str]) -> float:
    """Return the percentage killed of the faults that count."""
    counting = counts.total() - counts["equivalent"]
    return 100 * counts["killed"] / counting if counting else 100.0


def told(counts: Counter[str]) -> str:
    """Return the counts in words."""
    return ", ".join(f"{number} {word}" for word, number in sorted(counts.items()))


def main() -> int:
    """Print what became of the faults per module; return 1 when too many were let through or a reason is void."""
    fates, same = dict(results(RESULTS)), equivalent(EQUIVALENT)
    if not fates:
        print(f"no results in {RESULTS}/\nRun `make mutation`.", file=sys.stderr)
        return 1
    lines, reached = report(fates, same)
    print("\n".join(lines))
    void = [name for name in same if fates.get(name) in {None, "killed"}]
    for name in void:
        print(f"{name} is listed as changing nothing, but is not there or was killed.\nTake it off {EQUIVALENT}.")
    if reached < LEAST_PERCENT:
        print(f"{reached:.1f} % killed, at least {LEAST_PERCENT} % is asked.\n`mutmut results` lists the others.")
    return 1 if void or reached < LEAST_PERCENT else 0


if __name__ == "__main__":
    sys.exit(main())
