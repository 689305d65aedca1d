"""Specialism, in examples: only R2 does minors."""

import pytest

from planner.domain.cases import Specialism
from tests.solver import world as w
from tests.solver.rules.cases import conversation, talk, texts


@pytest.mark.parametrize(
    ("asked", "who", "said"),
    [
        (Specialism.MINORS, w.R2, []),
        (Specialism.MINORS, w.R1, ["R1 heeft het specialisme amv niet"]),
        (Specialism.MEDICAL, w.R2, ["R2 heeft het specialisme medisch niet"]),
        (None, w.R1, []),
        (Specialism.MINORS, "R9", ["R9 heeft het specialisme amv niet"]),
    ],
)
def test_specialism_of_the_performer(asked: Specialism | None, who: str, said: list[str]) -> None:
    """What the work asks against what the person has."""
    activity = conversation(specialism=asked)

    assert texts("P04", w.World(activities=[activity]), talk(activity, w.clock(10), who=who)) == said
