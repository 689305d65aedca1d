"""Ports to the solver: searching for a plan and judging one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from planner.domain.clearances import Override
from planner.domain.plan import Breach, LevelValue, Plan
from planner.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a search stands: stage by name, how far (0 to 1), what it reached so far.

    ``lost`` are the sub-problems that were handed out and that nobody brought back; ``stages`` the seconds that each
    stage took so far, in order, the last one still going on.
    """

    stage: str
    fraction: float
    planned: int
    total: int
    levels: tuple[LevelValue, ...] = ()
    seconds: float = 0.0
    lost: int = 0
    stages: tuple[tuple[str, float], ...] = ()


Report = Callable[[Progress], None]
Stopped = Callable[[], bool]


class Search(Protocol):
    """Finds a plan. Anytime: returns the best so far when the time is up or ``stopped`` says so."""

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Return a plan that accounts for every activity of the problem."""
        ...


class Judge(Protocol):
    """Judges any plan by the rulebook alone; loads no solver library."""

    @property
    def rulebook_version(self) -> str:
        """Version of the rulebook, changing with any rule."""
        ...

    def judge(self, problem: Problem, plan: Plan) -> tuple[Breach, ...]:
        """Return every breach of every rule."""
        ...

    def levels(self, breaches: tuple[Breach, ...]) -> tuple[LevelValue, ...]:
        """Return the cost per level."""
        ...

    def upholds(self, override: Override) -> bool:
        """Return whether an exception was made by somebody who may; another has no effect."""
        ...


class Measures(Judge, Protocol):
    """A judge that knows what one plan costs from what another costs."""

    def levels_of_other(
        self, problem: Problem, plan: Plan, levels: Sequence[LevelValue], other: Plan
    ) -> tuple[LevelValue, ...]:
        """Return what another plan of a problem costs, from what one plan costs."""
        ...
