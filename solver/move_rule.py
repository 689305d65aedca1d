"""The shape of rules about when a move is, computed from what it serves.

Not allowed here: single rules (see ``rules/``) and the windows themselves (see ``windows``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import MoveDetail, MoveRole
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View
from solver.windows import move_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach, Stop
    from solver.view import Planned
    from solver.windows import StartWindow


class MoveRule(Rule):
    """The stops of a move of certain roles start within the windows of what it serves; routes are searched apart."""

    level = Level.HARD
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.TIME_WINDOW, Word.TOGETHER})
    roles: ClassVar[frozenset[MoveRole]]
    """Roles of moves the rule is about."""
    serves: ClassVar[Text]
    """What is served."""
    nothing_served = Text(
        nl="het vervoer is gepland, maar {served} niet",
        en="the transport is planned, but {served} is not",
    )
    outside = Text(
        nl="{stop} begint {start}, {asked}",
        en="{stop} begins {start}, {asked}",
    )
    possible = Text(
        nl="kan vanaf {first} tot en met {last}",
        en="possible from {first} up to {last}",
    )
    never = Text(
        nl="maar er is geen enkel moment waarop dat past",
        en="but there is no moment at all that fits",
    )
    too_short = Text(
        nl="{stop} duurt {minutes:minuut|minuten}, gepland {planned}",
        en="{stop} takes {minutes:minute|minutes}, planned {planned}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per stop that starts too early or too late, or when nothing is there to serve."""
        found = view.planned_as(scope.activity)
        detail = None if found is None else found.activity.detail
        if found is None or not isinstance(detail, MoveDetail) or detail.role not in self.roles:
            return
        served = None if detail.serves is None else view.appointments.get(detail.serves)
        windows = move_windows(found.activity, served, view.known.settings)
        related = (found.activity.key,) if detail.serves is None else (found.activity.key, detail.serves)
        if windows is None:
            yield self.breach(*related, because=self.nothing_served.say(served=self.serves))
            return
        stops = stops_of(found)
        for stop, window, what in zip(stops, (windows.pickup, windows.delivery), _WHAT, strict=False):
            if not window.contains(stop.start):
                asked = self._asked(window)
                yield self.breach(*related, because=self.outside.say(stop=what, start=moment(stop.start), asked=asked))
        for stop, service, what in zip(stops, (detail.pickup_service, detail.delivery_service), _WHAT, strict=False):
            if stop.end - stop.start < service:
                because = self.too_short.say(stop=what, minutes=service, planned=stop.end - stop.start)
                yield self.breach(*related, because=because)

    def _asked(self, window: StartWindow) -> str:
        if window.empty:
            return str(self.never)
        return self.possible.say(first=moment(window.first), last=moment(window.last))


_WHAT = (Text(nl="ophalen", en="the pick-up"), Text(nl="brengen", en="the delivery"))


def stops_of(found: Planned) -> tuple[Stop, ...]:
    """Return the stops of the vehicle that carries out a move."""
    vehicle = next(iter(found.appointment.of_kind(ResourceKind.VEHICLE)), None)
    return () if vehicle is None else vehicle.stops
