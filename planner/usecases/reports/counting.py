"""Making tables out of counts. Not allowed here: what is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from planner.domain.wording import Text
from planner.usecases.reports.shape import Chart, Column, Drawn, Row, Share, Table, Unit, across, down, shared
from planner.usecases.reports.words import TOTAL, UNKNOWN

K = TypeVar("K")
NUMBER = Column(title=Text(nl="Aantal", en="Number"))
PERCENT = Column(title=Text(nl="Deel van alle", en="Share of all"), unit=Unit.PERCENT)


def one_way(key: str, title: Text, head: Text, labels: Mapping[K, Text], found: Iterable[K | None]) -> Table:
    """Return how often each thing was found, the labels in their own order; None and strangers are not recorded."""
    counts = Counter(one if one in labels else None for one in found)
    rows = [Row(label=label, cells=(counts[one],)) for one, label in labels.items()]
    rows.append(Row(label=UNKNOWN, cells=(counts[None],)))
    rows.append(Row(label=TOTAL, cells=(counts.total(),), total=True))
    return Table(
        key=key,
        title=title,
        head=head,
        columns=(NUMBER,),
        rows=tuple(rows),
        chart=Chart(kind=Drawn.BARS, columns=(0,)),
        sums=down(rows, (0,)),
    )


def in_parts(  # noqa: PLR0913 - what a table consists of
    key: str,
    title: Text,
    head: Text,
    columns: Sequence[Text],
    lines: Iterable[tuple[Text, Sequence[int]]],
    *,
    share: tuple[Text, int] | None = None,
    note: Text | None = None,
) -> Table:
    """Return lines of which the first figure is the sum of the others, with a total; ``share`` is one part of it."""
    made = [Row(label=label, cells=tuple(figures)) for label, figures in lines]
    width = len(columns)
    totals = tuple(sum(_whole(row.cells[c]) for row in made) for c in range(width))
    rows = [*made, Row(label=TOTAL, cells=totals, total=True)]
    sums = (*down(rows, range(width)), *across(rows, 0, range(1, width)))
    titles = [Column(title=title) for title in columns]
    if share is not None:
        titles.append(Column(title=share[0], unit=Unit.PERCENT, share=Share(part=share[1], whole=0)))
        rows = [Row(label=row.label, cells=shared(titles, (*row.cells, 0)), total=row.total) for row in rows]
    return Table(
        key=key,
        title=title,
        head=head,
        columns=tuple(titles),
        rows=tuple(rows),
        note=note,
        chart=Chart(kind=Drawn.BARS, columns=tuple(range(1, width))),
        sums=sums,
    )


def _whole(cell: object) -> int:
    return cell if isinstance(cell, int) else 0
