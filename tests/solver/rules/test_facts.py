"""Facts that a departure must respect, in examples: P20, P21, P22, R22, R23, R26. The flight: Monday 12:00."""

import pytest

from planner.domain.activities import BookedBy
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    Condition,
    ConditionFact,
    DocumentState,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import day_interval
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, on_day, texts

NOON = w.clock(12)
FROM_NOON, FROM_LATER = Interval(NOON), Interval(Minute(NOON + 1))
UNTIL_NOON, UNTIL_LATER = Interval(Minute(0), NOON), Interval(Minute(0), Minute(NOON + 1))


def _conditions(valid: Interval) -> tuple[ConditionFact, ...]:
    """Return three conditions that always hold, and the measure as given."""
    return tuple(
        ConditionFact(case=w.A, condition=condition, valid=valid if condition is Condition.MEASURE else w.EVER)
        for condition in Condition
    )


@pytest.mark.parametrize(
    ("valid", "breaches"),
    [
        pytest.param(FROM_NOON, 0, id="begins with the flight"),
        pytest.param(FROM_LATER, 1, id="begins a minute later"),
        pytest.param(UNTIL_LATER, 0, id="holds in the minute of departure"),
        pytest.param(UNTIL_NOON, 1, id="ends as the flight leaves"),
    ],
)
def test_four_conditions(valid: Interval, breaches: int) -> None:
    """The measure of the case holds for a time; the other conditions always do."""
    activity = departure()
    world = w.World(activities=[activity]).with_cases(conditions=_conditions(valid))

    assert len(found("P20", world, flown(world, activity))) == breaches


def test_missing_condition_is_named() -> None:
    """The sentence says which condition, of whom, when."""
    activity = departure()
    world = w.World(activities=[activity]).with_cases(conditions=_conditions(FROM_LATER))

    assert texts("P20", world, flown(world, activity)) == ["ma 23 nov 12:00 ontbreekt: maatregel (A)"]


def test_conditions_are_about_forced_departures() -> None:
    """Who leaves independently needs no measure."""
    activity = departure(track=Track.INDEPENDENT)
    world = w.World(activities=[activity])

    assert found("P20", world, flown(world, activity)) == []


@pytest.mark.parametrize(
    ("asked", "facts", "breaches"),
    [
        pytest.param(Track.FORCED, [(Track.FORCED, w.EVER)], 0, id="on the forced track"),
        pytest.param(Track.FORCED, [(Track.FORCED, FROM_LATER)], 1, id="a minute later on"),
        pytest.param(Track.FORCED, [(Track.FORCED, w.EVER), (Track.INDEPENDENT, w.EVER)], 1, id="independent open too"),
        pytest.param(
            Track.FORCED, [(Track.FORCED, w.EVER), (Track.INDEPENDENT_IOM, UNTIL_NOON)], 0, id="independent just closed"
        ),
        pytest.param(Track.INDEPENDENT, [(Track.INDEPENDENT, w.EVER)], 0, id="independent"),
        pytest.param(Track.INDEPENDENT, [(Track.INDEPENDENT_IOM, w.EVER)], 1, id="another independent track"),
        pytest.param(Track.FORCED, [], 1, id="no track entered"),
    ],
)
def test_track(asked: Track, facts: list[tuple[Track, Interval]], breaches: int) -> None:
    """The track asked against the tracks entered."""
    activity = departure(track=asked)
    tracks = tuple(TrackFact(case=w.A, track=track, valid=valid) for track, valid in facts)
    world = w.World(activities=[activity]).with_cases(tracks=tracks)

    assert len(found("P21", world, flown(world, activity))) == breaches


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("R22", BlockReason.APPEAL),
        ("R22", BlockReason.RULE_39),
        ("R22", BlockReason.NEW_APPLICATION),
        ("R23", BlockReason.MEDICAL),
        ("R23", BlockReason.PREGNANCY),
        ("R26", BlockReason.NO_RECEPTION),
    ],
)
@pytest.mark.parametrize(("valid", "breaches"), [(UNTIL_NOON, 0), (UNTIL_LATER, 1), (FROM_NOON, 1), (FROM_LATER, 0)])
def test_blocking_fact(rule: str, reason: BlockReason, valid: Interval, breaches: int) -> None:
    """A fact blocks from its first minute up to its end; each reason belongs to one rule."""
    activity = departure()
    block = BlockingFact(case=w.A, reason=reason, valid=valid)
    world = w.World(activities=[activity]).with_cases(blocks=(block,))
    rules = {name: len(found(name, world, flown(world, activity))) for name in ("R22", "R23", "R26")}

    assert rules == {"R22": 0, "R23": 0, "R26": 0} | {rule: breaches}


@pytest.mark.parametrize(
    ("valid", "breaches"),
    [
        pytest.param(Interval(NOON, Minute(NOON + 60)), 1, id="an hour at noon"),
        pytest.param(Interval(Minute(0), Minute(w.clock(0) + 1)), 1, id="the first minute"),
        pytest.param(Interval(Minute(0), w.clock(0)), 0, id="until the day begins"),
        pytest.param(Interval(Minute(w.clock(24) - 1)), 1, id="the last minute"),
        pytest.param(Interval(w.clock(24)), 0, id="from the next day on"),
    ],
)
def test_blocking_fact_on_a_day_without_an_hour(valid: Interval, breaches: int) -> None:
    """IOM tells only that the departure is on Monday, not when."""
    activity = departure(booked_by=BookedBy.IOM, track=Track.INDEPENDENT_IOM)
    block = BlockingFact(case=w.A, reason=BlockReason.MEDICAL, valid=valid)
    world = w.World(activities=[activity]).with_cases(blocks=(block,))

    assert len(found("R23", world, on_day(activity, day_interval(w.MONDAY)))) == breaches


@pytest.mark.parametrize(
    ("state", "valid", "now", "breaches"),
    [
        pytest.param(DocumentState.GRANTED, Interval(Minute(0), w.clock(15)), w.NOW, 0, id="up to the landing"),
        pytest.param(DocumentState.GRANTED, Interval(Minute(0), w.clock(14, 59)), w.NOW, 1, id="ends a minute before"),
        pytest.param(DocumentState.GRANTED, None, w.NOW, 1, id="validity not entered"),
        pytest.param(DocumentState.APPLIED, w.EVER, w.NOW, 1, id="only applied for"),
        # Five working days after Monday 16 November is Monday 23; after Tuesday 17 it is Tuesday 24.
        pytest.param(DocumentState.PROMISED, None, Minute(w.NOW - 3 * 1440), 0, id="promised, five working days ahead"),
        pytest.param(DocumentState.PROMISED, None, Minute(w.NOW - 2 * 1440), 1, id="promised, four working days ahead"),
    ],
)
def test_travel_document(state: DocumentState, valid: Interval | None, now: Minute, breaches: int) -> None:
    """An independent departure booked by DT&V, landing at 15:00."""
    activity = departure(track=Track.INDEPENDENT)
    document = TravelDocument(case=w.A, kind="lp", state=state, valid=valid)
    world = w.World(activities=[activity], now=now).with_cases(documents=(document,))

    assert len(found("P22", world, flown(world, activity))) == breaches


def test_travel_document_of_others_bookings_is_theirs_to_see() -> None:
    """A forced departure has it among the conditions; IOM looks after its own."""
    activity = departure(booked_by=BookedBy.IOM, track=Track.INDEPENDENT_IOM)
    world = w.World(activities=[activity])

    assert found("P22", world, on_day(activity, day_interval(w.MONDAY))) == []
