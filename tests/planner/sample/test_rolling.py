"""A world that goes on: staff and timetable stay, no case comes back, as many go as come."""

from functools import cache

from planner.domain.activities import Activity
from planner.domain.cases import Case, Membership
from planner.domain.facts import fact_key
from planner.domain.flights import Flight
from planner.domain.people import Regievoerder
from planner.domain.vehicles import Vehicle
from planner.sample import Sample, SampleSize, generate
from planner.sample.rolling import Later, later_week
from tests.planner.sample.samples import WEEK, facts_of, sample

FIRST = sample(SampleSize.OFFICE)


@cache
def next_week() -> Sample:
    """Return the second week of the office."""
    return generate(SampleSize.OFFICE, seed=1, week=WEEK.plus(1), since=WEEK)


@cache
def brought() -> Later:
    """Return what the second week brings to the first."""
    return later_week(FIRST.facts, next_week().facts, FIRST.facts)


def test_staff_and_timetable_stay() -> None:
    flights = {flight.id: flight for flight in facts_of(FIRST, Flight)}
    later = facts_of(next_week(), Flight)

    assert facts_of(next_week(), Regievoerder) == facts_of(FIRST, Regievoerder)
    assert [one for one in later if one.id in flights and flights[one.id] != one and not one.charter] == []
    assert len([one for one in later if one.id in flights]) > len(later) // 2


def test_no_case_and_no_household_has_the_code_of_another() -> None:
    cases = {case.id for case in facts_of(FIRST, Case)} & {case.id for case in facts_of(next_week(), Case)}
    homes = {one.household for one in facts_of(FIRST, Membership)}

    open_now = {case.id for case in facts_of(next_week(), Case) if case.closed_on is None}
    assert cases & open_now == set()
    assert homes & {one.household for one in facts_of(next_week(), Membership)} == set()


def test_a_later_week_changes_no_activity_that_is_known() -> None:
    known = {fact_key(fact) for fact in facts_of(FIRST, Activity)}

    assert [one.key for one in brought().facts if isinstance(one, Activity) and one.key in known] == []


def test_about_as_many_go_elsewhere_as_come_in_and_none_that_has_something_to_come() -> None:
    coming = [fact for fact in brought().facts if isinstance(fact, Case)]
    busy = {case for one in facts_of(FIRST, Activity) if one.step == "vertrek" for case in one.cases}

    assert 0 < len(brought().away) <= len(coming)
    assert busy.intersection(brought().away) == set()


def test_vehicles_work_on_after_the_first_four_weeks() -> None:
    before = {one.id: one for one in facts_of(FIRST, Vehicle)}
    after = [one for one in brought().facts if isinstance(one, Vehicle)]

    assert [one.id for one in after] == sorted(before)
    assert all(set(before[one.id].shifts) < set(one.shifts) for one in after)
