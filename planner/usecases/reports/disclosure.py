"""Making a report fit to leave the system: counts to tens, small ones left out, and not to be worked out either.

A suppressed figure could be found from a total and its other parts, also in another table. So all figures that add up
are looked at together: from what is shown, rounding included, every figure from 0 to 4 must remain possible for each
suppressed one. Where it does not, the next smallest figure of that sum is left out too, and looks the same. A share is
told as what the shown figures allow it to be (``shares``). Not allowed here: what is counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.usecases.reports.shape import LEAST, Blank, Cell, Column, Report, Row, Table, Unit
from planner.usecases.reports.shares import Within, share_between

TENS = 10
SMALL = 5
"""Counts below this are not shown."""
_MANY = 10**9
_At = tuple[int, int, int]
"""Table, row, column."""


@dataclass(frozen=True, slots=True)
class _Link:
    """Figures that add up."""

    parts: tuple[_At, ...]
    whole: _At

    @property
    def cells(self) -> tuple[_At, ...]:
        return (*self.parts, self.whole)


def external(report: Report) -> Report:
    """Return the report as others may have it."""
    first = _first_places(report)
    counts = {first.get(at, at): count for t, table in enumerate(report.tables) for at, count in _counts(t, table)}
    links = [link for link in _links(report, first) if all(at in counts for at in link.cells)]
    about = {first.get(at, at): seen for t, table in enumerate(report.tables) for at, seen in _about(t, table)}
    guarded = _guards(counts, links, about)
    told = _told(counts, guarded, links, about)
    hidden = guarded | {at for at, count in counts.items() if count < SMALL}
    made: list[Table] = []
    for t, table in enumerate(report.tables):
        here = {at: first.get(at, at) for at, _ in _counts(t, table)}
        own = {at: told[there] for at, there in here.items()}
        made.append(_table(t, table, own, {at for at, there in here.items() if there in hidden}))
    return replace(report, external=True, tables=tuple(made))


def _first_places(report: Report) -> dict[_At, _At]:
    """Return where a figure stands that stands again elsewhere: it is one figure."""
    index = {table.key: t for t, table in enumerate(report.tables)}
    first: dict[_At, _At] = {}
    for same in report.same:
        (one, r, c), (other, s, d) = same.one, same.other
        here, there = index[one], index[other]
        at = (here, r % len(report.tables[here].rows), c)
        first[there, s % len(report.tables[there].rows), d] = first.get(at, at)
    return first


def _counts(t: int, table: Table) -> Iterator[tuple[_At, int]]:
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            if table.columns[c].unit is Unit.COUNT and isinstance(cell, int):
                yield (t, r, c), cell


def _links(report: Report, first: Mapping[_At, _At]) -> Iterator[_Link]:
    for t, table in enumerate(report.tables):
        for one in table.sums:
            whole, *parts = ((t, *at) for at in (one.whole, *one.parts))
            yield _Link(tuple(first.get(at, at) for at in parts), first.get(whole, whole))


def _about(t: int, table: Table) -> Iterator[tuple[_At, Within]]:
    """Yield what figures that need so many observations say about how many there were."""
    for r, row in enumerate(table.rows):
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.drawn_from is not None:
                yield (t, r, column.drawn_from), Within(0, LEAST - 1) if cell is Blank.FEW else Within(LEAST, _MANY)


def rounded(count: int) -> int:
    """Return a count to the nearest ten; five goes up."""
    return (count + TENS // 2) // TENS * TENS


def _guards(counts: Mapping[_At, int], links: Sequence[_Link], about: Mapping[_At, Within]) -> set[_At]:
    """Return the figures to leave out besides the small ones."""
    guarded: set[_At] = set()
    while True:
        told = _told(counts, guarded, links, about)
        exposed = next((at for link in links for at in link.cells if _exposed(counts, told, at)), None)
        if exposed is None:
            return guarded
        near = [link for link in links if exposed in link.cells]
        left = [at for link in near for at in link.cells if counts[at] >= SMALL and at not in guarded]
        left = left or [at for at in counts if counts[at] >= SMALL and at not in guarded]
        if not left:  # nothing is shown any more
            return guarded
        wholes = {link.whole for link in near}
        guarded.add(min(left, key=lambda at: (at in wholes, counts[at], at)))


def _exposed(counts: Mapping[_At, int], told: Mapping[_At, Within], at: _At) -> bool:
    """Return whether a reader can rule out one of 0 to 4 for a small figure."""
    return counts[at] < SMALL and (told[at].low > 0 or told[at].high < SMALL - 1)


def _told(
    counts: Mapping[_At, int], guarded: set[_At], links: Sequence[_Link], about: Mapping[_At, Within]
) -> dict[_At, Within]:
    """Return what a reader can work out of every figure from all sums together."""
    told = {at: _first_look(count, about.get(at), hidden=at in guarded) for at, count in counts.items()}
    changed = True
    while changed:
        changed = False
        for link in links:
            for at, seen in _narrowed(link, told):
                if seen != told[at]:
                    told[at], changed = seen, True
    return told


def _first_look(count: int, about: Within | None, *, hidden: bool) -> Within:
    if hidden or count < SMALL:  # what is drawn from it is left out with it
        return Within(0, _MANY)
    near = rounded(count)
    seen = Within(max(SMALL, near - TENS // 2), near + TENS // 2 - 1)
    return seen if about is None else Within(max(seen.low, about.low), min(seen.high, about.high))


def _narrowed(one: _Link, told: Mapping[_At, Within]) -> list[tuple[_At, Within]]:
    """Return each figure of a sum as far as the others of it allow."""
    parts, whole = [told[at] for at in one.parts], told[one.whole]
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    found = [(one.whole, Within(max(whole.low, low), min(whole.high, high)))]
    for at, part in zip(one.parts, parts, strict=True):
        least, most = whole.low - (high - part.high), whole.high - (low - part.low)
        found.append((at, Within(max(part.low, least), min(part.high, most))))
    return found


def _table(t: int, table: Table, told: Mapping[_At, Within], hidden: set[_At]) -> Table:
    """Return a table as others may have it."""
    rows = [
        replace(row, cells=tuple(_cell(table, (t, r, c), row.cells, told, hidden) for c in range(len(row.cells))))
        for r, row in enumerate(table.rows)
    ]
    if table.rows_as_found:
        rows = [row for row in rows if row.total or _says_something(table.columns, row)]
    return replace(table, rows=tuple(rows), sums=())


def _says_something(columns: Sequence[Column], row: Row) -> bool:
    return any(
        isinstance(cell, int) for column, cell in zip(columns, row.cells, strict=True) if column.unit is Unit.COUNT
    )


def _cell(table: Table, at: _At, cells: Sequence[Cell], told: Mapping[_At, Within], hidden: set[_At]) -> Cell:
    t, r, c = at
    column, cell = table.columns[c], cells[c]
    if column.share is not None:
        return _share(table, at, told, hidden)
    if column.drawn_from is not None and (t, r, column.drawn_from) in hidden:
        return Blank.SMALL
    if at not in told:
        return cell
    count = cells[c]
    return Blank.SMALL if at in hidden or not isinstance(count, int) else rounded(count)


def _share(table: Table, at: _At, told: Mapping[_At, Within], hidden: set[_At]) -> Cell:
    t, r, c = at
    column = table.columns[c]
    if column.share is None:
        return Blank.NONE
    part, whole = (t, r, column.share.part), (t, r, column.share.whole)
    if not {part, whole} <= told.keys() - hidden:
        return Blank.NONE
    return share_between(told[part], told[whole], _rest(table, part, whole, told), column.unit)


def _rest(table: Table, part: _At, whole: _At, told: Mapping[_At, Within]) -> Within | None:
    """Return what makes the whole with a part; None when they are not of one sum."""
    made = next((one for one in table.sums if one.whole == whole[1:] and part[1:] in one.parts), None)
    if made is None:
        return None
    others = [told[part[0], *at] for at in made.parts if at != part[1:]]
    return Within(sum(one.low for one in others), sum(one.high for one in others))
