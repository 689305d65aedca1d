"""What people choose when the departure term has ended, and what they are asked then."""

from datetime import date

import pytest

from planner.domain.case_steps import StepState
from planner.domain.cases import (
    Track,
    TrackFact,
)
from planner.domain.casework import LegalMomentKind, Reception, ReceptionKind
from planner.domain.civil import at, day_start
from planner.domain.time import Interval
from tests.planner.usecases.protocol_world import (
    ALWAYS,
    CASE,
    case,
    moment_of_law,
    stay,
    steps_by_code,
    world,
)

NOW = at(date(2026, 11, 12), 16)
_M = LegalMomentKind


def test_options_after_the_departure_term_are_shown_in_the_order_of_their_words() -> None:
    facts = (case(), moment_of_law(_M.DECISION, date(2026, 10, 12)))

    step = steps_by_code(world(facts, NOW))["einde-vertrektermijn"]
    said = [text.nl for text in step.asked.choices]

    assert step.state is StepState.OPEN
    assert said == sorted(said)
    assert len(said) == 6


_DECIDED = (case(), moment_of_law(_M.DECISION, date(2026, 10, 15)))
"""The departure term ends with Thursday 12 November, the reception of COA is due by the 19th."""


def test_the_end_of_reception_is_a_choice_of_people_and_done_once_they_entered_it() -> None:
    none = Reception(case=CASE, kind=ReceptionKind.NONE, valid=Interval(day_start(date(2026, 11, 16))))

    step = steps_by_code(world((*_DECIDED, stay()), at(date(2026, 11, 17), 9)))["einde-opvang"]
    ended_ = steps_by_code(world((*_DECIDED, stay(), none), at(date(2026, 11, 17), 9)))["einde-opvang"]
    said = [text.nl for text in step.asked.choices]

    assert (step.state, step.due, step.activity) == (StepState.OPEN, day_start(date(2026, 11, 20)), None)
    assert (said == sorted(said), len(said)) == (True, 3)
    assert (ended_.state, ended_.on) == (StepState.DONE, date(2026, 11, 16))


@pytest.mark.parametrize(
    ("place", "asked"), [("azc", True), ("vbl", True), ("glo", True), ("dc", False), (None, False)]
)
def test_the_end_of_reception_is_asked_of_who_is_received_by_coa(place: str | None, *, asked: bool) -> None:
    where = () if place is None else (stay(place),)

    step = steps_by_code(world((*_DECIDED, *where), at(date(2026, 11, 17), 9)))["einde-opvang"]

    assert (step.state is StepState.OPEN) is asked
    assert (step.state is StepState.NOT_APPLICABLE) is not asked


@pytest.mark.parametrize(
    ("track", "state"),
    [
        (None, StepState.OPEN),
        (Track.FORCED, StepState.OPEN),
        (Track.INDEPENDENT, StepState.NOT_APPLICABLE),
        (Track.INDEPENDENT_IOM, StepState.NOT_APPLICABLE),
    ],
)
def test_who_leaves_independently_needs_no_advice_on_distressing_circumstances(
    track: Track | None, state: StepState
) -> None:
    chosen = () if track is None else (TrackFact(case=CASE, track=track, valid=ALWAYS),)

    step = steps_by_code(world((*_DECIDED, stay(), *chosen), at(date(2026, 11, 17), 9)))["advies-schrijnendheid"]

    assert step.state is state
