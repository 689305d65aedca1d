"""What KMar offers: teams with so many escorts by the hour, enough on most days, one in eleven short on the busiest.

The groups meant here are no facts; the offers are laid around them, rest included, so that they fit together.
Not allowed here: who needs escorts (see ``bookings``) and officers by service number (``officers``).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby

from planner.domain.civil import at, day_interval
from planner.domain.escorts import EscortOffer, EscortTeam
from planner.domain.ids import EscortTeamId, PlaceId
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from planner.sample.bookings import BUSY_DAY, Booking
from planner.sample.escort_norms import REST, duty, escorts_needed
from planner.sample.world import World

BASE = PlaceId("KMAR-SPL")
_SHORT = 1.1
_EXTRA_SHARE = 0.6
_EXTRA_GROUP = 3


def draw_teams(world: World, bookings: Iterable[Booking]) -> list[EscortTeam]:
    """Return the teams with what they offer."""
    busy = world.week.monday + BUSY_DAY
    wanted = [b for b in bookings if b.escorted and b.flight is not None and b.fate is None]
    wanted.sort(key=lambda one: (one.day == busy, one.flight.departs if one.flight else 0, one.key))
    crowd = [_group(booking) for booking in wanted if booking.day == busy]
    room = int(sum(crowd) / _SHORT) if len(crowd) > 1 else sum(crowd)
    pools = _Pools(world)
    for booking in wanted:
        group = _group(booking)
        if booking.day == busy:
            if group > room:
                continue
            room -= group
        if booking.flight is not None:
            pools.give(duty(booking.flight), group, nurse=any(case.nurse for case in booking.cases))
    pools.offer_extra(int(sum(map(_group, wanted)) * _EXTRA_SHARE / _EXTRA_GROUP) + 1, day_interval(busy))
    return pools.teams()


def _group(booking: Booking) -> int:
    return 0 if booking.flight is None else escorts_needed(booking.flight, booking.cases)


class _Pools:
    """Gives each group to the team that has fewest away; a team's one nurse goes along with one group at a time."""

    def __init__(self, world: World) -> None:
        self._world, self._stream = world, world.stream("escorts")
        self._away: list[dict[int, int]] = [defaultdict(int) for _ in range(world.scale.teams)]
        self._nursing: dict[int, list[Interval]] = {}

    def give(self, stretch: Interval, escorts: int, *, nurse: bool) -> None:
        """Let a group go with a team, out of its pool until it has rested."""
        rested = Interval(stretch.start, Minute((stretch.end or stretch.start) + REST))
        team = self._with_nurse(rested) if nurse else self._emptiest(rested)
        if nurse:
            self._nursing.setdefault(team, []).append(rested)
        self._count(team, rested, escorts)

    def offer_extra(self, count: int, busy: Interval) -> None:
        """Offer further groups for almost two days, none of them on the busiest day."""
        while count:
            day = self._stream.choice(self._world.horizon_days)
            stretch = Interval(at(day, self._stream.choice((5, 6, 7))), at(day + timedelta(days=1), 23))
            if not stretch.overlaps(busy.start, busy.end):
                self._count(count % len(self._away), stretch, _EXTRA_GROUP)
                count -= 1

    def teams(self) -> list[EscortTeam]:
        """Return the teams by number; one in three has a nurse."""
        width = max(2, len(str(len(self._away))))
        return [
            EscortTeam(
                id=EscortTeamId(f"E-{number + 1:0{width}d}"),
                base=BASE,
                size=max(away.values(), default=1),
                available=(),
                nurse=number in self._nursing or number % 3 == 0,
                offers=offers_of(away),
            )
            for number, away in enumerate(self._away)
        ]

    def _with_nurse(self, rested: Interval) -> int:
        """Return a team whose nurse is not away: one that has sent her before, or the next."""
        for number, away in self._nursing.items():
            if not any(other.overlaps(rested.start, rested.end) for other in away):
                return number
        if len(self._nursing) == len(self._away):
            self._away.append(defaultdict(int))
        return next(number for number in range(len(self._away)) if number not in self._nursing)

    def _emptiest(self, rested: Interval) -> int:
        return min(range(len(self._away)), key=lambda team: sum(self._away[team][hour] for hour in _hours(rested)))

    def _count(self, team: int, stretch: Interval, escorts: int) -> None:
        for hour in _hours(stretch):
            self._away[team][hour] += escorts


def _hours(stretch: Interval) -> range:
    """Return the whole hours that a stretch touches."""
    end = stretch.end or stretch.start
    return range(stretch.start // MINUTES_PER_HOUR, -(-end // MINUTES_PER_HOUR))


def offers_of(away: dict[int, int]) -> tuple[EscortOffer, ...]:
    """Return what is away hour by hour as stretches of the same number."""
    hours = sorted(hour for hour, number in away.items() if number)
    runs = groupby(enumerate(hours), key=lambda item: (item[1] - item[0], away[item[1]]))
    stretches = [(number, [hour for _, hour in run]) for (_, number), run in runs]
    return tuple(
        EscortOffer(
            interval=Interval(Minute(run[0] * MINUTES_PER_HOUR), Minute((run[-1] + 1) * MINUTES_PER_HOUR)),
            escorts=number,
        )
        for number, run in stretches
    )
