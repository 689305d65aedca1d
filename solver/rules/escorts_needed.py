"""Rule R27: how many escorts go along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import EscortTeamId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from solver import naming
from solver.departing import escorts_in, escorts_of, flight_of
from solver.duty import needs_nurse
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class EscortsNeeded(Rule):
    """An escorted departure has whole teams with at least the escorts its flight time asks, a nurse where needed."""

    id = RuleId("R27")
    title = "Genoeg escorts"
    why = "Hoe langer de vlucht, hoe meer begeleiders per persoon; bij medische zorg gaat een verpleegkundige mee."
    source = "KMar, begeleiding bij uitzetting"
    level = Level.HARD
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.CAPACITY, Word.SKILL, Word.TOGETHER})
    settings: ClassVar[tuple[tuple[str, str], ...]] = tuple(
        ("R27", key) for key in ("short-below", "long-above", "short", "medium", "long")
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when there are too few escorts or no nurse."""
        found = view.planned_as(scope.activity)
        if found is None:
            return
        because = _lacks(view.known, found.activity, found.mode)
        if because is not None:
            yield self.breach(found.activity.key, because=because)

    def encode(self, v: Variables) -> None:
        """Forbid choices with too few escorts; a choice without any gets its teams later."""
        for choice in v.choices():
            if choice.mode.resource(ResourceKind.ESCORT) is not None:
                activity = v.known.activities[choice.mode.activity]
                if _lacks(v.known, activity, choice.mode) is not None:
                    v.forbid(choice)


def _lacks(known: Known, activity: Activity, mode: Mode) -> str | None:
    flight = flight_of(known, mode)
    needed = 0 if flight is None else escorts_of(known, activity, flight)
    if flight is None or not needed:
        return None
    called, present = naming.flight(known, flight.id), escorts_in(known, mode)
    if present < needed:
        return f"{called} vraagt {needed} escorts, er zijn er {present}"
    if needs_nurse(known, activity) and not _nurse(known, mode):
        return f"bij {called} moet een verpleegkundige mee; geen van de teams heeft er een"
    return None


def _nurse(known: Known, mode: Mode) -> bool:
    teams = (known.escort_teams.get(EscortTeamId(use.resource.id)) for use in mode.uses if _escort(use.resource.kind))
    return any(team.nurse for team in teams if team is not None)


def _escort(kind: ResourceKind) -> bool:
    return kind is ResourceKind.ESCORT
