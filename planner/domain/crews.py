"""The crews of a vehicle: who drives which shift, how long a shift may last, and when a crew takes its break.

Pure functions over shifts and stops, for planning, judging and showing. Not allowed here: driving times.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.domain.civil import day_of
from planner.domain.ids import PlaceId
from planner.domain.plan import Stop
from planner.domain.settings import Settings
from planner.domain.time import Interval, Minute

Drive = Callable[[PlaceId, PlaceId, Minute], int]
"""Driving minutes from one place to another for who leaves at a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewNorms:
    """Minutes of R40: the longest shift, the rest between two, and a break of so long after so much driving."""

    shift: int
    rest: int
    driving: int
    pause: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One shift of a vehicle: the part of it that a crew may work, and which crew (None: nobody has rested enough)."""

    shift: Interval
    work: Interval
    crew: int | None

    @property
    def letter(self) -> str:
        """The crew as it is shown: A, B, ..."""
        return "" if self.crew is None else chr(ord("A") + self.crew)


def crew_norms(settings: Settings, moment: Minute) -> CrewNorms:
    """Return the norms of R40 in force on the day of a moment."""
    shift, rest, driving, pause = (
        settings.value("R40", key, on=day_of(moment)) for key in ("shift", "rest", "driving", "break")
    )
    return CrewNorms(shift=shift, rest=rest, driving=driving, pause=pause)


def crew_turns(shifts: Iterable[Interval], crews: int, norms: Callable[[Minute], CrewNorms]) -> tuple[Turn, ...]:
    """Give each shift, in order of time, the first crew that has had its rest; ``norms`` are those of a moment."""
    free: list[Minute | None] = [None] * crews
    turns: list[Turn] = []
    for shift in sorted(shifts):
        asked = norms(shift.start)
        longest = Minute(shift.start + asked.shift)
        work = Interval(shift.start, longest if shift.end is None else min(longest, shift.end))
        crew = next((i for i, since in enumerate(free) if since is None or since + asked.rest <= shift.start), None)
        if crew is not None:
            free[crew] = work.end
        turns.append(Turn(shift=shift, work=work, crew=crew))
    return tuple(turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A stop of a vehicle and how many persons are aboard when it ends."""

    stop: Stop
    aboard: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Driving:
    """What a crew's shift comes to: its breaks, and the longest driving between two of them."""

    breaks: tuple[Interval, ...]
    longest: int


def driving_of(visits: Sequence[Visit], depot: PlaceId, work: Interval, drive: Drive, norms: CrewNorms) -> Driving:
    """Return the breaks of a crew between its visits, and the longest driving without one.

    A break is waiting for so long with nobody aboard, where the vehicle has just arrived. Before a drive that would be
    too much it is taken first, where the vehicle stands, if there is time for it.
    """
    breaks: list[Interval] = []
    here, ready, driven, longest, empty = depot, work.start, 0, 0, True
    for place, due, aboard, leaves in _legs(visits, depot, work):
        arrives = Minute(ready + drive(here, place, ready))
        if empty and driven + arrives - ready > norms.driving:
            rested = Minute(ready + norms.pause)
            if rested + drive(here, place, rested) <= due:
                breaks.append(Interval(ready, rested))
                driven, ready = 0, rested
                arrives = Minute(rested + drive(here, place, rested))
        driven += arrives - ready
        longest = max(longest, driven)
        if leaves is None:
            break
        if empty and due - arrives >= norms.pause:
            breaks.append(Interval(arrives, due))
            driven = 0
        here, ready, empty = place, leaves, aboard == 0
    return Driving(breaks=tuple(breaks), longest=longest)


def _legs(
    visits: Sequence[Visit], depot: PlaceId, work: Interval
) -> Iterator[tuple[PlaceId, Minute, int, Minute | None]]:
    """Yield the place of each drive, when the vehicle must be there, how many are aboard then, and when it goes on."""
    for visit in visits:
        yield visit.stop.place, visit.stop.start, visit.aboard, visit.stop.end
    if visits:
        yield depot, work.start if work.end is None else work.end, 0, None
