"""What would be broken if one more appointment stood in a plan: the hard rules, checked where it touches.

Not allowed here: search. Only the neighbours of the appointment are looked at, so one trial takes milliseconds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planner.domain.ids import ActivityKey, CaseId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Assignment, Breach, Plan
from planner.domain.resources import ResourceRef
from solver.judge import RulebookJudge
from solver.known import Known
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.cost_of_unplanned import CostOfUnplanned
from solver.term_rule import TermRule
from solver.view import Scope, ScopeKind, View

_LEGAL = tuple(rule for rule in RULEBOOK if rule.level is Level.LEGAL or isinstance(rule, (TermRule, CostOfUnplanned)))
"""Rules that say of one activity which legal terms pass."""


class Trials:
    """A growing plan on which further appointments are tried."""

    def __init__(
        self,
        known: Known,
        appointments: Iterable[Appointment],
        assignments: Sequence[Assignment] = (),
        rules: Sequence[Rule] = RULEBOOK,
    ) -> None:
        self._known = known
        self._assignments = tuple(assignments)
        hard = [rule for rule in rules if rule.level is Level.HARD and rule.scope is not ScopeKind.PLAN]
        self._judge = RulebookJudge(hard)
        self._users: dict[ResourceRef, dict[ActivityKey, Appointment]] = defaultdict(dict)
        self._of_case: dict[CaseId, dict[ActivityKey, Appointment]] = defaultdict(dict)
        self.appointments: dict[ActivityKey, Appointment] = {}
        for appointment in appointments:
            self.add(appointment)

    def add(self, appointment: Appointment) -> None:
        """Let an appointment stand."""
        self.appointments[appointment.activity] = appointment
        for part in appointment.participations:
            self._users[part.resource][appointment.activity] = appointment
        activity = self._known.activities.get(appointment.activity)
        for case in activity.cases if activity else ():
            self._of_case[case][appointment.activity] = appointment

    def hard_breaches(self, appointment: Appointment) -> tuple[Breach, ...]:
        """Return what the appointment itself would break; what serves it is planned after it."""
        near = self._near(appointment)
        near[appointment.activity] = appointment
        plan = Plan(appointments=tuple(near.values()), assignments=self._assignments)
        found = self._judge.judge_touched(View(self._known, plan), (appointment,))
        mine = appointment.activity
        return tuple(breach for breach in found if breach.level is Level.HARD and mine in breach.activities)

    def beyond_law(self, appointment: Appointment) -> Breach | None:
        """Return the first legal term that the appointment would pass, when leaving it out passes fewer."""
        planned, left_out = self._legal(appointment, (appointment,)), self._legal(appointment, ())
        return planned[0] if sum(b.cost for b in planned) > sum(b.cost for b in left_out) else None

    def _legal(self, about: Appointment, appointments: tuple[Appointment, ...]) -> list[Breach]:
        view = View(self._known, Plan(appointments=appointments), owners_known=True)
        scope = Scope(ScopeKind.ACTIVITY, activity=about.activity)
        return [breach for rule in _LEGAL for breach in rule.check(view, scope) if breach.level is Level.LEGAL]

    def _near(self, appointment: Appointment) -> dict[ActivityKey, Appointment]:
        """Return what shares a person, a means, a household or a served journey with it."""
        near: dict[ActivityKey, Appointment] = {}
        for part in appointment.participations:
            near.update(self._users.get(part.resource, {}))
        activity = self._known.activities.get(appointment.activity)
        for case in self._together(activity.cases if activity else ()):
            near.update(self._of_case.get(case, {}))
        for key in self._known.linked.get(appointment.activity, ()):
            if key in self.appointments:
                near[key] = self.appointments[key]
        return near

    def _together(self, cases: Iterable[CaseId]) -> list[CaseId]:
        found = dict.fromkeys(cases)
        for case in tuple(found):
            for household in self._known.households(case):
                found.update(dict.fromkeys(self._known.members.get(household, ())))
        return list(found)
