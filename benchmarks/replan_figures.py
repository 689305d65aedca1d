"""What was measured of repairs: each disruption by itself, the stated figures, and the tables.

Not allowed here: measuring.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.replan_rivals import Outcome
from planner.ports.repairing import Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One disruption and its repair; seconds of the clock and of the processor."""

    reason: str
    kind: str
    way: str
    struck: int
    changed: int
    weight: int
    bound: int
    proven: bool
    needless: int
    dropped: int
    unaffected: int
    hard: int
    impact: tuple[float, float]
    repair: tuple[float, float]
    greedy: Outcome | None = None
    anew: Outcome | None = None
    anew_seconds: float = 0.0
    greedy_seconds: float = 0.0
    offered: int = 1
    """How many different repairs."""
    sought: Sought = Sought.ENOUGH
    """Why there are no more."""
    number: int = 0
    """The how manieth that was drawn."""


@dataclass(slots=True)
class Figures:
    """Everything that was measured."""

    lines: list[Line] = field(default_factory=list)

    def missed(self) -> list[str]:
        """Return the stated figures that were not reached."""
        lines, found = self.lines, []
        for name, share, limit, seconds in (
            ("repair p50", 0.5, 1.0, [line.repair[0] for line in lines]),
            ("repair p95", 0.95, 2.0, [line.repair[0] for line in lines]),
            ("impact p95", 0.95, 0.2, [line.impact[0] for line in lines]),
        ):
            if _part(seconds, share) > limit:
                found.append(f"{name} {_part(seconds, share):.2f} s of the clock")
        hard = sum(line.hard > 0 for line in lines)
        found += [f"{hard} repairs with new hard breaches"] if hard else []
        for name, ok, least in (
            ("nothing unaffected moves", sum(not line.unaffected for line in lines), 0.95),
            ("proven", sum(line.proven for line in lines), 0.8),
            ("proven or one item above the bound", sum(line.proven or line.needless <= 1 for line in lines), 1.0),
        ):
            if ok < least * len(lines):
                found.append(f"{name}: {ok} of {len(lines)}")
        return found


def said(line: Line) -> str:
    """Return one disruption in one line."""
    return (
        f"{line.number:>3} {line.reason:<20} {line.kind:<24} struck {line.struck:>2} changed {line.changed:>2}"
        f" left out {line.dropped:>2} weight {line.weight:>4} >= {line.bound:>4}"
        f" {'proven' if line.proven else f'{line.needless} above'} processor {line.repair[1]:.2f} s {line.way}"
    )


def table(figures: Figures) -> list[str]:
    """Return the figures as lines of Markdown."""
    lines = figures.lines
    rows = ["| | p50 s | p95 s | processor p50 s | p95 s |", "|---|---|---|---|---|"]
    for name, pairs in (("impact", [line.impact for line in lines]), ("repair", [line.repair for line in lines])):
        shown = " | ".join(
            f"{_part([pair[at] for pair in pairs], share):.3f}" for at in (0, 1) for share in (0.5, 0.95)
        )
        rows.append(f"| {name} | {shown} |")
    number = len(lines)
    counts = {
        "disruptions": number,
        "of which break nothing": sum(not line.struck for line in lines),
        "repairs with a new hard breach": sum(line.hard > 0 for line in lines),
        "nothing unaffected moves": sum(not line.unaffected for line in lines),
        "change proven minimal": sum(line.proven for line in lines),
        "of those that break something": sum(line.proven for line in lines if line.struck),
        "else at most one item above the bound": sum(not line.proven and line.needless <= 1 for line in lines),
        "more than one item above the bound": sum(not line.proven and line.needless > 1 for line in lines),
        "items struck": sum(line.struck for line in lines),
        "items changed": sum(line.changed for line in lines),
        "items left out": sum(line.dropped for line in lines),
    }
    rows += ["", "| | |", "|---|---:|", *(f"| {name} | {count} |" for name, count in counts.items()), ""]
    return [*rows, *_offered(lines), "", *_by_reason(lines), *_versus(lines)]


def _offered(lines: Sequence[Line]) -> list[str]:
    """Return how many repairs were offered, of disruptions that break something, and why no more."""
    broken = [line for line in lines if line.struck]
    numbers = Counter(line.offered for line in broken)
    fewer = Counter(line.sought for line in broken if line.sought is not Sought.ENOUGH)
    rows = ["| repairs offered where something breaks | number |", "|---|---:|"]
    rows += [f"| {number} | {numbers[number]} |" for number in sorted(numbers)]
    return [*rows, *(f"| fewer than asked: {sought} | {number} |" for sought, number in fewer.most_common())]


def _by_reason(lines: Sequence[Line]) -> list[str]:
    rows = [
        "| reason | number | struck | changed | proven | repair p95 processor s |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for reason, number in Counter(line.reason for line in lines).most_common():
        mine = [line for line in lines if line.reason == reason]
        busy = _part([line.repair[1] for line in mine], 0.95)
        struck, changed = sum(line.struck for line in mine), sum(line.changed for line in mine)
        rows.append(f"| {reason} | {number} | {struck} | {changed} | {sum(m.proven for m in mine)} | {busy:.2f} |")
    return rows


def _versus(lines: Sequence[Line]) -> list[str]:
    both = [(line, line.greedy, line.anew) for line in lines if line.greedy is not None and line.anew is not None]
    if not both:
        return []
    rows = [
        "",
        f"| way, of {len(both)} | items changed | weight | struck and served | new hard breaches | seconds each |",
        "|---|---|---|---|---|---|",
    ]
    mine = [line for line, _, _ in both]
    served = sum(line.struck for line in mine) - sum(min(line.dropped, line.struck) for line in mine)
    seconds = sum(line.repair[0] for line in mine) / len(mine)
    rows.append(
        f"| smallest change | {sum(m.changed for m in mine)} | {sum(m.weight for m in mine)} | {served}"
        f" | {sum(m.hard for m in mine)} | {seconds:.1f} |"
    )
    for name, found, spent in (
        ("greedily", [one for _, one, _ in both], sum(line.greedy_seconds for line in mine) / len(mine)),
        ("solved anew", [one for _, _, one in both], sum(line.anew_seconds for line in mine) / len(mine)),
    ):
        sums = [sum(getattr(one, what) for one in found) for what in ("changed", "weight", "served", "hard")]
        rows.append(f"| {name} | {' | '.join(map(str, sums))} | {spent:.1f} |")
    return rows


def _part(seconds: Sequence[float], share: float) -> float:
    ordered_ = sorted(seconds) or [0.0]
    return ordered_[min(len(ordered_) - 1, int(len(ordered_) * share))]
