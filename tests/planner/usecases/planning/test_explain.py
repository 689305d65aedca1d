"""Questions about stored plans: which plan, kept or read anew, and what another plan is asked as."""

from collections.abc import Iterator, Sequence

import pytest

from planner.domain.explaining import Answer, BlockingTable, CaseAnswer, Evaluation, Proof, Share, StandbyAnswer, Wish
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.plan import Appointment, Plan, appointment
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.ports.explaining import ExplanationError
from planner.ports.store import StoreError
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.planning.explain import LARGE, Asked, Questions, differing
from tests.solver import world as w
from tests.solver.small import conversation

ACTIVITY = conversation(w.A, 1)


class Answers:
    """Stands for the solver: notes what it was asked, and answers nothing in particular."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, object]] = []
        self.plans: list[Plan] = []

    def why(
        self,
        problem: Problem,
        plan: Plan,
        activity: ActivityKey,
        *,
        level: int = 3,
        resource: str | None = None,
        start: Minute | None = None,
    ) -> Answer:
        """Note the question."""
        self.asked.append(("why", (len(problem.activities), activity, level, resource, start)))
        self.plans.append(plan)
        table = BlockingTable(activity=activity, spots=(), stretches=(), counts=())
        return Answer(activity=activity, planned=None, table=table)

    def why_case(self, problem: Problem, plan: Plan, case: CaseId) -> CaseAnswer:
        """Note the question."""
        self.asked.append(("case", (len(problem.activities), len(plan.unplanned), case)))
        return CaseAnswer(case=case, given=None, candidates=())

    def why_not_standby(self, problem: Problem, plan: Plan, activity: ActivityKey) -> tuple[StandbyAnswer, ...]:
        """Note the question."""
        self.asked.append(("standby", (len(problem.activities), len(plan.unplanned), activity)))
        return ()

    def evaluate(self, problem: Problem, plan: Plan, wishes: Sequence[Wish], *, seconds: float) -> Evaluation:
        """Note the question."""
        self.asked.append(("evaluate", (len(problem.activities), len(plan.unplanned), len(wishes), seconds)))
        return Evaluation(wishes=(), breaks=(), price=(), changes=(), proof=Proof.PROVEN)

    def compare(self, problem: Problem, plan: Plan, other: Plan) -> Evaluation:
        """Note the question."""
        numbers = len(plan.appointments), len(other.appointments)
        self.asked.append(("compare", (len(problem.activities), *numbers)))
        return Evaluation(wishes=(), breaks=(), price=(), changes=(), proof=Proof.PROVEN)

    def shares(self, problem: Problem, plan: Plan, by: str) -> tuple[Share, ...]:
        """Note the question."""
        self.asked.append(("shares", (len(problem.activities), len(plan.unplanned), by)))
        return ()


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with one plan."""
    opened = open_store(sqlite_url)
    _add(opened)
    yield opened
    opened.close()


def _add(store: SqlStore, *planned: Appointment) -> None:
    problem = w.World(activities=(ACTIVITY,)).problem()
    with store.transaction() as books:
        kept = books.problems.save(problem)
        books.plans.add(w.plan_of((ACTIVITY,), planned), problem_hash=kept, at=w.NOW, actor="planner")


def test_question_is_passed_on_with_the_newest_plan(store: SqlStore) -> None:
    answers = Answers()
    asked = Asked(activity=ACTIVITY.key, level=2, resource="R1", start=w.clock(9))
    Questions(store, answers).why(asked)
    assert answers.asked == [("why", (1, ACTIVITY.key, 2, "R1", w.clock(9)))]


def test_plan_is_kept_until_there_is_a_newer_one(store: SqlStore) -> None:
    answers = Answers()
    questions = Questions(store, answers)
    for _ in range(2):
        questions.why(Asked(activity=ACTIVITY.key))
    _add(store, _somewhere(ACTIVITY.key))
    questions.why(Asked(activity=ACTIVITY.key))
    first, second, third = answers.plans
    assert first is second
    assert [len(plan.appointments) for plan in (second, third)] == [0, 1]


def test_plan_asked_for_by_number_is_that_one(store: SqlStore) -> None:
    _add(store, _somewhere(ACTIVITY.key))
    answers = Answers()
    questions = Questions(store, answers)
    questions.why(Asked(activity=ACTIVITY.key), 1)
    questions.why(Asked(activity=ACTIVITY.key), 2)
    assert [len(plan.appointments) for plan in answers.plans] == [0, 1]


def test_plan_that_does_not_exist_is_refused(store: SqlStore) -> None:
    with pytest.raises(StoreError):
        Questions(store, Answers()).why(Asked(activity=ACTIVITY.key), 7)


def test_other_questions_are_passed_on(store: SqlStore) -> None:
    answers = Answers()
    questions = Questions(store, answers)
    questions.why_case(w.A)
    questions.why_not_standby(ACTIVITY.key)
    questions.shares("persoon")
    questions.evaluate((Wish(activity=ACTIVITY.key),), seconds=3.0)
    assert answers.asked == [
        ("case", (1, 1, "A")),
        ("standby", (1, 1, ACTIVITY.key)),
        ("shares", (1, 1, "persoon")),
        ("evaluate", (1, 1, 1, 3.0)),
    ]


def test_version_without_wishes_is_refused(store: SqlStore) -> None:
    with pytest.raises(ExplanationError):
        Questions(store, Answers()).evaluate(())


@pytest.mark.parametrize(
    ("number", "how"), [(0, "compare"), (1, "evaluate"), (LARGE, "evaluate"), (LARGE + 1, "compare")]
)
def test_other_plan_is_put_into_ours_unless_much_differs(store: SqlStore, number: int, how: str) -> None:
    answers = Answers()
    other = Plan(appointments=tuple(_somewhere(ActivityKey(f"x{i}")) for i in range(number)))
    Questions(store, answers).evaluate_plan(other)
    assert [name for name, _ in answers.asked] == [how]


def test_differing_are_the_appointments_that_ours_has_not_so() -> None:
    same, other = _somewhere(w.key("a")), _somewhere(w.key("b"))
    ours, theirs = Plan(appointments=(same,)), Plan(appointments=(same, other))
    assert differing(ours, theirs) == (Wish(activity=w.key("b"), appointment=other),)


def _somewhere(key: ActivityKey) -> Appointment:
    return appointment(key, w.clock(9), w.clock(10), w.AZC)
