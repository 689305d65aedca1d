"""What a week report needs beside the history: what was published for the week, the means there were, who was told.

Not allowed here: counting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from planner.domain.escorts import EscortTeam
from planner.domain.flights import Flight
from planner.domain.messages import Message
from planner.domain.people import Regievoerder
from planner.domain.plan import Appointment, Unplanned
from planner.domain.release import Release
from planner.domain.resources import Capacity, TravelTable
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.store import Transaction
from planner.usecases.reports.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFacts:
    """``planned`` is what was published when the week began, ``last`` what stood at its end (or stands now)."""

    release: int = 0
    """Number of the publication that held when the week began; 0: none."""
    planned: Sequence[Appointment] = ()
    last: Sequence[Appointment] = ()
    unplanned: Sequence[Unplanned] = ()
    messages: Sequence[Message] = ()
    releases: int = 0
    """Publications during the week."""
    capacities: Sequence[Capacity] = ()
    teams: Sequence[EscortTeam] = ()
    vehicles: Sequence[Vehicle] = ()
    flights: Sequence[Flight] = ()
    regievoerders: Sequence[Regievoerder] = ()
    travel: TravelTable | None = None
    """The travel times in force now; None: none were worked out."""


def read_week(books: Transaction, period: Period, travel: TravelTable | None) -> WeekFacts:
    """Return what the books say of a week; ``travel`` are the times in force."""
    return read_weeks(books, (period,), travel)[0]


def read_weeks(books: Transaction, periods: Iterable[Period], travel: TravelTable | None) -> tuple[WeekFacts, ...]:
    """Return what the books say of weeks in order of time; means are read once, and a publication for two of them."""
    facts, load, published = books.facts, lru_cache(maxsize=2)(books.releases.load), books.releases.published()
    capacities, flights = facts.in_force(Capacity), facts.in_force(Flight)
    same = WeekFacts(
        teams=facts.in_force(EscortTeam),
        vehicles=facts.in_force(Vehicle),
        regievoerders=facts.in_force(Regievoerder),
        travel=travel,
    )
    found = []
    for period in periods:
        numbers, during = _releases(published, period.interval)
        first, last = (load(numbers[0]), load(numbers[-1])) if numbers else (None, None)
        week = replace(
            same,
            release=first.number if first else 0,
            planned=_starting(first, period),
            last=_starting(last, period),
            unplanned=first.unplanned if first else (),
            messages=tuple(message for one in during for _, message in books.outbox.of_release(one)),
            releases=len(during),
            capacities=tuple(c for c in capacities if c.interval.intersect(period.interval)),
            flights=tuple(flight for flight in flights if period.holds(flight.departs)),
        )
        found.append(week)
    return tuple(found)


def _releases(published: Sequence[tuple[int, Minute]], week: Interval) -> tuple[list[int], list[int]]:
    """Return the releases that held at any time of a week, oldest first, and those of them made during it."""
    during = [number for number, at in published if at > week.start and week.contains(at)]
    before = next((number for number, at in reversed(published) if at <= week.start), None)
    return [*(() if before is None else (before,)), *during], during


def _starting(release: Release | None, period: Period) -> tuple[Appointment, ...]:
    return tuple(a for a in release.appointments if period.holds(a.start)) if release else ()
