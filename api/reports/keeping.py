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
from planner.usecases.reports.history import History, read_history
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Since:
    """What was entered last before the books were read; reports of one moment are counted on one reading."""

    events: tuple[Event, ...]
    hour: int
    now: Minute = field(compare=False)


class KeptReports:
    """Makes reports, and keeps the last ones for who asks after."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._kept = Kept(self._make, REPORTS_KEPT)
        self._histories = Kept(self._read, 1)
        self._warm = False

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

    def ready(self) -> None:
        """Read what reports count, once: facts stay at hand, and what is entered later is little beside them."""
        if not self._warm:
            with self._store.reading() as books:
                read_history(books, self._clock.now())
            self._warm = True

    def _make(self, wanted: _Wanted) -> Report:
        known = self._histories(_Since(events=wanted.since, hour=wanted.hour, now=wanted.now))
        with self._store.reading() as books:
            return make_report(books, wanted.kind, wanted.period, now=known.now, for_others=wanted.extern, known=known)

    def _read(self, since: "_Since") -> History:
        with self._store.reading() as books:
            return read_history(books, since.now)


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
