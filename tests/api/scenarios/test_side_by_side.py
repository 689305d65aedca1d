"""Scenarios side by side: two at a time, and what became of each."""

import threading

from api.runs.solving import Done, SolvingFailedError
from api.scenarios.side_by_side import AT_ONCE, side_by_side
from planner.domain.civil import IsoWeek, day_start
from planner.ports.search import Progress, Report, Stopped
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.solve_week import SolveRequest

WEEK = IsoWeek(2026, 48)


def asked(number: int) -> SolveRequest:
    return SolveRequest(cut=CutRequest(first=WEEK, as_of=day_start(WEEK.monday)), actor="x", scenario=number)


class Counted:
    """Solves that note how many go on at once; the second scenario fails."""

    def __init__(self) -> None:
        self.most, self._now, self._lock = 0, 0, threading.Lock()
        self._both = threading.Barrier(AT_ONCE)

    def __call__(self, request: SolveRequest, report: Report, stopped: Stopped) -> Done:
        """Solve one."""
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        self._both.wait(30)
        report(Progress(stage="klaar", fraction=1.0, planned=0, total=0))
        assert not stopped()
        with self._lock:
            self._now -= 1
        if request.scenario == 2:
            raise SolvingFailedError("nee")
        return Done(plan_id=100 + (request.scenario or 0))


def test_four_scenarios_are_solved_two_at_a_time() -> None:
    solves, heard = Counted(), set[int]()

    done = side_by_side(
        solves, [asked(n) for n in (1, 2, 3, 4)], heard=lambda number, _: heard.add(number), stopped=lambda: False
    )

    assert solves.most == AT_ONCE
    assert heard == {1, 2, 3, 4}
    assert {n: one.plan_id if isinstance(one, Done) else str(one) for n, one in done.items()} == {
        1: 101, 2: "nee", 3: 103, 4: 104,
    }  # fmt: skip
