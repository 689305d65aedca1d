"""Two officers who edit one draft while things happen: reports, repairs, publications, turning back, and time passes.

The facts are in the books, solves are cut from them, and what is published is what later cuts see. Not allowed here:
tests.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from planner.domain.activities import Activity, ActivityKind
from planner.domain.clearances import Override, OverrideRight
from planner.domain.commitments import PinGrade
from planner.domain.disruption_life import DisruptionState, Reported
from planner.domain.draft_line import Stands
from planner.domain.editing import Edit, EntryKind, Move, Waiver
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach
from planner.domain.steps import StepRefusedError
from planner.domain.time import MINUTES_PER_HOUR
from planner.intake.fact_check import FactChecker
from planner.ports.editing import EditImpossibleError
from planner.ports.repairing import Wanted
from planner.usecases.disruptions.apply_repair import apply_repair, state_of
from planner.usecases.disruptions.happened import Happened, Report
from planner.usecases.disruptions.mending import Workbench
from planner.usecases.disruptions.refusals import ReportRefusedError
from planner.usecases.disruptions.report import accept_as_is, report_disruption, withdraw_disruption
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.rebase_solve import rebase_solve
from solver.judge import RulebookJudge
from solver.repairing.repairer import RuleRepairers
from tests.planner.usecases.editing.booked_week import cut, greedy
from tests.planner.usecases.editing.happenings import happenings
from tests.planner.usecases.editing.officers import BEHIND, ITEMS, KEYS, OFFICERS
from tests.planner.usecases.editing.publishers import PublishedWeek
from tests.solver import world as w

QUICKLY = Wanted(seconds=0.2)
FROZEN = {
    ActivityKind.CONVERSATION: 24,
    ActivityKind.PRESENTATION: 48,
    ActivityKind.DEPARTURE: 36,
    ActivityKind.MOVE: 12,
    ActivityKind.MEETING: 24,
}
"""Hours, as the norms have them."""
Name = tuple[object, ...]


class ShakenWeek(PublishedWeek):
    """The draft of two officers, with everything that happens to a plan beside editing it."""

    counted: ClassVar = PublishedWeek.counted

    def __init__(self) -> None:
        super().__init__()
        self.bench = Workbench(self.desk.tools, RuleRepairers)
        self.numbers = list[int]()
        self.shown = list[tuple[int, str]]()
        self.told = set[Name]()
        self.solving = self.desk.problem
        self.looked = 0

    def teardown(self) -> None:
        """Beside the versions: publications are as they were made, and the books have what the draft decided."""
        problem, plan = self.head.desk.problem, self.head.desk.plan
        found = RulebookJudge().judge(problem, plan)
        assert (_hard(found) - self.told, self.unsaid) == (set(), 0)
        with self.desk.store.reading() as books:
            assert [books.releases.load(release.number) for release in self.releases] == self.releases
        self.finish()

    # --- what happens ------------------------------------------------------------------------------------------------

    @rule(who=OFFICERS, happened=happenings())
    def reports(self, who: str, happened: Happened) -> None:
        """Report something; the draft stands as it stood until somebody repairs it."""
        try:
            report = Report(happened=happened, actor=who)
            found = report_disruption(self.desk.store, self.desk.clock, FactChecker(), report)
        except ReportRefusedError:
            self._unchanged("ReportRefusedError")
            return
        self.numbers.append(found.number)
        self._unchanged("reports")

    @rule(who=OFFICERS, which=st.integers(0, 9), offer=st.integers(0, 2))
    def repairs(self, who: str, which: int, offer: int) -> None:
        """Look at the repairs of something reported and take one."""
        mark = self._look(which, offer)
        if mark is not None:
            self._apply(who, *mark)

    @rule(which=st.integers(0, 9), offer=st.integers(0, 2))
    def looks(self, which: int, offer: int) -> None:
        """Look at the repairs and wait."""
        mark = self._look(which, offer)
        if mark is not None:
            self.shown.append(mark)

    @rule(who=OFFICERS)
    def repairs_as_seen(self, who: str) -> None:
        """Take a repair that was looked at some steps ago."""
        if self.shown:
            self._apply(who, *self.shown.pop())

    @rule(who=OFFICERS, which=st.integers(0, 9))
    def withdraws(self, who: str, which: int) -> None:
        """Take a report back: its facts are as before, as far as nothing newer came."""
        if not self.numbers:
            return
        number = self.numbers[which % len(self.numbers)]
        try:
            done = withdraw_disruption(self.desk.store, self.desk.clock, number, actor=who)
        except StepRefusedError:
            self._unchanged("StepRefusedError")
            return
        kept = {(type(fact), fact_key(fact)) for fact in done.kept}
        for step in done.reported.disruption.steps:
            fact = step.before or step.after
            assert fact is not None
            if (type(fact), fact_key(fact)) not in kept:
                assert self._stands(fact) == step.before
        self._unchanged("withdrawn")

    @rule(who=OFFICERS, which=st.integers(0, 9))
    def accepts(self, who: str, which: int) -> None:
        """Leave the plan as it is, knowingly."""
        if not self.numbers:
            return
        number = self.numbers[which % len(self.numbers)]
        try:
            accept_as_is(self.desk.store, self.desk.clock, number, actor=who, reason="blijft zo")
        except StepRefusedError:
            self._unchanged("StepRefusedError")
            return
        self._unchanged("accepted")

    @rule(who=OFFICERS, item=ITEMS, hour=st.integers(min_value=8, max_value=110), behind=BEHIND)
    def insists(self, who: str, item: ActivityKey, hour: int, behind: int) -> None:
        """Move an item to any hour, with an exception, and a reason, for each rule that may be left."""
        asked = Edit(deed=Move(activity=item, start=w.clock(hour)), right=OverrideRight.DIRECTOR)
        try:
            found = self.head.desk.prepare(asked, actor=who).objections
        except EditImpossibleError:
            return
        rules = dict.fromkeys(one.breach.rule for one in found if one.waivable)
        waivers = tuple(Waiver(rule=broken, reason="kan niet anders") for broken in rules)
        self._edit(who, Edit(deed=asked.deed, right=asked.right, waivers=waivers, reason="moet"), behind)

    # --- solves ------------------------------------------------------------------------------------------------------

    @rule()
    def solve_begins(self) -> None:
        """Begin a solve of the week as the books have it now."""
        self._begin()

    @rule(who=OFFICERS)
    def solve_ends(self, who: str) -> None:
        """Take over the solve that began last; what does not go with what people hold is said."""
        before = self.head
        with self.desk.store.transaction() as books:
            number = books.plans.add(
                greedy(self.solving, last=len(self.log) % 2 == 0),
                problem_hash=books.problems.save(self.solving),
                at=self.desk.clock.now(),
                actor="search",
                fingerprint=f"{len(self.log)}",
            )
        done = rebase_solve(self.desk.tools, self.desk.draft.id, number, self.desk.officer(who), begun=self.began)
        self._taken(done.applied, "solves")
        self._keeps_by_hand(before, self.began)
        assert not done.broken or self.numbers or self.releases
        self.told |= _hard(done.broken)
        self.counted["offers"] += len(done.offers)
        self._begin()

    # --- what must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def nothing_is_lost(self) -> None:
        """Versions follow each other; every item is accounted for; nothing is broken hard that nobody was told of."""
        assert [entry.version for entry in self.log] == list(range(1, self.head.version + 1))
        planned = [a.activity for a in self.head.desk.plan.appointments]
        left = {item.activity: item for item in self.head.desk.plan.unplanned}
        known = {activity.key for activity in self.head.desk.problem.activities}
        assert sorted([*planned, *left]) == sorted(known)
        assert {*KEYS, *self.head.state.own} <= known
        gone = known.difference(KEYS, self.head.state.own)  # added and taken back while it was being planned
        assert {left[key].reasons[0].rule for key in gone} <= {"P09"}
        assert _hard(self.head.desk.broken()) - self.told == set()

    @invariant()
    def frozen_stays(self) -> None:
        """Demand a reason, or facts, of what was frozen and is no longer as published."""
        if len(self.log) == self.looked:
            return
        entry, self.looked = self.log[-1], len(self.log)
        published, now = self.earlier.published, self.desk.clock.now()
        moment = max(self.earlier.desk.problem.recorded_at, now)
        kinds = {activity.key: activity.kind for activity in self.earlier.desk.problem.activities}
        moved = set[ActivityKey]()
        for change in entry.deal.changes:
            was, after = published.get(change.activity), change.after.appointment
            if was is None or change.before.appointment == after or _same(was, after):
                continue
            assert was.start >= moment, change
            if was.start < moment + FROZEN[kinds[change.activity]] * MINUTES_PER_HOUR:
                moved.add(change.activity)
        assert set(entry.deal.thawed) == moved
        assert not moved or entry.reason or entry.kind is EntryKind.SOLVE
        self.counted["thawed"] += len(moved)
        self.counted["thawed by a solve"] += len(moved) if entry.kind is EntryKind.SOLVE else 0

    @invariant()
    def books_hold_what_was_decided(self) -> None:
        """Exceptions and added items of the newest version are in force, and no others."""
        state = self.head.state
        made = {(type(one), fact_key(one)): one for some in state.overrides.values() for one in some}
        with self.desk.store.reading() as books:
            stored = {(Override, fact_key(one)): one for one in books.facts.in_force(Override)}
            added = {one.key for one in books.facts.in_force(Activity)} - set(KEYS)
        assert stored == made
        assert added == set(state.own)

    @invariant()
    def repaired_facts_are_under_the_draft(self) -> None:
        """Facts of every repair that counts are in the problem that the draft answers; the disruption says so."""
        with self.desk.store.reading() as books:
            for number in self.numbers:
                reported = books.disruptions.load(number)
                state = state_of(books, reported)
                if state is DisruptionState.REPAIRED and self._newest_about(number, reported):
                    bench = self.bench.bench(self.desk.draft.id)
                    after = bench.repairer.after(reported.disruption.steps)
                    assert replace(after, baseline=bench.answered.baseline) == bench.answered, reported

    def _newest_about(self, number: int, reported: Reported) -> bool:
        """Return whether no later report is about the same facts."""
        mine = {_key(step.after or step.before) for step in reported.disruption.steps}
        with self.desk.store.reading() as books:
            later = [books.disruptions.load(other) for other in self.numbers if other > number]
        return mine.isdisjoint(_key(step.after or step.before) for one in later for step in one.disruption.steps)

    # --- steps -------------------------------------------------------------------------------------------------------

    def _look(self, which: int, offer: int) -> tuple[int, str] | None:
        if not self.numbers:
            return None
        number = self.numbers[which % len(self.numbers)]
        with self.desk.store.reading() as books:
            reported = books.disruptions.load(number)
        _, offered = self.bench.repairs(reported, self.desk.draft.id, QUICKLY)
        self._unchanged("looked")
        if not offered.offers:
            return None
        return number, offered.offers[offer % len(offered.offers)].mark

    def _apply(self, who: str, number: int, mark: str) -> None:
        known = _hard(self.bench.bench(self.desk.draft.id).desk.broken())  # what is booked and answered by now as well
        begun = {a.activity for a in self.head.desk.plan.appointments if a.start < self.desk.clock.now()}
        draft, officer = self.desk.draft.id, self.desk.officer(who)
        try:
            done = self._try(lambda: apply_repair(self.bench, number, draft, mark, officer), self._changed_since)
        except StepRefusedError:
            self._unchanged("StepRefusedError")
            return
        if done is None:
            return
        self.counted["repairs"] += 1
        found = [b for b in self.head.desk.broken() if b.level is Level.HARD]
        assert [b for b in found if _name(b) not in known and begun.isdisjoint(b.activities)] == []
        self.told |= _hard(found)
        with self.desk.store.reading() as books:
            assert state_of(books, books.disruptions.load(number)) is DisruptionState.REPAIRED

    def _begin(self) -> None:
        self.began = self.head.version
        with self.desk.store.reading() as books:
            self.solving = cut(books, self.desk.clock.now())

    def _keeps_by_hand(self, before: Opened, since: int) -> None:
        """Find what people pinned or changed since a version where it stood."""
        old, new = Stands(before.state), Stands(self.head.state)
        placements = before.state.placements
        pinned = {key for key, placed in placements.items() if placed.grade is PinGrade.ALL}
        edited, given = self._by_hand(since)
        for key in pinned | edited:
            assert new.of(key).appointment == old.of(key).appointment, key
        for case in given:
            assert new.holder(case) == old.holder(case), case
        self.counted["kept"] += len(edited)

    def _stands(self, fact: Fact) -> Fact | None:
        with self.desk.store.reading() as books:
            history = books.facts.history(type(fact), fact_key(fact))
        return next((record.fact for record in history if record.retired_at is None), None)


def _same(one: Appointment | None, other: Appointment | None) -> bool:
    return one is not None and other is not None and _parts(one) == _parts(other)


def _parts(item: Appointment) -> tuple[object, ...]:
    return item.start, item.end, item.place, frozenset(item.participations)


def _name(breach: Breach) -> Name:
    return breach.rule, breach.activities, breach.resource


def _hard(breaches: Iterable[Breach]) -> set[Name]:
    return {_name(breach) for breach in breaches if breach.level is Level.HARD}


def _key(fact: Fact | None) -> tuple[object, str]:
    return type(fact), "" if fact is None else fact_key(fact)
