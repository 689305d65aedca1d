"""Rule P42: a language in common with the escorts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.ids import OfficerId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.wording import Text
from solver.escort_officers import languages
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class EscortLanguage(Rule):
    """One of the named officers speaks a language of the person, if possible."""

    id = RuleId("P42")
    title = Text(nl="Een begeleider die de taal spreekt", en="An escort who speaks the language")
    why = Text(nl="Wie elkaar verstaat, reist rustiger.", en="People who understand each other travel more calmly.")
    source = Text(nl="aanname", en="assumption")
    level = Level.EFFICIENT
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P42", "weight"),)
    mute = Text(
        nl="geen van de begeleiders spreekt een taal van de persoon",
        en="none of the escorts speaks a language of the person",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a cost when officers are named and none speaks a language of the persons."""
        found = view.planned_as(scope.activity)
        if found is not None and _mute(view.known, found.mode):
            weight = view.known.setting("P42", "weight", found.appointment.start)
            yield self.breach(found.activity.key, cost=weight, because=str(self.mute))

    def encode(self, v: Variables) -> None:
        """Charge choices of officers who speak none of the languages."""
        for activity in v.activities:
            if activity.kind is ActivityKind.DEPARTURE:
                v.price(self.level, activity.key, lambda mode, start: _price(v.known, mode, start))


def _mute(known: Known, mode: Mode) -> bool:
    named = [OfficerId(use.resource.id) for use in mode.uses if use.resource.kind is ResourceKind.OFFICER]
    activity = known.activities.get(mode.activity)
    if not named or activity is None:
        return False
    asked = languages(known, activity)
    return not any(asked & known.escorts.officers[code].languages for code in named if code in known.escorts.officers)


def _price(known: Known, mode: Mode, start: Minute) -> int:
    return known.setting("P42", "weight", start) if _mute(known, mode) else 0
