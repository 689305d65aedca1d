"""A small solved week in a store of its own with a draft, two officers, and looks at what stands where."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.editing import Draft, Edit, Move
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach
from planner.domain.problem import Problem
from planner.ports.editing import FreeSlot
from planner.store import open_store
from planner.store.plan_lines import Lines, to_lines
from planner.store.transactions import SqlStore
from planner.usecases.editing.apply_edit import Applied, Editing, Officer, apply_edit
from planner.usecases.editing.heads import Heads, Opened
from planner.usecases.editing.open_draft import Opening, open_draft
from solver.editing.desk import RuleDesks
from solver.judge import RulebookJudge
from tests.planner.usecases.editing.small_week import small_week
from tests.planner.usecases.fakes import EvenTravel, HandClock

ANNE, BRAM = "anne", "bram"


@dataclass
class Drafted:
    """A draft in a store, with what is needed to edit it."""

    store: SqlStore
    clock: HandClock
    problem: Problem
    solved: int
    draft: Draft
    tools: Editing
    opening: Opening

    @property
    def head(self) -> Opened:
        """The newest version."""
        return self.tools.heads.of(self.draft.id)

    def now(self, key: ActivityKey) -> Appointment | None:
        """Return where an activity stands in the newest version."""
        return next((a for a in self.head.desk.plan.appointments if a.activity == key), None)

    def officer(self, who: str, *, seen: int | None = None, key: str = "") -> Officer:
        """Return somebody who saw the newest version, or another."""
        return Officer(actor=who, seen=self.head.version if seen is None else seen, key=key)

    def edit(self, who: str, edit: Edit, *, seen: int | None = None, key: str = "") -> Applied:
        """Carry out an edit."""
        return apply_edit(self.tools, self.draft.id, edit, self.officer(who, seen=seen, key=key))

    def planned(self, kind: ActivityKind) -> Iterator[Activity]:
        """Yield the activities of a kind that are planned after the planning moment, in the order of their keys."""
        for activity in sorted(self.problem.activities, key=lambda one: one.key):
            now = self.now(activity.key)
            if activity.kind is kind and now is not None and now.start >= self.problem.recorded_at:
                yield activity

    def elsewhere(self, key: ActivityKey) -> FreeSlot:
        """Return the first free place that is not where the activity stands."""
        now = self.now(key)
        return next(s for s in self.head.desk.slots(key, None) if now is None or s.start != now.start)

    def moving(self, key: ActivityKey) -> Edit:
        """Return an edit that moves an activity to its first other free place."""
        slot = self.elsewhere(key)
        return Edit(deed=Move(activity=key, start=slot.start, resource=slot.resource))

    def solve_elsewhere(self) -> int:
        """Store another solve of the week, with everything at its last free place, and return its number."""
        _, plan = small_week(last=True)
        with self.store.transaction() as books:
            problem_hash = books.problems.save(self.problem)
            return books.plans.add(
                plan, problem_hash=problem_hash, at=self.clock.now(), actor="search", fingerprint="last"
            )

    def last(self, key: ActivityKey) -> Appointment | None:
        """Return where that other solve has an activity."""
        return next((item for item in small_week(last=True)[1].appointments if item.activity == key), None)

    def base_again(self) -> int:
        """Store the solve that the draft began with once more, as another plan, and return its number."""
        _, plan = small_week()
        with self.store.transaction() as books:
            problem_hash = books.problems.save(self.problem)
            return books.plans.add(
                plan, problem_hash=problem_hash, at=self.clock.now(), actor="search", fingerprint="again"
            )

    def movable(self, number: int) -> list[ActivityKey]:
        """Return conversations that have another free place, each of another regievoerder, in another building."""
        found: list[ActivityKey] = []
        taken: set[str] = set()
        for activity in self.planned(ActivityKind.CONVERSATION):
            now = self.now(activity.key)
            used = {f"{p.resource.kind} {p.resource.id}" for p in now.participations} if now is not None else set()
            if taken.isdisjoint(used) and len(self.head.desk.slots(activity.key, None)) > 1:
                found.append(activity.key)
                taken |= used
        return found[:number]

    def lines(self, version: int) -> Lines:
        """Return the bytes of a version as they are stored."""
        with self.store.reading() as books:
            entries = books.drafts.entries(self.draft.id, after=version - 1, until=version)
            return to_lines(books.plans.load(entries[0].plan if entries else self.draft.base))


def stored_week(url: str) -> tuple[SqlStore, HandClock, Problem, int]:
    """Return a store at an address with one solve of the small week in it."""
    problem, plan = small_week()
    store, clock = open_store(url), HandClock(problem.recorded_at)
    with store.transaction() as books:
        problem_hash = books.problems.save(problem)
        number = books.plans.add(plan, problem_hash=problem_hash, at=clock.now(), actor="search", fingerprint="first")
    return store, clock, problem, number


def drafted(url: str) -> Drafted:
    """Return the draft of the small week in a new store."""
    store, clock, problem, number = stored_week(url)
    desks = RuleDesks()
    opening = Opening(store=store, clock=clock, travel=EvenTravel(), desks=desks)
    draft = open_draft(opening, week_of(problem), actor=ANNE)
    tools = Editing(store=store, clock=clock, heads=Heads(store, desks))
    return Drafted(store, clock, problem, number, draft, tools, opening)


def opened_again(url: str) -> Drafted:
    """Return the draft of the small week from a store that has it."""
    problem, _ = small_week()
    store, clock, desks = open_store(url), HandClock(problem.recorded_at), RuleDesks()
    opening = Opening(store=store, clock=clock, travel=EvenTravel(), desks=desks)
    with store.reading() as books:
        draft = books.drafts.load(1)
    return Drafted(
        store, clock, problem, 1, draft, Editing(store=store, clock=clock, heads=Heads(store, desks)), opening
    )


def week_of(problem: Problem) -> IsoWeek:
    """Return the week of a problem."""
    return IsoWeek.of(day_of(problem.scope.start))


def hard(opened: Opened) -> list[Breach]:
    """Return what a version breaks hard, judged whole and anew."""
    found = RulebookJudge().judge(opened.desk.problem, opened.desk.plan)
    return [breach for breach in found if breach.level is Level.HARD]
