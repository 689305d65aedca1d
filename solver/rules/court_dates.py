"""Rule R13: when the court is to hear and to rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.civil import day_of
from planner.domain.court_dates import expected_at_court
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import short_date
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach


class CourtDates(Rule):
    """Information only, of no cost: a hearing or a ruling that is not entered although its day has come."""

    id = RuleId("R13")
    title = Text(nl="Zitting en uitspraak", en="Hearing and ruling")
    why = Text(
        nl="De rechtbank heeft haar eigen termijnen; wie ze kent, weet wanneer een uitspraak te verwachten is.",
        en="The court has terms of its own; who knows them, knows when to expect a ruling.",
    )
    source = Text(nl="Vreemdelingenwet 2000, art. 94", en="Aliens Act 2000, art. 94")
    anchor = Text(nl="kennisgeving, zitting", en="notice, hearing")
    level = Level.TIMELY
    scope = ScopeKind.CASE
    words = frozenset({Word.TERM})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R13", "hearing"), ("R13", "ruling"))
    overdue = Text(
        nl="{case}: {what} was te verwachten uiterlijk {day}, en is niet vastgelegd",
        en="{case}: {what} was to be expected by {day}, and is not recorded",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield what is overdue, without any cost."""
        case, known = scope.case, view.known
        if case is None or case not in known.records.moments:
            return
        today = day_of(known.now)
        for expected in expected_at_court(known.records.moments[case], known.settings, today):
            if expected.by < today:
                words = self.overdue.say(case=case, what=str(expected.what), day=short_date(expected.by))
                yield self.breach(cost=0, because=words)
