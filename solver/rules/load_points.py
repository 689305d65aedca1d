"""Rule: load points of a regievoerder who gets new cases."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.ids import CaseId, RegievoerderId
    from planner.domain.plan import Breach
    from solver.known import Known


class LoadPoints(Rule):
    """Who gets new cases stays under the load cap with its margin; every point above the cap itself costs 1.

    Assignments are chosen before any appointment: there is nothing to post on a sub-problem of appointments.
    """

    id = RuleId("P14")
    title = "Belastingpunten"
    why = "Nieuwe zaken horen bij wie er ruimte voor heeft."
    source = "afspraak over belasting; marge is een aanname"
    level = Level.HARD
    scope = ScopeKind.PLAN
    words = frozenset({Word.CAPACITY, Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P14", "cap"),)

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per regievoerder over the cap."""
        given: dict[RegievoerderId, list[CaseId]] = defaultdict(list)
        for item in view.plan.assignments:
            given[item.regievoerder].append(item.case)
        for who, cases in given.items():
            yield from self._over(view.known, who, cases)

    def _over(self, known: Known, who: RegievoerderId, cases: list[CaseId]) -> Iterator[Breach]:
        person = known.regievoerders.get(who)
        points, most = known.points_of(who), cap(known, who)
        if person is None:
            yield self.breach(because=f"regievoerder {who} is niet bekend")
            return
        ref = ResourceRef(ResourceKind.REGIEVOERDER, who)
        text = f"{who} heeft met {len(cases)} nieuwe zaken {points} belastingpunten"
        if points > most:
            yield self.breach(resource=ref, because=f"{text}, ten hoogste {most}")
        elif points > person.load_cap:
            over = points - person.load_cap
            yield self.breach(
                resource=ref,
                cost=over,
                level=Level.EFFICIENT,
                because=f"{text}, {over} boven de norm van {person.load_cap}",
            )


def cap(known: Known, who: RegievoerderId) -> int:
    """Return the most load points a regievoerder may have after new assignments."""
    person = known.regievoerders.get(who)
    percent = known.setting("P14", "cap", known.problem.scope.start)
    return 0 if person is None else person.load_cap * percent // 100
