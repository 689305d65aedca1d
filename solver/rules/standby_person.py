"""Rule R43: stand-by persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.standby import in_the_way
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.plan import Breach


class StandbyPerson(Rule):
    """Who stands by for a flight could take over from somebody on it without breaking a hard or legal rule.

    A person approved it, and nobody stands by again within the days between. Stand-bys take no seat; they are chosen by
    people, and the search only takes over those that hold.
    """

    id = RuleId("R43")
    title = Text(nl="Reservepersoon", en="Stand-by person")
    why = Text(
        nl="Reserve staan is belastend; het mag alleen als de persoon echt mee kan en een mens het goedkeurde.",
        en="Standing by is a burden; it is allowed only when the person can really go along and a human approved it.",
    )
    source = Text(
        nl="werkafspraak over reserve; de tijd tussen twee keer is een aanname",
        en="working agreement about stand-bys; the time between two times is an assumption",
    )
    override = OverrideRight.SUPERVISOR
    exception_by = Text(
        nl="de reserve wordt goedgekeurd met vertrekplanner standby --approve",
        en="the stand-by is approved with standby --approve",
    )
    level = Level.HARD
    scope = ScopeKind.PLAN
    words = frozenset({Word.SHARED_SLOT, Word.TERM})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R43", "between"),)
    other_rule = Text(
        nl="reserve: {because} ({rule})",
        en="stand-by: {because} ({rule})",
    )

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per reason why a stand-by may not."""
        for standby in view.plan.standbys if scope.kind is ScopeKind.PLAN else ():
            for reason in in_the_way(view, self._rules, standby):
                because = reason.because
                if reason.rule != self.id:
                    because = self.other_rule.say(because=reason.because, rule=reason.rule)
                yield self.breach(standby.activity, because=because)
