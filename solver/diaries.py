"""Conversations and meetings into the scope: what the rules say made into a compiled search, and its answer back.

Repeatable for a seed as long as the number of steps, not the clock, ends the search.
Not allowed here: the search itself (``diary``), and the rules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.candidates import Candidates
from solver.clock import Budget
from solver.diary.making import Diary, make_diary
from solver.diary.packing import Packed
from solver.diary.search import search_diary
from solver.diary.week import NONE, Ints
from solver.kernel.budget import Budget as Steps
from solver.occupancy import Occupancy
from solver.parallel.workers import Workers

STEPS_PER_ACTIVITY = 3_000
"""The search ends after so many steps for each activity, however much time is left."""

Current = Callable[[], Sequence[Appointment]]
Told = Callable[[float, int, Current], None]
"""Called with how far the stage is (0 to 1), how much is planned, and how to get the best appointments so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryResult:
    """Planned conversations and meetings; which were never tried for want of time; how many steps were made."""

    appointments: tuple[Appointment, ...]
    untried: frozenset[ActivityKey] = frozenset()
    tries: int = 0
    finished: bool = True
    lost: int = 0
    """How many sub-problems no worker brought back."""


class Diaries:
    """One run over the diaries of a scope, around what ``occupancy`` holds; ``widened`` adds to what may be done."""

    def __init__(
        self,
        candidates: Candidates,
        activities: Sequence[Activity],
        occupancy: Occupancy,
        seed: int,
        widened: Callable[[Diary], Diary] = lambda diary: diary,
    ) -> None:
        self._candidates = candidates
        self._activities = tuple(activities)
        self._occupancy = occupancy
        self._seed = seed
        self._widened = widened

    def plan(
        self,
        budget: Budget,
        told: Told,
        *,
        tries: int | None = None,
        given: Mapping[ActivityKey, Appointment] | None = None,
        workers: Workers | None = None,
    ) -> DiaryResult:
        """Fill the diaries, beginning with what is given, and improve them until the budget or the steps are spent."""
        if budget.over:
            return DiaryResult(appointments=(), untried=frozenset(a.key for a in self._activities), finished=False)
        diary = self._widened(make_diary(self._candidates, self._activities, self._occupancy))
        packed = Packed(diary)

        def tell(share: float, chosen: Ints) -> None:
            told(share, int((chosen != NONE).sum()), lambda: tuple(packed.appointments(chosen)))

        steps = STEPS_PER_ACTIVITY * len(diary.activities) if tries is None else tries
        found = search_diary(
            packed,
            Steps(iterations=steps, seconds=max(budget.left, 1e-3)),
            seed=self._seed,
            given=packed.given(given or {}),
            tell=tell,
            stopped=budget.stopped,
            workers=workers,
        )
        planned = tuple(packed.appointments(found.chosen))
        return DiaryResult(appointments=planned, tries=found.steps, finished=found.finished, lost=found.lost)
