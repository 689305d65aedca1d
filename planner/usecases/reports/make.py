"""Making a report: read the books once, count, and make it fit to leave the system where asked.

Not allowed here: drawing.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.civil import day_of
from planner.domain.resources import TravelTable
from planner.domain.time import Minute
from planner.ports.store import Transaction
from planner.usecases.reports.disclosure import external
from planner.usecases.reports.half_year import half_year_report
from planner.usecases.reports.history import History, read_history
from planner.usecases.reports.periods import Period, week_period
from planner.usecases.reports.shape import Report
from planner.usecases.reports.trend import WeekSeen, trend_report, weeks_of
from planner.usecases.reports.waiting import waiting_report
from planner.usecases.reports.week import week_report
from planner.usecases.reports.week_facts import read_week, read_weeks


class ReportKind(StrEnum):
    """The reports there are; the value is the word on the command line and in addresses."""

    WEEK = "week"
    HALF_YEAR = "half-year"
    WAITING = "waiting"
    TREND = "trend"


class ReportRefusedError(ValueError):
    """The report may not be made so."""


_OWN_USE = {ReportKind.WEEK, ReportKind.TREND}
_OVER: dict[ReportKind, Callable[[History, Period], Report]] = {
    ReportKind.HALF_YEAR: half_year_report,
    ReportKind.WAITING: waiting_report,
}


def make_report(
    books: Transaction,
    kind: ReportKind,
    period: Period,
    *,
    now: Minute,
    for_others: bool = False,
    known: History | None = None,
) -> Report:
    """Return a report; ``for_others`` rounds and suppresses it, ``known``: read before. Raise ReportRefusedError.

    Others get no weeks, and no periods but half years by the calendar, once those are over: from two reports over
    stretches that differ by a day one could work out what happened on that day.
    """
    _refuse_too_early(period, day_of(now), for_others=for_others)
    if for_others and (kind in _OWN_USE or not period.is_half_year):
        msg = (
            "dit rapport gaat niet naar buiten: alleen halfjaarcijfers en wachttijden over een heel kalenderhalfjaar\n"
            "Kies een half jaar (bijvoorbeeld 2026-1), of laat het voor eigen gebruik."
        )
        raise ReportRefusedError(msg)
    return counted(books, known or read_history(books, now), kind, period, for_others=for_others)


def _refuse_too_early(period: Period, today: date, *, for_others: bool) -> None:
    if period.first > today:
        msg = (
            f"de periode begint pas op {period.first:%d-%m-%Y}\n"
            "Kies een periode die is begonnen; over wat nog moet komen zijn er geen cijfers."
        )
        raise ReportRefusedError(msg)
    if for_others and period.after > today:
        last = period.after - timedelta(days=1)
        msg = (
            f"dit rapport gaat nog niet naar buiten: de periode loopt tot en met {last:%d-%m-%Y}\n"
            "Kies een half jaar dat voorbij is; twee standen van een half jaar dat loopt, verraden wat er tussen lag."
        )
        raise ReportRefusedError(msg)


def counted(
    books: Transaction, history: History, kind: ReportKind, period: Period, *, for_others: bool = False
) -> Report:
    """Return a report on a history that was read before; ``make_report`` guards what others get."""
    if kind is ReportKind.WEEK:
        return week_report(history, read_week(books, period, _travel(books)), period)
    if kind is ReportKind.TREND:
        weeks = weeks_of(period)
        facts = read_weeks(books, (week_period(week) for week in weeks), _travel(books))
        seen = [WeekSeen(week=week, facts=one) for week, one in zip(weeks, facts, strict=True)]
        return trend_report(history, seen, period)
    report = _OVER[kind](history, period)
    return external(report) if for_others else report


def _travel(books: Transaction) -> TravelTable | None:
    known = books.travel.newest()
    return None if known is None else known.table
