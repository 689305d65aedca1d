"""The port: every question answered about the plan that it is asked of, and refused in words when there is nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.domain.explaining import Wish
from planner.domain.ids import CaseId
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ports.explaining import ExplanationError
from solver.why.answer import answered
from solver.why.assigning import case_answered
from solver.why.compared import compared
from solver.why.explainer import Explainer
from solver.why.ground import Ground
from solver.why.shares import By, shares
from solver.why.standing_by import standby_answers
from solver.why.version import evaluated
from solver.why.ways import Question
from tests.solver import test_standby as small
from tests.solver import world as w
from tests.solver.small import conversation
from tests.solver.why.kept import told
from tests.solver.why.talks import ELEVEN, NINE, TEN, asked, held, question

FIRST, SECOND = conversation(w.A, 1), asked(w.B, NINE, ELEVEN)
ABOUT = question(w.World(), SECOND, [held(FIRST, NINE)], [FIRST])
PROBLEM, PLAN = ABOUT.problem, ABOUT.plan


def test_why_answers_as_far_as_is_asked() -> None:
    explainer = Explainer()
    all_levels = explainer.why(PROBLEM, PLAN, SECOND.key)
    assert told(all_levels) == told(answered(ABOUT, SECOND))
    assert len(all_levels.milliseconds) == 3
    assert told(explainer.why(PROBLEM, PLAN, SECOND.key, level=1)) == told(answered(ABOUT, SECOND, 1))
    one = explainer.why(PROBLEM, PLAN, SECOND.key, level=2, resource="R2", start=TEN)
    assert told(one) == told(answered(ABOUT, SECOND, 2, Question(resource="R2", start=TEN)))


def test_questions_of_other_kinds_are_answered() -> None:
    explainer = Explainer()
    other = w.plan_of((FIRST, SECOND), [held(FIRST, TEN)])
    wish = Wish(activity=SECOND.key, start=NINE)
    assert told(explainer.compare(PROBLEM, PLAN, other)) == told(compared(ABOUT, other))
    assert told(explainer.evaluate(PROBLEM, PLAN, [wish], seconds=60)) == told(evaluated(ABOUT, [wish], 60))
    assert explainer.shares(PROBLEM, PLAN, "middel") == shares(ABOUT, By.RESOURCE)
    assert shares(ABOUT, By.RESOURCE) != shares(ABOUT, By.RULE)


def test_questions_about_cases_and_standbys_are_answered() -> None:
    freed = w.World().with_cases(ownerships=w.default_cases().ownerships[:2])
    problem = freed.problem()
    found = Explainer().why_case(problem, Plan(), w.C)
    assert found == case_answered(Ground(problem, Plan()), w.C)
    world = small.world()
    problem, plan = world.problem(), small.plan(world)
    answers = Explainer().why_not_standby(problem, plan, w.key("vertrek-C"))
    assert answers == standby_answers(Ground(problem, plan), world.activities[1])
    assert len(answers) == 2


def test_question_about_another_problem_or_plan_is_about_that() -> None:
    explainer = Explainer()
    free = w.plan_of((FIRST, SECOND), [])
    assert explainer.why(PROBLEM, PLAN, SECOND.key, level=1).table.free != ()
    assert len(explainer.why(PROBLEM, free, SECOND.key, level=1).table.free) == 5
    assert len(explainer.why(PROBLEM, PLAN, SECOND.key, level=1).table.free) == 1
    wide = replace(PROBLEM, resources=replace(PROBLEM.resources, capacities=(w.rooms(w.AZC, 0),)))
    assert explainer.why(wide, PLAN, SECOND.key, level=1).table.free == ()


@pytest.mark.parametrize(
    ("question_of", "words"),
    [
        (lambda e, p, q: e.why(p, q, w.key("niets")), "niets is geen activiteit van deze planvraag"),
        (lambda e, p, q: e.why_not_standby(p, q, w.key("niets")), "niets is geen activiteit van deze planvraag"),
        (
            lambda e, p, q: e.why(p, q, SECOND.key, level=1, resource="R9"),
            "voor B/gesprek/9 bestaat die mogelijkheid niet",
        ),
        (lambda e, p, q: e.why_case(p, q, w.A), "A hoefde in deze periode geen regievoerder te krijgen"),
        (lambda e, p, q: e.why_case(p, q, CaseId("Z")), "Z hoefde in deze periode geen regievoerder te krijgen"),
    ],
)
def test_question_about_nothing_is_refused(
    question_of: Callable[[Explainer, Problem, Plan], object], words: str
) -> None:
    with pytest.raises(ExplanationError) as refused:
        question_of(Explainer(), PROBLEM, PLAN)
    assert str(refused.value).splitlines()[0] == words


def test_question_about_a_moment_that_no_way_has_is_refused() -> None:
    world = small.world()
    problem, plan = world.problem(), small.plan(world)
    with pytest.raises(ExplanationError):
        Explainer().why(problem, plan, w.key("vertrek-C"), level=1, start=NINE)
    nothing = Explainer().why(problem, plan, w.key("vertrek-C"), level=1, start=w.clock(12))
    assert len(nothing.table.spots) == 1


def test_activity_without_any_spot_is_answered_unless_a_spot_was_asked_for() -> None:
    short = asked(w.A, NINE, w.clock(9, 30))
    about = question(w.World(), short)
    found = Explainer().why(about.problem, about.plan, short.key, level=1)
    assert (found.table.spots, found.table.note) == (
        (),
        "geen enkel moment in ma 23 nov 00:00 - ma 30 nov 00:00 om te beginnen",
    )
