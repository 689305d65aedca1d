"""What a week report needs beside the history: what was published for the week, the means there were, who was told.

Not allowed here: counting.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.escorts import EscortTeam
from planner.domain.flights import Flight
from planner.domain.messages import Message
from planner.domain.people import Regievoerder
from planner.domain.plan import Appointment, Unplanned
from planner.domain.release import Release
from planner.domain.resources import Capacity, TravelTable
from planner.domain.time import Interval
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
    """Return what the books say of a week; ``travel`` are the times in force, read once for many weeks."""
    before, during = _releases(books, period.interval)
    first = before or (during[0] if during else None)
    last = during[-1] if during else before
    facts = books.facts
    return WeekFacts(
        release=first.number if first else 0,
        planned=_starting(first, period),
        last=_starting(last, period),
        unplanned=first.unplanned if first else (),
        messages=tuple(message for r in during for _, message in books.outbox.of_release(r.number)),
        releases=len(during),
        capacities=tuple(c for c in facts.in_force(Capacity) if c.interval.intersect(period.interval)),
        teams=facts.in_force(EscortTeam),
        vehicles=facts.in_force(Vehicle),
        regievoerders=facts.in_force(Regievoerder),
        travel=travel,
        flights=tuple(flight for flight in facts.in_force(Flight) if period.holds(flight.departs)),
    )


def _releases(books: Transaction, week: Interval) -> tuple[Release | None, list[Release]]:
    """Return the release in force when the week began, and those made during it, oldest first."""
    during: list[Release] = []
    for number in range(books.releases.newest_number(), 0, -1):
        release = books.releases.load(number)
        if release.published_at <= week.start:
            return release, during
        if week.contains(release.published_at):
            during.insert(0, release)
    return None, during


def _starting(release: Release | None, period: Period) -> tuple[Appointment, ...]:
    return tuple(a for a in release.appointments if period.holds(a.start)) if release else ()
