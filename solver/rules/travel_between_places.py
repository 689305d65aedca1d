"""Rule: time to travel between places."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import clock, moment
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.view import Part, Scope, ScopeKind, View
from solver.whereabouts import whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planner.domain.ids import PlaceId
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Variables

    Drive = Callable[[PlaceId | None, PlaceId | None], int]

TRAVELLERS = (ResourceKind.REGIEVOERDER, ResourceKind.CASE)
"""Who must get from one appointment to the next; teams have their rest, vehicles their routes."""


class TravelBetweenPlaces(Rule):
    """Between two appointments a person has at least the driving time from the one place to the other."""

    id = RuleId("P02")
    title = Text(nl="Reistijd tussen afspraken", en="Travel time between appointments")
    why = Text(
        nl="Wie van de ene plaats naar de andere moet, heeft reistijd nodig.",
        en="Who must get from one place to another needs travel time.",
    )
    source = Text(
        nl="uitgangspunt van de planner; tijden uit de reistijdentabel",
        en="principle of the planner; times from the travel time table",
    )
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.CONFLICT, Word.ORDER})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("T01", "margin-car"),)
    no_time = Text(
        nl="{who} is {ready} klaar en moet {wanted} in {place} zijn; de rit duurt {minutes:minuut|minuten}",
        en="{who} is ready on {ready} and must be in {place} at {wanted}; the drive takes {minutes:minute|minutes}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per pair of appointments too close together for the drive."""
        if scope.resource is None or scope.resource.kind not in TRAVELLERS:
            return
        timed = [part for part in view.parts(scope.resource) if not part.appointment.all_day]
        for first, second in _near(timed, view.known.longest_travel):
            drive = _drive(view.known, scope.resource)
            there, back = (
                self._minutes(view.known, drive, first, second),
                self._minutes(view.known, drive, second, first),
            )
            one, other = first.participation, second.participation
            if not (there or back) or other.start >= one.end + there or one.start >= other.end + back:
                continue
            to = naming.place(view.known, whereabouts(view.known, second.appointment, other)[0])
            yield self.breach(
                first.appointment.activity,
                second.appointment.activity,
                resource=scope.resource,
                because=self.no_time.say(
                    who=scope.resource.id, ready=moment(one.end), wanted=clock(other.start), place=to, minutes=there
                ),
            )

    @staticmethod
    def _minutes(known: Known, drive: Drive, first: Part, second: Part) -> int:
        origin = whereabouts(known, first.appointment, first.participation)[1]
        return drive(origin, whereabouts(known, second.appointment, second.participation)[0])

    def encode(self, v: Variables) -> None:
        """Keep the driving time between the appointments of each person."""
        for kind in TRAVELLERS:
            for resource, users in v.using(kind).items():
                v.gaps(resource, users, _drive(v.known, resource))


def _drive(known: Known, resource: ResourceRef) -> Drive:
    """Return how long somebody takes from place to place: who drives alone parks and walks."""
    return known.by_car if resource.kind is ResourceKind.REGIEVOERDER else known.travel


def _near(parts: Sequence[Part], most: int) -> Iterator[tuple[Part, Part]]:
    """Yield the pairs, in order of start, with less than the longest drive between them."""
    for i, first in enumerate(parts):
        for second in parts[i + 1 :]:
            if second.participation.start >= first.participation.end + most:
                break
            yield first, second
