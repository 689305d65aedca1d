"""Rule: who was brought somewhere is there until what they came for, or until they are fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.activities import MoveDetail
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import clock, moment
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View
from solver.windows import BACK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.domain.ids import ActivityKey, PlaceId
    from planner.domain.plan import Appointment, Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.variables import Variables


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody was brought to a place and is there until a moment."""

    move: ActivityKey
    place: PlaceId
    start: Minute
    end: Minute

    def spoiled_by(self, start: Minute, place: PlaceId | None) -> bool:
        """Return whether something that starts then and there would call the person away."""
        return self.start <= start < self.end and place != self.place


class StaysWhereBrought(Rule):
    """Between a ride and the flight, presentation or next ride it is for, nothing begins elsewhere for the person.

    The route search enforces it.
    """

    id = RuleId("P29")
    title = Text(nl="Blijft waar gebracht", en="Stays where brought")
    why = Text(
        nl="Wie met DV&O naar de luchthaven, een zitting of de rechtbank is gebracht, kan niet zelf heen en weer.",
        en="Who was brought to the airport, a session or the court by DV&O cannot go back and forth alone.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.HARD
    scope = ScopeKind.CASE
    words = frozenset({Word.ORDER})
    elsewhere = Text(
        nl="{case} is vanaf {start} in {place}, tot {end}; dit begint {begins} elders",
        en="{case} is in {place} from {start} until {end}; this begins {begins} elsewhere",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per ride and appointment that begins elsewhere meanwhile."""
        if scope.case is None:
            return
        parts = view.parts(ResourceRef(ResourceKind.CASE, scope.case))
        planned = {part.appointment.activity: part.appointment for part in parts}
        for wait in _waits(view.known, planned):
            for key, other in planned.items():
                if not other.all_day and wait.spoiled_by(other.start, other.place):
                    because = self.elsewhere.say(
                        case=scope.case,
                        start=moment(wait.start),
                        place=naming.place(view.known, wait.place),
                        end=clock(wait.end),
                        begins=moment(other.start),
                    )
                    yield self.breach(wait.move, key, because=because)

    def encode(self, v: Variables) -> None:
        """Nothing: rides come after the diaries, in time kept free for them until what they are for."""


def _waits(known: Known, planned: Mapping[ActivityKey, Appointment]) -> Iterator[Wait]:
    """Yield where the person waits after each planned ride."""
    for key, ride in planned.items():
        activity = known.activities.get(key)
        detail = activity.detail if activity else None
        if not isinstance(detail, MoveDetail):
            continue
        ends = [other.start for other in planned.values() if _follows(known, other.activity, key)]
        served = planned.get(detail.serves) if detail.serves is not None and detail.role not in BACK else None
        if served is not None:
            ends.append(served.start)
        if ends:
            yield Wait(key, detail.destination, ride.end, min(ends))


def _follows(known: Known, key: ActivityKey, ride: ActivityKey) -> bool:
    activity = known.activities.get(key)
    detail = activity.detail if activity else None
    return isinstance(detail, MoveDetail) and detail.after == ride
