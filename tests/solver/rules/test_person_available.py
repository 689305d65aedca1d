"""A person who is not available, in examples: A is away from 13 to 14 on the Monday."""

from dataclasses import replace

import pytest

from planner.domain.activities import BookedBy
from planner.domain.civil import day_interval
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import (
    conversation,
    departure,
    flown,
    found,
    heard,
    move,
    on_day,
    presentation,
    reason,
    ridden,
    talk,
    texts,
)

HOUR = Interval(w.clock(13), w.clock(14))


def _world(*activities: object, away: Interval = HOUR, who: str = w.A) -> w.World:
    absence = Absence(resource=ResourceRef(ResourceKind.CASE, who), interval=away)
    return w.World(activities=list(activities)).with_resources(absences=(absence,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "breaches"),
    [
        pytest.param(w.clock(12), 0, id="up to the absence"),
        pytest.param(w.clock(12, 15), 1, id="into it"),
        pytest.param(w.clock(13), 1, id="during it"),
        pytest.param(w.clock(13, 45), 1, id="out of it"),
        pytest.param(w.clock(14), 0, id="from its end on"),
    ],
)
def test_conversation_lies_outside_the_absence(start: Minute, breaches: int) -> None:
    """An hour of conversation at different moments."""
    activity = conversation()

    assert len(found("P57", _world(activity), talk(activity, start))) == breaches


def test_absence_is_of_one_person() -> None:
    """That B is away keeps nobody from speaking with A, and that regievoerder R1 is away is another rule."""
    activity = conversation()
    ill = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R1), interval=HOUR)

    assert found("P57", _world(activity, who=w.B), talk(activity, w.clock(13))) == []
    assert (
        found("P57", w.World(activities=[activity]).with_resources(absences=(ill,)), talk(activity, w.clock(13))) == []
    )


def test_of_several_persons_those_who_are_away_are_named() -> None:
    """B is away for good; A is there."""
    activity = conversation(cases=(w.A, w.B))
    world = _world(activity, away=Interval(w.clock(13)), who=w.B)

    assert texts("P57", world, talk(activity, w.clock(13))) == [
        "B is niet beschikbaar vanaf ma 23 nov 13:00, zonder einddatum"
    ]


@pytest.mark.parametrize(
    ("away", "breaches"),
    [
        pytest.param(Interval(w.clock(11), w.clock(12)), 0, id="until the flight leaves"),
        pytest.param(Interval(w.clock(11), w.clock(12, 1)), 1, id="a minute longer"),
        pytest.param(Interval(w.clock(12, 30), w.clock(13)), 1, id="during the flight"),
    ],
)
def test_departure_asks_the_person_from_take_off_to_landing(away: Interval, breaches: int) -> None:
    """The flight leaves on Monday at 12."""
    activity = departure()
    world = _world(activity, away=away)

    assert len(found("P57", world, flown(world, activity))) == breaches


@pytest.mark.parametrize(("away", "breaches"), [(HOUR, 1), (Interval(w.clock(13, 0, w.TUESDAY)), 0)])
def test_departure_of_which_only_the_day_is_known_asks_all_of_that_day(away: Interval, breaches: int) -> None:
    """The hour is not known, so no part of the day may be lost."""
    activity = departure(booked_by=BookedBy.IOM)

    assert len(found("P57", _world(activity, away=away), on_day(activity, day_interval(w.MONDAY)))) == breaches


@pytest.mark.parametrize(("pickup", "breaches"), [(w.clock(11), 0), (w.clock(12), 1)])
def test_ride_asks_the_person_from_pickup_to_delivery(pickup: Minute, breaches: int) -> None:
    """An hour from door to door, with a quarter at each end."""
    activity = move(cases=(w.A,))
    ride = ridden(activity, pickup, Minute(pickup + 60))

    assert len(found("P57", _world(activity), ride)) == breaches


def test_presentation_asks_the_person() -> None:
    """In the session of the mission."""
    activity = presentation()

    assert len(found("P57", _world(activity), heard(activity, w.clock(13, 30)))) == 1
    assert found("P57", _world(activity), heard(activity, w.clock(14))) == []


def test_sentence_gives_every_absence_where_there_is_no_moment() -> None:
    """With the end, when there is one."""
    activity = conversation()
    mode = w.mode(activity, w.AZC)

    assert reason("P57", _world(activity), activity, mode) == (
        "A is niet beschikbaar vanaf ma 23 nov 13:00 tot ma 23 nov 14:00"
    )


@pytest.mark.parametrize(
    ("now", "breaches"),
    [pytest.param(w.clock(12, 30), 1, id="still to begin"), pytest.param(w.clock(12, 31), 0, id="begun")],
)
def test_what_began_is_past(now: Minute, breaches: int) -> None:
    """It was published for half past twelve, an hour long, and A is away from one o'clock on."""
    activity = conversation()
    published = talk(activity, w.clock(12, 30))
    world = replace(_world(activity), baseline=[published], now=now)

    assert len(found("P57", world, published)) == breaches
