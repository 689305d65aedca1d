"""A season of weeks: the same luck whichever way it goes on, and every plan built again from the log."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.day_problem import WEEK
from benchmarks.season_chance import Booked, Chance, falls_out
from benchmarks.season_play import Way, played
from benchmarks.season_world import Arrivals, open_office
from planner.domain.cancellation import CancellationModel, Standing
from planner.domain.civil import at
from planner.domain.settings import Settings
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.sample.sizes import SampleSize
from planner.usecases.editing.rebuilding import rebuilt
from planner.usecases.norms.merge_settings import settings_in_force

DEPARTS = at(WEEK.monday, 14)
BOOKED = Booked(
    activity="Z-1/vertrek/1",
    flight="VB0001",
    departs=DEPARTS,
    since=Minute(DEPARTS - 21 * MINUTES_PER_DAY),
    document=Standing.UNKNOWN,
    carrier=None,
    notice_given=False,
)
MODEL = CancellationModel.of(Settings(settings_in_force(())), WEEK.monday)


def test_nearly_half_of_the_bookings_fall_out_before_they_depart() -> None:
    fates = [falls_out(MODEL, Chance(1), replace(BOOKED, activity=f"Z-{number}")) for number in range(2000)]
    gone = [fate for fate in fates if fate is not None]
    late = [fate for fate in gone if fate[0] > DEPARTS - MINUTES_PER_DAY]

    assert 0.44 < len(gone) / len(fates) < 0.52
    assert 0.07 < len(late) / len(fates) < 0.15
    assert all(BOOKED.since <= moment <= DEPARTS for moment, _ in gone)


def test_luck_hangs_on_what_it_is_about_and_not_on_the_order() -> None:
    forward = [Chance(3).share("talk", number) for number in range(50)]
    backward = [Chance(3).share("talk", number) for number in reversed(range(50))]

    assert forward == backward[::-1]
    assert forward != [Chance(4).share("talk", number) for number in range(50)]


def test_as_many_fall_out_of_what_was_booked_late_and_in_the_time_there_is() -> None:
    soon = replace(BOOKED, since=Minute(DEPARTS - 2 * MINUTES_PER_DAY))
    both = [
        (
            falls_out(MODEL, Chance(1), replace(BOOKED, activity=str(n))),
            falls_out(MODEL, Chance(1), replace(soon, activity=str(n))),
        )
        for n in range(500)
    ]

    assert [(early is None, late is None) for early, late in both if (early is None) != (late is None)] == []
    assert all(soon.since <= late[0] <= DEPARTS for _, late in both if late is not None)


@pytest.mark.campaign
@pytest.mark.parametrize("way", [Way.REPAIR, Way.ANEW])
def test_two_weeks_are_played_and_every_plan_is_built_again(way: Way, tmp_path: Path) -> None:
    arrivals = Arrivals.drawn(SampleSize.OFFICE, 2, 2)

    with open_office(tmp_path / "books.sqlite") as office:
        season = played(office, way, arrivals, 2, 2.0, WEEK)
        with office.store.reading() as books:
            again = rebuilt(books, office.drafts())

    counts = season.counts
    assert again.differences == ()
    assert again.releases >= 2
    assert counts.ended["vertrek: gerealiseerd"] > 0
    assert counts.ended["gesprek: gehouden"] > 50
    assert (counts.repaired > 0) == (way is Way.REPAIR)
    assert again.steps == {Way.REPAIR: counts.repaired, Way.ANEW: 11}[way]
