"""Who performs, in examples: R1 owns A, R2 stands in from 9 to 12, R1 is absent from 10 to 11."""

import pytest

from planner.domain.cases import Ownership
from planner.domain.ids import RegievoerderId
from planner.domain.people import Substitute
from planner.domain.plan import Assignment, Plan
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, found, talk

ABSENT = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R1), interval=Interval(w.clock(10), w.clock(11)))
STANDS_IN = Substitute(owner=w.R1, substitute=w.R2, interval=Interval(w.clock(9), w.clock(12)))


@pytest.mark.parametrize(
    ("who", "start", "breaches"),
    [
        pytest.param(w.R1, w.clock(14), 0, id="the owner"),
        pytest.param(w.R2, w.clock(10), 0, id="the substitute during the absence"),
        pytest.param(w.R2, w.clock(9), 1, id="the substitute while the owner is there"),
        pytest.param(w.R2, w.clock(10, 1), 1, id="a minute beyond the absence"),
        pytest.param("R9", w.clock(10), 1, id="somebody else"),
    ],
)
def test_owner_or_substitute(who: str, start: int, breaches: int) -> None:
    """A conversation of an hour."""
    activity = conversation()
    world = w.World(activities=[activity]).with_resources(absences=(ABSENT,), substitutes=(STANDS_IN,))

    assert len(found("P07", world, talk(activity, Minute(start), who=who))) == breaches


@pytest.mark.parametrize(("who", "breaches"), [(w.R2, 0), (w.R1, 1)])
def test_named_performer_goes_before_the_owner(who: RegievoerderId, breaches: int) -> None:
    """The activity names R2."""
    activity = conversation(performer=w.R2)

    assert len(found("P07", w.World(activities=[activity]), talk(activity, w.clock(10), who=who))) == breaches


@pytest.mark.parametrize(("who", "breaches"), [(w.R2, 0), (w.R1, 1)])
def test_assignment_of_the_plan_goes_before_the_facts(who: RegievoerderId, breaches: int) -> None:
    """The plan gives A to R2 from the start of the scope on."""
    activity = conversation()
    planned = talk(activity, w.clock(10), who=who)
    plan = Plan(appointments=(planned,), assignments=(Assignment(case=w.A, regievoerder=w.R2),))

    assert len(found("P07", w.World(activities=[activity]), plan=plan)) == breaches


@pytest.mark.parametrize(("start", "breaches"), [(w.clock(9), 0), (w.clock(9, 1), 1), (w.clock(10), 1)])
def test_ownership_ends(start: int, breaches: int) -> None:
    """R1 owns A until 10 and R2 from then on; nobody owns it through the whole hour in between."""
    owners = (
        Ownership(case=w.A, regievoerder=w.R1, valid=Interval(Minute(0), w.clock(10))),
        Ownership(case=w.A, regievoerder=w.R2, valid=Interval(w.clock(10))),
    )
    activity = conversation()
    world = w.World(activities=[activity]).with_cases(ownerships=owners)

    assert len(found("P07", world, talk(activity, Minute(start)))) == breaches
