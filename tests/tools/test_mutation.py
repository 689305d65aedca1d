"""Faults are drawn in proportion, tried with the tests near them in a useful order, and forks say what they did."""

import os
import signal
from collections import Counter

import pytest

from tools.mutation.drawing import CONTROL, CONTROL_EVERY, Learned, Order, draw, part, with_controls
from tools.mutation.forks import side_by_side
from tools.mutation.running import ended

RULES = [f"solver.rules.track.x_f__mutmut_{number}" for number in range(60)]
WHY = [f"solver.why.cover.x_g__mutmut_{number}" for number in range(40)]


def test_a_draw_holds_its_share_of_rules_and_explanations() -> None:
    drawn = draw([*RULES, *WHY], 20, 1)

    assert Counter(map(part, drawn)) == {"rules": 12, "why": 8}
    assert len(set(drawn)) == 20


def test_a_draw_is_the_same_for_a_seed_and_differs_between_seeds() -> None:
    """Whatever order the faults are found in on the disk."""
    drawn = draw([*RULES, *WHY], 20, 1)

    assert drawn == draw([*WHY, *reversed(RULES)], 20, 1)
    assert drawn != draw([*RULES, *WHY], 20, 2)


def test_a_draw_begins_with_both_parts() -> None:
    """So that a run that is ended halfway has tried of both."""
    assert {part(fault) for fault in draw([*RULES, *WHY], 40, 1)[:20]} == {"rules", "why"}


@pytest.mark.parametrize("number", [None, 100, 500])
def test_all_are_drawn_when_all_or_more_are_asked_for(number: int | None) -> None:
    assert sorted(draw([*RULES, *WHY], number, 1)) == sorted([*RULES, *WHY])


def _order(budget: float = 10, **seconds: float) -> Order:
    near = frozenset({"solver.rules.track.x_f"})
    learned = {test: Learned(seconds=took, functions=near) for test, took in seconds.items()}
    return Order(learned=learned, budget=budget)


def test_quick_tests_go_first_and_those_not_near_are_left_out() -> None:
    order = _order(slow=3, quick=1)

    assert order.of(RULES[0]) == ["quick", "slow"]
    assert order.of(WHY[0]) == []


def test_a_test_that_found_a_fault_of_the_function_goes_sooner() -> None:
    order = _order(slow=3, quick=1)

    order.note(RULES[0], "slow")

    assert order.of(RULES[1]) == ["slow", "quick"]


def test_tests_beyond_the_budget_are_not_run_but_one_always_is() -> None:
    assert _order(budget=4, a=1, b=2, c=3).of(RULES[0]) == ["a", "b"]
    assert _order(budget=0.5, a=1, b=2).of(RULES[0]) == ["a"]


def test_now_and_then_a_fault_is_tried_without_being_switched_on() -> None:
    faults = [str(number) for number in range(CONTROL_EVERY + 1)]

    jobs = list(with_controls(faults))

    assert [job for job in jobs if job.startswith(CONTROL)] == [f"{CONTROL}0", f"{CONTROL}{CONTROL_EVERY}"]
    assert [job for job in jobs if not job.startswith(CONTROL)] == faults


def _work(job: str) -> str:
    if job == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "raises":
        raise ValueError(job)
    return job.upper()


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_forks_say_what_they_did_or_how_they_ended(workers: int) -> None:
    said = dict(side_by_side(["a", "dies", "b", "raises"], _work, workers))

    assert said == {"a": "A", "b": "B", "dies": "ended -9", "raises": "ended 0"}


def test_a_fault_that_keeps_the_tests_busy_forever_is_found_and_another_end_is_not() -> None:
    assert ended("-27") == "timed out"
    assert ended("-11") == "ended by -11"
