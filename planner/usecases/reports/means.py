"""How much of rooms, interpreters, escorts, vehicles and seats was used in a week.

Not allowed here: who used them.
"""

from collections.abc import Callable, Iterable, Sequence

from planner.domain.plan import Appointment
from planner.domain.resources import Capacity, ResourceKind
from planner.domain.time import MINUTES_PER_HOUR, Interval, union
from planner.domain.wording import Text
from planner.usecases.reports.periods import Period
from planner.usecases.reports.shape import Chart, Column, Drawn, Row, Share, Table, Unit, shared
from planner.usecases.reports.week_facts import WeekFacts


def means(week: WeekFacts, period: Period) -> Table:
    """Return what was published to be used at the end of the week, out of what was offered."""
    columns = (
        Column(title=Text(nl="Aanbod", en="Offered"), unit=Unit.HOURS),
        Column(title=Text(nl="Gebruikt", en="Used"), unit=Unit.HOURS),
        Column(title=Text(nl="Deel", en="Share"), unit=Unit.PERCENT, share=Share(part=1, whole=0)),
    )
    stretch = period.interval
    room, talk = ResourceKind.ROOM, ResourceKind.INTERPRETER
    figures: Sequence[tuple[Text, int, int]] = (
        (Text(nl="Gespreksruimten (uren)", en="Rooms (hours)"), _pool(week, room, stretch), _used(week, room, stretch)),
        (Text(nl="Tolken (uren)", en="Interpreters (hours)"), _pool(week, talk, stretch), _used(week, talk, stretch)),
        (
            Text(nl="Escorts (uren van personen)", en="Escorts (hours of persons)"),
            _escorts(week, stretch),
            _used(week, ResourceKind.ESCORT, stretch, lambda amount: amount),
        ),
        (
            Text(nl="Voertuigen (uren)", en="Vehicles (hours)"),
            sum(_length(turn, stretch) for vehicle in week.vehicles for turn in vehicle.shifts),
            _vehicles(week, stretch),
        ),
        (
            Text(nl="Stoelen op vluchten (aantal)", en="Seats on flights (number)"),
            MINUTES_PER_HOUR * sum(flight.seats for flight in week.flights if flight.id in _flown(week)),
            MINUTES_PER_HOUR * _seats(week),
        ),
    )
    rows = tuple(
        Row(label=label, cells=shared(columns, (_hours(offered), _hours(used), 0))) for label, offered, used in figures
    )
    return Table(
        key="means",
        title=Text(nl="Gebruik van middelen", en="Use of means"),
        head=Text(nl="Middel", en="Means"),
        columns=columns,
        rows=rows,
        note=Text(
            nl="Aanbod zoals aangeleverd, gebruik zoals aan het eind van de week gepubliceerd. Van stoelen telt het"
            " aanbod op vluchten die gebruikt zijn; begeleiders zitten mee.",
            en="Offered as delivered, used as published at the end of the week. Of seats those on flights in use count;"
            " escorts take seats too.",
        ),
        chart=Chart(kind=Drawn.BARS, columns=(2,)),
    )


def _hours(minutes: int) -> float:
    return minutes / MINUTES_PER_HOUR


def _length(turn: Interval, stretch: Interval) -> int:
    both = turn.intersect(stretch)
    return 0 if both is None or both.end is None else both.end - both.start


def _pool(week: WeekFacts, kind: ResourceKind, stretch: Interval) -> int:
    offered: Iterable[Capacity] = (one for one in week.capacities if one.resource.kind is kind)
    return sum(_length(one.interval, stretch) * one.amount for one in offered)


def _one(_: int) -> int:
    return 1


def _used(week: WeekFacts, kind: ResourceKind, stretch: Interval, times: Callable[[int], int] = _one) -> int:
    parts = (part for item in week.last for part in item.participations if part.resource.kind is kind)
    return sum(_length(Interval(part.start, part.end), stretch) * times(part.amount) for part in parts)


def _escorts(week: WeekFacts, stretch: Interval) -> int:
    by_turn = sum(_length(turn, stretch) * team.size for team in week.teams for turn in team.available)
    by_hour = sum(_length(offer.interval, stretch) * offer.escorts for team in week.teams for offer in team.offers)
    return by_turn + by_hour


def _vehicles(week: WeekFacts, stretch: Interval) -> int:
    """Return the minutes in which there is somebody in a vehicle, several together once."""
    ridden: dict[str, list[Interval]] = {}
    for item in week.last:
        for part in item.of_kind(ResourceKind.VEHICLE):
            ridden.setdefault(part.resource.id, []).append(Interval(part.start, part.end))
    return sum(_length(turn, stretch) for turns in ridden.values() for turn in union(turns))


def _flown(week: WeekFacts) -> set[str]:
    return {part.resource.id for item in week.last for part in item.of_kind(ResourceKind.FLIGHT)}


def _seats(week: WeekFacts) -> int:
    """Return the seats of persons and of their escorts."""
    departing: Iterable[Appointment] = (item for item in week.last if item.of_kind(ResourceKind.FLIGHT))
    kinds = (ResourceKind.FLIGHT, ResourceKind.ESCORT)
    return sum(part.amount for item in departing for kind in kinds for part in item.of_kind(kind))
