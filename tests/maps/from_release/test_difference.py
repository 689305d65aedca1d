"""What changed between two releases."""

from dataclasses import replace

from maps.from_release import difference_map
from maps.week_view import ChangeKind
from planner.domain.civil import at
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.time import Interval
from tests.maps.from_release.releases import AIRPORT, DAY, PRISON, RIDE, TO_FLIGHT, release, ride


def _with(*rides: Appointment, number: int = 8) -> Release:
    return replace(release(*((one, TO_FLIGHT) for one in rides)), number=number)


def test_equal_releases_differ_in_nothing() -> None:
    assert difference_map(_with(RIDE), _with(RIDE, number=9)).changes == ()


def test_a_ride_at_another_time_says_when_it_was_and_who_is_told() -> None:
    later = ride("m1", at(DAY, 7), at(DAY, 8, 10), PRISON, AIRPORT)
    view = difference_map(_with(RIDE), _with(later, number=9))
    (change,) = view.changes
    assert (view.previous, view.release) == ("publicatie 8", "publicatie 9")
    assert (change.kind, change.what, change.told) == (ChangeKind.MOVED, "vervoer", ("DJI, DV&O",))
    assert change.before is not None
    assert change.after is not None
    assert (change.before.time, change.after.time) == ("do 26 nov 06:00-07:10", "do 26 nov 07:00-08:10")
    assert (change.after.place, change.after.means) == ("DC Rotterdam", "DV-07")


def test_new_and_cancelled_are_each_others_mirror() -> None:
    (new,) = difference_map(_with(), _with(RIDE)).changes
    (gone,) = difference_map(_with(RIDE), _with()).changes
    assert (new.kind, new.before, gone.kind, gone.after) == (ChangeKind.NEW, None, ChangeKind.CANCELLED, None)
    assert (new.after, new.told, new.reference) == (gone.before, gone.told, gone.reference)


def test_everybody_of_a_flight_is_told() -> None:
    without = replace(_with(), appointments=())
    (change,) = difference_map(_with(), without).changes
    assert change.told == ("KMar", "luchtvaartmaatschappij")


def test_what_lies_before_the_newer_horizon_is_history() -> None:
    newer = replace(_with(), horizon=Interval(at(DAY, 24), at(DAY, 48)), appointments=())
    assert difference_map(_with(RIDE), newer).changes == ()


def test_a_change_of_who_takes_part_is_a_change() -> None:
    alone = replace(RIDE, participations=())
    (change,) = difference_map(_with(RIDE), _with(alone)).changes
    assert (change.kind, change.told) == (ChangeKind.MOVED, ("DJI, DV&O",))
