"""What others may have: no small count, and none that can be worked out, tried on all that is possible."""

import itertools
from collections.abc import Iterator, Sequence
from random import Random

import pytest

from planner.domain.wording import Text
from planner.usecases.reports.disclosure import protect, rounded
from planner.usecases.reports.shape import Blank, Cell, Column, Row, Share, Table, Unit, across, down

_X = Text(nl="x", en="x")


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
    return [list(row.cells) for row in protect(table).rows]


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


def test_shares_follow_from_what_is_shown() -> None:
    """37 of 82 is 45.1 %; shown are 40 of 80, so 50 %."""
    table = _table([[82, 37], [200, 100]], share=True)

    assert _cells(table)[0] == [80, 40, 50.0]


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


def test_not_everything_is_left_out() -> None:
    """Protection that hides all would pass the attacks too."""
    shown = [row[0] for row in _cells(_table([[count] for count in (3, 40, 61, 90, 120)]))]

    assert shown.count(SMALL) <= 2
