"""Random weeks through the product: the second reader and the judge find nothing wrong. `make bench` runs 200."""

import pytest

from tests.recheck.solved import SEEDS, checked


@pytest.mark.parametrize("seed", SEEDS)
def test_week_has_no_breach_from_bed_to_board(seed: int) -> None:
    """Solved, published and solved again after facts, answers, pins and bookings came in."""
    week = checked(seed)

    assert week.wrong == []
    assert [turn.name for turn in week.turns] == ["first", "later"]
    assert all(turn.planned for turn in week.turns)


def test_weeks_plan_every_kind_of_activity() -> None:
    """Weeks in which nothing happens would prove nothing."""
    kinds = {kind for seed in SEEDS for turn in checked(seed).turns for kind in turn.planned}

    assert kinds == {"gesprek", "presentatie", "vertrek", "vervoer", "overleg"}
