"""Escort teams and when KMar offers them: enough on most days, one in eleven short on the busiest.

Not allowed here: who needs escorts (see ``bookings``).
"""

from collections.abc import Iterable
from datetime import timedelta

from planner.domain.civil import at, day_interval
from planner.domain.escorts import EscortTeam
from planner.domain.ids import EscortTeamId, PlaceId
from planner.domain.time import Interval, Minute, union
from planner.sample.bookings import BUSY_DAY, Booking
from planner.sample.escort_norms import TEAM_SIZE, duty, teams_needed
from planner.sample.world import World

BASE = PlaceId("KMAR-SPL")
_REST = 660
_SHORT = 1.1
_EXTRA_SHARE = 0.6


def draw_teams(world: World, bookings: Iterable[Booking]) -> list[EscortTeam]:
    """Return the teams with the stretches offered."""
    busy = world.week.monday + BUSY_DAY
    wanted = [
        (booking.flight, booking, number)
        for booking in bookings
        if booking.escorted and booking.flight is not None and booking.fate is None
        for number in range(teams_needed(booking.flight, len(booking.cases)))
    ]
    wanted.sort(key=lambda one: (one[1].day == busy, one[0].departs, one[1].key, one[2]))
    room = _room_on_busy_day([duty(flight) for flight, booking, _ in wanted if booking.day == busy])
    roster = _Roster(world)
    for flight, booking, number in wanted:
        stretch = _around(duty(flight))
        on_busy = stretch.overlaps(*_bounds(day_interval(busy)))
        if on_busy and room <= 0 and booking.day == busy:
            continue
        room -= on_busy
        roster.offer(stretch, nurse=number == 0 and any(case.nurse for case in booking.cases))
    roster.offer_extra(int(len(wanted) * _EXTRA_SHARE) + 1, day_interval(busy))
    return roster.teams()


def _room_on_busy_day(duties: list[Interval]) -> int:
    """Return how many teams are offered on the busiest day."""
    return int(len(duties) / _SHORT) if len(duties) > 1 else len(duties)


def _bounds(interval: Interval) -> tuple[Minute, Minute]:
    return interval.start, interval.end or interval.start


def _around(needed: Interval) -> Interval:
    return Interval(Minute(needed.start - 30), Minute((needed.end or needed.start) + 30))


class _Roster:
    """Gives each stretch to the first team that has rested, or to a new one."""

    def __init__(self, world: World) -> None:
        self._world, self._stream = world, world.stream("escorts")
        self._offered: list[list[Interval]] = []
        self._nurses: set[int] = set()

    def offer(self, stretch: Interval, *, nurse: bool = False) -> None:
        """Enter one stretch."""
        rested = Interval(Minute(stretch.start - _REST), Minute((stretch.end or stretch.start) + _REST))
        for number, taken in enumerate(self._offered):
            free = not any(other.overlaps(rested.start, rested.end) for other in taken)
            if free and (number in self._nurses) >= nurse:
                taken.append(stretch)
                return
        self._offered.append([stretch])
        if nurse or len(self._offered) % 9 == 4:  # noqa: PLR2004
            self._nurses.add(len(self._offered) - 1)

    def offer_extra(self, count: int, busy: Interval) -> None:
        """Offer further stretches of almost two days, none of them on the busiest day."""
        while count:
            day = self._stream.choice(self._world.horizon_days)
            stretch = Interval(at(day, self._stream.choice((5, 6, 7))), at(day + timedelta(days=1), 23))
            if not stretch.overlaps(busy.start, busy.end):
                self.offer(stretch)
                count -= 1

    def teams(self) -> list[EscortTeam]:
        """Return the teams by number."""
        width = max(2, len(str(len(self._offered))))
        return [
            EscortTeam(
                id=EscortTeamId(f"E-{number + 1:0{width}d}"),
                base=BASE,
                size=TEAM_SIZE,
                available=union(stretches),
                nurse=number in self._nurses,
            )
            for number, stretches in enumerate(self._offered)
        ]
