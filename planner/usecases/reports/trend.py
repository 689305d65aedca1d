"""The trend over weeks: the figures of week and period reports, one line per week, so that a change is seen.

Every figure is lifted from the tables of those reports; nothing is counted here but the spread of work.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from planner.domain.activities import ActivityKind
from planner.domain.civil import IsoWeek
from planner.domain.resources import ResourceKind
from planner.domain.wording import Text
from planner.usecases.reports.half_year import cancelled, departures
from planner.usecases.reports.history import History
from planner.usecases.reports.periods import Period, week_period
from planner.usecases.reports.quantiles import quantile
from planner.usecases.reports.shape import Blank, Cell, Chart, Column, Drawn, Report, Row, Table, Unit
from planner.usecases.reports.week import week_report
from planner.usecases.reports.week_facts import WeekFacts

MOST_WEEKS = 26
_WEEK = Text(nl="Week", en="Week")
_NOTE = Text(
    nl="Elke regel is een week, zoals in haar weekrapport. Een week die nog loopt is nog niet af.",
    en="Each line is a week, as in its week report. A week that still runs is not complete.",
)
_WORK = Text(nl="Gesprekken per regievoerder", en="Conversations per regievoerder")
_WORK_NOTE = Text(
    nl="Van wie die week een gesprek heeft. De mediaan en wat 90 % hoogstens heeft, zeggen hoe gelijk het verdeeld is;"
    " niemand wordt genoemd.",
    en="Of those with a conversation in the week. The median and what 90 % have at most say how evenly it is spread;"
    " nobody is named.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSeen:
    """One week with what its report needs beside the history."""

    week: IsoWeek
    facts: WeekFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lift:
    """A table of the trend: from a table of the reports either one of its rows, or one column of all its rows.

    ``row``: the figures of that row (-1: the total) become the columns; else the rows become columns, by ``column``.
    """

    key: str
    title: Text
    source: str
    row: int | None = None
    column: int = 0
    drawn: tuple[int, ...] = (0,)


_LIFTS = (
    _Lift(
        key="trend-held",
        title=Text(nl="Gepland en gehouden", en="Planned and held"),
        source="planned",
        row=-1,
        drawn=(5,),
    ),
    _Lift(
        key="trend-departures",
        title=Text(nl="Vertrek van personen", en="Departures of persons"),
        source="departures",
        row=-1,
        drawn=(1, 2),
    ),
    _Lift(
        key="trend-cancelled",
        title=Text(nl="Geannuleerde boekingen, per reden", en="Cancelled bookings, by reason"),
        source="cancelled",
        drawn=(-1,),
    ),
    _Lift(
        key="trend-terms", title=Text(nl="Termijnen gehaald", en="Terms met"), source="deadlines", row=-1, drawn=(5,)
    ),
    _Lift(
        key="trend-detention",
        title=Text(nl="Bewaring en handelingen", en="Detention and acts"),
        source="detention",
        drawn=(3,),
    ),
    _Lift(
        key="trend-unplanned",
        title=Text(nl="Niet gepland bij het begin van de week", en="Not planned when the week began"),
        source="unplanned",
        drawn=(-1,),
    ),
    _Lift(
        key="trend-means",
        title=Text(nl="Gebruik van middelen", en="Use of means"),
        source="means",
        column=2,
        drawn=(0, 1, 2, 3, 4),
    ),
    _Lift(
        key="trend-travel",
        title=Text(nl="Uren onderweg", en="Hours on the way"),
        source="travel",
        column=1,
        drawn=(0, 1),
    ),
    _Lift(
        key="trend-stability",
        title=Text(nl="Publicaties en doorgegeven wijzigingen", en="Publications and changes told"),
        source="told",
        drawn=(1,),
    ),
)


def weeks_of(period: Period) -> tuple[IsoWeek, ...]:
    """Return the weeks that begin in a period, the last so many of them."""
    mondays = [day for day in period.days() if day.isoweekday() == 1]
    return tuple(IsoWeek.of(day) for day in mondays[-MOST_WEEKS:])


def trend_report(history: History, weeks: Sequence[WeekSeen], period: Period) -> Report:
    """Return the trend over weeks, oldest first."""
    found = [_tables(history, seen) for seen in weeks]
    lifted = [table for lift in _LIFTS if (table := _lifted(lift, weeks, found)) is not None]
    return Report(
        key="trend",
        title=Text(nl="Verloop over weken", en="Trend over weeks"),
        first=period.first,
        after=period.after,
        tables=(*lifted, _spread(history, weeks)),
        notes=(_NOTE,),
    )


def _tables(history: History, seen: WeekSeen) -> dict[str, Table]:
    """Return the tables of one week by their keys: those of the week report, and what it leaves to the half year."""
    period = week_period(seen.week)
    tables = (departures(history, period), cancelled(history, period), *week_report(history, seen.facts, period).tables)
    return {table.key: table for table in tables}


def _lifted(lift: _Lift, weeks: Sequence[WeekSeen], found: Sequence[dict[str, Table]]) -> Table | None:
    sources = [tables[lift.source] for tables in found]
    if not sources:
        return None
    columns = _columns(lift, sources[-1])
    rows = tuple(
        Row(label=_name(seen.week), cells=_cells(lift, source)) for seen, source in zip(weeks, sources, strict=True)
    )
    return Table(
        key=lift.key,
        title=lift.title,
        head=_WEEK,
        columns=columns,
        rows=rows,
        note=sources[-1].note,
        chart=Chart(kind=Drawn.BARS, columns=tuple(range(len(columns))[index] for index in lift.drawn)),
    )


def _columns(lift: _Lift, source: Table) -> tuple[Column, ...]:
    """Return the columns; shares are figures of their own here, worked out already."""
    if lift.row is not None:
        return tuple(replace(column, share=None) for column in source.columns)
    return tuple(Column(title=row.label, unit=source.columns[lift.column].unit) for row in source.rows)


def _cells(lift: _Lift, source: Table) -> tuple[Cell, ...]:
    if lift.row is not None:
        return source.rows[lift.row].cells
    return tuple(row.cells[lift.column] for row in source.rows)


def _name(week: IsoWeek) -> Text:
    return Text(nl=str(week), en=str(week))


def _spread(history: History, weeks: Sequence[WeekSeen]) -> Table:
    """Tell how evenly conversations are spread over those who have any."""
    columns = (
        Column(title=Text(nl="Regievoerders", en="Regievoerders")),
        Column(title=Text(nl="Mediaan", en="Median"), unit=Unit.RATIO),
        Column(title=Text(nl="90 % heeft hoogstens", en="90 % have at most"), unit=Unit.RATIO),
    )
    rows = tuple(Row(label=_name(seen.week), cells=_shares(history, seen.facts)) for seen in weeks)
    return Table(
        key="trend-work",
        title=_WORK,
        head=_WEEK,
        columns=columns,
        rows=rows,
        note=_WORK_NOTE,
        chart=Chart(kind=Drawn.BARS, columns=(1, 2)),
    )


def _shares(history: History, facts: WeekFacts) -> tuple[Cell, ...]:
    counts = Counter[str]()
    for item in facts.last:
        activity = history.activities.get(item.activity)
        if activity is not None and activity.kind is ActivityKind.CONVERSATION:
            counts.update(part.resource.id for part in item.of_kind(ResourceKind.REGIEVOERDER))
    if not counts:
        return (0, Blank.NONE, Blank.NONE)
    at = partial(quantile, tuple(counts.values()))
    return (len(counts), float(at(0.5).value), float(at(0.9).value))
