"""Travel by time of day, worked out by hand and against stepping through the minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.day_travel import DayTravel

PEAK = DayTravel(since=(420, 540), percents=(100, 150, 100))
"""From 07:00 to 09:00 a ride takes half as long again."""


@st.composite
def profiles(draw: st.DrawFn) -> DayTravel:
    """Return a profile of some stretches."""
    since = sorted(draw(st.sets(st.integers(-200, 200), max_size=5)))
    percents = draw(st.lists(st.integers(50, 250), min_size=len(since) + 1, max_size=len(since) + 1))
    return DayTravel(since=tuple(since), percents=tuple(percents))


def test_arrival_outside_the_peak_is_what_the_table_says() -> None:
    assert PEAK.arrival(300, 60) == 360
    assert PEAK.arrival(540, 60) == 600


def test_arrival_inside_the_peak_takes_its_percentage() -> None:
    assert PEAK.arrival(420, 60) == 510


def test_arrival_across_the_edges_of_a_peak_is_slower_inside_it_only() -> None:
    assert PEAK.arrival(400, 60) == 480  # 20 minutes, then 40 that take 60
    assert PEAK.arrival(510, 60) == 580  # 30 minutes of the clock do 20, then 40
    assert PEAK.arrival(400, 120) == 560  # 20, then 80 in the peak, then 20


def test_arrival_is_rounded_up_to_whole_minutes() -> None:
    assert PEAK.arrival(420, 61) == 420 + 92  # 91.5


def test_departure_is_the_last_that_arrives_in_time() -> None:
    assert PEAK.departure(480, 60) == 400
    assert PEAK.departure(512, 61) == 420
    assert PEAK.departure(580, 60) == 510


def test_constant_profile_adds_minutes() -> None:
    profile = DayTravel()
    assert (profile.constant, profile.arrival(17, 33), profile.departure(50, 33)) == (True, 50, 17)


@pytest.mark.parametrize(
    ("since", "percents"), [((1,), (100,)), ((2, 1), (100, 100, 100)), ((1, 1), (100, 100, 100)), ((1,), (100, 0))]
)
def test_profile_refuses_what_is_not_one(since: tuple[int, ...], percents: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="Give"):
        DayTravel(since=since, percents=percents)


@given(profiles(), st.integers(-300, 300), st.integers(0, 200))
def test_arrival_is_what_counting_minute_by_minute_gives(profile: DayTravel, leave: int, minutes: int) -> None:
    time, done = leave, 0
    while done < minutes * profile.unit:
        done += profile.pace[sum(moment <= time for moment in profile.since)]
        time += 1
    assert profile.arrival(leave, minutes) == time


@given(profiles(), st.integers(-300, 300), st.integers(0, 200))
def test_who_leaves_later_never_arrives_earlier(profile: DayTravel, leave: int, minutes: int) -> None:
    assert profile.arrival(leave, minutes) <= profile.arrival(leave + 1, minutes)


@given(profiles(), st.integers(-300, 300), st.integers(0, 200))
def test_departure_is_the_last_minute_that_arrives_in_time(profile: DayTravel, arrive: int, minutes: int) -> None:
    leave = profile.departure(arrive, minutes)
    assert profile.arrival(leave, minutes) <= arrive < profile.arrival(leave + 1, minutes) + (minutes == 0)
