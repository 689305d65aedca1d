"""How large the store grows and how quick it is at national size; run as ``python -m benchmarks.store [URL]``.

Not allowed here: pass or fail; it prints what it measured.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.domain.activities import Activity, ActivityKind, Term
from planner.domain.cases import Case, CaseFile, Ownership, Stay, TargetGroup
from planner.domain.facts import Fact
from planner.domain.ids import (
    ActivityKey,
    CaseId,
    CountryCode,
    LanguageCode,
    PlaceId,
    RegievoerderId,
    RuleId,
)
from planner.domain.plan import Plan, appointment
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef, Resources, TravelTable
from planner.domain.time import Interval, Minute
from planner.store import open_store
from planner.store.transactions import SqlStore

APPOINTMENTS = 4_500
EDITS = 10_000
CASES = 15_000
"""Four facts each: 60,000 facts."""
OPENED = 60
MONDAY = Minute(3_628_740)


def main(arguments: Sequence[str]) -> None:
    """Measure on the database address given, or on a new SQLite file."""
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-bench-") as folder:
        file = Path(folder) / "store.sqlite"
        store = open_store(arguments[0] if arguments else f"sqlite:///{file}")
        _measure_facts(store)
        before = _size(file)
        _measure_plans(store)
        print(f"plans take {(_size(file) - before) / 1e6:.1f} MB (SQLite file and log)")
        store.close()


def _measure_facts(store: SqlStore) -> None:
    facts = tuple(_facts())
    with _timed(f"record {len(facts)} facts"), store.transaction() as books:
        books.facts.record(facts, source="bench", at=Minute(1))
    with _timed("read them all"), store.reading() as books:
        found = [books.facts.in_force(kind) for kind in (Case, Ownership, Stay, Activity)]
    print(f"read {sum(map(len, found))}")
    with _timed("record them all again"), store.transaction() as books:
        books.facts.record(facts, source="bench", at=Minute(2))


def _measure_plans(store: SqlStore) -> None:
    chance = random.Random(1)
    plan, parent = _plan(chance), None
    with store.transaction() as books:
        problem = books.problems.save(_problem())
    with _timed(f"{EDITS} edits"):
        for _ in range(EDITS):
            with store.transaction() as books:
                parent = books.plans.add(plan, problem_hash=problem, at=Minute(1), actor="bench", parent=parent)
            plan = _edited(plan, chance)
    slowest = 0.0
    for number in chance.sample(range(1, EDITS + 1), OPENED):
        start = time.perf_counter()
        with store.reading() as books:
            books.plans.load(number)
        slowest = max(slowest, time.perf_counter() - start)
    print(f"slowest of {OPENED} versions opened: {slowest:.3f} s")


def _edited(plan: Plan, chance: random.Random) -> Plan:
    """Move one appointment and its parts to another quarter."""
    index = chance.randrange(APPOINTMENTS)
    old = plan.appointments[index]
    shift = 15 * chance.randint(1, 20)
    start, end = Minute(old.start + shift), Minute(old.end + shift)
    parts = tuple(replace(part, start=start, end=end) for part in old.participations)
    moved = replace(old, start=start, end=end, participations=parts)
    return replace(plan, appointments=(*plan.appointments[:index], moved, *plan.appointments[index + 1 :]))


def _plan(chance: random.Random) -> Plan:
    return Plan(
        appointments=tuple(
            appointment(
                ActivityKey(f"2026-{number:06}/voortgang/{number % 9}"),
                start := Minute(MONDAY + 15 * chance.randint(0, 2_688)),
                Minute(start + 75),
                PlaceId(f"azc-{number % 60}"),
                (
                    ResourceRef(ResourceKind.REGIEVOERDER, f"rv-{number % 250:03}"),
                    ResourceRef(ResourceKind.CASE, f"2026-{number:06}"),
                    ResourceRef(ResourceKind.ROOM, f"azc-{number % 60}"),
                    ResourceRef(ResourceKind.INTERPRETER, "ar"),
                ),
            )
            for number in range(APPOINTMENTS)
        )
    )


def _facts() -> Iterator[Fact]:
    for number in range(CASES):
        case = CaseId(f"2026-{number:06}")
        valid = Interval(Minute(3_000_000 + number))
        yield Case(
            id=case,
            target_group=TargetGroup.REJECTED,
            country=CountryCode("MA"),
            language=LanguageCode("ar"),
            handed_over=date(2026, 8, 3),
        )
        yield Ownership(case=case, regievoerder=RegievoerderId(f"rv-{number % 250:03}"), valid=valid)
        yield Stay(case=case, place=PlaceId(f"azc-{number % 60}"), valid=valid)
        yield Activity(
            key=ActivityKey(f"{case}/voortgang/1"),
            kind=ActivityKind.CONVERSATION,
            step="voortgang",
            duration=75,
            window=Interval(MONDAY, Minute(MONDAY + 20_160)),
            cases=(case,),
            place=PlaceId(f"azc-{number % 60}"),
            language=LanguageCode("ar"),
            terms=(Term(rule=RuleId("R03"), anchor=date(2026, 11, 2)),),
        )


def _problem() -> Problem:
    horizon = Interval(MONDAY, Minute(MONDAY + 40_320))
    return Problem(
        horizon=horizon,
        scope=horizon,
        recorded_at=MONDAY,
        case_file=CaseFile(),
        resources=Resources(),
        travel=TravelTable(places=(), minutes=(), source="bench", made_on=date(2026, 11, 1)),
        activities=(),
        settings=(),
    )


def _size(file: Path) -> int:
    return sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*"))


@contextmanager
def _timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - start:.1f} s", flush=True)
