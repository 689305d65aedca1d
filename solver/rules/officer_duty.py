"""Rule R28a: duty and rest of officers of a roster."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import OfficerId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import moment, stretch
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver.departing import flight_of
from solver.escort_offers import working
from solver.escort_pool import clash, elsewhere, fixed_duties, out, taken
from solver.escort_sending import one_at_a_time, sending
from solver.rule import Rule, Word
from solver.rules.escort_duty import DUTY_SETTINGS, wrong_duty
from solver.stretches import fits
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.flights import Flight
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Variables


class OfficerDuty(Rule):
    """An officer is there for the whole duty and rests before the next."""

    id = RuleId("R28a")
    title = Text(nl="Dienst en rust per begeleider", en="Duty and rest per escort officer")
    why = Text(
        nl="Wie met naam is ingeroosterd, moet er zijn en uitgerust zijn.",
        en="Who is rostered by name must be there, and rested.",
    )
    source = Text(
        nl="KMar, rooster van begeleiders; Arbeidstijdenwet",
        en="KMar, roster of escorts; Working Hours Act (Arbeidstijdenwet)",
    )
    anchor = Text(nl="dienst", en="duty")
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.REST, Word.TIME_WINDOW, Word.CONFLICT})
    settings: ClassVar[tuple[tuple[str, str], ...]] = DUTY_SETTINGS
    unrested = Text(
        nl="begeleider {officer} is {end} klaar, rust tot {rested}, en moet {again} weer",
        en="escort officer {officer} is ready on {end}, rests until {rested}, and must go again on {again}",
    )
    absent = Text(
        nl="begeleider {officer} is er niet voor de hele dienst {duty}",
        en="escort officer {officer} is not there for the whole duty {duty}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per duty that is wrong or outside the roster, and per pair without rest between."""
        ref = scope.resource
        if ref is None or ref.kind is not ResourceKind.OFFICER:
            return
        for part in taken(view, ref):
            found = view.planned_as(part.appointment.activity)
            if found is not None:
                flight = flight_of(view.known, found.mode)
                because = _wrong(view.known, ref, flight, part.participation.start, part.participation.end)
                if because is not None:
                    yield self.breach(part.appointment.activity, resource=ref, because=because)
        duties = [out(view.known, part.participation, part.appointment.activity) for part in taken(view, ref)]
        duties = sorted((*duties, *elsewhere(view.known, ref)), key=lambda duty: (duty.start, duty.end))
        for first, second in combinations(duties, 2):
            keys = [duty.activity for duty in (first, second) if duty.activity is not None]
            if clash(first, second) and keys:
                because = self.unrested.say(
                    officer=ref.id, end=moment(first.end), rested=moment(first.rested), again=moment(second.start)
                )
                yield self.breach(*keys, resource=ref, because=because)

    def encode(self, v: Variables) -> None:
        """Keep duties inside the roster and rest between them."""
        fixed = fixed_duties(v.known, v.fixed)
        for ref, sent in sending(v, ResourceKind.OFFICER).items():
            one_at_a_time(v, sent, fixed.get(ref, []))
            for choice, duty in sent:
                flight = flight_of(v.known, choice.mode)
                if len(choice.starts) > 1 or _wrong(v.known, ref, flight, duty.start, duty.end) is not None:
                    v.forbid(choice)


def _wrong(known: Known, ref: ResourceRef, flight: Flight | None, start: Minute, end: Minute) -> str | None:
    because = wrong_duty(known, ref, flight, start, end)
    if because is not None:
        return because
    officer = known.escorts.officers[OfficerId(ref.id)]
    if not fits(working(officer, known.absences), start, end):
        return OfficerDuty.absent.say(officer=ref.id, duty=stretch(start, end))
    return None
