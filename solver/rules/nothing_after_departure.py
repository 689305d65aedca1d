"""Rule: nothing is planned for a person after the departure."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View
from solver.whereabouts import gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Appointment, Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.variables import Choice, Variables


class NothingAfterDeparture(Rule):
    """Everything planned for a case begins before its flight leaves, or on the day of a departure booked by others.

    What happens when a departure fails is no appointment: see the fallbacks. What was published for after the scope
    does not keep a departure from being planned: it goes when its own week is planned.
    """

    id = RuleId("P28")
    title = Text(nl="Niets na het vertrek", en="Nothing after the departure")
    why = Text(
        nl="Wie vertrokken is, wordt nergens meer verwacht; een afspraak daarna wijst op een fout.",
        en="Who has departed is expected nowhere any more; an appointment after that points to a mistake.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.HARD
    scope = ScopeKind.CASE
    words = frozenset({Word.ORDER})
    after = Text(
        nl="{case} vertrekt {departs}; dit begint {begins}",
        en="{case} departs {departs}; this begins {begins}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per departure and appointment that begins after it."""
        if scope.case is None:
            return
        planned = [part.appointment for part in view.parts(ResourceRef(ResourceKind.CASE, scope.case))]
        for departure, other in permutations(planned, 2):
            left = gone(view.known, departure)
            if left is not None and other.start >= left and other.start != _left_alone(view.known, other.activity):
                yield self.breach(
                    departure.activity,
                    other.activity,
                    because=self.after.say(
                        case=scope.case, departs=moment(departure.start), begins=moment(other.start)
                    ),
                )

    def encode(self, v: Variables) -> None:
        """Let the choices of each case, and what is fixed for it, begin before it has left."""
        for resource, users in v.using(ResourceKind.CASE).items():
            choices = [choice for choice, _ in users]
            for appointment in v.fixed:
                if any(part.resource == resource for part in appointment.participations):
                    for choice in choices:
                        v.keep(choice, list(_beside(v.known, choice, appointment)))
            for departure, other in permutations(choices, 2):
                key = other.mode.activity
                if departure.mode.activity != key and _leaves(v.known, departure.mode.activity):
                    counted = [start for start in other.starts if start != _left_alone(v.known, key)]
                    v.begins_before((other, counted), departure, _lasting(departure))


def _beside(known: Known, choice: Choice, fixed: Appointment) -> Iterator[Minute]:
    """Yield the starts at which neither the choice nor what is fixed begins after the other has left."""
    key, left = choice.mode.activity, gone(known, fixed)
    for start in choice.starts:
        after = left is not None and start >= left and start != _left_alone(known, key)
        late = fixed.start != _left_alone(known, fixed.activity) and fixed.start >= start + _lasting(choice)
        if not after and not (late and _leaves(known, key)):
            yield start


def _leaves(known: Known, key: ActivityKey) -> bool:
    activity = known.activities.get(key)
    return activity is not None and activity.kind is ActivityKind.DEPARTURE


def _lasting(choice: Choice) -> int:
    return choice.mode.duration if choice.mode.all_day else 0


def _left_alone(known: Known, key: ActivityKey) -> Minute | None:
    """Return the published start of what lies after the scope."""
    published = known.baseline.get(key)
    return published.start if published is not None and published.start >= known.problem.scope_end else None
