"""The reports that go with a publication, for planning: the week before, the half year that runs and the one before.

Not allowed here: which viewer sees them (``api.pages.site``).
"""

from datetime import timedelta

from api.pages.page import CSS, HTML, Page, later
from api.reports.files import RAPPORT
from api.reports.page import render_report
from planner.domain.civil import IsoWeek, day_of
from planner.domain.release import Release
from planner.ports.store import Transaction
from planner.usecases.reports.history import read_history
from planner.usecases.reports.make import ReportKind, counted
from planner.usecases.reports.periods import Period, half_year_of, week_period
from planner.usecases.reports.shape import Report

_GROUP = "Rapporten"


def report_pages(books: Transaction, release: Release) -> dict[str, Page]:
    """Return the pages by path, counted as the books stood when the release was published."""
    today = day_of(release.published_at)
    history = read_history(books, release.published_at)
    week = IsoWeek.of(today).plus(-1)
    now = half_year_of(today)
    before = half_year_of(now.first - timedelta(days=1))
    wanted: list[tuple[str, str, ReportKind, Period]] = [
        (f"rapport-week-{week}", f"Weekrapport {week}", ReportKind.WEEK, week_period(week))
    ]
    for half in (now, before):
        name = half_name(half)
        wanted.append((f"rapport-halfjaar-{name}", f"Halfjaarrapport {name}", ReportKind.HALF_YEAR, half))
        wanted.append((f"rapport-wachttijden-{name}", f"Wachttijden {name}", ReportKind.WAITING, half))
    found = {"rapport.css": Page("", "", CSS, RAPPORT.read_bytes)}
    for path, title, kind, period in wanted:
        made = counted(books, history, kind, period)
        found[f"{path}.html"] = Page(_GROUP, title, HTML, later(_page, made))
    return found


def _page(report: Report) -> bytes:
    return render_report(report, style="", home="index.html")


def half_name(period: Period) -> str:
    """Return ``2026-1`` for the first half of 2026."""
    return f"{period.first.year}-{1 if period.first.month == 1 else 2}"
