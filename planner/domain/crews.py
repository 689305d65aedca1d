"""The crews of a vehicle: who drives which shift, how long a shift may last, and when a crew takes its break.

Pure functions over shifts and stops, for planning, judging and showing. Not allowed here: where the norms come from.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planner.domain.ids import PlaceId
from planner.domain.plan import Stop
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
    """Return the breaks that a crew can take between its visits, and the longest driving without one.

    A break is taken with nobody aboard, where the vehicle stands: after a drive when there is time before the next
    stop, else before it. The earlier a break the more it spares, so every break that fits is taken; none before the
    first drive, and before the last one only where it is needed.
    """
    breaks: list[Interval] = []
    here, ready, driven, longest, empty = depot, work.start, 0, 0, False
    for visit in visits:
        stop = visit.stop
        ride = drive(here, stop.place, ready)
        arrives = Minute(ready + ride)
        rested = Minute(ready + norms.pause)
        later = drive(here, stop.place, rested)
        if empty and arrives + norms.pause <= stop.start and driven + ride <= norms.driving:
            breaks.append(Interval(arrives, Minute(arrives + norms.pause)))
            longest, driven = max(longest, driven + ride), 0
        elif empty and rested + later <= stop.start:
            breaks.append(Interval(ready, rested))
            longest, driven = max(longest, driven, later), later
        else:
            driven += ride
            longest = max(longest, driven)
        here, ready, empty = stop.place, stop.end, visit.aboard == 0
    home, later = drive(here, depot, ready), drive(here, depot, Minute(ready + norms.pause))
    if driven + home > norms.driving and empty and work.covers(ready, Minute(ready + norms.pause + later)):
        breaks.append(Interval(ready, Minute(ready + norms.pause)))
        return Driving(breaks=tuple(breaks), longest=max(longest, later))
    return Driving(breaks=tuple(breaks), longest=max(longest, driven + home))
