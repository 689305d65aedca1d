"""Solving several scenarios side by side: at most two at a time, each in a process of its own with one worker.

Not allowed here: how one is solved.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from api.runs.solving import Done, Solves, SolvingFailedError
from planner.domain.civil import day_start
from planner.domain.scenario import Scenario
from planner.ports.search import Progress
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.solve_week import SolveRequest

AT_ONCE = 2
"""So many scenarios are solved at a time: each has one worker, and people go on with the desk meanwhile."""
Heard = Callable[[int, Progress], None]


def request_of(scenario: Scenario, *, actor: str, seconds: float, seed: int = 1) -> SolveRequest:
    """Return what is asked of a solve of a scenario."""
    cut = CutRequest(first=scenario.week, as_of=day_start(scenario.week.monday))
    return SolveRequest(cut=cut, actor=actor, seconds=seconds, seed=seed, scenario=scenario.number)


def side_by_side(
    solves: Solves, asked: Iterable[SolveRequest], *, heard: Heard, stopped: Callable[[], bool]
) -> Mapping[int, Done | SolvingFailedError]:
    """Solve scenarios and return what became of each."""
    lock = threading.Lock()

    def one(request: SolveRequest) -> Done | SolvingFailedError:
        def report(progress: Progress) -> None:
            with lock:
                heard(request.scenario or 0, progress)

        try:
            return solves(request, report, stopped)
        except SolvingFailedError as error:
            return error

    wanted = list(asked)
    with ThreadPoolExecutor(AT_ONCE, "scenario") as pool:
        done = list(pool.map(one, wanted))
    return {request.scenario or 0: found for request, found in zip(wanted, done, strict=True)}
