"""What a transport sheet says of the crew: its shift, and its breaks by the times of the plan."""

from dataclasses import replace
from datetime import date

import pytest

from api.pages.lookup import Lookup
from api.pages.sheets.crew import break_words, crew_words
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from maps.known_times import TableTimes
from planner.domain.activities import ActivityKind
from planner.domain.civil import at
from planner.domain.ids import ActivityKey, PlaceId, VehicleId
from planner.domain.plan import Appointment, Stop, appointment, part, with_parts
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef, TravelTable
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from tests.api.example_release import THURSDAY, example_release

AZC, AMS, DEP = PlaceId("AZC"), PlaceId("AMS"), PlaceId("DEP")
VAN = VehicleId("DV-07")
EARLY, LATE = Interval(at(THURSDAY, 6), at(THURSDAY, 14)), Interval(at(THURSDAY, 14), at(THURSDAY, 22))


def hour_apart() -> TableTimes:
    """Return times that are an hour between any two places."""
    minutes = tuple(0 if a == b else 60 for a in range(3) for b in range(3))
    return TableTimes(
        TravelTable(places=(AZC, AMS, DEP), minutes=minutes, source="proef", made_on=date(2026, 11, 1), percent=100)
    )


def two_rounds() -> Release:
    """Return the example with two shifts, and a second ride of the van three hours after the first."""
    release = example_release()
    vehicles = (replace(release.resources.vehicles[0], shifts=(EARLY, LATE)),)
    move = next(one for one in release.activities if one.kind is ActivityKind.MOVE)
    first, second = replace(move, key=ActivityKey("rit-1")), replace(move, key=ActivityKey("rit-2"))
    return replace(
        release,
        resources=replace(release.resources, vehicles=vehicles),
        activities=(first, second),
        appointments=(ride(first.key, 7), ride(second.key, 11)),
    )


def ride(key: ActivityKey, hour: int) -> Appointment:
    """Return a ride of an hour and a half, a quarter of an hour at both ends."""
    stops = (
        Stop(place=AZC, start=at(THURSDAY, hour), end=at(THURSDAY, hour, 15)),
        Stop(place=AMS, start=at(THURSDAY, hour + 1, 30), end=at(THURSDAY, hour + 1, 45)),
    )
    item = appointment(key, stops[0].start, stops[1].end, AZC, ())
    van = part(item.id, ResourceRef(ResourceKind.VEHICLE, VAN), item.start, item.end, stops=stops)
    return with_parts(item, van)


def van_of(release: Release) -> Vehicle:
    """Return the one van."""
    (van,) = release.resources.vehicles
    return van


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (7, "bemanning A, dienst 06:00 tot 14:00"),
        (13, "bemanning A, wissel om 14:00"),
        (15, "bemanning B, dienst 14:00 tot 22:00"),
        (23, ""),
    ],
)
def test_the_crew_and_its_shift_are_those_of_the_moment(hour: int, words: str) -> None:
    release = two_rounds()
    one = Interval(at(THURSDAY, hour), at(THURSDAY, hour + 2))

    assert crew_words(Lookup(release), van_of(release), one, THURSDAY) == words


def test_waiting_empty_between_two_rides_is_a_break() -> None:
    words = break_words(Lookup(two_rounds()), hour_apart(), VAN, at(THURSDAY, 7), THURSDAY)

    # From Schiphol at 8:45, an hour of driving and what traffic adds, to the next person at 11:00.
    assert [word.partition(" tussen ")[2].partition(" en ")[2] for word in words] == ["11:00"]
    assert words[0].startswith("45 min tussen ")


def test_another_shift_has_no_break_of_this_one() -> None:
    assert break_words(Lookup(two_rounds()), hour_apart(), VAN, at(THURSDAY, 15), THURSDAY) == ()


def test_an_unknown_vehicle_has_no_crew_to_tell_of() -> None:
    lookup = Lookup(two_rounds())

    assert break_words(lookup, hour_apart(), VehicleId("DV-99"), at(THURSDAY, 7), THURSDAY) == ()
    assert crew_words(lookup, None, EARLY, THURSDAY) == ""


def test_a_release_from_before_the_rule_about_crews_still_has_its_sheets() -> None:
    release = two_rounds()
    old = replace(release, settings=tuple(one for one in release.settings if one.rule != "R40"))
    text = pages(old, Viewer(Role.DJI))[f"vervoersbladen/{THURSDAY.isoformat()}.html"].render()

    assert (text.count(b"<article"), b"<dt>Dienst" in text) == (2, False)


def test_the_sheet_of_dji_shows_shift_and_break() -> None:
    found = pages(two_rounds(), Viewer(Role.DJI))
    text = found[f"vervoersbladen/{THURSDAY.isoformat()}.html"].render().decode()

    assert text.count("<dt>Dienst</dt><dd>bemanning A, dienst 06:00 tot 14:00</dd>") == 2
