"""The past of a sample: over, complete, and the same every time."""

from collections import Counter
from functools import cache

from planner.domain.activities import Activity, ActivityKind
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import Case
from planner.domain.civil import IsoWeek
from planner.domain.commitments import OutcomeCode
from planner.domain.flights import Flight
from planner.domain.outcome_codes import wrong_outcome
from planner.sample.generate import Sample, generate
from planner.sample.past import draw_past
from planner.sample.sizes import SampleSize
from planner.sample.world import World

WEEK = IsoWeek(2026, 48)


@cache
def _made() -> Sample:
    return generate(SampleSize.OFFICE, seed=1, week=WEEK)


def test_past_is_the_same_every_time() -> None:
    assert draw_past(World(SampleSize.OFFICE, 1, WEEK), _made().facts) == _made().past


def test_past_is_over() -> None:
    """Each activity has an outcome before the planning moment, and the last of each series is done."""
    past = _made().past
    activities = {fact.key: fact for fact in past.facts if isinstance(fact, Activity)}
    last = {(a.cases, a.step): a.occurrence for a in sorted(activities.values(), key=lambda a: a.occurrence)}
    told = {one.activity: one for one in past.outcomes}

    assert set(told) == set(activities)
    assert max(one.ended for one in past.outcomes) <= _made().as_of
    ended = [told[a.key].code for a in activities.values() if last[a.cases, a.step] == a.occurrence]
    assert [code for code in ended if not code.done] == []


def test_outcomes_fit_their_activities() -> None:
    """So that recording takes them all."""
    kinds = {fact.key: fact.kind for fact in _made().past.facts if isinstance(fact, Activity)}
    wrong = [one for one in _made().past.outcomes if wrong_outcome(kinds[one.activity], one.code, one.cause)]

    assert wrong == []


def test_past_is_of_closed_cases_only() -> None:
    closed = {fact.id for fact in _made().facts if isinstance(fact, Case) and fact.closed_on is not None}
    about = {case for fact in _made().past.facts if isinstance(fact, Activity) for case in fact.cases}

    assert about
    assert about <= closed


def test_something_fell_through() -> None:
    """No shows, cancelled bookings with a reason, flights that there are."""
    past = _made().past
    codes = Counter(one.code for one in past.outcomes)
    bookings = [fact for fact in past.facts if isinstance(fact, Booking)]
    flights = {fact.id for fact in past.facts if isinstance(fact, Flight)}
    kinds = {fact.kind for fact in past.facts if isinstance(fact, Activity)}

    assert codes[OutcomeCode.NO_SHOW] > 0
    assert {booking.state for booking in bookings} == {BookingState.CANCELLED, BookingState.COMPLETED}
    assert {booking.flight for booking in bookings} == flights
    assert kinds == {ActivityKind.CONVERSATION, ActivityKind.PRESENTATION, ActivityKind.DEPARTURE}
