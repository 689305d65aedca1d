"""The presentations of a release, in full and for who drives."""

from dataclasses import asdict, replace
from datetime import date

from maps.from_release import presentation_weeks
from planner.domain.activities import ActivityKind, MoveDetail, MoveRole, PresentationDetail
from planner.domain.civil import at
from planner.domain.ids import ActivityKey, MissionId, PlaceId, SessionId
from planner.domain.missions import Session
from planner.domain.plan import appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from tests.maps.from_release.releases import CASE, DAY, EMBASSY, HORIZON, PRISON, activity, release, ride

HEARING = ActivityKey("p1")
TO_HEARING = MoveDetail(destination=EMBASSY.id, role=MoveRole.TO_PRESENTATION, serves=HEARING)


def _heard(*, driven: bool) -> Release:
    base = release((ride("m2", at(DAY, 9), at(DAY, 10), PRISON, EMBASSY), TO_HEARING)) if driven else release()
    hearing = appointment(
        HEARING, at(DAY, 11), at(DAY, 12), EMBASSY.id, (ResourceRef(ResourceKind.SESSION, "EMB-XF-1"),)
    )
    due = activity(HEARING, ActivityKind.PRESENTATION, PresentationDetail(mission=MissionId("EMB")))
    sessions = (Session(id=SessionId("EMB-XF-1"), mission=MissionId("EMB"), interval=HORIZON, quota=4),)
    return replace(
        base,
        appointments=(*base.appointments, hearing),
        activities=(*base.activities, due),
        resources=replace(base.resources, sessions=sessions),
    )


def test_the_planner_sees_mission_case_and_where_the_person_comes_from() -> None:
    (week,) = presentation_weeks(_heard(driven=True), detailed=True)
    (session,) = week.sessions
    (trip,) = session.trips
    assert (week.monday, week.detailed) == (date(2026, 11, 23), True)
    assert (session.place, session.time, session.quota) == ("Embassy of Freedonia, Den Haag", "11:00", 4)
    assert (trip.who, trip.place, trip.picked_up, trip.vehicle) == (CASE, "DC Rotterdam", "09:00", "DV-07")


def test_who_drives_sees_no_mission_no_case_and_no_session() -> None:
    (week,) = presentation_weeks(_heard(driven=True))
    text = str(asdict(week))
    assert [word for word in (CASE, "Freedonia", "EMB-XF-1", "XF", "zaak-geheim") if word in text] == []
    assert (week.sessions[0].place, week.sessions[0].quota) == ("vertegenwoordiging, Den Haag", 0)
    assert week.sessions[0].trips[0].who.startswith("V-")


def test_somebody_who_comes_alone_is_for_the_planner_only() -> None:
    (week,) = presentation_weeks(_heard(driven=False), detailed=True)
    trip = week.sessions[0].trips[0]
    assert (trip.who, trip.origin, trip.place, trip.vehicle) == (CASE, None, "", "")
    assert presentation_weeks(_heard(driven=False)) == ()


def test_somebody_who_comes_alone_comes_from_where_conversations_are_held() -> None:
    talk = replace(activity("g1", ActivityKind.CONVERSATION, TO_HEARING), detail=None, place=PlaceId(PRISON.id))
    base = _heard(driven=False)
    (week,) = presentation_weeks(replace(base, activities=(*base.activities, talk)), detailed=True)
    assert week.sessions[0].trips[0].place == "DC Rotterdam"


def test_a_release_without_presentations_has_no_weeks() -> None:
    assert presentation_weeks(release(), detailed=True) == ()
