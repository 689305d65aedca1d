"""The shape of rules about how many may be on one flight.

Not allowed here: single rules (see ``rules/``).
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from planner.domain.ids import FlightId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from planner.domain.flights import Flight
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Variables


class FlightRule(Rule):
    """A rule that limits what the departures on one flight count for together, for one or more counts."""

    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.CAPACITY, Word.SHARED_SLOT})
    full = Text(
        nl="{flight}: {what}, ten hoogste {most}",
        en="{flight}: {what}, {most} at most",
    )

    @abstractmethod
    def limits(self, known: Known, flight: Flight) -> Sequence[tuple[str, int]]:
        """Return (what is counted, in words that say the ``{total}``, and the most there may be) for a flight."""

    @abstractmethod
    def counts(self, known: Known, activity: Activity, flight: Flight) -> Sequence[int]:
        """Return what one departure counts for, in the order of the limits."""

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per limit that is passed."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.FLIGHT:
            return
        flight = view.known.flights.get(FlightId(scope.resource.id))
        if flight is None:
            return
        keys = dict.fromkeys(part.appointment.activity for part in view.parts(scope.resource))
        on_board = [view.known.activities[key] for key in keys if key in view.known.activities]
        for i, (what, most) in enumerate(self.limits(view.known, flight)):
            counted = {activity.key: self.counts(view.known, activity, flight)[i] for activity in on_board}
            total = sum(counted.values())
            if total > most:
                yield self.breach(
                    *(key for key, amount in counted.items() if amount),
                    resource=scope.resource,
                    because=self.full.say(
                        flight=naming.flight(view.known, flight.id),
                        what=Text(nl=what, en=what).say(total=total),
                        most=most,
                    ),
                )

    def encode(self, v: Variables) -> None:
        """Limit each flight to what is left beside what is fixed; nothing more where that already is too much."""
        on_board = self._fixed(v)
        for resource, users in v.using(ResourceKind.FLIGHT).items():
            flight = v.known.flights.get(FlightId(resource.id))
            if flight is None:
                continue
            for i, (_, most) in enumerate(self.limits(v.known, flight)):
                fixed = sum(self.counts(v.known, activity, flight)[i] for activity in on_board.get(flight.id, ()))
                amounts = [
                    (choice, self.counts(v.known, v.known.activities[choice.mode.activity], flight)[i])
                    for choice, _ in users
                ]
                v.at_most([(choice, amount) for choice, amount in amounts if amount], max(0, most - fixed))

    @staticmethod
    def _fixed(v: Variables) -> dict[str, list[Activity]]:
        """Return the known activities that are fixed on each flight."""
        found: dict[str, list[Activity]] = {}
        for appointment in v.fixed:
            activity = v.known.activities.get(appointment.activity)
            for part in appointment.of_kind(ResourceKind.FLIGHT):
                if activity is not None:
                    found.setdefault(part.resource.id, []).append(activity)
        return found
