"""Conversations and meetings into the scope: each regievoerder exactly, then neighbourhood by neighbourhood better.

Repeatable for a seed as long as the limits on work, not the clock, end each step.
Not allowed here: what a neighbourhood is, and the rules.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from solver.candidates import Candidates
from solver.clock import Budget
from solver.diary_model import Part, resources_of
from solver.neighbourhoods import Neighbourhoods
from solver.occupancy import Occupancy
from solver.solving import Limits, Outcome

LARGEST = 60
"""Most activities planned together when the diaries are first built."""
WORK_PER_ACTIVITY = 0.03
SIZES = (16, 32, 56)
"""Activities in a neighbourhood: small ones first, for they take least time."""
PARALLEL = 2
SOLVE_SECONDS = 5.0
QUIET_ROUNDS = 1.5
"""The search ends after this many tries per regievoerder without any change for the better."""

Told = Callable[[float, int], None]
"""Called with how far the stage is (0 to 1) and how much is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryResult:
    """Planned conversations and meetings; which were never tried for want of time; how many tries were made."""

    appointments: tuple[Appointment, ...]
    untried: frozenset[ActivityKey] = frozenset()
    tries: int = 0
    finished: bool = True


class Diaries:
    """One run over the diaries of a scope."""

    def __init__(
        self,
        candidates: Candidates,
        activities: Sequence[Activity],
        occupancy: Occupancy,
        seed: int,
    ) -> None:
        self._candidates = candidates
        self._activities = {activity.key: activity for activity in activities}
        self.occupancy = occupancy
        able = [activity for activity in activities if candidates.of(activity)]
        self._near = Neighbourhoods(candidates, able, seed)
        self._able = {activity.key for activity in able}
        self._seed = seed

    def plan(self, budget: Budget, told: Told, *, tries: int | None = None) -> DiaryResult:
        """Build the diaries and improve them until the budget, the tries or the ideas run out."""
        untried = self._construct(budget, told)
        made, quiet = (0, False) if untried else self._improve(budget, told, tries)
        return DiaryResult(
            appointments=tuple(a for key, a in self.occupancy.appointments.items() if key in self._activities),
            untried=frozenset(untried),
            tries=made,
            finished=not untried and quiet,
        )

    # --- construction ---------------------------------------------------------

    def _construct(self, budget: Budget, told: Told) -> set[ActivityKey]:
        """Plan what wants the scarcest rooms and languages together, then each regievoerder in turn."""
        left = set(self._able)
        people = sorted(self._near.people.items(), key=lambda item: (self._slack(item[1]), item[0].id))
        steps = [*self._near.scarce(self.occupancy, LARGEST), *(tuple(keys) for _, keys in people)]
        for turn, keys in enumerate(steps):
            if budget.over:
                break
            if not left.isdisjoint(keys):
                part, current = self._cut(keys)
                self._take(
                    current, part.solve(current, self._limits(WORK_PER_ACTIVITY * len(keys), budget, 0), budget.stopped)
                )
                left.difference_update(keys)
            told(0.4 * (turn + 1) / len(steps), self._planned())
        return left

    def _slack(self, keys: Sequence[ActivityKey]) -> float:
        """Return how few possible moments the activities have; those with the least come first."""
        return -sum(1 / sum(len(c.starts) for c in self._candidates.of(self._activities[key])) for key in keys)

    # --- improvement ----------------------------------------------------------

    def _improve(self, budget: Budget, told: Told, tries: int | None) -> tuple[int, bool]:
        """Try neighbourhoods, wider ones when a round brings nothing; return (tries made, no ideas left)."""
        made = 0
        with ThreadPoolExecutor(PARALLEL) as pool:
            for turn, size in enumerate(SIZES):
                quiet = 0
                while quiet < self._round:
                    if budget.over or (tries is not None and made >= tries):
                        return made, False
                    better = self._batch(pool, budget, size, made)
                    made += len(better)
                    quiet = 0 if any(better) else quiet + max(1, len(better))
                    here = (turn + min(1.0, quiet / self._round)) / len(SIZES)
                    told(0.4 + 0.6 * max(budget.spent, here), self._planned())
        return made, True

    @property
    def _round(self) -> int:
        """Tries without gain after which a size of neighbourhood is given up."""
        return int(QUIET_ROUNDS * max(len(self._near.people), 8))

    def _batch(self, pool: ThreadPoolExecutor, budget: Budget, size: int, made: int) -> list[bool]:
        """Plan a few unrelated neighbourhoods anew at the same time; return for each whether it got better."""
        parts = [self._cut(keys) for keys in self._unrelated(size)]
        work = WORK_PER_ACTIVITY * size
        jobs = [
            pool.submit(part.solve, current, self._limits(work, budget, made + i), budget.stopped)
            for i, (part, current) in enumerate(parts)
        ]
        return [self._take(current, job.result()) for (_, current), job in zip(parts, jobs, strict=True)]

    def _unrelated(self, size: int) -> list[tuple[ActivityKey, ...]]:
        """Draw up to two neighbourhoods that share nobody and nothing."""
        troubled = [key for key in self._activities if key in self._able and key not in self.occupancy.appointments]
        first = self._near.draw(self.occupancy, troubled, size)
        if not first:
            return []
        taken = self._resources(first)
        for _ in range(3):
            second = self._near.draw(self.occupancy, troubled, size)
            if second and not taken & self._resources(second):
                return [first, second]
        return [first]

    def _resources(self, keys: Iterable[ActivityKey]) -> frozenset[ResourceRef]:
        return resources_of(self._candidates, (self._activities[key] for key in keys))

    # --- one neighbourhood ----------------------------------------------------

    def _cut(self, keys: Sequence[ActivityKey]) -> tuple[Part, dict[ActivityKey, Appointment | None]]:
        """Return the sub-problem of these activities and where they stand now."""
        current = {key: self.occupancy.remove(key) for key in keys}
        part = Part(self._candidates, self.occupancy, [self._activities[key] for key in keys])
        for appointment in current.values():
            if appointment is not None:
                self.occupancy.add(appointment)
        return part, current

    def _take(self, current: Mapping[ActivityKey, Appointment | None], outcome: Outcome | None) -> bool:
        """Put a result in place unless it is worse; return whether it is better."""
        before = sum(1 for appointment in current.values() if appointment is not None)
        if outcome is None or (not outcome.proven and len(outcome.appointments) < before):
            return False
        for key in current:
            self.occupancy.remove(key)
        for appointment in outcome.appointments.values():
            self.occupancy.add(appointment)
        return outcome.better

    def _limits(self, work: float, budget: Budget, turn: int) -> Limits:
        seconds = min(SOLVE_SECONDS, max(budget.left, 0.1))
        return Limits(work=work, seconds=seconds, seed=(self._seed + turn) % 2**31)

    def _planned(self) -> int:
        return sum(1 for key in self._able if key in self.occupancy.appointments)
