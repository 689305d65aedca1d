"""Refuse tests that let through more planted faults than allowed; changes nothing.

Run by ``make mutation`` on what ``tools.mutation`` wrote down in ``mutants/results.json``: what became of the faults
that were drawn. Of a draw the percentage is an estimate, and comes with its interval. Faults that change nothing that
anybody could see are listed with the reason in ``tests/mutation/equivalent.txt`` and do not count.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

PLANTED = Path("mutants")
RESULTS = PLANTED / "results.json"
EQUIVALENT = Path("tests/mutation/equivalent.txt")
LEAST_PERCENT = 95
FOUND = frozenset({"killed", "timed out"})
"""A test failed, or took ten times the processor time it takes without the fault."""
PARTS = {"solver.why": "explanations"}
"""What stands in these packages is told apart; all else is rules."""
SURE = 1.959964
"""Standard deviations on both sides that hold 95 % of a normal distribution."""


def results(path: Path) -> dict[str, str]:
    """Return what became of each fault that was tried: killed, survived, untested, or how it ended."""
    fates: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["fates"] if path.exists() else {}
    return fates


def planted(folder: Path) -> set[str]:
    """Return the names of all faults that were planted, tried or not."""
    metas = (json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("**/*.meta"))
    return {name for meta in metas for name in meta["exit_code_by_key"]}


def interval(killed: int, counting: int) -> tuple[float, float]:
    """Return between which percentages the share of all faults lies in 95 of 100 draws, after Wilson."""
    if not counting:
        return 0.0, 100.0
    share, square = killed / counting, SURE**2 / counting
    middle = share + square / 2
    spread = SURE * math.sqrt(share * (1 - share) / counting + square / counting / 4)
    return 100 * (middle - spread) / (1 + square), 100 * (middle + spread) / (1 + square)


def equivalent(path: Path) -> dict[str, str]:
    """Return the faults that change nothing, each with the reason; ``name | reason`` per line."""
    rows = (row.partition("|") for row in path.read_text(encoding="utf-8").splitlines() if row and row[0] != "#")
    return {name.strip(): reason.strip() for name, _, reason in rows}


def module(name: str) -> str:
    """Return the module that a fault was planted in."""
    return name.rpartition(".")[0]


def counted(fates: Mapping[str, str], same: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return per module how many faults met which end."""
    counts: dict[str, Counter[str]] = {}
    for name, became in fates.items():
        word = "equivalent" if became not in FOUND and name in same else became
        counts.setdefault(module(name), Counter())[word] += 1
    return counts


def report(counts: Mapping[str, Counter[str]], total: Counter[str]) -> list[str]:
    """Return a line per module, worst first, and one per part and of all together with the interval of a draw."""
    rows = sorted(counts.items(), key=lambda item: (percent(item[1]), item[0]))
    parts: dict[str, Counter[str]] = {}
    for place, of in sorted(counts.items()):
        parts.setdefault(PARTS.get(place.rpartition(".")[0], "rules"), Counter()).update(of)
    lines = [
        f"{percent(of):6.1f} %  {place:45} {told(of)}" for place, of in (*rows, *parts.items(), ("together", total))
    ]
    return [*lines, *(would(what, of) for what, of in (*parts.items(), ("faults", total)))]


def would(what: str, counts: Counter[str]) -> str:
    """Return in words what a draw says of all faults."""
    low, high = interval(found(counts), counts.total() - counts["equivalent"])
    return f"Of all {what} {low:.1f} to {high:.1f} % would be found, in 95 of 100 draws like this one."


def found(counts: Counter[str]) -> int:
    """Return how many of the faults were found by a test."""
    return sum(counts[fate] for fate in FOUND)


def percent(counts: Counter[str]) -> float:
    """Return the percentage found of the faults that count."""
    counting = counts.total() - counts["equivalent"]
    return 100 * found(counts) / counting if counting else 100.0


def told(counts: Counter[str]) -> str:
    """Return the counts in words."""
    return ", ".join(f"{number} {word}" for word, number in sorted(counts.items()))


def main() -> int:
    """Print what became of the faults per module; return 1 when too many were let through or a reason is void."""
    fates, same, there = results(RESULTS), equivalent(EQUIVALENT), planted(PLANTED)
    if not fates:
        print(f"no results in {RESULTS}\nRun `make mutation`.", file=sys.stderr)
        return 1
    missed = sorted(name for name, became in fates.items() if became not in FOUND and name not in same)
    counts = counted(fates, same)
    total = sum(counts.values(), Counter[str]())
    print("\n".join((*(f"not found: {name}" for name in missed), *report(counts, total))))
    void = [name for name in same if name not in there or fates.get(name) in FOUND]
    for name in void:
        print(f"{name} is listed as changing nothing, but is not there or was killed.\nTake it off {EQUIVALENT}.")
    if percent(total) < LEAST_PERCENT:
        print(f"{percent(total):.1f} % killed, at least {LEAST_PERCENT} % is asked.\n`mutmut show NAME` shows a fault.")
    return 1 if void or percent(total) < LEAST_PERCENT else 0


if __name__ == "__main__":
    sys.exit(main())
