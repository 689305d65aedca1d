"""A version while one edit is made: what becomes of each activity, step by step, each step seen by the next.

Not allowed here: where things go (``placing``), what each deed does (``deeds``).
"""

from collections.abc import Mapping
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.draft_line import Stands, State, with_stands
from planner.domain.editing import Change, HandOver, Holder, Stand
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.plan import Appointment, Reason, Unplanned, UnplannedCode
from planner.ports.editing import EditImpossibleError, Follow
from solver.editing import wording
from solver.known import Known
from solver.pinned import with_placements
from solver.view import View
from solver.why.ground import Ground


class Work:
    """What an edit makes of a version, so far."""

    def __init__(self, state: State, stands: Stands, ground: Ground) -> None:
        self._state, self._stands = state, stands
        self._start = self.ground = ground
        self.stands: dict[ActivityKey, Stand] = {}
        self.holders: dict[CaseId, Holder] = {}
        self.follows: list[Follow] = []
        self.read: set[ActivityKey] = set()

    @property
    def known(self) -> Known:
        """What is known now."""
        return self.ground.known

    @property
    def view(self) -> View:
        """Who is where now."""
        return self.ground.view

    def activity(self, key: ActivityKey) -> Activity:
        """Return an activity of the draft; raise EditImpossibleError."""
        found = self.known.activities.get(key)
        if found is None:
            raise EditImpossibleError(wording.UNKNOWN.say(key=key))
        self.read.add(key)
        return found

    def stand(self, key: ActivityKey) -> Stand:
        """Return what is held about an activity now."""
        return self.stands.get(key) or self._stands.of(key)

    def now(self, key: ActivityKey) -> Appointment | None:
        """Return the appointment of an activity now."""
        return self.view.appointments.get(key)

    def before(self, key: ActivityKey) -> Appointment | None:
        """Return the appointment that an activity had before the edit."""
        return self._stands.of(key).appointment

    def moved(self) -> tuple[ActivityKey, ...]:
        """Return the activities that stand elsewhere than before, or nowhere."""
        return tuple(key for key, stand in self.stands.items() if stand.appointment != self.before(key))

    def forget(self, keys: Mapping[ActivityKey, object] | set[ActivityKey]) -> None:
        """Look at the plan as if some activities were not in it; put or leave out each of them afterwards."""
        self._see({key: None for key in keys if key in self.view.appointments})

    def put(self, appointment: Appointment) -> None:
        """Plan an activity so."""
        key = appointment.activity
        before = self.stand(key)
        same = self._stands.of(key).appointment == appointment
        self.stands[key] = replace(
            before,
            appointment=appointment,
            unplanned=None,
            fallbacks=self._stands.of(key).fallbacks if same else (),
            standbys=(),
        )
        self._see({key: appointment})

    def leave_out(self, key: ActivityKey, code: UnplannedCode, rule: str, because: str) -> None:
        """Take an activity out of the plan, with a reason."""
        reason = Reason(rule=RuleId(rule), because=because)
        unplanned = Unplanned(activity=key, code=code, reasons=(reason,))
        self.stands[key] = replace(self.stand(key), appointment=None, unplanned=unplanned, fallbacks=())
        self._see({key: None})

    def set(self, key: ActivityKey, stand: Stand) -> None:
        """Hold this about an activity; its appointment stays."""
        self.stands[key] = stand

    def add(self, activity: Activity) -> None:
        """Let the draft have one more activity."""
        problem = self.known.problem
        known = Known(replace(problem, activities=(*problem.activities, activity)))
        known = with_placements(known.assigned(self.ground.plan.assignments), problem.placements)
        self.stands[activity.key] = replace(self.stand(activity.key), own=activity)
        self._see({}, known)

    def drop(self, key: ActivityKey) -> None:
        """Let an officer's own activity be no more."""
        self._see({key: None})
        self.stands[key] = Stand()

    def give(self, case: CaseId, holder: Holder) -> None:
        """Give a case to somebody."""
        self.holders[case] = holder
        plan = with_stands(self.ground.plan, {}, [self._hand_over(case)])
        known = self.known.assigned(plan.assignments)
        self.ground = self.ground.seen(plan, self.view.changed(known, plan, {}))

    def follow(self, key: ActivityKey, text: str, *, planned: bool) -> None:
        """Say that something else changes."""
        self.follows.append(Follow(activity=key, text=text, planned=planned))

    def changes(self) -> tuple[Change, ...]:
        """Return what became of each activity, in the order of their keys; what is as it was is left out."""
        found = (
            Change(activity=key, before=self._stands.of(key), after=self.stands[key]) for key in sorted(self.stands)
        )
        return tuple(change for change in found if change.before != change.after)

    def hand_overs(self) -> tuple[HandOver, ...]:
        """Return what became of who has which case."""
        found = (self._hand_over(case) for case in sorted(self.holders))
        return tuple(one for one in found if one.before != one.after)

    def _hand_over(self, case: CaseId) -> HandOver:
        return HandOver(case=case, before=self._stands.holder(case), after=self.holders[case])

    def _see(self, changes: Mapping[ActivityKey, Appointment | None], known: Known | None = None) -> None:
        known = known or self.known
        plan = self.ground.plan
        gone = changes.keys()
        left = [a for a in plan.appointments if a.activity not in gone]
        left += [a for a in changes.values() if a is not None]
        plan = replace(plan, appointments=tuple(left))
        self.ground = self.ground.seen(plan, self.view.changed(known, plan, changes))
