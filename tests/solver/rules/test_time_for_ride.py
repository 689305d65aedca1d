"""Time for the ride to a flight, in examples: P31. F1 leaves Monday 23 November 12:00, F2 Tuesday 12:00.

The scope begins on Monday 0:00; any drive takes 30 minutes, getting in 15 and getting out 10. For F1 the ride is done
by 9:00 and picks up by 8:05; the night before is spent from between 12:00 and 22:00 on, fetched by 21:05.
"""

from dataclasses import replace

import pytest

from planner.domain.activities import Activity, BookedBy, MoveRole
from planner.domain.cases import Track
from planner.domain.civil import at
from planner.domain.ids import FlightId
from planner.domain.plan import UnplannedCode
from planner.domain.time import Interval, Minute
from solver.blocking import why_not
from solver.known import Known
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, move, ridden, texts

SUNDAY = at(w.MONDAY, 0) - 24 * 60
NIGHT = "nacht"


def rides(activity: Activity, *, night: bool) -> list[Activity]:
    """Return the ride to the flight from the azc, or by way of the detention centre the evening before."""
    facts = {"cases": activity.cases, "serves": activity.key, "window": Interval(w.NOW, w.HORIZON.end)}
    if not night:
        return [move("naar", MoveRole.TO_DEPARTURE, **facts)]
    first = move(NIGHT, MoveRole.OVERNIGHT, destination=w.DC, **facts)
    return [first, move("naar", MoveRole.TO_DEPARTURE, place=w.DC, after=first.key, **facts)]


def served(*, night: bool, now: Minute = w.NOW, **changes: object) -> tuple[w.World, Activity]:
    """Return a world with a departure and its rides."""
    activity = departure(**changes)  # type: ignore[arg-type]
    return w.World(activities=[activity, *rides(activity, night=night)], now=now), activity


@pytest.mark.parametrize(
    ("night", "now", "flight", "breaches"),
    [
        pytest.param(True, w.NOW, w.F1, 1, id="the evening before is Sunday: before the scope"),
        pytest.param(True, w.NOW, w.F2, 0, id="the evening before is Monday"),
        pytest.param(True, w.clock(21, 5), w.F2, 0, id="Monday 21:05: just in time for the night"),
        pytest.param(True, w.clock(21, 6), w.F2, 1, id="Monday 21:06: too late for the night"),
        pytest.param(False, w.NOW, w.F1, 0, id="the same morning"),
        pytest.param(False, w.clock(8, 5), w.F1, 0, id="Monday 8:05: just in time"),
        pytest.param(False, w.clock(8, 6), w.F1, 1, id="Monday 8:06: too late"),
    ],
)
def test_the_ride_can_still_pick_up(*, night: bool, now: Minute, flight: FlightId, breaches: int) -> None:
    world, activity = served(night=night, now=now)

    assert len(found("P31", world, flown(world, activity, flight))) == breaches


def test_the_ride_and_its_last_moment_are_said() -> None:
    world, activity = served(night=True)

    (because,) = texts("P31", world, flown(world, activity))

    assert because == (
        "vlucht KL F1 (ma 23 nov 12:00): nacht moest uiterlijk zo 22 nov 21:05 ophalen,"
        " en kan pas vanaf ma 23 nov 00:00"
    )


def test_a_ride_ends_before_the_last_pick_up_of_the_ride_after_it() -> None:
    """Both on the same morning: the second picks up by 8:05, so the first is done by then and picks up by 7:10."""
    activity = departure()
    first = move("eerst", MoveRole.TO_DEPARTURE, destination=w.DC, serves=activity.key, window=w.SCOPE)
    then = move("dan", MoveRole.TO_DEPARTURE, place=w.DC, serves=activity.key, window=w.SCOPE, after=first.key)
    world = w.World(activities=[activity, first, then], now=w.clock(7, 10))

    assert found("P31", world, flown(world, activity)) == []
    assert len(found("P31", replace(world, now=w.clock(7, 11)), flown(world, activity))) == 1


@pytest.mark.parametrize(
    ("hour", "breaches"),
    [pytest.param(20, 0, id="in the evening before"), pytest.param(10, 1, id="too early for that evening")],
)
def test_a_published_ride_counts_when_it_suits_the_flight(hour: int, breaches: int) -> None:
    world, activity = served(night=True)
    pickup = Minute(SUNDAY + hour * 60)
    published = ridden(world.activities[1], pickup, Minute(pickup + 45))

    assert len(found("P31", replace(world, baseline=[published]), flown(world, activity))) == breaches


def test_a_published_departure_stays() -> None:
    world, activity = served(night=True)
    published = flown(world, activity)

    assert found("P31", replace(world, baseline=[published]), published) == []
    assert len(found("P31", replace(world, baseline=[flown(world, activity, w.F2)]), published)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"booked_by": BookedBy.IOM, "track": Track.INDEPENDENT_IOM}, id="booked by others"),
        pytest.param({"key": w.key("ander")}, id="rides of another departure"),
    ],
)
def test_others_are_not_asked(changes: dict[str, object]) -> None:
    world, _ = served(night=True)
    other = departure(**changes)  # type: ignore[arg-type]
    world = replace(world, activities=[other, *world.activities[1:]])

    assert found("P31", world, flown(world, other)) == []


def test_a_departure_that_no_ride_can_serve_says_so() -> None:
    """With F1 alone everything else fits: the rule is the reason, and a fact of the calendar rather than of people."""
    activity = departure(track=Track.INDEPENDENT)
    world = w.World(activities=[activity, *rides(activity, night=True)])
    world = world.with_resources(flights=(w.flight(w.F1, w.clock(12)),))

    unplanned = why_not(Known(world.problem()), activity)

    assert (unplanned.code, "P31" in {reason.rule for reason in unplanned.reasons}) == (UnplannedCode.NO_OPTION, True)
