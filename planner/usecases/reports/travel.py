"""How much was travelled in a week: regievoerders to where they speak with people, and rides.

Reckoned as the plan weighs it (P13): each day and place outside the office costs the drive there and back.
Not allowed here: who travelled.
"""

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import PlaceId, RegievoerderId
from planner.domain.resources import ResourceKind, TravelTable
from planner.domain.time import MINUTES_PER_HOUR
from planner.domain.wording import Text
from planner.usecases.reports.history import History
from planner.usecases.reports.shape import Blank, Cell, Chart, Column, Drawn, Row, Table, Unit
from planner.usecases.reports.week_facts import WeekFacts


def travel(history: History, week: WeekFacts) -> Table:
    """Return how often and how long, as published at the end of the week."""
    visits = _visits(week)
    rides = [
        item
        for item in week.last
        if (activity := history.activities.get(item.activity)) is not None and activity.kind is ActivityKind.MOVE
    ]
    ridden = sum(item.end - item.start for item in rides) / MINUTES_PER_HOUR
    return Table(
        key="travel",
        title=Text(nl="Reistijd", en="Travel"),
        head=Text(nl="Waarvoor", en="What for"),
        columns=(
            Column(title=Text(nl="Keren", en="Times")),
            Column(title=Text(nl="Uren onderweg", en="Hours on the way"), unit=Unit.HOURS),
        ),
        rows=(
            Row(
                label=Text(nl="Regievoerders naar locaties", en="Regievoerders to places"),
                cells=(len(visits), _hours(week, visits)),
            ),
            Row(label=Text(nl="Ritten met personen", en="Rides with persons"), cells=(len(rides), ridden)),
        ),
        note=Text(
            nl="Van regievoerders telt per dag en locatie buiten kantoor de rit heen en terug volgens de reistijden van"
            " nu, ook als iemand op één dag verder reed; van ritten de geplande duur.",
            en="Of regievoerders each day and place outside the office counts the drive there and back by the travel"
            " times in force now, also when somebody drove on; of rides the planned length.",
        ),
        chart=Chart(kind=Drawn.BARS, columns=(1,)),
    )


def _visits(week: WeekFacts) -> set[tuple[object, str, PlaceId]]:
    """Return the days and places outside the office, each with who."""
    offices = {person.id: person.office for person in week.regievoerders}
    return {
        (day_of(part.start), part.resource.id, item.place)
        for item in week.last
        for part in item.of_kind(ResourceKind.REGIEVOERDER)
        if item.place is not None
        and (office := offices.get(RegievoerderId(part.resource.id))) is not None
        and office != item.place
    }


def _hours(week: WeekFacts, visits: set[tuple[object, str, PlaceId]]) -> Cell:
    table = week.travel
    if table is None:
        return Blank.NONE
    at = {place: index for index, place in enumerate(table.places)}
    offices = {person.id: person.office for person in week.regievoerders}
    minutes = 0
    for _, who, place in visits:
        office = offices[RegievoerderId(who)]
        minutes += _drive(table, at, office, place) + _drive(table, at, place, office)
    return minutes / MINUTES_PER_HOUR


def _drive(table: TravelTable, at: dict[PlaceId, int], one: PlaceId, other: PlaceId) -> int:
    if one not in at or other not in at:
        return 0
    return table.minutes[at[one] * len(at) + at[other]]
