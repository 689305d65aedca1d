"""A frozen conversation with a minor alone stays as long as the guardian was invited, or still can be in time."""

from dataclasses import replace

import pytest

from planner.domain.cases import Specialism
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from solver.known import Known
from solver.settled import settled
from tests.solver import world as w
from tests.solver.rules.cases import conversation, talk


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        pytest.param(ClearanceState.YES, 1, id="invited"),
        pytest.param(ClearanceState.ASKED, 0, id="asked, and too late by now"),
        pytest.param(ClearanceState.NO, 0, id="the guardian does not agree"),
    ],
)
def test_frozen_conversation_with_a_minor_is_free_without_the_guardian(state: ClearanceState, stays: int) -> None:
    # it is Monday 9:30 and the conversation is at 15:00, inside the 24 hours
    activity = conversation()
    world = w.World(activities=[activity], now=w.clock(9, 30))
    world = replace(world, baseline=[talk(activity, w.clock(15))])
    minors = tuple(replace(case, specialisms=frozenset({Specialism.MINORS})) for case in w.default_cases().cases)
    answer = Clearance(case=w.A, kind=ClearanceKind.GUARDIAN, state=state, valid=w.EVER)
    world = world.with_cases(cases=minors, clearances=(answer,))
    world = world.with_resources(
        regievoerders=tuple(
            replace(one, specialisms=frozenset({Specialism.MINORS})) for one in world.problem().resources.regievoerders
        )
    )

    assert len(settled(Known(world.problem()))) == stays
