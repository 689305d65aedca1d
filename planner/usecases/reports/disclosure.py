"""Making a report fit to leave the system: counts to tens, small ones left out, and not to be worked out either.

A suppressed figure could be found from a total and its other parts. So figures that add up are looked at together: from
what is shown, rounding included, every figure from 0 to 4 must remain possible for each suppressed one. Where it does
not, the next smallest figure of that sum is left out too, and looks the same. Not allowed here: what is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.usecases.reports.shape import Blank, Cell, Report, Row, Sum, Table, Unit, shared

TENS = 10
SMALL = 5
"""Counts below this are not shown."""
_MANY = 10**9
_At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a reader can tell of one figure: it lies between the two."""

    low: int
    high: int


def external(report: Report) -> Report:
    """Return the report as others may have it."""
    return replace(report, external=True, tables=tuple(protect(table) for table in report.tables))


def protect(table: Table) -> Table:
    """Return a table with its counts rounded, small ones left out and guarded, and shares from what is shown."""
    counts = {
        (r, c): cell
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row.cells)
        if table.columns[c].unit is Unit.COUNT and isinstance(cell, int)
    }
    guarded = _guards(counts, table.sums)
    rows: list[Row] = []
    for r, row in enumerate(table.rows):
        cells = [_cell(counts, guarded, (r, c), cell) for c, cell in enumerate(row.cells)]
        rows.append(replace(row, cells=shared(table.columns, cells)))
    return replace(table, rows=tuple(rows))


def _cell(counts: Mapping[_At, int], guarded: set[_At], at: _At, cell: Cell) -> Cell:
    if at not in counts:
        return cell
    return Blank.SMALL if counts[at] < SMALL or at in guarded else rounded(counts[at])


def rounded(count: int) -> int:
    """Return a count to the nearest ten; five goes up."""
    return (count + TENS // 2) // TENS * TENS


def _guards(counts: Mapping[_At, int], sums: Sequence[Sum]) -> set[_At]:
    """Return the figures to leave out besides the small ones."""
    guarded: set[_At] = set()
    while True:
        told = _told(counts, guarded, sums)
        open_sum = next((one for one in sums if any(_exposed(counts, told, at) for at in _cells(one))), None)
        if open_sum is None:
            return guarded
        left = [at for at in _cells(open_sum) if at in counts and counts[at] >= SMALL and at not in guarded]
        left = left or [at for at in counts if counts[at] >= SMALL and at not in guarded]
        if not left:  # nothing is shown any more
            return guarded
        guarded.add(min(left, key=lambda at: (at == open_sum.whole, counts[at], at)))


def _cells(one: Sum) -> tuple[_At, ...]:
    return (*one.parts, one.whole)


def _exposed(counts: Mapping[_At, int], told: Mapping[_At, _Shown], at: _At) -> bool:
    """Return whether a reader can rule out one of 0 to 4 for a small figure."""
    return at in counts and counts[at] < SMALL and (told[at].low > 0 or told[at].high < SMALL - 1)


def _told(counts: Mapping[_At, int], guarded: set[_At], sums: Sequence[Sum]) -> dict[_At, _Shown]:
    """Return what a reader can work out of every figure from all sums together."""
    told = {at: _first_look(count, guarded=at in guarded) for at, count in counts.items()}
    sums = [one for one in sums if all(at in counts for at in _cells(one))]
    changed = True
    while changed:
        changed = False
        for one in sums:
            for at, seen in _narrowed(one, told):
                if seen != told[at]:
                    told[at], changed = seen, True
    return told


def _first_look(count: int, *, guarded: bool) -> _Shown:
    if count < SMALL or guarded:
        return _Shown(0, _MANY)
    near = rounded(count)
    return _Shown(max(SMALL, near - TENS // 2), near + TENS // 2 - 1)


def _narrowed(one: Sum, told: Mapping[_At, _Shown]) -> list[tuple[_At, _Shown]]:
    """Return each figure of a sum as far as the others of it allow."""
    parts, whole = [told[at] for at in one.parts], told[one.whole]
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    found = [(one.whole, _Shown(max(whole.low, low), min(whole.high, high)))]
    for at, part in zip(one.parts, parts, strict=True):
        least, most = whole.low - (high - part.high), whole.high - (low - part.low)
        found.append((at, _Shown(max(part.low, least), min(part.high, most))))
    return found
