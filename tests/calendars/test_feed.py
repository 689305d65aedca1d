"""Calendars: right instants in an independent reader, lasting bytes, and nothing that gives away a country."""

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from calendars.feed import render_calendars
from planner.domain.activities import Activity, ActivityKind, DepartureDetail, PresentationDetail
from planner.domain.cases import Track
from planner.domain.civil import at, day_interval
from planner.domain.ids import ActivityKey, CaseId, CountryCode, MissionId, PlaceId, RegievoerderId
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Assignment, Stop, appointment, part, with_parts
from planner.domain.release import CalendarEntry, Release, ReleaseScope
from planner.domain.resources import ResourceKind, ResourceRef, Resources
from planner.domain.time import Interval, Minute

AUTUMN = date(2026, 10, 25)
PUBLISHED = at(date(2026, 10, 22), 16)
ANNA = ResourceRef(ResourceKind.REGIEVOERDER, "RV-0001")
VAN = ResourceRef(ResourceKind.VEHICLE, "DV-07")
KEY = ActivityKey("Z-26-00001/gesprek/1")
PLACES = (
    Place(id=PlaceId("AZC-EMM"), name="Azc Emmen; blok A, noord", kind=PlaceKind.AZC, city="Emmen", lat=52.8, lon=6.9),
    Place(
        id=PlaceId("EMB-XX"),
        name="Embassy of Geheimland",
        kind=PlaceKind.MISSION,
        city="Den Haag",
        lat=52.1,
        lon=4.3,
    ),
)


def activity(kind: ActivityKind = ActivityKind.CONVERSATION) -> Activity:
    detail = PresentationDetail(mission=MissionId("EMB-XX")) if kind is ActivityKind.PRESENTATION else None
    window = Interval(at(AUTUMN, 0), at(AUTUMN, 24))
    cases = (CaseId("Z-26-00001"),)
    return Activity(key=KEY, kind=kind, step="gesprek", duration=60, window=window, cases=cases, detail=detail)


def release(item: Appointment, *, of: Activity, changed_at: Minute = PUBLISHED, cancelled: bool = False) -> Release:
    entries = tuple(
        CalendarEntry(
            id=part.id, participation=part, appointment=item, sequence=0, changed_at=changed_at, cancelled=cancelled
        )
        for part in item.participations
    )
    return Release(
        number=1,
        published_at=PUBLISHED,
        plan_id=1,
        problem_hash="",
        scope=ReleaseScope(),
        horizon=Interval(PUBLISHED, at(date(2026, 11, 22), 0)),
        appointments=(item,),
        entries=entries,
        activities=(of,),
        resources=Resources(places=PLACES),
    )


def events(found: Release) -> list[dict[str, object]]:
    (file,) = render_calendars(found)
    return [
        {name.lower(): _text(event.decoded(name)) for name in event}
        for event in Calendar.from_ical(file.content.decode()).walk("VEVENT")
    ]


def _text(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value


def test_a_conversation_in_the_doubled_hour_keeps_its_instant() -> None:
    start = at(AUTUMN, 2, 30)  # the first 02:30 of the night: 00:30 UTC

    (event,) = events(release(appointment(KEY, start, Minute(start + 60), PLACES[0].id, (ANNA,)), of=activity()))

    assert event["dtstart"] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert event["dtend"] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_event_says_kind_case_and_building_and_is_private() -> None:
    start = at(AUTUMN, 10)

    (event,) = events(release(appointment(KEY, start, Minute(start + 60), PLACES[0].id, (ANNA,)), of=activity()))

    assert event["summary"] == "Vertrekgesprek Z-26-00001"
    assert event["location"] == "Azc Emmen; blok A, noord"
    assert event["class"] == "PRIVATE"
    assert event["status"] == "CONFIRMED"
    assert set(event) == {
        "summary", "dtstart", "dtend", "dtstamp", "uid", "sequence", "class", "last-modified", "location",
        "status", "transp", "x-microsoft-cdo-busystatus",
    }  # fmt: skip


def test_a_presentation_names_the_city_and_never_the_mission() -> None:
    start = at(AUTUMN, 10)
    item = appointment(KEY, start, Minute(start + 30), PLACES[1].id, (ANNA,))

    (file,) = render_calendars(release(item, of=activity(ActivityKind.PRESENTATION)))

    assert b"vertegenwoordiging\\, Den Haag" in file.content
    assert b"Geheimland" not in file.content
    assert b"EMB-XX" not in file.content


def test_a_ride_shows_its_way_and_no_case() -> None:
    start = at(AUTUMN, 10)
    stops = tuple(Stop(place=place.id, start=start, end=Minute(start + 10)) for place in PLACES)
    item = appointment(KEY, start, Minute(start + 90), PLACES[0].id)
    item = with_parts(item, part(item.id, VAN, start, Minute(start + 90), stops=stops))

    (file,) = render_calendars(release(item, of=activity(ActivityKind.MOVE)))

    (event,) = events(release(item, of=activity(ActivityKind.MOVE)))
    assert file.path == "voertuigen/DV-07.ics"
    assert event["location"] == "Azc Emmen; blok A, noord → vertegenwoordiging, Den Haag"
    assert b"Z-26" not in file.content


def test_a_day_without_a_time_is_a_whole_day() -> None:
    day = day_interval(AUTUMN)
    assert day.end is not None
    item = appointment(KEY, day.start, day.end, PLACES[0].id, (ANNA,), all_day=True)

    (event,) = events(release(item, of=activity(ActivityKind.DEPARTURE)))

    assert (event["dtstart"], event["dtend"]) == (AUTUMN, date(2026, 10, 26))


def test_a_departure_is_seen_by_who_is_responsible_and_takes_none_of_the_time() -> None:
    start = at(AUTUMN, 10)
    leaving = replace(
        activity(ActivityKind.DEPARTURE), detail=DepartureDetail(track=Track.INDEPENDENT, country=CountryCode("XX"))
    )
    person = ResourceRef(ResourceKind.CASE, leaving.cases[0])
    found = release(appointment(KEY, start, Minute(start + 60), PLACES[0].id, (person,)), of=leaving)
    owned = replace(found, owners=(Assignment(case=leaving.cases[0], regievoerder=RegievoerderId(ANNA.id)),))

    (event,) = events(owned)

    assert render_calendars(found) == ()
    assert event["summary"] == "Zelfstandig vertrek Z-26-00001"
    assert (event["transp"], event["status"]) == ("TRANSPARENT", "CONFIRMED")


def test_a_cancelled_entry_is_a_tombstone_without_detail() -> None:
    start = at(AUTUMN, 10)
    item = appointment(KEY, start, Minute(start + 60), PLACES[0].id, (ANNA,))

    (event,) = events(release(item, of=activity(), cancelled=True))

    assert event["status"] == "CANCELLED"
    assert event["transp"] == "TRANSPARENT"
    assert event["x-microsoft-cdo-busystatus"] == "FREE"
    assert event["summary"] == "VERVALLEN: vertrekgesprek"
    assert "location" not in event


def test_an_unchanged_entry_keeps_its_bytes_in_a_later_release() -> None:
    start = at(AUTUMN, 10)
    first = release(appointment(KEY, start, Minute(start + 60), PLACES[0].id, (ANNA,)), of=activity())
    later = replace(first, number=2, published_at=Minute(PUBLISHED + 1440))

    assert render_calendars(later) == render_calendars(first)


def test_no_line_is_longer_than_75_octets_and_all_end_in_crlf() -> None:
    start = at(AUTUMN, 10)
    (file,) = render_calendars(
        release(appointment(KEY, start, Minute(start + 60), PLACES[0].id, (ANNA,)), of=activity())
    )

    lines = file.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    assert lines[-1] == b""
