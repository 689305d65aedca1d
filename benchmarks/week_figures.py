"""The figures a planned week has to reach, and what a few weeks come to together. Not allowed here: measuring."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import mean
from typing import Protocol

FIRST_SECONDS = 10.0
"""When the first diaries are there."""
MEGABYTES = 2048
ITEMS = {"LEGAL": 1, "REALISED": 1}
"""So many items above the bound, at most."""
AT_60 = {"TIMELY": 3.0, "STABLE": 3.0, "EFFICIENT": 5.0}
"""Per cent above the bound, at most, of a plan made in 60 seconds."""
AT_300 = {"TIMELY": 2.0, "STABLE": 2.0, "EFFICIENT": 2.0}
"""The same of a plan made in 300 seconds."""
_LOOSE, _TIGHT = 60.0, 300.0


class Figures(Protocol):
    """What is looked at of a run."""

    @property
    def seed(self) -> int: ...  # noqa: D102 - see benchmarks.week.Row
    @property
    def first_seconds(self) -> float | None: ...  # noqa: D102
    @property
    def cost(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def bound(self) -> Mapping[str, int | None]: ...  # noqa: D102
    @property
    def gap(self) -> Mapping[str, int | None]: ...  # noqa: D102
    @property
    def gap_percent(self) -> Mapping[str, float | None]: ...  # noqa: D102
    @property
    def megabytes(self) -> int: ...  # noqa: D102
    @property
    def valid(self) -> bool: ...  # noqa: D102


def missed(row: Figures, asked: float) -> list[str]:
    """Return the figures that a run of so many seconds missed; how near a plan is counts from 60 seconds on."""
    found = [f"seed {row.seed}: {text}" for text in _of_any(row)]
    if asked >= _LOOSE:
        found += [f"seed {row.seed}: {text}" for text in _near(row, AT_300 if asked >= _TIGHT else AT_60)]
    return found


def _of_any(row: Figures) -> Iterator[str]:
    if not row.valid:
        yield "a hard breach, or a bound above its cost"
    if row.first_seconds is None:
        yield "no first diaries"
    elif row.first_seconds > FIRST_SECONDS:
        yield f"first diaries after {row.first_seconds} s, at most {FIRST_SECONDS:.0f} s wanted"
    if row.megabytes > MEGABYTES:
        yield f"{row.megabytes} MB, at most {MEGABYTES} MB wanted"


def _near(row: Figures, percents: Mapping[str, float]) -> Iterator[str]:
    for level, items in ITEMS.items():
        gap = row.gap[level]
        if gap is None or gap > items:
            yield f"{level} is {'not bounded' if gap is None else f'{gap} above its bound'}, at most {items} wanted"
    for level, most in percents.items():
        gap_percent = row.gap_percent[level]
        if gap_percent is None or gap_percent > most:
            told = "not bounded" if gap_percent is None else f"{gap_percent} % above its bound"
            yield f"{level} is {told}, at most {most} % wanted"


def means(rows: Sequence[Figures]) -> dict[str, dict[str, float | None]]:
    """Return the mean cost, bound and gap in per cent by level; None where a run has no bound."""
    return {
        level: {
            "cost": round(mean(row.cost[level] for row in rows), 2),
            "bound": _mean([row.bound[level] for row in rows]),
            "gap_percent": _mean([row.gap_percent[level] for row in rows]),
        }
        for level in rows[0].cost
    }


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(mean(known), 2) if len(known) == len(values) else None


def mean_lines(rows: Sequence[Figures]) -> list[str]:
    """Return the means as lines of text."""
    lines = [f"mean of {len(rows)} {'seed' if len(rows) == 1 else 'seeds'}"]
    for level, found in means(rows).items():
        bound, gap = found["bound"], found["gap_percent"]
        proof = "no bound" if bound is None or gap is None else f"bound {bound:>10}  gap {gap} %"
        lines.append(f"  {level:<10}{found['cost']:>10}  {proof}")
    return lines
