"""Rule: travel less."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from planner.domain.civil import day_of
from planner.domain.ids import PlaceId, RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import day
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Choice, Variables

_Visit = tuple["date", PlaceId]


class TravelTime(Rule):
    """Each day and place that a regievoerder visits costs the drive from the office and back.

    Combining places on one day is not rewarded on purpose: so the cost is a sum over days and places.
    """

    id = RuleId("P13")
    title = Text(nl="Minder reizen", en="Less travel")
    why = Text(
        nl="Reistijd gaat af van tijd voor gesprekken; afspraken op één plaats horen op één dag.",
        en="Travel time is taken from time for conversations; appointments in one place belong on one day.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.EFFICIENT
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.COST})
    trip = Text(
        nl="{who} reist {day} {minutes:minuut|minuten} heen en terug naar {place}",
        en="{who} travels {minutes:minute|minutes} to {place} and back on {day}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield the minutes of travel per day and place."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.REGIEVOERDER:
            return
        visits: dict[_Visit, list[tuple[ActivityKey, Minute]]] = defaultdict(list)
        for part in view.parts(scope.resource):
            if part.appointment.place is not None:
                visit = (day_of(part.participation.start), part.appointment.place)
                visits[visit].append((part.appointment.activity, part.participation.start))
        for (_, place), parts in visits.items():
            minutes = round_trip(view.known, scope.resource, place)
            if minutes:
                yield self.breach(
                    *(key for key, _ in parts),
                    cost=minutes,
                    resource=scope.resource,
                    because=self.trip.say(
                        who=scope.resource.id,
                        day=day(parts[0][1]),
                        minutes=minutes,
                        place=naming.place(view.known, place),
                    ),
                )

    def encode(self, v: Variables) -> None:
        """Charge every day and place that gets its first visit."""
        for resource, users in v.using(ResourceKind.REGIEVOERDER).items():
            fixed = {(day_of(part.start), part.begins_at) for part in v.fixed_parts(resource)}
            visits: dict[_Visit, list[tuple[Choice, list[Minute]]]] = defaultdict(list)
            for choice, use in users:
                place = choice.mode.place
                if place is None or not round_trip(v.known, resource, place):
                    continue
                by_day: dict[date, list[Minute]] = defaultdict(list)
                for start in choice.starts:
                    by_day[day_of(Minute(start - use.lead))].append(start)
                for on, starts in by_day.items():
                    visits[on, place].append((choice, starts))
            for visit, taken in visits.items():
                if visit not in fixed:
                    v.charge(self.level, round_trip(v.known, resource, visit[1]), v.any_start(taken))


def round_trip(known: Known, who: ResourceRef, place: PlaceId | None) -> int:
    """Return the minutes from a regievoerder's office to a place and back."""
    person = known.regievoerders.get(RegievoerderId(who.id))
    return 0 if person is None else known.travel(person.office, place) + known.travel(place, person.office)
