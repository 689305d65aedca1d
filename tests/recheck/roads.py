"""How long it takes to get from one place to another. Not allowed here: who goes there."""

from fractions import Fraction
from functools import cached_property, lru_cache

from planner.domain.civil import at, day_of
from planner.domain.ids import PlaceId
from planner.domain.time import Minute
from tests.recheck.facts import Facts

_HUNDRED, _FRIDAY, _HOUR = 100, 4, 60
_PEAKS = ("peak-morning", "peak-evening")


class Roads:
    """Driving times by the problem's own table; of vehicles by the hour as well (T01)."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._table = facts.problem.travel
        self.driven = lru_cache(maxsize=None)(self._driven)

    @cached_property
    def _rows(self) -> dict[PlaceId, int]:
        return {place: row for row, place in enumerate(self._table.places)}

    def minutes(self, origin: PlaceId, destination: PlaceId) -> int:
        """Return the minutes from one place to another; a place to itself is no drive."""
        if origin == destination:
            return 0
        rows = self._rows
        return self._table.minutes[rows[origin] * len(rows) + rows[destination]]

    def arrival(self, origin: PlaceId, destination: PlaceId, leaves: Minute) -> Minute:
        """Return when a person arrives who leaves at a moment."""
        return Minute(leaves + self.minutes(origin, destination))

    def _driven(self, origin: PlaceId, destination: PlaceId, leaves: Minute) -> Minute:
        """Return when a vehicle arrives that leaves at a moment: minute by minute at the pace of the hour."""
        left, now = Fraction(self.minutes(origin, destination)), leaves
        while left > 0:
            left -= Fraction(_HUNDRED, self._pace(now))
            now = Minute(now + 1)
        return now

    def _pace(self, moment: Minute) -> int:
        """Return what a ride takes at a moment, in per cent of the table, rounded up."""
        day = day_of(moment)
        of_free_flow = _HUNDRED
        for peak in _PEAKS if day.weekday() <= _FRIDAY else ():
            start, end, percent = (
                self._facts.norm_or_none("T01", f"{peak}-{what}", day) for what in ("from", "to", "percent")
            )
            if start is None or end is None or percent is None:
                continue
            if at(day, *divmod(start, _HOUR)) <= moment < at(day, *divmod(end, _HOUR)):
                of_free_flow = percent
        margin = self._facts.norm_or_none("T01", "margin-transport", day) or 0
        return -(-of_free_flow * (_HUNDRED + margin) // self._table.percent)
