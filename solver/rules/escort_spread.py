"""Rule P41: a fair spread of long duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import EscortTeamId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import count
from planner.domain.time import MINUTES_PER_DAY
from planner.domain.wording import Text
from solver import naming, steps
from solver.escort_pool import Out, elsewhere, fixed_duties, offer, out, taken
from solver.escort_sending import sending
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Choice, Variables

COUNTED = (ResourceKind.ESCORT, ResourceKind.OFFICER)


class EscortSpread(Rule):
    """Each further long duty of an officer within four weeks costs; of a team, in proportion to how many it offers."""

    id = RuleId("P41")
    title = Text(nl="Lange diensten eerlijk verdeeld", en="Long duties spread fairly")
    why = Text(
        nl="Lange reizen zijn zwaar; wie er net een had, is niet weer als eerste aan de beurt.",
        en="Long journeys are hard; who just had one is not the first in turn again.",
    )
    source = Text(nl="aanname; ook gepubliceerde diensten tellen mee", en="assumption; published duties count too")
    level = Level.EFFICIENT
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P41", "long"), ("P41", "span"), ("P41", "weight"))
    again = Text(
        nl="{who} heeft binnen vier weken al {times}",
        en="{who} already has {times} within four weeks",
    )
    duty = Text(
        nl="andere lange dienst",
        en="other long duty",
    )
    duties = Text(
        nl="andere lange diensten",
        en="other long duties",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield what each long duty costs beside the earlier ones."""
        ref = scope.resource
        if ref is None or not spread(view.known, ref):
            return
        duties = [out(view.known, part.participation, part.appointment.activity) for part in taken(view, ref)]
        duties = [duty for duty in (*elsewhere(view.known, ref), *duties) if is_long(view.known, duty)]
        for number, later in enumerate(duties):
            if later.activity is None:
                continue
            others = [other for other in duties[:number] if _cost(view.known, ref, other, later)]
            cost = sum(_cost(view.known, ref, other, later) for other in others)
            if cost:
                times = count(len(others), self.duty, self.duties)
                because = self.again.say(who=naming.resource(view.known, ref), times=times)
                yield self.breach(later.activity, resource=ref, cost=cost, because=because)

    def encode(self, v: Variables) -> None:
        """Charge each pair of long duties of one team or officer."""
        fixed = fixed_duties(v.known, v.fixed)
        for kind in COUNTED:
            for ref, sent in sending(v, kind).items():
                if spread(v.known, ref):
                    self._charge(v, ref, [one for one in sent if is_long(v.known, one[1])], fixed.get(ref, []))

    def _charge(self, v: Variables, ref: ResourceRef, sent: Sequence[tuple[Choice, Out]], fixed: Sequence[Out]) -> None:
        for number, (choice, duty) in enumerate(sent):
            around = sum(_cost(v.known, ref, other, duty) for other in fixed if is_long(v.known, other))
            if around:
                v.charge(self.level, around, choice.taken)
            for other, later in sent[number + 1 :]:
                cost = _cost(v.known, ref, duty, later)
                if cost and choice.mode.activity != other.mode.activity:
                    v.charge(self.level, cost, v.both(choice, other))


def spread(known: Known, ref: ResourceRef) -> bool:
    """Return whether long duties are counted here: per officer, and per team that has no roster."""
    if ref.kind is ResourceKind.OFFICER:
        return True
    return ref.kind is ResourceKind.ESCORT and EscortTeamId(ref.id) not in known.escorts.rosters


def is_long(known: Known, duty: Out) -> bool:
    """Return whether a duty counts as long."""
    return duty.end - duty.start > known.setting("P41", "long", duty.start)


def _cost(known: Known, ref: ResourceRef, one: Out, other: Out) -> int:
    """Return what two long duties of one team or officer cost: how likely it is that the same person does both."""
    on = max(one.start, other.start)
    span = known.setting("P41", "span", on) * MINUTES_PER_DAY
    if abs(one.start - other.start) >= span:
        return 0
    of = 1 if ref.kind is ResourceKind.OFFICER else max(1, steps.highest(offer(known, ref.id)))
    return known.setting("P41", "weight", on) * one.amount * other.amount // of
