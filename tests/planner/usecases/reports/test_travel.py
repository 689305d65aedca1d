"""Travel of a week, worked out by hand: each day and place once, there and back, the office not at all."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.civil import IsoWeek
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RegievoerderId
from planner.domain.people import Regievoerder
from planner.domain.plan import Appointment, part, with_parts
from planner.domain.resources import ResourceKind, ResourceRef, TravelTable
from planner.domain.time import Minute
from planner.usecases.reports.periods import week_period
from planner.usecases.reports.shape import Blank, Cell
from planner.usecases.reports.travel import travel
from planner.usecases.reports.trend import WeekSeen, trend_report
from planner.usecases.reports.week_facts import WeekFacts
from tests.planner.usecases.reports.small_past import small_past
from tests.planner.usecases.reports.test_week import planned_on

HISTORY, MONDAY, TUESDAY = small_past(), date(2026, 6, 8), date(2026, 6, 9)
OFFICE, SITE, ELSEWHERE = PlaceId("KANTOOR"), PlaceId("AZC"), PlaceId("ELDERS")
TABLE = TravelTable(
    places=(OFFICE, SITE, ELSEWHERE), minutes=(0, 40, 90, 50, 0, 20, 90, 20, 0), source="test", made_on=MONDAY
)
"""To the site 40 minutes, back 50; elsewhere 90 each way."""
RIDE = Activity(
    key=ActivityKey("A/rit/1"),
    kind=ActivityKind.MOVE,
    step="rit",
    duration=150,
    window=week_period(IsoWeek(2026, 24)).interval,
    cases=(CaseId("A"),),
    place=SITE,
    detail=MoveDetail(destination=ELSEWHERE, role=MoveRole.TO_DEPARTURE, serves=None),
)


def _person(code: str) -> Regievoerder:
    return Regievoerder(id=RegievoerderId(code), office=OFFICE, hours=())


def _talk(who: str, day: date, place: PlaceId) -> Appointment:
    item = replace(planned_on("A/voortgang/1", day), place=place)
    return with_parts(item, part(item.id, ResourceRef(ResourceKind.REGIEVOERDER, who), item.start, item.end))


def _week(*items: Appointment, table: TravelTable | None = TABLE) -> WeekFacts:
    return WeekFacts(last=items, regievoerders=(_person("r1"), _person("r2")), travel=table)


def _cells(week: WeekFacts) -> list[tuple[Cell, ...]]:
    history = replace(HISTORY, activities={**HISTORY.activities, RIDE.key: RIDE})
    return [row.cells for row in travel(history, week).rows]


def test_each_day_and_place_counts_once_there_and_back() -> None:
    week = _week(
        _talk("r1", MONDAY, SITE),
        _talk("r1", MONDAY, SITE),
        _talk("r1", TUESDAY, SITE),
        _talk("r2", MONDAY, ELSEWHERE),
        _talk("r2", TUESDAY, OFFICE),
    )

    assert _cells(week) == [(3, (90 + 90 + 180) / 60), (0, 0.0)]


def test_rides_count_by_their_length() -> None:
    start = planned_on("A/rit/1", MONDAY).start
    ride = replace(planned_on("A/rit/1", MONDAY), end=Minute(start + 150))

    assert _cells(_week(ride)) == [(0, 0.0), (1, 2.5)]


def test_without_travel_times_there_is_no_figure_and_an_unknown_place_adds_none() -> None:
    far = _talk("r1", MONDAY, PlaceId("ONBEKEND"))

    assert _cells(_week(far, table=None))[0] == (1, Blank.NONE)
    assert _cells(_week(far))[0] == (1, 0.0)


def test_the_trend_has_the_hours_of_each_week() -> None:
    weeks = (
        WeekSeen(week=IsoWeek(2026, 23), facts=_week()),
        WeekSeen(week=IsoWeek(2026, 24), facts=_week(_talk("r1", MONDAY, SITE))),
    )

    report = trend_report(HISTORY, weeks, week_period(IsoWeek(2026, 24)))

    (table,) = (one for one in report.tables if one.key == "trend-travel")
    assert [row.cells for row in table.rows] == [(0.0, 0.0), (1.5, 0.0)]
    assert [str(column.title) for column in table.columns] == ["Regievoerders naar locaties", "Ritten met personen"]
