"""Rule: what it costs to leave something out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.legal_terms import AIM
from planner.domain.levels import Level
from planner.domain.plan import UnplannedCode
from planner.domain.spelling import days
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver import naming
from solver.lateness import days_late
from solver.rule import Rule, Word
from solver.rules.terms import TERMS
from solver.view import Scope, ScopeKind, View
from solver.windows import latest_pickup, move_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity, Term
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Variables

COMMITMENTS = frozenset({ActivityKind.DEPARTURE, ActivityKind.PRESENTATION})
"""Kinds planned over the whole horizon, and the ones that count as realised."""
UNPLANNED = 3
"""Days that leaving out what is due weighs, besides the days it is over its term."""


_RIGHTS = {rule.id: rule.override for rule in TERMS}


class CostOfUnplanned(Rule):
    """Leaving something out costs: a legal term passed, a departure or presentation not realised, days late.

    A move that waits for what it serves, or that may only be made after the scope, costs nothing by itself.
    """

    id = RuleId("P25")
    title = Text(nl="Prijs van niet plannen", en="Price of not planning")
    why = Text(
        nl="Wat niet gepland is, telt mee op het niveau van wat erdoor misgaat.",
        en="What is not planned counts on the level of what goes wrong because of it.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.REALISED
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.COST})
    legal = Text(
        nl="niet gepland, terwijl een wettelijke termijn afloopt: {latest}",
        en="not planned, while a legal term is due {latest}",
    )
    not_realised = Text(
        nl="{kind} ({step}) gaat niet door",
        en="{kind} ({step}) does not go ahead",
    )
    over = Text(
        nl="niet gepland, {latest}; {late} over tijd",
        en="not planned, due {latest}; {late} overdue",
    )
    may_wait = Text(
        nl="niet gepland; het mag later dan deze periode",
        en="not planned; it may be later than this period",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield the costs of an activity that is not planned."""
        activity = view.known.activities.get(scope.activity) if scope.activity else None
        if activity is None or view.planned(activity) is not None:
            return
        item = view.unplanned.get(activity.key)
        if item is not None and item.code is UnplannedCode.DEPENDS:
            return
        if activity.kind is ActivityKind.MOVE and _after_scope(view, activity):
            return
        for level, cost, because in _costs(view.known, activity):
            yield self.breach(activity.key, cost=cost, level=level, because=because)

    def encode(self, v: Variables) -> None:
        """Charge every activity that is not planned."""
        for activity in v.activities:
            for level, cost, _ in _costs(v.known, activity):
                v.charge_unplanned(level, cost, activity.key)


def _after_scope(view: View, move: Activity) -> bool:
    """Return whether even the latest pick-up lies past the end of what is solved now."""
    served = view.appointments.get(move.move.serves) if move.move.serves else None
    windows = move_windows(move, served, view.known.settings)
    if windows is None:
        return False
    ride = view.known.travel(move.place, move.move.destination)
    return latest_pickup(move, windows, ride) >= view.known.problem.scope_end


def _costs(known: Known, activity: Activity) -> Iterator[tuple[Level, int, str]]:
    problem = known.problem
    until = problem.horizon_end if activity.kind in COMMITMENTS else problem.scope_end
    terms = tuple(term for term in known.terms(activity) if not _excepted(known, activity, term))
    legal = [term for term in terms if term.level is Level.LEGAL]
    due = [term for term in legal if known.deadline(activity, term) <= until]
    if due:
        yield Level.LEGAL, len(due), CostOfUnplanned.legal.say(latest=naming.due(known, activity, due))
    if activity.kind in COMMITMENTS or activity.kind is ActivityKind.MOVE:
        yield Level.REALISED, 1, CostOfUnplanned.not_realised.say(kind=word(activity.kind), step=activity.step)
        return
    aimed = [term for term in terms if term.key != AIM]
    first = min((known.deadline(activity, term) for term in aimed), default=None)
    if first is not None and first <= until:
        over = days_late(until, first)
        yield (
            Level.TIMELY,
            UNPLANNED + over,
            CostOfUnplanned.over.say(latest=naming.due(known, activity, aimed), late=days(over)),
        )
    else:
        yield Level.TIMELY, 1, str(CostOfUnplanned.may_wait)


def _excepted(known: Known, activity: Activity, term: Term) -> bool:
    """Return whether an exception to the rule of a term holds on the last day of it."""
    last = Minute(known.deadline(activity, term) - 1)
    return known.records.excepted(term.rule, _RIGHTS.get(term.rule, OverrideRight.NOBODY), activity.key, last)
