"""The pace of the roads, worked out by hand from the delivered settings for a table of 115 per cent of free flow.

Off peak 110 of 115 per cent is 95.7, so 96; in the morning 135 times 1.10 of 115 is 129.1, so 130; in the evening 125.
"""

from datetime import date

from planner.domain.civil import at
from planner.domain.day_travel import DayTravel
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.road_pace import road_pace
from planner.domain.settings import Settings

FRIDAY, SATURDAY, SUNDAY = date(2026, 10, 23), date(2026, 10, 24), date(2026, 10, 25)
MONDAY = date(2026, 10, 26)
DELIVERED = Settings(DEFAULT_SETTINGS)


def test_road_is_slower_in_the_two_peaks_of_a_working_day() -> None:
    assert road_pace(DELIVERED, [FRIDAY], 115) == DayTravel(
        since=(at(FRIDAY, 7), at(FRIDAY, 9, 30), at(FRIDAY, 16), at(FRIDAY, 18, 30)), percents=(96, 130, 96, 125, 96)
    )


def test_road_has_no_peaks_at_the_weekend_and_follows_the_clock_when_it_changes() -> None:
    pace = road_pace(DELIVERED, [SATURDAY, SUNDAY, MONDAY], 115)

    # Clocks went back on the Sunday: 7:00 is an hour later in UTC than on the Friday.
    assert pace.since[0] == at(MONDAY, 7)
    assert at(MONDAY, 7) - at(FRIDAY, 7) == 3 * 1440 + 60


def test_ride_of_an_hour_that_runs_into_the_peak() -> None:
    pace = road_pace(DELIVERED, [FRIDAY], 115)

    # From 6:31 29 minutes at 96 % drive 30.2 minutes of the table; the other 29.8 take 38.7 at 130 %.
    assert pace.arrival(at(FRIDAY, 6, 31), 60) == at(FRIDAY, 7, 39)
    assert pace.arrival(at(FRIDAY, 12), 60) == at(FRIDAY, 12, 58)


def test_ride_in_a_table_of_free_flow_gets_the_whole_of_the_peak_and_the_margin() -> None:
    assert set(road_pace(DELIVERED, [FRIDAY]).percents) == {110, 149, 143}


def test_road_without_settings_is_as_in_the_table() -> None:
    assert road_pace(Settings(()), [FRIDAY]).constant
