"""One turn of an officer's week, as a process of its own that may be killed at any moment.

Each turn delivers changed facts, solves and publishes; what a turn leaves behind can be told from the store.
"""

import time
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from multiprocessing.connection import Connection

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case, Ownership, TargetGroup
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, LanguageCode, RegievoerderId, activity_key
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute
from planner.ports.search import Report, Stopped
from planner.store import ThisProcess, open_store
from planner.store.transactions import SqlStore
from planner.usecases.planning.solve_week import solve_week
from tests.planner.usecases.fakes import HandClock, StubbornSearch
from tests.planner.usecases.world import MOROCCO, NOW, OFFICE, SITE, WEEK, Desk, weeks, world_facts

CASES = 60
LANGUAGES = (LanguageCode("ar"), LanguageCode("fr"))


class Step(StrEnum):
    """What is killed."""

    IMPORT = "import"
    SOLVE = "solve"
    PUBLISH = "publish"


@dataclass
class LingeringSearch(StubbornSearch):
    """Takes a while, so that there is something to kill."""

    seconds: float = 0.1

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Return the plan after a while."""
        time.sleep(self.seconds)
        return StubbornSearch.solve(self, problem, seconds=seconds, seed=seed, report=report, stopped=stopped)


def run_step(url: str, step: Step, turn: int, begun: Connection) -> None:
    """Open the store, say so, and do one step of a turn; what a command does."""
    store = open_store(url)
    try:
        begun.send_bytes(b"begun")
        do_step(store, step, turn)
    finally:
        store.close()


def do_step(store: SqlStore, step: Step, turn: int) -> None:
    """Do one step of a turn."""
    desk = Desk(store, clock=HandClock(Minute(NOW + turn)), search=LingeringSearch())
    match step:
        case Step.IMPORT:
            desk.deliver(turn_facts(turn))
        case Step.SOLVE:
            solve_week(replace(desk.tools, worker=ThisProcess()), desk.request(WEEK))
        case Step.PUBLISH:
            desk.publish(f"turn {turn}")


def turn_facts(turn: int) -> tuple[Fact, ...]:
    """Return the facts of a turn: every case carries the turn, every conversation its language."""
    places = tuple(fact for fact in world_facts() if isinstance(fact, Place))
    return (*places, *(fact for number in range(CASES) for fact in _case_facts(number, turn)))


def _case_facts(number: int, turn: int) -> tuple[Fact, ...]:
    case, owner = CaseId(f"Z{number:04}"), RegievoerderId(f"r{number:04}")
    language = LANGUAGES[turn % len(LANGUAGES)]
    return (
        Case(
            id=case,
            target_group=TargetGroup.REJECTED,
            country=MOROCCO,
            language=language,
            handed_over=date(2026, 8, 3),
            load_points=turn + 1,
        ),
        Regievoerder(id=owner, office=OFFICE, hours=(), load_cap=turn + 1),
        Ownership(case=case, regievoerder=owner, valid=Interval(Minute(NOW - 1440))),
        Activity(
            key=activity_key(case, "voortgang", 1),
            kind=ActivityKind.CONVERSATION,
            step="voortgang",
            duration=60,
            window=weeks(0, 2),
            cases=(case,),
            place=SITE,
            language=language,
        ),
    )
