"""The books of one season: what each week brings, cases that end, and where everything stands. Time is told, not felt.

Not allowed here: what happens to plans, and how plans are mended.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.day_problem import WEEK
from maps.travel import FittedGreatCircle
from planner.domain.cases import Case
from planner.domain.civil import IsoWeek, at, day_of
from planner.domain.editing import Draft
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import CaseId
from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.ports.store import Store
from planner.sample.generate import generate
from planner.sample.rolling import Later, later_week
from planner.sample.sizes import SampleSize
from planner.store import ThisProcess, open_store
from planner.usecases.disruptions.mending import Workbench
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.heads import Heads
from planner.usecases.editing.open_draft import Opening
from planner.usecases.planning.solve_week import SolveTools
from solver.editing.desk import RuleDesks
from solver.repairing.repairer import RuleRepairers
from solver.search import StagedSearch

SOURCE = "bron"


class ToldClock:
    """The ``Clock`` port: it is what it was told to be."""

    def __init__(self) -> None:
        self.moment = Minute(0)

    def now(self) -> Minute:
        """Return the minute it was told."""
        return self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What each week brings, the first one included; the same for every way of going on."""

    weeks: tuple[Later, ...]

    @classmethod
    def drawn(cls, size: SampleSize, seed: int, weeks: int) -> "Arrivals":
        """Return what so many weeks bring."""
        first = generate(size, seed=seed, week=WEEK)
        known = {(type(fact), fact_key(fact)): fact for fact in first.facts}
        found = [Later(facts=first.facts, away=())]
        for number in range(1, weeks):
            later = generate(size, seed=seed, week=WEEK.plus(number), since=WEEK)
            brings = later_week(known.values(), later.facts, first.facts)
            known.update({(type(fact), fact_key(fact)): fact for fact in brings.facts})
            for case in brings.away:
                _close(known, case, WEEK.plus(number))
            found.append(brings)
        return cls(weeks=tuple(replace(one, facts=tuple(_roomier(one.facts))) for one in found))


def _roomier(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts with one more interpreter, and one room more at every site with rooms on every working day.

    A week is drawn to fit its own diary, and leaves no room for what comes back or is asked later.
    """
    more: dict[tuple[ResourceRef, date], Capacity] = {}
    rooms = [fact for fact in facts if isinstance(fact, Capacity) and fact.resource.kind is ResourceKind.ROOM]
    days = {day_of(fact.interval.start) for fact in rooms}
    for resource in {fact.resource for fact in rooms}:
        for day in days:
            more[resource, day] = Capacity(resource=resource, interval=Interval(at(day, 7, 30), at(day, 18)), amount=1)
    for fact in facts:
        spare = isinstance(fact, Capacity) and fact.resource.kind is not ResourceKind.ROOM
        yield replace(fact, amount=fact.amount + 1) if isinstance(fact, Capacity) and spare else fact
    yield from (more[key] for key in sorted(more))


def _close(known: dict[tuple[type[Fact], str], Fact], code: CaseId, week: IsoWeek) -> None:
    case = known.get((Case, code))
    if isinstance(case, Case):
        known[Case, code] = replace(case, closed_on=week.monday)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Everything one season is played with."""

    store: Store
    clock: ToldClock
    solving: SolveTools
    opening: Opening
    editing: Editing
    bench: Workbench

    def deliver(self, brings: Later, week: IsoWeek) -> None:
        """Record what a week brings, and that cases went elsewhere."""
        with self.store.transaction() as books:
            books.facts.record(brings.facts, source=SOURCE, at=self.clock.now())
        self.close(brings.away, week.monday - timedelta(days=4))

    def close(self, cases: tuple[CaseId, ...], day: date) -> None:
        """Let cases be closed as their source says."""
        with self.store.transaction() as books:
            found = [case for code in cases for case in books.facts.beginning(Case, code) if case.id == code]
            ended = [replace(case, closed_on=day) for case in found if case.closed_on is None]
            books.facts.record(ended, source=SOURCE, at=self.clock.now())

    def drafts(self) -> tuple[Draft, ...]:
        """Return every draft."""
        with self.store.reading() as books:
            heads = books.drafts.of_weeks(WEEK, WEEK.plus(52))
            return tuple(books.drafts.load(head.draft) for head in heads)


@contextmanager
def open_office(file: Path) -> Iterator[Office]:
    """Open new books in a file."""
    store = open_store(f"sqlite:///{file}")
    clock, desks, travel = ToldClock(), RuleDesks(), FittedGreatCircle()
    heads = Heads(store, desks)
    editing = Editing(store=store, clock=clock, heads=heads)
    try:
        yield Office(
            store=store,
            clock=clock,
            solving=SolveTools(store=store, clock=clock, worker=ThisProcess(), travel=travel, search=StagedSearch()),
            opening=Opening(store=store, clock=clock, travel=travel, desks=desks, heads=heads),
            editing=editing,
            bench=Workbench(editing, RuleRepairers),
        )
    finally:
        store.close()


def planned_at(week: IsoWeek) -> Minute:
    """Return when a week is planned: Thursday afternoon before it."""
    return at(week.monday - timedelta(days=4), 16)


def rounds_after(week: IsoWeek) -> tuple[Minute, ...]:
    """Return the mornings between the planning of a week and that of the next: Friday, and Monday to Thursday."""
    days = [week.monday + timedelta(days=number) for number in (-3, 0, 1, 2, 3)]
    return tuple(at(day, 7) for day in days)
