"""What the benchmark of recommendations asks, and which figures are missed."""

from collections import Counter

import pytest

from benchmarks.recommend import LIMIT, missed_of, questions, table, without
from planner.ports.editing import EditImpossibleError
from tests.planner.usecases.editing.small_week import small_week


def test_a_kind_of_question_is_missed_when_its_95th_of_a_hundred_is_too_slow() -> None:
    slow = {"few": [0.1] * 95 + [1.0] * 5, "rare": [0.1] * 96 + [1.0] * 4, "just": [LIMIT]}

    assert missed_of(slow) == ["few: p95 1000 ms"]


def test_the_table_has_the_worst_as_well() -> None:
    row = table({"places": [0.1, 0.2, 0.4]}, {"places": [0.05, 0.1, 0.2]})[-1]

    assert row == "| places | 3 | 200 | 400 | 400 | 100 | 200 | 200 |"


def test_what_is_taken_out_is_unplanned() -> None:
    _, plan = small_week()
    keys = [plan.appointments[0].activity]

    left = without(plan, keys)

    assert keys[0] not in {item.activity for item in left.appointments}
    assert [item.activity for item in left.unplanned if item not in plan.unplanned] == keys


def test_questions_are_about_places_hours_and_sessions() -> None:
    problem, plan = small_week()
    asked: Counter[str] = Counter()
    for name, ask in questions(problem, plan, 2, 1):
        try:
            ask()
        except EditImpossibleError as error:
            pytest.fail(f"{name}: {error}")
        asked[name] += 1

    assert asked["places of what is planned"] == 2
    assert asked["places of what is not, 1 out"] == 1
    assert asked["an hour of somebody"] > 0
