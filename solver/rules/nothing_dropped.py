"""Rule: nothing is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import MoveDetail
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import UnplannedCode
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Breach


class NothingDropped(Rule):
    """Every activity is planned once, or unplanned with a reason; nothing else is in the plan.

    A sub-problem has nothing to post: its choices are of known activities, at most one of each.
    """

    id = RuleId("P11")
    title = Text(nl="Niets valt weg", en="Nothing is dropped")
    why = Text(
        nl="Wat moet gebeuren staat in het plan, of er staat bij waarom niet.",
        en="What must be done is in the plan, or it is said why not.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.HARD
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.ORDER})
    stranger = Text(
        nl="{key} staat in het plan maar is geen activiteit van deze planvraag",
        en="{key} is in the plan but is no activity of this planning problem",
    )
    double = Text(
        nl="{key} is {times} keer gepland",
        en="{key} is planned {times:time|times}",
    )
    both = Text(
        nl="{key} is gepland en staat ook bij niet gepland",
        en="{key} is planned and is also listed as not planned",
    )
    neither = Text(
        nl="{key} is niet gepland en er staat niet bij waarom",
        en="{key} is not planned and it is not said why",
    )
    no_reason = Text(
        nl="{key} is niet gepland zonder reden",
        en="{key} is not planned without a reason",
    )
    depends_on_nothing = Text(
        nl="{key} zou afhangen van iets dat niet gepland is, maar alles waar dit vervoer bij hoort is gepland",
        en="{key} would depend on something that is not planned, but all that this transport belongs to is planned",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when an activity is missing, double, contradictory or unknown."""
        key = scope.activity
        if key is None:
            return
        for because in _faults(view, key):
            yield self.breach(key, because=because)


def _faults(view: View, key: ActivityKey) -> Iterator[str]:
    planned, unplanned = key in view.appointments, view.unplanned.get(key)
    if key not in view.known.activities:
        if not (planned and key in view.known.baseline):
            yield NothingDropped.stranger.say(key=key)
        return
    if view.doubles.count(key):
        yield NothingDropped.double.say(key=key, times=view.doubles.count(key) + 1)
    if planned and unplanned is not None:
        yield NothingDropped.both.say(key=key)
    if not planned and unplanned is None:
        yield NothingDropped.neither.say(key=key)
    if unplanned is not None and not unplanned.reasons:
        yield NothingDropped.no_reason.say(key=key)
    if unplanned is not None and unplanned.code is UnplannedCode.DEPENDS and _leans_on_nothing_lost(view, key):
        yield NothingDropped.depends_on_nothing.say(key=key)


def _leans_on_nothing_lost(view: View, key: ActivityKey) -> bool:
    """Return whether what a move serves and follows is planned; a move before it of long ago counts as planned."""
    detail = view.known.activities[key].detail
    if not isinstance(detail, MoveDetail):
        return False
    after = detail.after if detail.after in view.known.activities else None
    return all(other is None or other in view.appointments for other in (detail.serves, after))
