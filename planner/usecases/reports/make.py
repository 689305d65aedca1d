"""Making a report: read the books once, count, and make it fit to leave the system where asked.

Not allowed here: drawing.
"""

from collections.abc import Callable
from enum import StrEnum

from planner.domain.time import Minute
from planner.ports.store import Transaction
from planner.usecases.reports.disclosure import external
from planner.usecases.reports.half_year import half_year_report
from planner.usecases.reports.history import History, read_history
from planner.usecases.reports.periods import Period
from planner.usecases.reports.shape import Report
from planner.usecases.reports.waiting import waiting_report
from planner.usecases.reports.week import week_report
from planner.usecases.reports.week_facts import read_week


class ReportKind(StrEnum):
    """The reports there are; the value is the word on the command line and in addresses."""

    WEEK = "week"
    HALF_YEAR = "half-year"
    WAITING = "waiting"


class ReportRefusedError(ValueError):
    """The report may not be made so."""


_OVER: dict[ReportKind, Callable[[History, Period], Report]] = {
    ReportKind.HALF_YEAR: half_year_report,
    ReportKind.WAITING: waiting_report,
}


def make_report(
    books: Transaction, kind: ReportKind, period: Period, *, now: Minute, for_others: bool = False
) -> Report:
    """Return a report; ``for_others`` rounds and suppresses it. Raise ReportRefusedError.

    Others get no weeks, and no periods but half years by the calendar: from two reports over stretches that differ by
    a day one could work out what happened on that day.
    """
    if for_others and (kind is ReportKind.WEEK or not period.is_half_year):
        msg = (
            "dit rapport gaat niet naar buiten: alleen halfjaarcijfers en wachttijden over een heel kalenderhalfjaar\n"
            "Kies een half jaar (bijvoorbeeld 2026-1), of laat het voor eigen gebruik."
        )
        raise ReportRefusedError(msg)
    return counted(books, read_history(books, now), kind, period, for_others=for_others)


def counted(
    books: Transaction, history: History, kind: ReportKind, period: Period, *, for_others: bool = False
) -> Report:
    """Return a report on a history that was read before; ``make_report`` guards what others get."""
    if kind is ReportKind.WEEK:
        return week_report(history, read_week(books, period), period)
    report = _OVER[kind](history, period)
    return external(report) if for_others else report
