"""The small week with its facts in the books, so that reports, solves and publications go as they do in earnest.

Not allowed here: tests.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from planner.domain.clearances import Clearance
from planner.domain.draft_line import State, ordered
from planner.domain.editing import Ground
from planner.domain.facts import FACT_TYPES, Fact
from planner.domain.levels import Level
from planner.domain.plan import Assignment, Plan
from planner.domain.problem import Problem
from planner.domain.settings import Setting
from planner.domain.time import Interval, Minute
from planner.ports.store import Transaction
from planner.store import open_store
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.heads import Heads
from planner.usecases.editing.open_draft import Opening, open_draft
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from solver.editing.desk import RuleDesks
from tests.planner.usecases.editing.drafted import ANNE, Drafted, week_of
from tests.planner.usecases.editing.small_week import NEW, placed, small_problem
from tests.planner.usecases.fakes import EvenTravel, HandClock
from tests.solver import world as w


def booked_facts() -> tuple[Fact, ...]:
    """Return the facts of the small week; of answers of one kind each has a beginning of its own."""
    problem = small_problem()
    found = (problem.case_file, problem.resources, problem.activities)
    facts = [fact for part in found for fact in _facts(part) if not isinstance(fact, Setting)]
    kept = [fact for fact in facts if not isinstance(fact, Clearance)]
    answers = (fact for fact in facts if isinstance(fact, Clearance))
    return (*kept, *(replace(one, valid=Interval(Minute(number))) for number, one in enumerate(answers)))


def _facts(part: object) -> Iterator[Fact]:
    if isinstance(part, FACT_TYPES):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _facts(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from _facts(getattr(part, one.name))


def cut(books: Transaction, now: Minute) -> Problem:
    """Return the week as the books have it, seen from a moment."""
    return cut_problem(books, EvenTravel(), CutRequest(first=w.WEEK, as_of=now)).problem


def greedy(problem: Problem, *, last: bool) -> Plan:
    """Return a plan without a search: what is published stays, the rest at its first free place, or at its last."""
    stays = tuple(item for item in problem.baseline if item.activity in {a.key for a in problem.activities})
    owned = any(one.case == NEW for one in problem.case_file.ownerships)
    assignments = () if owned else (Assignment(case=NEW, regievoerder=w.R1),)
    plan = replace(w.plan_of(problem.activities, stays), assignments=assignments)
    while True:
        state = State(ordered(plan), Ground(problem_hash="", solved=0), ordered(plan))
        desk = RuleDesks().make(problem, state)
        wrong = {key for b in desk.broken() if b.level is Level.HARD for key in b.activities}
        left = tuple(item for item in plan.appointments if item.activity not in wrong)
        if len(left) == len(plan.appointments):
            return placed(problem, plan, last=last)
        plan = replace(w.plan_of(problem.activities, left), assignments=assignments)


def booked(url: str) -> Drafted:
    """Return the draft of the small week in a new store that has its facts."""
    now = small_problem().recorded_at
    store, clock = open_store(url), HandClock(now)
    with store.transaction() as books:
        books.facts.record(booked_facts(), source="bron", at=Minute(now - 60))
        problem = cut(books, now)
        solved, kept = greedy(problem, last=False), books.problems.save(problem)
        number = books.plans.add(solved, problem_hash=kept, at=now, actor="search", fingerprint="first")
    desks = RuleDesks()
    opening = Opening(store=store, clock=clock, travel=EvenTravel(), desks=desks)
    draft = open_draft(opening, week_of(problem), actor=ANNE)
    return Drafted(
        store, clock, problem, number, draft, Editing(store=store, clock=clock, heads=Heads(store, desks)), opening
    )


def booked_again(url: str) -> Drafted:
    """Return it from a store that has it."""
    store, clock, desks = open_store(url), HandClock(small_problem().recorded_at), RuleDesks()
    opening = Opening(store=store, clock=clock, travel=EvenTravel(), desks=desks)
    with store.reading() as books:
        draft = books.drafts.load(1)
        problem = books.problems.load(draft.ground.problem_hash)
    tools = Editing(store=store, clock=clock, heads=Heads(store, desks))
    return Drafted(store, clock, problem, 1, draft, tools, opening)
