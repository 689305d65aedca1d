"""Rule: a case that comes back goes to who had it before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.ids import CaseId, RegievoerderId
    from planner.domain.plan import Breach
    from solver.known import Known

_OTHER = Text(
    nl="zaak {case} was eerder van {before} en gaat nu naar {who}",
    en="case {case} was with {before} before and goes to {who} now",
)


class Continuity(Rule):
    """A case without a regievoerder preferably goes back to who had it last and can still do it.

    That a case with a regievoerder keeps it, and that a household has one, is hard (P26).
    """

    id = RuleId("P32")
    title = Text(nl="Vertrouwde regievoerder", en="Familiar regievoerder")
    why = Text(
        nl="Wie de zaak en de persoon al kent, hoeft niet opnieuw te beginnen.",
        en="Who knows the case and the person already need not begin anew.",
    )
    source = Text(
        nl="werkwijze DT&V: één regievoerder per zaak", en="working method of DT&V: one regievoerder per case"
    )
    level = Level.EFFICIENT
    scope = ScopeKind.CASE
    words = frozenset({Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P32", "weight"),)

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when the case goes to somebody else."""
        given = view.assigned(scope.case) if scope.case is not None else ()
        before = familiar(view.known, given[0].case) if given else None
        if before is not None and given[0].regievoerder != before:
            cost = view.known.setting("P32", "weight", view.known.problem.scope.start)
            because = _OTHER.say(case=given[0].case, before=before, who=given[0].regievoerder)
            yield self.breach(cost=cost, because=because)


def familiar(known: Known, case: CaseId) -> RegievoerderId | None:
    """Return who had the case last and could have it again; None when the household decides, or nobody can."""
    start, found = known.problem.scope.start, known.cases.get(case)
    if found is None or known.household_owners(case):
        return None
    facts = known.recorded_owners(case)
    taken = {who for valid, who in facts if valid.contains(start)}
    past = sorted((valid, who) for valid, who in facts if valid.end is not None and valid.end <= start)
    who = next((who for _, who in reversed(past)), None)
    person = known.regievoerders.get(who) if who is not None else None
    able = person is not None and not person.lp_officer and found.specialisms <= person.specialisms
    return who if able and who not in taken else None
