"""What others may have: no small count, and none that can be worked out, tried on all that is possible."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from planner.domain.wording import Text
from planner.usecases.reports.disclosure import external, rounded
from planner.usecases.reports.shape import (
    Blank,
    Cell,
    Column,
    Report,
    Row,
    Same,
    Share,
    Span,
    Table,
    Unit,
    across,
    down,
)

_X = Text(nl="x", en="x")
_DAY = date(2026, 1, 1)


def _table(rows: Sequence[Sequence[int]], *, two_way: bool = False, share: bool = False) -> Table:
    """Return a table of parts; the last row is the total, and with ``two_way`` the first column too."""
    made = [[sum(row), *row] for row in rows] if two_way else [list(row) for row in rows]
    made.append([sum(column) for column in zip(*made, strict=True)])
    lines = tuple(Row(label=_X, cells=tuple(row)) for row in made)
    width = len(made[0])
    columns = tuple(Column(title=_X) for _ in range(width))
    sums = (*down(lines, range(width)), *(across(lines, 0, range(1, width)) if two_way else ()))
    if share:
        columns = (*columns, Column(title=_X, unit=Unit.PERCENT, share=Share(part=1, whole=0)))
        lines = tuple(Row(label=_X, cells=(*row.cells, 0.0)) for row in lines)
    return Table(key="t", title=_X, head=_X, columns=columns, rows=lines, sums=sums)


def _cells(table: Table) -> list[list[Cell]]:
    return _of(Report(key="r", title=_X, first=_DAY, after=_DAY, tables=(table,)))[0]


def _of(report: Report) -> list[list[list[Cell]]]:
    return [[list(row.cells) for row in table.rows] for table in external(report).tables]


SMALL = Blank.SMALL


@pytest.mark.parametrize(("count", "shown"), [(5, 10), (14, 10), (15, 20), (24, 20), (25, 30), (10, 10), (996, 1000)])
def test_rounded(count: int, shown: int) -> None:
    assert rounded(count) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param([4, 3, 20], [SMALL, SMALL, 20, 30], id="two small ones hide each other"),
        # 40 and 40: the small one is 9 at most, so it could be any; nothing else need go
        pytest.param([0, 40], [SMALL, 40, 40], id="nothing is small too"),
        # 63 + 3 = 66: shown as 60 and 70 the small one could not be 0: 65 - 64 = 1 at least; so the other goes too
        pytest.param([3, 63], [SMALL, SMALL, 70], id="one small one is worked out"),
        # 4 + 2 = 6 is shown as 10, five at least: with four at most each, neither could be 0
        pytest.param([4, 2, 20], [SMALL, SMALL, 20, 30], id="small ones with another"),
        pytest.param([30, 50], [30, 50, 80], id="nothing small"),
        pytest.param([1, 2], [SMALL, SMALL, SMALL], id="even the total is small"),
    ],
)
def test_protect_one_column(counts: list[int], shown: list[Cell]) -> None:
    """The total comes last."""
    assert [row[0] for row in _cells(_table([[count] for count in counts]))] == shown


@pytest.mark.parametrize(
    ("done", "failed", "shown"),
    [
        # 95 to 104 of them, of which 5 to 14 failed: 95 / 109 at least, 99 / 104 at most, for all are 104 at most
        pytest.param(91, 9, [100, 90, 10, Span(low=85.0, high=95.0)], id="never all beside some that failed"),
        # 1995 to 2004, of which 995 to 1004 each: 49.8 to 50.2
        pytest.param(1000, 1000, [2000, 1000, 1000, 50.0], id="many say one figure"),
        # 15 to 24, of which 5 to 14 each: anything
        pytest.param(10, 10, [20, 10, 10, Blank.NONE], id="few say nothing"),
    ],
)
def test_share_is_what_the_shown_figures_allow(done: int, failed: int, shown: list[Cell]) -> None:
    table = _table([[done, failed], [1000, 1000]], two_way=True)
    columns = (*table.columns, Column(title=_X, unit=Unit.PERCENT, share=Share(part=1, whole=0)))
    rows = tuple(replace(row, cells=(*row.cells, 0.0)) for row in table.rows)

    assert _cells(replace(table, columns=columns, rows=rows))[0] == shown


def test_ratio_of_figures_that_do_not_add_up() -> None:
    """95 to 104 dossiers with 145 to 154 conversations: 1.39 to 1.62 each, told in tenths."""
    table = _table([[100, 150], [400, 100]])
    columns = (*table.columns, Column(title=_X, unit=Unit.RATIO, share=Share(part=1, whole=0)))
    rows = tuple(replace(row, cells=(*row.cells, 0.0)) for row in table.rows)

    assert _cells(replace(table, columns=columns, rows=rows))[0] == [100, 150, Span(low=1.3, high=1.7)]


def test_share_of_a_suppressed_figure_is_not_shown() -> None:
    table = _table([[82, 3], [200, 2]], share=True)

    assert _cells(table)[0] == [80, SMALL, Blank.NONE]


def _possible(shown: Cell) -> range:
    """Return the figures a reader has to reckon with for what is shown."""
    if shown is SMALL:
        return range(22)
    assert isinstance(shown, int)
    return range(max(5, shown - 5), shown + 5)


def _attack(rows: list[list[Cell]]) -> list[set[int]]:
    """Return what each part of a column can be, by trying everything that fits what is shown."""
    *parts, total = [row[0] for row in rows]
    found: list[set[int]] = [set() for _ in parts]
    for figures in itertools.product(*map(_possible, parts)):
        if sum(figures) in _possible(total):
            for seen, figure in zip(found, figures, strict=True):
                seen.add(figure)
    return found


def _small_tables() -> Iterator[list[int]]:
    dice = Random(7)  # noqa: S311 - nothing secret
    for _ in range(50):
        yield [dice.choice((0, 1, 2, 3, 4, 6, 9, 13, 17, 21)) for _ in range(dice.randint(2, 3))]


@pytest.mark.parametrize("counts", list(_small_tables()), ids=str)
def test_no_small_figure_can_be_worked_out(counts: list[int]) -> None:
    """Whoever knows how figures are rounded and left out still finds every figure from 0 to 4 possible."""
    shown = _cells(_table([[count] for count in counts]))
    found = _attack(shown)

    assert all(seen >= set(range(5)) for row, seen in zip(shown, found, strict=False) if row[0] is SMALL)


def _two_way() -> Iterator[list[list[int]]]:
    dice = Random(11)  # noqa: S311 - nothing secret
    for _ in range(12):
        yield [[dice.choice((0, 2, 4, 5, 8, 12)) for _ in range(2)] for _ in range(2)]


@pytest.mark.parametrize("counts", list(_two_way()), ids=str)
def test_no_small_figure_can_be_worked_out_both_ways(counts: list[list[int]]) -> None:
    """With totals of rows and columns, and of all."""
    shown = _cells(_table(counts, two_way=True))
    inner = [row[1:] for row in shown[:-1]]
    found = [[set[int]() for _ in row] for row in inner]
    for figures in itertools.product(*(_possible(cell) for row in inner for cell in row)):
        a, b, c, d = figures
        sums = [(a + b, shown[0][0]), (c + d, shown[1][0]), (a + c, shown[2][1]), (b + d, shown[2][2])]
        if all(total in _possible(cell) for total, cell in (*sums, (a + b + c + d, shown[2][0]))):
            for index, figure in enumerate(figures):
                found[index // 2][index % 2].add(figure)

    small = [(row, column) for row in range(2) for column in range(2) if inner[row][column] is SMALL]
    assert all(found[row][column] >= set(range(5)) for row, column in small)


def test_total_in_another_table_gives_nothing_away() -> None:
    """3 and 63 alone hide each other (see above); where 63 stands by itself elsewhere it is left out there too."""
    parts, alone = _table([[3], [63]]), replace(_table([[63], [70]]), key="u")
    same = Same(one=("t", 1, 0), other=("u", 0, 0))

    shown = _of(Report(key="r", title=_X, first=_DAY, after=_DAY, tables=(parts, alone), same=(same,)))

    assert [cells[0] for cells in shown[0]] == [SMALL, SMALL, 70]
    assert shown[1][0][0] is SMALL


def _with_days(counts: Sequence[int]) -> Table:
    """Return groups with a time where they have ten or more."""
    table = replace(_table([[count] for count in counts]), rows_as_found=True)
    columns = (*table.columns, Column(title=_X, unit=Unit.DAYS, drawn_from=0))
    rows = [(row, row.cells[0]) for row in table.rows]
    made = (replace(row, cells=(n, 7 if isinstance(n, int) and n >= 10 else Blank.FEW)) for row, n in rows)
    return replace(table, columns=columns, rows=tuple(made))


def test_times_of_a_figure_that_is_left_out_are_left_out() -> None:
    """Of 3, 12, 30 the 3 may be any of 0 to 4, for 45 - 34 - 14 is below nought; its row would say that it occurs."""
    shown = _cells(_with_days([3, 12, 30]))

    assert shown == [[10, 7], [30, 7], [50, 7]]


def test_too_few_for_a_time_says_how_many() -> None:
    """9 without times is 9 at most, 24 is 24 at most, and 36 all together 35 at least: 2 at least for the 3. So not."""
    shown = _cells(_with_days([3, 9, 24]))

    assert shown == [[20, 7], [40, 7]]


def test_not_everything_is_left_out() -> None:
    """Protection that hides all would pass the attacks too."""
    shown = [row[0] for row in _cells(_table([[count] for count in (3, 40, 61, 90, 120)]))]

    assert shown.count(SMALL) <= 2
