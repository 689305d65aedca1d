"""Rule: what is due so long before something else is held in time for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from planner.domain.civil import day_of
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.norm_words import quoted
from planner.domain.spelling import days, latest, moment
from planner.domain.terms import lead_end
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.lateness import days_late
from solver.rule import Rule, Word
from solver.rules.cost_of_unplanned import UNPLANNED
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity, Lead
    from planner.domain.plan import Breach
    from planner.domain.settings import Setting
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class AheadOfDeparture(Rule):
    """What a protocol counts back from a departure or presentation costs 1 per day that it is held too near to it.

    It is counted from where this plan has the other, so it moves along. Leaving out what is due within the period being
    planned costs more than holding it late. What is not due before the period ends, may wait.
    """

    id = RuleId("P55")
    title = Text(nl="Ruim voor het vertrek", en="Well before the departure")
    why = Text(
        nl="Wie vertrekt, heeft na het eindgesprek nog tijd om af te ronden wat daar is besproken.",
        en="Who departs still has time after the closing conversation to round off what was discussed there.",
    )
    source = Text(nl="procesprotocol; aanname over de dagen", en="process protocol; assumption on the days")
    anchor = Text(nl="vertrek", en="departure")
    level = Level.TIMELY
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.COST, Word.TERM, Word.ORDER})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("T10", "closing"),)
    near = Text(
        nl="{lead} voor {other} ({begins}) moest dit {latest}; gepland {late} later",
        en="{lead} before the {other} ({begins}) this was due {latest}; planned {late} later",
    )
    left_out = Text(
        nl="{lead} voor {other} ({begins}) moest dit {latest}; het is niet gepland",
        en="{lead} before the {other} ({begins}) this was due {latest}; it is not planned",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield what it costs, for each that it is due before."""
        known = view.known
        activity = known.activities.get(scope.activity) if scope.activity else None
        if activity is None:
            return
        held = view.planned(activity)
        for lead in activity.leads:
            other = view.appointments.get(lead.before)
            cost = 0 if other is None else _cost(known, activity, lead, other.start, None if held is None else held.end)
            if other is not None and cost:
                values = {
                    "lead": quoted(_length(known, activity, lead, other.start)),
                    "other": _called(known, lead),
                    "begins": moment(other.start),
                    "latest": latest(_due(known, activity, lead, other.start), known.now),
                }
                said = self.left_out.say(**values) if held is None else self.near.say(**values, late=days(cost))
                yield self.breach(activity.key, cost=cost, because=said)

    def encode(self, v: Variables) -> None:
        """Charge the days: around what is fixed, and between what is chosen."""
        chosen, fixed = {activity.key for activity in v.activities}, {item.activity: item for item in v.fixed}
        for activity in v.activities:
            for lead in activity.leads:
                if lead.before in fixed:
                    self._before_fixed(v, activity, lead, fixed[lead.before].start)
                elif lead.before in chosen:
                    v.price_beside(self.level, activity.key, lead.before, partial(_cost, v.known, activity, lead))
            for other in v.known.records.ahead.get(activity.key, ()):
                if other.key in fixed:
                    self._after_fixed(v, activity, other, fixed[other.key].end)

    def _before_fixed(self, v: Variables, activity: Activity, lead: Lead, begins: Minute) -> None:
        def cost(mode: Mode, start: Minute) -> int:
            return _cost(v.known, activity, lead, begins, Minute(start + mode.duration))

        v.price(self.level, activity.key, cost)
        left_out = _cost(v.known, activity, lead, begins, None)
        if left_out:
            v.charge_unplanned(self.level, left_out, activity.key)

    def _after_fixed(self, v: Variables, activity: Activity, other: Activity, ended: Minute) -> None:
        leads = [lead for lead in other.leads if lead.before == activity.key]

        def cost(_: Mode, start: Minute) -> int:
            return sum(_cost(v.known, other, lead, start, ended) for lead in leads)

        v.price(self.level, activity.key, cost)


def _length(known: Known, activity: Activity, lead: Lead, begins: Minute) -> Setting:
    return known.settings.get(lead.rule, lead.key, on=day_of(begins), regime=activity.regime)


def _due(known: Known, activity: Activity, lead: Lead, begins: Minute) -> Minute:
    length = _length(known, activity, lead, begins)
    return lead_end(length.value, length.unit, begins, known.calendars[NETHERLANDS])


def _cost(known: Known, activity: Activity, lead: Lead, begins: Minute, end: Minute | None) -> int:
    """Return the days that an activity ends too late, or what leaving it out weighs (None)."""
    due, until = _due(known, activity, lead, begins), known.problem.scope_end
    if end is not None:
        return days_late(end, due)
    return 0 if due > until else UNPLANNED + days_late(min(until, begins), due)


def _called(known: Known, lead: Lead) -> str:
    other = known.activities.get(lead.before)
    return lead.before if other is None else word(other.kind)
