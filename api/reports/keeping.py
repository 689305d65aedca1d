"""Reports by kind and period, each made once until something is entered.

Not allowed here: routes, and drawing.
"""

from dataclasses import dataclass, field
from datetime import date

from api.casework.standing import IDLE
from api.kept import Kept
from planner.domain.civil import IsoWeek
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock
from planner.usecases.reports.make import ReportKind, make_report
from planner.usecases.reports.periods import Period, half_year_of, week_period, weeks_before
from planner.usecases.reports.shape import Report

REPORTS_KEPT = 12
LOOKED_AT, SURE = 400, 8
"""Events looked at, and how many of those that count tell whether anything was entered since."""
_JULY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Which report, and what was entered last before it; the moment itself tells no two of an hour apart."""

    kind: ReportKind
    period: Period
    extern: bool
    since: tuple[Event, ...]
    now: Minute = field(compare=False)
    hour: int


class KeptReports:
    """Makes reports, and keeps the last ones for who asks after."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._kept = Kept(self._make, REPORTS_KEPT)

    def of(self, kind: ReportKind, period: Period, *, extern: bool = False) -> Report:
        """Return a report; raise ReportRefusedError."""
        now = self._clock.now()
        return self._kept(
            _Wanted(
                kind=kind,
                period=period,
                extern=extern,
                now=now,
                hour=now // MINUTES_PER_HOUR,
                since=_newest_fact(self._store),
            )
        )

    def _make(self, wanted: _Wanted) -> Report:
        with self._store.reading() as books:
            return make_report(books, wanted.kind, wanted.period, now=wanted.now, for_others=wanted.extern)


def period_named(kind: ReportKind, name: str) -> Period:
    """Return the period of a kind of report by its name: a week, the week after, or a half year; raise ValueError."""
    if kind is ReportKind.WEEK:
        return week_period(IsoWeek.parse(name))
    if kind is ReportKind.TREND:
        return weeks_before(IsoWeek.parse(name))
    year, _, number = name.partition("-")
    if number not in {"1", "2"}:
        raise ValueError(name)
    return half_year_of(date(int(year), 1 if number == "1" else _JULY, 1))


def _newest_fact(store: Store) -> tuple[Event, ...]:
    """Return the last events that may change what is counted."""
    with store.reading() as books:
        newest = books.events.newest(LOOKED_AT)
    return tuple(event for event in newest if event.what not in IDLE)[:SURE] or newest[:1]
