"""Stored plans for the routes that ask about them; what was asked about last is kept at hand.

Not allowed here: HTTP beyond saying that something is not there.
"""

import threading
from collections.abc import Callable
from http import HTTPStatus

from api.v1.tools import RefusedError
from planner.domain.draft_line import State, ordered
from planner.domain.editing import Ground
from planner.ports.editing import Desk, Desks
from planner.ports.explaining import Explains
from planner.ports.plans import PlanRecord
from planner.ports.store import Store, StoreConflictError, StoreError, StoreUnreachableError
from planner.usecases.editing.heads import Heads, read_state
from planner.usecases.planning.current_plan import CurrentPlan
from planner.usecases.planning.explain import Questions


class Stored:
    """Plans of a store, questions about them, and desks to look for places in them."""

    def __init__(
        self, store: Store, explains: Callable[[], Explains], desks: Callable[[], Desks], heads: Callable[[], Heads]
    ) -> None:
        """Take a store; ``heads`` has the drafts that people work on in memory."""
        self.store, self._heads = store, heads
        self._explains, self._make = explains, desks
        self._questions: Questions | None = None
        self._desks: Desks | None = None
        self._desk: tuple[int, Desk] | None = None
        self._lock = threading.Lock()

    @property
    def questions(self) -> Questions:
        """Questions about plans; the solver library is loaded at the first."""
        if self._questions is None:
            self._questions = Questions(self.store, self._explains(), self._at_hand)
        return self._questions

    def plan(self, number: int | None) -> CurrentPlan:
        """Return a plan (None: the newest) with its problem; raise RefusedError where there is none."""
        try:
            return self.questions.plan(number)
        except (StoreConflictError, StoreUnreachableError):
            raise
        except StoreError as error:
            raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error

    def record(self, number: int) -> PlanRecord:
        """Return a plan without its contents, one that is there."""
        with self.store.reading() as books:
            return books.plans.record(number)

    def desk(self, number: int | None) -> Desk:
        """Return a desk of a plan; raise RefusedError where there is none."""
        found = self.plan(number)
        opened = self._heads().with_plan(found.number)
        if opened is not None:
            return opened.desk
        with self._lock:
            if self._desk is not None and self._desk[0] == found.number:
                return self._desk[1]
        desk = self._made(found)
        with self._lock:
            self._desk = (found.number, desk)
        return desk

    def _at_hand(self, number: int) -> CurrentPlan | None:
        opened = self._heads().with_plan(number)
        if opened is None:
            return None
        return CurrentPlan(number=number, problem=opened.desk.problem, plan=opened.desk.plan)

    def _made(self, found: CurrentPlan) -> Desk:
        if self._desks is None:
            self._desks = self._make()
        with self.store.reading() as books:
            record, head = books.plans.record(found.number), books.drafts.of_plan(found.number)
            answered = books.problems.load(record.problem_hash)
            if head is not None:
                return self._desks.make(answered, read_state(books, head))
        plan = ordered(found.plan)
        return self._desks.make(
            answered, State(plan, Ground(problem_hash=record.problem_hash, solved=found.number), plan)
        )
