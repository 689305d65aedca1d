"""The diary problem: what each activity may do, and costs by itself, as the rules say it.

Not allowed here: searching, and the arrays of the compiled search (``packing``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from planner.domain.activities import Activity
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver.candidates import Candidates
from solver.diary.alone import Alone
from solver.known import Known
from solver.mode import Mode, Use
from solver.occupancy import POOLED, Occupancy
from solver.variables import Candidate

CHUNK = 64
"""Activities the rules are asked about at a time."""
Prices = Mapping[Level, Sequence[int]]
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Option:
    """A way to carry out an activity, with its open starts and what each costs per level."""

    mode: Mode
    starts: tuple[Minute, ...]
    prices: Prices

    @property
    def person(self) -> ResourceRef:
        """Who performs."""
        return next(use.resource for use in self.mode.uses if use.resource.kind is ResourceKind.REGIEVOERDER)


@dataclass(frozen=True)
class Diary:
    """The activities that can be planned, each with its options, and what leaving it out costs."""

    known: Known
    activities: tuple[Activity, ...]
    options: tuple[tuple[Option, ...], ...]
    unplanned: tuple[Mapping[Level, int], ...]
    required: frozenset[ActivityKey]
    occupancy: Occupancy

    @cached_property
    def people(self) -> dict[ResourceRef, int]:
        """Number of each regievoerder."""
        return _numbered(option.person for found in self.options for option in found)

    @cached_property
    def pools(self) -> dict[ResourceRef, int]:
        """Number of each room and language."""
        return _numbered(use.resource for found in self.options for option in found for use in pooled(option.mode))

    @cached_property
    def places(self) -> dict[PlaceId | None, int]:
        """Number of each place."""
        return _numbered(option.mode.place for found in self.options for option in found)

    @cached_property
    def days(self) -> dict[Minute, int]:
        """Number of the day of every start."""
        starts = sorted({start for found in self.options for option in found for start in option.starts})
        by_day = {day: number for number, day in enumerate(dict.fromkeys(map(day_of, starts)))}
        return {start: by_day[day_of(start)] for start in starts}

    def unplanned_costs(self) -> Iterator[Mapping[Level, int]]:
        """Yield what leaving out each activity costs; what must be planned is a hard breach as well."""
        for activity, costs in zip(self.activities, self.unplanned, strict=True):
            yield {**costs, Level.HARD: 1} if activity.key in self.required else costs


def make_diary(candidates: Candidates, activities: Sequence[Activity], occupancy: Occupancy) -> Diary:
    """Ask the rules what each activity can do around what is fixed; leave out what can do nothing."""
    known = candidates.known
    able: list[Activity] = []
    options: list[tuple[Option, ...]] = []
    unplanned: list[Mapping[Level, int]] = []
    required: set[ActivityKey] = set()
    for first in range(0, len(activities), CHUNK):
        some = activities[first : first + CHUNK]
        open_ = {a.key: _open(occupancy, candidates.of(a)) for a in some}
        alone = Alone(known, some, open_, _around(occupancy, open_.values()))
        required |= alone.required
        for activity in some:
            found = tuple(
                Option(choice.mode, alone.left[choice], alone.prices(choice.mode, alone.left[choice]))
                for choice in alone.choices(activity.key)
                if alone.left[choice]
            )
            if found:
                able.append(activity)
                options.append(found)
                unplanned.append(dict(alone.unplanned[activity.key]))
    return Diary(known, tuple(able), tuple(options), tuple(unplanned), frozenset(required), occupancy)


def pooled(mode: Mode) -> list[Use]:
    """Return what a mode uses of pools."""
    return [use for use in mode.uses if use.resource.kind in POOLED]


def _open(occupancy: Occupancy, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates with the starts at which nobody else is in the way."""
    narrowed = (Candidate(c.mode, occupancy.open_starts(c.mode, c.starts)) for c in found)
    return tuple(candidate for candidate in narrowed if candidate.starts)


def _around(occupancy: Occupancy, options: Iterable[Sequence[Candidate]]) -> list[Appointment]:
    """Return what uses the same people and means, each once."""
    resources = dict.fromkeys(use.resource for found in options for c in found for use in c.mode.uses)
    return list({a.activity: a for resource in resources for a in occupancy.users(resource)}.values())


def _numbered(items: Iterable[K]) -> dict[K, int]:
    return {item: number for number, item in enumerate(dict.fromkeys(items))}
