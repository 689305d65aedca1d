"""Solving: the plan is stored once, only under a claim that holds, and not again when nothing changed."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.release import ReleaseScope
from planner.domain.time import Minute
from planner.ports.search import Progress, Report, Stopped
from planner.ports.store import Claim
from planner.store.plans import SqlPlans
from planner.store.problems import SqlProblems
from planner.usecases.planning.claiming import GRACE, ClaimLostError, SolveBusyError
from planner.usecases.planning.solve_week import solve_week
from tests.planner.usecases.fakes import StubbornSearch
from tests.planner.usecases.world import (
    NOW,
    THIRD_WEEK,
    WEEK,
    Desk,
    departure,
    departure_key,
    weeks,
    world_facts,
)

CLAIM = "solve 2026-W48 1"


def claim(desk: Desk) -> Claim | None:
    with desk.store.reading() as books:
        return books.claims.find(CLAIM)


def plans(desk: Desk) -> int:
    with desk.store.reading() as books:
        newest = books.plans.newest()
        return newest.id if newest else 0


def test_the_plan_is_stored_with_its_problem_and_its_origin(any_desk: Desk) -> None:
    solved = any_desk.solve(seed=3)

    with any_desk.store.reading() as books:
        record = books.plans.record(solved.plan_id)
        assert books.plans.load(solved.plan_id) == solved.plan
        assert books.problems.load(record.problem_hash) == solved.cut.problem
    assert (solved.plan.origin.problem_hash, solved.plan.origin.seed) == (record.problem_hash, 3)
    assert (record.actor, record.made_at, record.release) == ("planner", NOW, 0)
    assert claim(any_desk) is None


def test_others_may_write_while_a_problem_or_a_plan_is_made_ready_to_be_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[str] = []

    def beside_a_writer(kind: type[SqlProblems] | type[SqlPlans]) -> None:
        pack = kind.pack

        def watched(*asked: object, **named: object) -> object:
            with closing(sqlite3.connect(str(desk.store.engine.url.database), timeout=0)) as other:
                other.execute("BEGIN IMMEDIATE")  # OperationalError when somebody writes
            packed.append(kind.__name__)
            return pack(*asked, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(kind, "pack", watched)

    beside_a_writer(SqlProblems)
    beside_a_writer(SqlPlans)

    desk.solve()

    assert packed == ["SqlProblems", "SqlPlans"]


def test_solving_again_with_nothing_changed_gives_the_same_plan_and_says_so(desk: Desk) -> None:
    first = desk.solve()

    again = desk.solve()

    assert (again.reused, again.plan_id, again.plan) == (True, first.plan_id, first.plan)
    assert (plans(desk), claim(desk)) == (1, None)


def test_publishing_the_plan_itself_changes_nothing_for_the_next_solve(desk: Desk) -> None:
    first = desk.solve()
    desk.publish("departures", ReleaseScope(kinds=frozenset({ActivityKind.DEPARTURE})))
    desk.publish("all")

    again = desk.solve()

    assert (again.reused, again.plan_id) == (True, first.plan_id)


def test_asking_again_another_seed_or_changed_facts_give_a_new_plan(desk: Desk) -> None:
    first = desk.solve()

    asked = desk.solve(again=True)
    other_seed = desk.solve(seed=2)
    desk.deliver(departure("Z3", THIRD_WEEK))
    changed = desk.solve(seed=2)

    assert [asked.reused, other_seed.reused, changed.reused] == [False, False, False]
    assert len({first.plan_id, asked.plan_id, other_seed.plan_id, changed.plan_id}) == 4


def test_a_publication_of_another_plan_gives_a_new_plan(desk: Desk) -> None:
    first = desk.solve()
    other = desk.solve(seed=2)
    desk.publish("other", plan_id=other.plan_id)

    again = desk.solve(seed=1)

    assert again.reused is False
    assert again.plan_id != first.plan_id


def test_a_second_solve_of_the_same_weeks_is_refused_while_the_first_runs(desk: Desk) -> None:
    take(desk, "worker-2", expires=Minute(NOW + 5))

    with pytest.raises(SolveBusyError, match="worker-2"):
        desk.solve()

    assert desk.solve(WEEK.plus(1)).reused is False


@pytest.mark.parametrize("how", ["expired", "killed"])
def test_a_claim_nobody_works_under_is_taken_over(any_desk: Desk, how: str) -> None:
    take(any_desk, "worker-2", expires=NOW if how == "expired" else Minute(NOW + 50))
    any_desk.worker.gone = {"worker-2"} if how == "killed" else set()

    assert any_desk.solve().reused is False
    assert claim(any_desk) is None


def take(desk: Desk, holder: str, expires: Minute) -> None:
    with desk.store.transaction() as books:
        books.claims.put(Claim(name=CLAIM, holder=holder, expires=expires))


@dataclass
class Interrupted(StubbornSearch):
    """Lets something happen in the middle of the search."""

    desk: Desk
    what: str

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Solve with an interruption."""
        if self.what == "taken":
            take(self.desk, "worker-2", expires=Minute(NOW + 500))
        if self.what == "broken":
            raise KeyboardInterrupt
        if self.what == "long":
            self.desk.clock.minute = Minute(NOW + 40)
            report(Progress(stage="lang", fraction=0.1, planned=0, total=1))
            held = claim(self.desk)
            assert held is not None
            assert held.expires == NOW + 40 + GRACE
        return StubbornSearch.solve(self, problem, seconds=seconds, seed=seed, report=report, stopped=stopped)


def interrupted(desk: Desk, what: str) -> Desk:
    broken = replace(desk)
    broken.search = Interrupted(desk=broken, what=what)
    return broken


def test_a_plan_whose_claim_was_taken_over_is_not_stored(desk: Desk) -> None:
    with pytest.raises(ClaimLostError, match="niet opgeslagen"):
        interrupted(desk, "taken").solve()

    held = claim(desk)
    assert held is not None
    assert (plans(desk), held.holder) == (0, "worker-2")


def test_a_broken_search_gives_the_claim_back_and_stores_nothing(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(desk, "broken").solve()

    assert (plans(desk), claim(desk)) == (0, None)


def test_a_search_that_reports_keeps_its_claim(desk: Desk) -> None:
    assert interrupted(desk, "long").solve().plan_id == 1


def test_progress_is_passed_on_and_stopping_keeps_the_best_so_far(desk: Desk) -> None:
    heard: list[Progress] = []

    solved = solve_week(desk.tools, desk.request(), report=heard.append, stopped=lambda: len(heard) >= 3)

    assert len(solved.plan.appointments) == len(heard) == 3
    count = len([fact for fact in world_facts() if isinstance(fact, Activity)])
    assert len(solved.plan.appointments) + len(solved.plan.unplanned) == count


def test_a_duty_over_sunday_midnight_and_a_departure_weeks_ahead_survive_two_weekly_runs(any_desk: Desk) -> None:
    first = any_desk.solve()
    published = {item.activity: item for item in first.plan.appointments}
    assert escort_end(first.plan) > (weeks(0, 1).end or 0) > published[departure_key("Z1")].start
    assert published[departure_key("Z2")].start > weeks(3, 4).start
    releases = [any_desk.publish("first").release]
    for run in (1, 2):
        any_desk.wait(7 * 1440)
        any_desk.solve(WEEK.plus(run), seed=run + 5)
        releases.append(any_desk.publish(f"run {run}").release)

    for key in (departure_key("Z1"), departure_key("Z2")):
        entries = [[entry for entry in release.entries if entry.appointment.activity == key] for release in releases]
        assert entries[0] == entries[1] == entries[2] != []


def escort_end(plan: Plan) -> Minute:
    return max(
        part.end
        for item in plan.appointments
        for part in item.participations
        if part.resource.id == "E1" and item.activity == departure_key("Z1")
    )
