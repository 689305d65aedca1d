"""How much slower the roads are by the time of day, from the settings of rule T01.

A travel table holds free flow, or free flow times one percentage for whoever plans days ahead by car. Vehicles of
transport are planned to the minute: for them that percentage is taken out again, and the hour and a margin put in.
Not allowed here: the travel times themselves.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from planner.domain.civil import at, day_start
from planner.domain.day_travel import AS_IN_TABLE, DayTravel
from planner.domain.settings import Settings
from planner.domain.time import Minute

RULE = "T01"
PEAKS = ("peak-morning", "peak-evening")
_WORKING_WEEK = 5


def road_pace(settings: Settings, days: Iterable[date], in_table: int = AS_IN_TABLE) -> DayTravel:
    """Return the pace of transport on these days, in order, with a table that holds so many per cent of free flow.

    The quiet hours of the last day hold ever after.
    """
    since: list[int] = []
    percents: list[int] = []
    for moment, percent in _changes(settings, days, in_table):
        if not percents or percent != percents[-1]:
            since.append(moment)
            percents.append(percent)
    return DayTravel(since=tuple(since[1:]), percents=tuple(percents) or (AS_IN_TABLE,))


def _changes(settings: Settings, days: Iterable[date], in_table: int) -> Iterator[tuple[Minute, int]]:
    for day in days:
        yield day_start(day), _percent(settings, day, AS_IN_TABLE, in_table)
        for peak in PEAKS if day.weekday() < _WORKING_WEEK else ():
            start, end, percent = (_value(settings, f"{peak}-{what}", day) for what in ("from", "to", "percent"))
            if start is not None and end is not None and percent is not None:
                yield at(day, *divmod(start, 60)), _percent(settings, day, percent, in_table)
                yield at(day, *divmod(end, 60)), _percent(settings, day, AS_IN_TABLE, in_table)


def _percent(settings: Settings, day: date, of_free_flow: int, in_table: int) -> int:
    """Return what a ride takes in per cent of the table, rounded up."""
    margin = _value(settings, "margin-transport", day) or 0
    return -(-of_free_flow * (AS_IN_TABLE + margin) // in_table)


def _value(settings: Settings, key: str, day: date) -> int | None:
    found = settings.find(RULE, key, on=day)
    return None if found is None else found.value
