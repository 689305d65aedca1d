"""Budgets and the chunks they are cut into."""

import math
from itertools import pairwise

import pytest

from solver.kernel.budget import Budget, Pace


def run(pace: Pace, share: float = 1.0) -> list[tuple[int, int, float]]:
    """Return the chunks of a run."""
    chunks: list[tuple[int, int, float]] = []
    pace.run(share, lambda begin, steps, total: chunks.append((begin, steps, total)), lambda: None)
    return chunks


def test_budget_without_iterations_or_seconds_is_refused() -> None:
    with pytest.raises(ValueError, match="without an end"):
        Budget()


def test_pace_makes_all_iterations_in_chunks_that_follow_each_other() -> None:
    pace = Pace(Budget(iterations=1_000), lambda: False)
    chunks = run(pace)
    assert (pace.made, pace.finished()) == (1_000, True)
    assert chunks[0][0] == 0
    assert all(begin + steps == following for (begin, steps, _), (following, _, _) in pairwise(chunks))
    assert {total for _, _, total in chunks} == {1_000.0}


def test_pace_runs_shares_one_after_another() -> None:
    pace = Pace(Budget(iterations=100), lambda: False)
    first, second = run(pace, 0.25), run(pace)
    assert (sum(chunk[1] for chunk in first), sum(chunk[1] for chunk in second)) == (25, 75)
    assert (first[0][0], second[0][0]) == (0, 0)
    assert (first[0][2], second[0][2]) == (25.0, 75.0)


def test_pace_stops_when_told_and_stays_stopped() -> None:
    told = iter([False, False, True, False])
    pace = Pace(Budget(iterations=10**9), lambda: next(told))
    assert len(run(pace, 0.5)) == 2
    assert not pace.finished()
    assert run(pace) == []


def test_pace_by_seconds_only_is_finished_when_nobody_stopped_it() -> None:
    pace = Pace(Budget(seconds=0.05), lambda: False)
    chunks = run(pace)
    assert pace.finished()
    assert all(math.isinf(total) or total >= begin + steps for begin, steps, total in chunks[:-1])
