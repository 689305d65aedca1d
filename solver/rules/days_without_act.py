"""Rule R39: days in detention in which nothing is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.places import PlaceKind
from planner.domain.settings import Mark
from planner.domain.spelling import days, short_date
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.domain.activities import Activity
    from planner.domain.ids import CaseId
    from planner.domain.plan import Breach
    from planner.domain.time import Interval, Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class DaysWithoutAct(Rule):
    """Each day in detention without an act costs 1, from some free days after the last act until the next.

    The next act is the conversation or presentation of the case that is due first; what is counted lies in the period
    being planned. A plan that holds it earlier makes the stretch shorter; leaving it out costs until the end. For whom
    nothing is due, and no departure either (R39 counts those days), all days count: no choice changes them.
    """

    id = RuleId("R39a")
    title = Text(nl="Dagen in bewaring zonder handeling", en="Days in detention without an act")
    why = Text(
        nl="Wie vastzit, mag verwachten dat er geregeld aan het vertrek wordt gewerkt.",
        en="Who is detained may expect that the departure is worked on regularly.",
    )
    source = Text(
        nl="Vreemdelingenwet 2000, art. 59: voortvarendheid; aanname over de vrije dagen",
        en="Aliens Act 2000, art. 59: diligence; assumption on the free days",
    )
    norm = frozenset({Mark.FOUND})
    anchor = Text(nl="laatste handeling", en="last act")
    level = Level.TIMELY
    scope = ScopeKind.CASE
    words = frozenset({Word.COST, Word.TERM})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R39", "free"),)
    waiting = Text(
        nl="{case} is in bewaring, de laatste handeling was {since}: {days} zonder handeling in deze periode",
        en="{case} is in detention, the last act was on {since}: {days} without an act in this period",
    )
    nothing = Text(
        nl="{case} is in bewaring en er staat geen gesprek, presentatie of vertrek: {days} zonder handeling",
        en="{case} is in detention and no conversation, presentation or departure is due: {days} without an act",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield the days until the next act of a person in detention as its cost."""
        known, case = view.known, scope.case
        if case is None:
            return
        activity = known.records.next_acts.get(case)
        if activity is None:
            idle = days_with_nothing_due(known, case)
            if idle:
                yield self.breach(cost=idle, because=self.nothing.say(case=case, days=days(idle)))
            return
        planned = view.planned(activity)
        until = _last(known, activity) if planned is None else day_of(planned.start)
        idle = _idle(known, activity, case, until)
        if idle:
            since = short_date(_since(known, case) or until)
            yield self.breach(
                activity.key, cost=idle, because=self.waiting.say(case=case, since=since, days=days(idle))
            )

    def encode(self, v: Variables) -> None:
        """Charge the days until the next act is planned, or all when it is not; and those of whom nothing is due."""
        v.always(self.level, lambda: sum(days_with_nothing_due(v.known, case) for case in v.known.cases))

        def cost(mode: Mode, start: Minute) -> int:
            return _all_idle(v.known, v.known.activities[mode.activity], day_of(start))

        for activity in v.activities:
            left_out = _all_idle(v.known, activity, _last(v.known, activity))
            if left_out:
                v.price(self.level, activity.key, cost)
                v.charge_unplanned(self.level, left_out, activity.key)


def days_with_nothing_due(known: Known, case: CaseId) -> int:
    """Return the days without an act, in the period being planned, of who is in detention while nothing is due."""
    found = known.cases.get(case)
    if case in known.records.next_acts or known.departures_of(case) or found is None or not known.is_live(found):
        return 0
    return _days_idle(known, case, day_of(known.problem.scope_end), None)


def _all_idle(known: Known, activity: Activity, until: date) -> int:
    return sum(_idle(known, activity, case, until) for case in activity.cases)


def _idle(known: Known, activity: Activity, case: CaseId, until: date) -> int:
    """Return the days without an act of one person before a day, if the activity is their next act."""
    if known.records.next_acts.get(case) is not activity:
        return 0
    return _days_idle(known, case, until, activity)


def _days_idle(known: Known, case: CaseId, until: date, activity: Activity | None) -> int:
    since = _since(known, case)
    if since is None:
        return 0
    scope = known.problem.scope.start
    free = known.setting("R39", "free", scope, activity)
    first = max(day_of(scope), since + timedelta(days=free + 1))
    ends = [stay.end for stay in _detention(known, case)]
    last = until if None in ends else min(until, max(day_of(end) for end in ends if end is not None))
    return max(0, (last - first).days)


def _last(known: Known, activity: Activity) -> date:
    """Return the day after the last on which the activity can be planned."""
    problem = known.problem
    return day_of(problem.horizon_end if activity.kind is ActivityKind.PRESENTATION else problem.scope_end)


def _since(known: Known, case: CaseId) -> date | None:
    """Return since when nothing was done for a person who is in detention; None for who is not."""
    held = [day_of(stay.start) for stay in _detention(known, case)]
    if not held:
        return None
    last = known.records.last_act(case)
    return min(held) if last is None else max(last, min(held))


def _detention(known: Known, case: CaseId) -> list[Interval]:
    """Return when the person is in detention."""
    kinds = {place: known.places[place].kind for _, place in known.stays(case) if place in known.places}
    return [valid for valid, place in known.stays(case) if kinds.get(place) is PlaceKind.DETENTION]
