"""The ``Desk`` port: one version of a draft, indexed once, that says what an edit would do, break and cost.

Not allowed here: how deeds work (``deeds``), what is in the way (``objecting``), rows and alternatives (``looking``).
"""

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.domain.clearances import OverrideRight
from planner.domain.draft_line import Stands, State, with_stands
from planner.domain.editing import Deal, Edit, Move
from planner.domain.explaining import Candidate
from planner.domain.freed import Backfill, Freed
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.levels import Level
from planner.domain.plan import Breach, LevelValue, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceRef
from planner.domain.time import Interval, Minute
from planner.ports.editing import (
    Better,
    EditImpossibleError,
    EscortChoice,
    Filler,
    Findings,
    FreeSlot,
    Mending,
    Objection,
    Prepared,
    RowVerdict,
    Verdict,
)
from solver.backfill.ranking import backfill_in
from solver.editing import deeds, filling, looking, wording
from solver.editing.escorting import escort_choice
from solver.editing.falling_back import see_to_fallbacks
from solver.editing.fixing import pin_what_moved, placements_after, read_by, subjects
from solver.editing.objecting import FIRM, excused, firm, objections, overrides, with_overrides
from solver.editing.tally import Reach, Step, Tally, needless
from solver.editing.work import Work
from solver.judge import RulebookJudge
from solver.known import Known
from solver.pinned import with_placements
from solver.view import ScopeKind, View
from solver.why.assigning import case_answered
from solver.why.ground import Ground

FILLING, PACKING = 0.25, 2.0
"""Seconds for pricing what could go into one free stretch, and what could together."""


@dataclass(frozen=True, slots=True)
class _Judged:
    deal: Deal
    view: View
    step: Step
    levels: tuple[LevelValue, ...]


class RuleDesk:
    """One version of a draft by the rulebook. What it works out is kept; what is asked changes nothing."""

    def __init__(
        self, answered: Problem, state: State, ground: Ground, tally: Tally | None = None, reach: Reach | None = None
    ) -> None:
        """Take a version; ``answered`` is its problem without what officers added."""
        self._answered, self._state, self._ground = answered, state, ground
        self._stands = Stands(state)
        self._tally, self._lent = tally, reach
        self._last: _Judged | None = None
        self._lock = threading.Lock()

    @property
    def problem(self) -> Problem:
        """The problem with what officers added."""
        return self._ground.known.problem

    @property
    def plan(self) -> Plan:
        """The plan of this version."""
        return self._state.plan

    @property
    def known(self) -> Known:
        """What is known."""
        return self._ground.known

    @property
    def view(self) -> View:
        """Who is where."""
        return self._ground.view

    @cached_property
    def reach(self) -> Reach:
        """Which scopes steps touch."""
        return self._lent or Reach(self.known)

    def tally(self) -> Tally:
        """Return everything that this version breaks or costs; judged whole the first time."""
        with self._lock:
            if self._tally is None:
                self._tally = Tally.of(self._ground.view)
            return self._tally

    def fillers(self, resource: ResourceRef, stretch: Interval, count: int) -> tuple[Filler, ...]:
        """Return what is not planned and fits into a stretch, the most worth first; raise EditImpossibleError."""
        return filling.fillers(self._ground, resource, stretch, count, seconds=FILLING)

    def packed(self, resource: ResourceRef, stretch: Interval) -> tuple[Filler, ...]:
        """Return what fits into a stretch together, the most worth first; raise EditImpossibleError."""
        return filling.packed(self._ground, resource, stretch, seconds=PACKING)

    def uses(self, freed: Freed, fallen: Collection[ActivityKey] = ()) -> Backfill:
        """Return what could use something that came free, best first, with what fell out of the plan first."""
        return backfill_in(self.view, freed, fallen)

    def broken(self) -> tuple[Breach, ...]:
        """Return every breach of the plan, whatever its level."""
        return self.tally().breaches

    def findings(self) -> Findings:
        """Return all that the rules find, for a desk of the same version that another process makes."""
        return self.tally()

    def prepare(self, edit: Edit, *, actor: str) -> Prepared:
        """Return what an edit would do; raise EditImpossibleError."""
        before = self._loosened(subjects(edit))
        work = Work(self._state, self._stands, before)
        mine = deeds.done(work, edit)
        kept = self._firm(work, before.known, mine, edit)
        pin_what_moved(work, edit, mine, frozen=any(objection.frozen for objection in kept))
        see_to_fallbacks(work)
        deal = Deal(changes=work.changes(), hand_overs=work.hand_overs(), read=read_by(work))
        judged = self.judged(deal)
        found = (*kept, *self._objections(judged, edit))
        made = overrides(edit, found, deal.changes, actor)
        if made:
            deal = replace(deal, changes=with_overrides(deal.changes, made))
            judged = self.judged(deal)
            found = (*kept, *self._objections(judged, edit))
        return Prepared(
            deal=deal,
            objections=tuple(
                objection for objection in found if objection.breach.rule not in FIRM or not excused(edit, objection)
            ),
            soft=tuple(breach for breach in judged.step.new if breach.level is not Level.HARD),
            levels=judged.levels,
            follows=tuple(work.follows),
        )

    def judge(self, deal: Deal) -> Prepared:
        """Return what a step that is known already breaks newly and costs on this version."""
        judged = self.judged(deal)
        return Prepared(
            deal=deal,
            objections=objections(judged.step.new, OverrideRight.NOBODY),
            soft=tuple(breach for breach in judged.step.new if breach.level is not Level.HARD),
            levels=judged.levels,
        )

    def judged(self, deal: Deal, *, whole: bool = True) -> _Judged:
        """Return this version after a step, judged where the step touches it.

        Not ``whole``: without rules about whole plans, and without the cost per level.
        """
        last = self._last
        if last is not None and last.deal is deal:
            return last
        stands = {change.activity: change.after for change in deal.changes}
        plan = with_stands(self._state.plan, stands, deal.hand_overs)
        known = self._known_after(deal, plan)
        moved = {
            change.activity: change.after.appointment
            for change in deal.changes
            if change.before.appointment != change.after.appointment
        }
        view = self.view.changed(known, plan, moved)
        reach = self.reach if known.activities.keys() == self.known.activities.keys() else Reach(known)
        touched = reach.touched(self.view, view, deal)
        if not whole:
            touched[ScopeKind.PLAN] = set()
        step = self.tally().after(view, touched, needless(known, deal))
        if not whole:
            return _Judged(deal, view, step, ())
        relaxed = any(stand.own is not None or stand.overrides for stand in stands.values())
        bounded = not (relaxed or self._state.own or self._state.overrides)
        levels = step.tally.levels(self._state.reference.levels, bounded=bounded)
        self._last = judged = _Judged(deal, view, step, levels)
        return judged

    def after(self, state: State, deal: Deal) -> "RuleDesk":
        """Return the desk of the version after a step."""
        if state.ground.problem_hash != self._state.ground.problem_hash:
            raise ValueError(state.ground.problem_hash)
        judged = self.judged(deal)
        view = judged.view.changed(judged.view.known, state.plan, {})
        return RuleDesk(self._answered, state, self._ground.seen(state.plan, view), judged.step.tally)

    def renewed(self, state: State) -> "RuleDesk":
        """Return the desk of the same version with other figures about the plan as a whole."""
        view = self.view.changed(self.known, state.plan, {})
        return RuleDesk(self._answered, state, self._ground.seen(state.plan, view), self._tally)

    def check(self, activity: ActivityKey, resource: ResourceRef | None, start: Minute | None) -> Verdict:
        """Return what the rules say about a place; raise EditImpossibleError."""
        move = Move(activity=activity, resource=resource, start=start)
        edit = Edit(deed=move)
        before = self._loosened((activity,))
        work = Work(self._state, self._stands, before)
        appointment, mine = deeds.tried(work, move)
        kept = tuple(self._firm(work, before.known, mine, edit))
        pin_what_moved(work, edit, mine, frozen=False)
        judged = self.judged(Deal(changes=work.changes()), whole=False)
        about = [breach for breach in judged.step.new if not set(mine).isdisjoint(breach.activities)]
        return Verdict(
            appointment=appointment,
            objections=(*kept, *objections(about, edit.right)),
            soft=tuple(breach for breach in about if breach.level is not Level.HARD),
        )

    def rows(self, activity: ActivityKey, start: Minute | None) -> tuple[RowVerdict, ...]:
        """Return for each row of the right kind whether it could take an activity; raise EditImpossibleError."""
        return looking.rows(self._about(activity), activity, start)

    def slots(self, activity: ActivityKey, resource: ResourceRef | None) -> tuple[FreeSlot, ...]:
        """Return the free places of an activity, in order of time; raise EditImpossibleError."""
        return looking.slots(self._about(activity), activity, resource)

    def alternatives(self, activity: ActivityKey, count: int) -> tuple[Better, ...]:
        """Return the best free places, cheapest first; raise EditImpossibleError."""
        return looking.alternatives(self._about(activity), activity, count)

    def mending(self, activity: ActivityKey) -> Mending:
        """Return ways to plan what is not planned; raise EditImpossibleError."""
        return looking.mending(self._about(activity), activity)

    def escorts(self, activity: ActivityKey) -> EscortChoice | None:
        """Return which escorts could go along with a planned departure; raise EditImpossibleError."""
        return escort_choice(self._ground, activity)

    def holders(self, case: CaseId) -> tuple[Candidate, ...]:
        """Return everybody who could have a case, those with least in the way first; raise EditImpossibleError."""
        if case not in self.known.cases:
            raise EditImpossibleError(wording.UNKNOWN_CASE.say(case=case))
        if not self.known.needs_owner(case):
            raise EditImpossibleError(wording.NOT_FREE.say(case=case))
        return case_answered(self._ground, case).candidates

    def _about(self, activity: ActivityKey) -> Ground:
        return self._loosened((activity,))

    def _loosened(self, keys: Iterable[ActivityKey]) -> Ground:
        """Return the ground without what was fixed along with earlier edits of some activities."""
        loose = {key for key in keys if (p := self._state.placements.get(key)) is not None and p.with_edit}
        if not loose:
            return self._ground
        left = [placement for key, placement in sorted(self._state.placements.items()) if key not in loose]
        known = with_placements(self.known, left)
        return self._ground.seen(self._state.plan, self.view.changed(known, self._state.plan, {}))

    def _firm(self, work: Work, before: Known, mine: Sequence[ActivityKey], edit: Edit) -> tuple[Objection, ...]:
        """Return what is frozen or pinned of what the edit is about and no longer stands where it stood."""
        about = dict.fromkeys((*subjects(edit), *mine))
        elsewhere = [key for key in about if work.stand(key).appointment != self._stands.of(key).appointment]
        return tuple(firm(work.view, before, elsewhere))

    def _objections(self, judged: _Judged, edit: Edit) -> tuple[Objection, ...]:
        return objections(judged.step.new, edit.right)

    def _known_after(self, deal: Deal, plan: Plan) -> Known:
        state = self._state
        after = {change.activity: change.after for change in deal.changes}
        if any((c.before.own, c.before.overrides) != (c.after.own, c.after.overrides) for c in deal.changes):
            own = {**state.own, **{key: stand.own for key, stand in after.items()}}
            made = {**state.overrides, **{key: stand.overrides for key, stand in after.items()}}
            beside = State(
                plan,
                state.ground,
                state.reference,
                placements_after(state.placements, after),
                {key: activity for key, activity in own.items() if activity is not None},
                {key: found for key, found in made.items() if found},
            )
            return Known(beside.problem(self._answered)).assigned(plan.assignments)
        known = self.known.assigned(plan.assignments) if deal.hand_overs else self.known
        if all(change.before.placement == change.after.placement for change in deal.changes):
            return known
        placed = placements_after(state.placements, after)
        return with_placements(known, tuple(placed.values()))


class RuleDesks:
    """The ``Desks`` port."""

    def make(self, answered: Problem, state: State, found: Findings | None = None) -> RuleDesk:
        """Return the desk of a version: the problem that it answers, without what officers added, and its state."""
        tally = found if isinstance(found, Tally) else None
        return RuleDesk(answered, state, Ground(state.problem(answered), state.plan), tally)

    def levels(self, breaches: Sequence[Breach], bounds: Sequence[LevelValue] = ()) -> tuple[LevelValue, ...]:
        """Return the cost per level, with the bounds of others."""
        proven = {value.level: value.bound for value in bounds}
        values = RulebookJudge().levels(tuple(breaches))
        return tuple(replace(value, bound=proven.get(value.level)) for value in values)
