"""What every example makes a rule say, word for word, kept beside the tests in ``said/``.

An example fails when its rule says another sentence, at another level or cost, of other activities or another resource.
After a wanted change ``REWRITE_SAID=1 pytest tests/solver/rules`` writes the sentences again; read the difference.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from planner.domain.plan import Breach

FOLDER = Path(__file__).parent / "said"
REWRITE = "REWRITE_SAID"
_heard: list[str] = []


def hear(breaches: Iterable[Breach]) -> None:
    """Note what a rule says during an example."""
    _heard.extend(line(breach) for breach in breaches)


def all_heard() -> list[str]:
    """Return what was said since the last time, and forget it."""
    said = list(_heard)
    _heard.clear()
    return said


def line(breach: Breach) -> str:
    """Return a breach as one line: rule, level, cost, activities, resource and sentence."""
    resource = "-" if breach.resource is None else f"{breach.resource.kind} {breach.resource.id}"
    activities = " + ".join(breach.activities) or "-"
    return f"{breach.rule} {breach.level.name} {breach.cost} | {activities} | {resource} | {breach.because}"


def recorded(module: str) -> dict[str, list[str]]:
    """Return what each example of a test module said when that was last read."""
    path, examples = FOLDER / f"{module}.txt", dict[str, list[str]]()
    if not path.exists():
        return examples
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("  "):
            examples[list(examples)[-1]].append(row[2:])
        elif row:
            examples[row] = []
    return examples


def record(module: str, example: str, said: list[str]) -> None:
    """Write what one example says now; an example in which nothing is said has no entry."""
    examples = recorded(module)
    examples.pop(example, None)
    if said:
        examples[example] = said
    _write(module, examples)


def _write(module: str, examples: Mapping[str, list[str]]) -> None:
    FOLDER.mkdir(exist_ok=True)
    texts = (f"{name}\n" + "".join(f"  {row}\n" for row in rows) for name, rows in sorted(examples.items()))
    (FOLDER / f"{module}.txt").write_text("\n".join(texts), encoding="utf-8")


def rewriting() -> bool:
    """Return whether the sentences are to be written again."""
    return REWRITE in os.environ


def every_line() -> list[str]:
    """Return everything that any example makes any rule say."""
    return [line for path in sorted(FOLDER.glob("*.txt")) for lines in recorded(path.stem).values() for line in lines]
