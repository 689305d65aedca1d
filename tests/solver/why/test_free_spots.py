"""Free spots against all spots that nothing forbids: the same, in the same order, in a week with its plan."""

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.ids import ActivityKey
from solver.editing.looking import without
from solver.why.examined import Examined, examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground
from solver.why.ways import EVERYTHING, Question
from tests.solver.why.weeks import ground

SEED = 2
PER_KIND = 6


def _told(spot: Examined) -> tuple[object, ...]:
    return spot.mode, spot.start, spot.resource, spot.place()


def _spots(about: Ground, key: ActivityKey, question: Question) -> tuple[list[object], list[object]]:
    activity = about.known.activities[key]
    apart = without(about, activity)
    whole: list[object] = [_told(spot) for spot in examined(apart, activity, question) if not spot.obstacles]
    return whole, [_told(spot) for spot in free_spots(apart, activity, question)]


@pytest.mark.parametrize("kind", ActivityKind)
def test_the_same_spots_are_free(kind: ActivityKind) -> None:
    """Wherever, at the time it has now, and with the means it has now."""
    about, found = ground(SEED), 0
    for activity in [one for one in about.problem.activities if one.kind is kind][:PER_KIND]:
        now = about.view.appointments.get(activity.key)
        asked = [EVERYTHING]
        if now is not None:
            asked += [Question(start=now.start), *(Question(resource=part.resource.id) for part in now.participations)]
        for question in asked:
            whole, free = _spots(about, activity.key, question)
            assert free == whole
            found += len(free)

    assert found
