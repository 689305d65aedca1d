"""Rule: load points of a regievoerder who gets new cases."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import number, short_date
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.ids import RegievoerderId
    from planner.domain.plan import Breach
    from solver.known import Known

_UNKNOWN = Text(nl="regievoerder {who} is niet bekend", en="regievoerder {who} is not known")
_OVER = Text(
    nl="{who} draagt met de nieuwe zaken in de {days:dag|dagen} vanaf {first} gemiddeld {points} belastingpunten,"
    " ten hoogste {most}",
    en="{who} carries with the new cases {points} load points on average in the {days:day|days} from {first},"
    " {most} at most",
)
_ABOVE = Text(
    nl="{who} draagt met de nieuwe zaken in de {days:dag|dagen} vanaf {first} gemiddeld {points} belastingpunten,"
    " de norm is {norm}",
    en="{who} carries with the new cases {points} load points on average in the {days:day|days} from {first},"
    " the norm is {norm}",
)


class LoadPoints(Rule):
    """Who gets new cases stays under the load cap on average over every four weeks that begin in the scope.

    A case weighs on its regievoerder from day to day until it is closed, less after its published departure; on days
    on which a substitute stands in for who is away all day it weighs on the substitute. What comes with a household
    that somebody has already is not chosen, and breaks nothing. Every point above the norm itself costs 1.
    Assignments are chosen before any appointment: their own model keeps this, nothing is posted elsewhere. What the
    diaries may still give to somebody else stays below the norm.
    """

    id = RuleId("P14")
    title = Text(nl="Belastingpunten", en="Load points")
    why = Text(
        nl="Nieuwe zaken horen bij wie er ruimte voor heeft, over vier weken gerekend.",
        en="New cases belong with who has room for them, counted over four weeks.",
    )
    source = Text(
        nl="afspraak over belasting; marge, termijn en gewicht zijn aannamen",
        en="agreement about load; margin, term and weight are assumptions",
    )
    override = OverrideRight.SUPERVISOR
    exception_by = Text(
        nl="wijs de zaak zelf toe en voer de regievoerder in", en="assign the case by hand and enter the regievoerder"
    )
    level = Level.HARD
    scope = ScopeKind.PLAN
    words = frozenset({Word.CAPACITY, Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P14", "cap"), ("P14", "span"), ("P14", "leaving"))

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per regievoerder over the cap, for the stretch in which it is worst."""
        known, given = view.known, view.plan.assignments
        for who in dict.fromkeys(item.regievoerder for item in given):
            if who not in known.regievoerders:
                yield self.breach(because=_UNKNOWN.say(who=who))
        left: dict[RegievoerderId, list[tuple[int, int]]] = defaultdict(list)
        for (who, stretch), room in known.load.after(given).items():
            left[who].append((stretch, room))
        for who, stretches in left.items():
            yield from self._over(known, who, stretches)

    def _over(self, known: Known, who: RegievoerderId, rooms: list[tuple[int, int]]) -> Iterator[Breach]:
        load = known.load
        ref = ResourceRef(ResourceKind.REGIEVOERDER, who)
        carried = {first: load.norm(who, first, load.percent) - room for first, room in rooms}
        over = [first for first, room in rooms if room < 0]
        worst = max(over or carried, key=lambda first: (load.average(who, first, carried[first]), -first))
        excess = carried[worst] - load.norm(who, worst)
        values = {
            "who": who,
            "days": load.span,
            "first": short_date(load.first_days[worst]),
            "points": number(load.average(who, worst, carried[worst])),
        }
        if over:
            most = number(load.average(who, worst, load.norm(who, worst, load.percent)))
            yield self.breach(resource=ref, because=_OVER.say(most=most, **values))
        elif excess > 0:
            because = _ABOVE.say(norm=number(load.average(who, worst, load.norm(who, worst))), **values)
            cost = load.points(who, worst, excess)
            yield self.breach(resource=ref, cost=cost, level=Level.EFFICIENT, because=because)
