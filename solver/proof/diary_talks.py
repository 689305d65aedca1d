"""What regievoerders' days are made of: talks of one person in one place, and work that one of several takes along.

Read off what the rules say (``items.Relaxed``). Not allowed here: prices, and choosing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, PlaceId, RegievoerderId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from solver.known import Known
from solver.proof.anybody import ANYBODY
from solver.proof.items import Relaxed, without
from solver.proof.ledger import Column, merged
from solver.rules.working_hours import WorkingHours
from solver.variables import Choice

KINDS = (ActivityKind.CONVERSATION, ActivityKind.MEETING)
INSIDE = ("bezoek ", f"{ResourceKind.REGIEVOERDER} ")
"""Rows that an exact week needs no more: visits, and the time of a regievoerder."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """An activity on one day: what it can come to, and when it can begin there."""

    day: date
    columns: tuple[Column, ...]
    starts: tuple[Minute, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """Something to be done by one of ``people`` at ``places``, or left out: all columns without the visit."""

    key: ActivityKey
    minutes: int
    people: tuple[RegievoerderId, ...]
    places: tuple[PlaceId, ...]
    days: tuple[OnDay, ...]
    without: tuple[Column, ...]
    """What it can come to without a visit: left out, or as it was published."""
    any_time: bool
    """Whether it may lie outside working hours."""


def talks_of(heard: Relaxed) -> Iterator[Talk]:
    """Yield the conversations and meetings that take a regievoerder somewhere."""
    able = _Able(heard.known)
    for activity in heard.activities:
        choices = [c for c in heard.choices(activity.key) if heard.left[c]]
        if (
            activity.kind in KINDS
            and choices
            and all(_person(choice) and not choice.mode.all_day for choice in choices)
        ):
            yield _talk(heard, activity, choices, able)


def _talk(heard: Relaxed, activity: Activity, choices: Sequence[Choice], able: "_Able") -> Talk:
    columns: dict[date, dict[Column, None]] = defaultdict(dict)
    starts: dict[date, set[Minute]] = defaultdict(set)
    for choice in choices:
        left = heard.left[choice]
        costs = heard.prices(choice.mode, left)
        by_level = [costs.get(level, [0] * len(left)) for level in Level]
        for k, start in enumerate(left):
            uses = tuple(use for use in heard.taken(choice, start) if not use[0].startswith(INSIDE))
            column = Column(tuple(one[k] for one in by_level), uses)
            columns[day_of(start)][column] = None
            starts[day_of(start)].add(start)
    people = dict.fromkeys(who for choice in choices for who in able.of(activity, _person(choice)))
    places = dict.fromkeys(choice.mode.place for choice in choices)
    exceptions = heard.known.records.exceptions(WorkingHours.id, WorkingHours.override, activity.key)
    return Talk(
        key=activity.key,
        minutes=min(choice.mode.duration for choice in choices),
        people=tuple(people),
        places=() if None in places else tuple(place for place in places if place is not None),
        days=tuple(OnDay(day, tuple(columns[day]), tuple(sorted(starts[day]))) for day in sorted(columns)),
        without=merged(tuple(without(heard, activity))) or merged(tuple(chain.from_iterable(columns.values()))),
        any_time=bool(exceptions),
    )


def _person(choice: Choice) -> RegievoerderId | None:
    who = [use.resource.id for use in choice.mode.uses if use.resource.kind is ResourceKind.REGIEVOERDER]
    return RegievoerderId(who[0]) if len(who) == 1 else None


class _Able:
    """Who may come to do what: for a case that is still to be assigned whoever it may go to, and who stands in."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def of(self, activity: Activity, who: RegievoerderId | None) -> Iterable[RegievoerderId]:
        """Return who does an activity of which this is the person."""
        if who is None or who != ANYBODY:
            return () if who is None else (who,)
        known, case = self._known, self._known.cases.get(activity.cases[0])
        if case is None:
            return known.regievoerders
        owners = known.household_owners(case.id) or known.regievoerders.keys()
        able = [
            one
            for one in owners
            if one != ANYBODY
            and (person := known.regievoerders.get(one)) is not None
            and not person.lp_officer
            and case.specialisms <= person.specialisms
        ]
        return (*able, *(other for one in able for _, other in known.substitutes(one)))
