"""What forbids a way for people who have nothing to do with it: the same as when each is asked about by itself."""

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.resources import ResourceKind, ResourceRef
from solver.mode import Mode, Use
from solver.why.anybody import Anybody, Strangers
from solver.why.obstacles import own_obstacles
from solver.why.ways import Question, ways
from tests.solver.why.weeks import asked_about, ground


@pytest.mark.parametrize("kind", [ActivityKind.CONVERSATION, ActivityKind.MEETING])
@pytest.mark.parametrize("seed", [3, 5])
def test_what_is_said_once_for_many_is_what_is_said_of_each(seed: int, kind: ActivityKind) -> None:
    here = ground(seed)
    said: set[tuple[str, ...]] = set()

    for key in asked_about(seed, kind):
        activity = here.known.activities[key]
        others = Strangers(here, activity)
        for who in here.known.regievoerders:
            for way in ways(here, activity, Question(resource=who)):
                for start in way.starts[:6]:
                    alone = own_obstacles(here, activity, way.mode, (start,))[start]
                    assert others.obstacles(way.mode, start) == alone
                    said.add(tuple(obstacle.rule for obstacle in alone))

    assert len(said) > 1


def test_a_watched_way_is_the_same_way_and_notices_who_looks() -> None:
    use = Use(ResourceRef(ResourceKind.REGIEVOERDER, "R-1"))
    mode = Mode(asked_about(3, ActivityKind.CONVERSATION)[0], None, 60, (use,))
    start = ground(3).problem.scope.start

    watched = Anybody.like(mode)
    later = watched.starting(start)

    assert (later.place, later.duration, later.fixed_start, watched.looked_at) == (None, 60, start, False)
    assert later.resource(ResourceKind.REGIEVOERDER) == "R-1"
    assert watched.looked_at
