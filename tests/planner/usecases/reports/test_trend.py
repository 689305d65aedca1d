"""The trend says of each week what its week report says, and how evenly the work was spread."""

from datetime import date

import pytest

from planner.domain.civil import IsoWeek
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, with_parts
from planner.domain.plan import part as part_of
from planner.domain.resources import ResourceKind, ResourceRef
from planner.usecases.reports.half_year import half_year_report
from planner.usecases.reports.periods import Period, week_period, weeks_before
from planner.usecases.reports.shape import Blank, Cell, Report, Row, Table
from planner.usecases.reports.trend import MOST_WEEKS, WeekSeen, trend_report, weeks_of
from planner.usecases.reports.week import week_report
from planner.usecases.reports.week_facts import WeekFacts
from tests.planner.usecases.reports.small_past import small_past
from tests.planner.usecases.reports.test_week import means_of_week, planned_on

LAST, BEFORE = IsoWeek(2026, 24), IsoWeek(2026, 23)
PERIOD = weeks_before(IsoWeek(2026, 25), 2)
HISTORY = small_past()
WEEKS = (WeekSeen(week=BEFORE, facts=WeekFacts()), WeekSeen(week=LAST, facts=means_of_week()))


def _table(report: Report, key: str) -> Table:
    (found,) = (table for table in report.tables if table.key == key)
    return found


def _trend(key: str) -> tuple[Row, ...]:
    return _table(trend_report(HISTORY, WEEKS, PERIOD), key).rows


def test_each_week_has_a_line_oldest_first() -> None:
    report = trend_report(HISTORY, WEEKS, PERIOD)

    assert {tuple(row.label.nl for row in table.rows) for table in report.tables} == {("2026-W23", "2026-W24")}


@pytest.mark.parametrize(("key", "source"), [("trend-held", "planned"), ("trend-terms", "deadlines")])
def test_a_line_is_the_total_of_the_week_report(key: str, source: str) -> None:
    week = week_report(HISTORY, means_of_week(), week_period(LAST))

    assert _trend(key)[-1].cells == _table(week, source).rows[-1].cells


@pytest.mark.parametrize(
    ("key", "source", "column"),
    [
        ("trend-detention", "detention", 0),
        ("trend-unplanned", "unplanned", 0),
        ("trend-means", "means", 2),
        ("trend-stability", "told", 0),
    ],
)
def test_the_lines_of_a_week_report_become_columns(key: str, source: str, column: int) -> None:
    lines = _table(week_report(HISTORY, means_of_week(), week_period(LAST)), source).rows

    assert _trend(key)[-1].cells == tuple(row.cells[column] for row in lines)


def test_departures_and_cancelled_bookings_are_those_of_the_week() -> None:
    period = half_year_report(HISTORY, week_period(LAST))

    assert _trend("trend-departures")[-1].cells == _table(period, "departures").rows[-1].cells
    assert _trend("trend-cancelled")[-1].cells == tuple(row.cells[0] for row in _table(period, "cancelled").rows)


def _talk(number: int, who: str) -> Appointment:
    item = planned_on("A/voortgang/1", date(2026, 6, 8 + number))
    ref = ResourceRef(ResourceKind.REGIEVOERDER, who)
    return with_parts(item, part_of(item.id, ref, item.start, item.end))


def test_the_spread_of_work_names_nobody() -> None:
    talks = (*(_talk(number, "r1") for number in range(3)), _talk(0, "r2"), planned_on("A/vertrek/1", date(2026, 6, 9)))
    seen = (WeekSeen(week=LAST, facts=WeekFacts(last=talks)),)

    table = _table(trend_report(HISTORY, seen, week_period(LAST)), "trend-work")

    expected: tuple[Cell, ...] = (2, 2.0, 3.0)
    assert ActivityKey("A/voortgang/1") in HISTORY.activities
    assert table.rows[0].cells == expected
    assert {row.label.nl for row in table.rows} == {"2026-W24"}


def test_a_week_without_conversations_has_no_spread() -> None:
    assert _trend("trend-work")[0].cells == (0, Blank.NONE, Blank.NONE)


def test_only_so_many_weeks_are_told_the_last_ones() -> None:
    found = weeks_of(Period(date(2025, 1, 1), date(2026, 6, 15)))

    assert (len(found), found[-1]) == (MOST_WEEKS, LAST)


def test_weeks_before_a_week_end_with_the_one_before() -> None:
    assert weeks_of(weeks_before(IsoWeek(2027, 2))) == tuple(
        IsoWeek(2027, 2).plus(-number) for number in range(13, 0, -1)
    )
