"""The work of a week: conversations per site, travel per regievoerder."""

from dataclasses import replace

from maps.from_release import workload_week, workload_weeks
from planner.domain.activities import ActivityKind
from planner.domain.civil import IsoWeek, at
from planner.domain.ids import ActivityKey, RegievoerderId
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.plan import Appointment, appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from tests.maps.from_release.releases import AIRPORT, DAY, DEPOT, PRISON, TO_FLIGHT, activity, release

WEEK = IsoWeek(2026, 48)
NEXT_DAY = DAY.replace(day=27)


def _talk(key: str, start: Minute, place: Place, person: str = "RV-01") -> Appointment:
    who = (ResourceRef(ResourceKind.REGIEVOERDER, person),)
    return appointment(ActivityKey(key), start, Minute(start + 60), place.id, who)


def _worked(*talks: Appointment) -> Release:
    base = release()
    due = tuple(replace(activity(talk.activity, ActivityKind.CONVERSATION, TO_FLIGHT), detail=None) for talk in talks)
    people = (Regievoerder(id=RegievoerderId("RV-01"), office=DEPOT.id, hours=()),)
    return replace(
        base,
        appointments=(*base.appointments, *talks),
        activities=(*base.activities, *due),
        resources=replace(base.resources, regievoerders=people),
    )


def test_a_day_goes_from_the_office_along_the_appointments_and_back() -> None:
    week = workload_week(_worked(_talk("g1", at(DAY, 9), PRISON), _talk("g2", at(DAY, 13), AIRPORT)), WEEK)
    (office,) = week.offices
    assert [(trip.origin_place, trip.destination_place, trip.times) for trip in office.trips] == [
        ("Schiphol", "Standplaats, Rotterdam", 1),
        ("DC Rotterdam", "Schiphol", 1),
        ("Standplaats, Rotterdam", "DC Rotterdam", 1),
    ]
    # The fit, rounded up: 10 minutes and 4 km to the prison, 43 and 57 on to Schiphol, 44 and 59 back.
    (person,) = office.persons
    assert (person.conversations, person.sites, person.minutes, person.kilometres) == (2, 2, 97, 120)


def test_two_talks_at_one_place_are_one_way_there() -> None:
    week = workload_week(_worked(_talk("g1", at(DAY, 9), PRISON), _talk("g2", at(DAY, 10), PRISON)), WEEK)
    assert [trip.times for trip in week.offices[0].trips] == [1, 1]
    assert [(site.place, site.conversations, site.persons) for site in week.sites] == [("DC Rotterdam", 2, ("RV-01",))]


def test_every_day_is_driven_anew() -> None:
    week = workload_week(_worked(_talk("g1", at(DAY, 9), PRISON), _talk("g2", at(NEXT_DAY, 9), PRISON)), WEEK)
    assert [trip.times for trip in week.offices[0].trips] == [2, 2]


def test_other_weeks_do_not_count() -> None:
    made = _worked(_talk("g1", at(DAY, 9), PRISON), _talk("g2", at(DAY.replace(month=12), 9), PRISON))
    assert workload_weeks(made) == (WEEK, IsoWeek(2026, 52))
    assert workload_week(made, WEEK).sites[0].conversations == 1


def test_somebody_without_a_known_office_counts_at_the_site_only() -> None:
    week = workload_week(_worked(_talk("g1", at(DAY, 9), PRISON, "RV-99")), WEEK)
    assert (week.sites[0].persons, week.offices) == (("RV-99",), ())
