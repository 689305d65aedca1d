"""What was found on the pages, as a table to read and to count.

Not allowed here: looking for it.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One complaint about one page as one reader sees it."""

    reader: str
    kind: str
    """The route of the page."""
    width: int
    state: str
    """Light or dark, as opened or with everything unfolded."""
    what: str
    """axe, console, wide, status or language."""
    text: str


def write_table(found: Iterable[Finding], target: Path) -> None:
    """Write what was found, a line each."""
    with target.open("w", encoding="utf-8", newline="") as sink:
        table = csv.writer(sink, delimiter=";")
        table.writerow([field.name for field in fields(Finding)])
        table.writerows(astuple(one) for one in found)


def summary(found: Iterable[Finding]) -> str:
    """Return how many there are of each kind, and on which pages."""
    pages = Counter((one.what, one.kind, one.text[:110]) for one in found)
    lines = [f"{number:5}  {what}  {kind}  {text}" for (what, kind, text), number in sorted(pages.items())]
    return "\n".join(lines)
