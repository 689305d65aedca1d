"""Making reports from the books, and what may not be made."""

from datetime import date

import pytest

from planner.domain.civil import at
from planner.ports.store import Store
from planner.store import open_store
from planner.usecases.reports.make import ReportKind, ReportRefusedError, make_report
from planner.usecases.reports.periods import Period, half_year_of
from planner.usecases.reports.shape import Blank

NOW = at(date(2026, 11, 19), 16)
HALF = half_year_of(date(2026, 3, 1))


@pytest.fixture
def store(sqlite_url: str) -> Store:
    """Give a store without anything."""
    return open_store(sqlite_url)


@pytest.mark.parametrize("kind", list(ReportKind))
def test_report_on_nothing(store: Store, kind: ReportKind) -> None:
    """Every table is there, all counts nought."""
    with store.reading() as books:
        report = make_report(books, kind, HALF, now=NOW)

    assert report.key == kind.value
    assert {row.cells[0] for table in report.tables for row in table.rows} <= {0, Blank.NONE}


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        pytest.param(ReportKind.WEEK, Period(date(2026, 6, 8), date(2026, 6, 15)), id="a week"),
        pytest.param(ReportKind.TREND, HALF, id="weeks of half a year"),
        pytest.param(ReportKind.HALF_YEAR, Period(date(2026, 1, 1), date(2026, 6, 30)), id="half a year but a day"),
        pytest.param(ReportKind.WAITING, Period(date(2026, 1, 2), date(2026, 7, 1)), id="from the second day on"),
    ],
)
def test_others_get_half_years_only(store: Store, kind: ReportKind, period: Period) -> None:
    """Two stretches that differ by a day would give away that day."""
    with store.reading() as books, pytest.raises(ReportRefusedError):
        make_report(books, kind, period, now=NOW, for_others=True)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 6, 30)])
def test_others_get_half_a_year_once_it_is_over(store: Store, day: date) -> None:
    """Two looks at a half year that still runs would give away what happened in between."""
    with store.reading() as books:
        with pytest.raises(ReportRefusedError, match=r"loopt tot en met 30-06-2026"):
            make_report(books, ReportKind.HALF_YEAR, HALF, now=at(day, 23), for_others=True)
        assert make_report(books, ReportKind.HALF_YEAR, HALF, now=at(date(2026, 7, 1), 0), for_others=True).external


def test_what_has_not_begun_has_no_report(store: Store) -> None:
    with store.reading() as books, pytest.raises(ReportRefusedError, match=r"begint pas op 01-01-2026"):
        make_report(books, ReportKind.WAITING, HALF, now=at(date(2025, 12, 31), 23))


def test_others_get_half_a_year(store: Store) -> None:
    with store.reading() as books:
        assert make_report(books, ReportKind.HALF_YEAR, HALF, now=NOW, for_others=True).external
