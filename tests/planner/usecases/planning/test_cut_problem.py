"""Cutting the problem: what the weeks need and nothing else, each left-out activity with its reason."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.domain.activities import Activity, MoveDetail
from planner.domain.cases import Case, Ownership, Stay
from planner.domain.civil import IsoWeek
from planner.domain.clockwork import GROUP
from planner.domain.commitments import OutcomeCode, PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.plan import Assignment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.settings import Setting, Unit
from planner.domain.time import Interval, Minute
from planner.usecases.cases.record_outcome import Happened, record_outcome
from planner.usecases.planning.cut_problem import Cut, CutRequest, Skipped, cut_problem
from tests.planner.usecases.fakes import EvenTravel
from tests.planner.usecases.world import (
    NOW,
    SUNDAY_NIGHT,
    WEEK,
    Desk,
    conversation_key,
    departure,
    departure_key,
    move_key,
    open_desk,
    weeks,
    world_facts,
)


def cut(desk: Desk, week: IsoWeek = WEEK, *, known_at: Minute | None = None) -> Cut:
    with desk.store.reading() as books:
        return cut_problem(books, EvenTravel(), CutRequest(first=week, as_of=desk.clock.now(), known_at=known_at))


def keys(found: Cut) -> set[ActivityKey]:
    return {activity.key for activity in found.problem.activities}


def test_a_week_has_a_horizon_of_four_weeks_and_all_that_is_due(desk: Desk) -> None:
    found = cut(desk)

    assert (found.problem.horizon, found.problem.scope) == (weeks(0, 4), weeks(0, 1))
    assert found.problem.recorded_at == NOW
    assert keys(found) == {fact.key for fact in world_facts() if isinstance(fact, Activity)}
    assert (found.skipped, found.release, found.problem.baseline) == ((), 0, ())
    assert set(found.problem.settings) == {setting for setting in DEFAULT_SETTINGS if setting.rule != GROUP}
    assert len(found.problem.travel.places) == len(found.problem.resources.places) == 4


def test_the_same_facts_give_the_same_problem_whatever_the_order_of_import(desk: Desk, tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/other.sqlite") as other:
        other.deliver(tuple(reversed(world_facts())))

        assert cut(other) == cut(desk)


def test_facts_recorded_later_stay_out_when_asked_as_the_books_said_then(desk: Desk) -> None:
    before = cut(desk)
    desk.wait(60)
    desk.deliver((replace(next(f for f in world_facts() if isinstance(f, Case)), load_points=99),))
    desk.wait(-60)

    assert cut(desk, known_at=NOW) == before
    assert cut(desk) != before


def without_window(key: str, window: Interval) -> Fact:
    base = next(fact for fact in world_facts() if isinstance(fact, Activity) and fact.key == conversation_key("Z1"))
    return replace(base, key=ActivityKey(key), window=window)


def test_activities_outside_the_horizon_stay_out_with_a_reason(desk: Desk) -> None:
    early = Interval(weeks(-3, -2).start, NOW)
    desk.deliver(
        (
            without_window("te-vroeg", early),
            without_window("te-laat", weeks(4, 5)),
            without_window("nog-net", Interval(early.start, Minute(weeks(0, 1).start + 60))),
            replace(departure("Z1", SUNDAY_NIGHT)[1], key=ActivityKey("rit-zonder"), detail=loose_ride()),
        )
    )

    found = cut(desk)

    assert found.skipped == (
        Skipped(
            activity=ActivityKey("rit-zonder"),
            because="het vervoer hoort bij te-laat, en die staat niet in deze periode",
        ),
        Skipped(activity=ActivityKey("te-laat"), because="mag pas na deze periode"),
        Skipped(activity=ActivityKey("te-vroeg"), because="de periode waarin het mag is voorbij"),
    )
    assert ActivityKey("nog-net") in keys(found)


def loose_ride() -> MoveDetail:
    return replace(departure("Z1", SUNDAY_NIGHT)[1].move, serves=ActivityKey("te-laat"))


def test_closed_cases_and_what_concerns_them_stay_out(desk: Desk) -> None:
    first = next(fact for fact in world_facts() if isinstance(fact, Case) and fact.id == "Z1")
    desk.deliver((replace(first, closed_on=date(2026, 11, 10)),))

    found = cut(desk)

    assert "Z1" not in {case.id for case in found.problem.case_file.cases}
    assert "Z1" not in {stay.case for stay in found.problem.case_file.stays}
    assert {item.activity for item in found.skipped} == {
        conversation_key("Z1"),
        departure_key("Z1"),
        move_key("Z1"),
    }


def test_facts_that_do_not_touch_the_horizon_stay_out(desk: Desk) -> None:
    person = ResourceRef(ResourceKind.REGIEVOERDER, "r1")
    during, long_ago = weeks(1, 2), weeks(-9, -8)
    stay = Stay(case=CaseId("Z1"), place=PlaceId("azc"), valid=weeks(-30, -29))
    desk.deliver((Absence(resource=person, interval=during), Absence(resource=person, interval=long_ago), stay))

    found = cut(desk).problem

    assert [absence.interval for absence in found.resources.absences] == [during]
    assert stay not in found.case_file.stays
    later = cut(desk, WEEK.plus(5)).problem
    assert later.resources.flights == ()
    assert later.resources.vehicles[0].shifts == (weeks(-1, 8),)


def test_pins_and_requests_of_the_activities_come_along_until_they_expire(desk: Desk) -> None:
    pin = Pin(activity=departure_key("Z1"), grade=PinGrade.TIME, reason="ticket", expires=weeks(0, 1).end)
    expired = Pin(activity=departure_key("Z2"), grade=PinGrade.DAY, reason="oud", expires=NOW)
    request = PartnerRequest(
        activity=departure_key("Z1"),
        resource=ResourceRef(ResourceKind.ESCORT, "E1"),
        state=RequestState.CONFIRMED,
        start=NOW,
        end=Minute(NOW + 60),
    )
    desk.deliver((pin, expired, request, replace(request, activity=ActivityKey("elders"))))

    found = cut(desk).problem

    assert (found.pins, found.requests) == ((pin,), (request,))


def test_an_entered_setting_replaces_the_norm(desk: Desk) -> None:
    own = Setting(rule=RuleId("P14"), key="cap", value=100, unit=Unit.PERCENT)
    desk.deliver((own,))

    found = [setting for setting in cut(desk).problem.settings if (setting.rule, setting.key) == ("P14", "cap")]
    assert found == [own]


def test_a_no_show_makes_the_next_activity_due_and_takes_the_old_one_out(desk: Desk) -> None:
    desk.solve()
    desk.publish("one")
    desk.wait(12 * 1440)
    started = weeks(0, 1).start
    record_outcome(
        desk.store,
        desk.clock,
        Happened(
            activity=conversation_key("Z1"),
            code=OutcomeCode.NO_SHOW,
            started=started,
            ended=Minute(started + 60),
            actor="r1",
        ),
    )

    found = cut(desk, WEEK.plus(2))

    due = {activity.key: activity for activity in found.problem.activities}[conversation_key("Z1", 2)]
    assert due.window == Interval(Minute(started + 60), weeks(2, 6).end)
    assert due.terms[0].anchor == date(2026, 11, 23)
    assert conversation_key("Z1") not in keys(found)
    assert conversation_key("Z1") not in {item.activity for item in found.problem.baseline}


def test_what_was_published_before_the_horizon_waits_for_its_outcome(desk: Desk) -> None:
    desk.solve()
    desk.publish("one")
    desk.wait(12 * 1440)

    found = cut(desk, WEEK.plus(2))

    assert (
        Skipped(activity=conversation_key("Z1"), because="gepubliceerd voor deze periode; wacht op de uitkomst")
        in found.skipped
    )


def test_a_published_owner_holds_until_an_officer_marks_the_case_again(desk: Desk) -> None:
    new = replace(next(f for f in world_facts() if isinstance(f, Case)), id=CaseId("Z9"))
    desk.deliver((new,))
    desk.solve()
    desk.publish("one")

    owner = next(o for o in cut(desk).problem.case_file.ownerships if o.case == "Z9")
    assert (owner.regievoerder, owner.marked) == ("r1", False)

    desk.wait(60)
    marked = Ownership(
        case=CaseId("Z9"), regievoerder=RegievoerderId("r1"), valid=Interval(Minute(NOW - 1440)), marked=True
    )
    desk.deliver((marked,))
    assert [o for o in cut(desk).problem.case_file.ownerships if o.case == "Z9"] == [marked]


def test_a_site_whose_cases_a_publication_gave_has_its_meeting_and_no_fact_is_new(database_url: str) -> None:
    with open_desk(database_url) as desk:
        own = [fact for fact in world_facts() if isinstance(fact, Ownership) and fact.regievoerder == "r1"]
        desk.deliver(tuple(fact for fact in world_facts() if fact not in own))
        before = [_meetings(desk, week) for week in range(4)]
        desk.solve()
        desk.publish("one")
        after = [_meetings(desk, week) for week in range(4)]

    assert sorted(chairs for chairs, _ in before) == [[], [], [], ["r2"]]
    assert sorted(chairs for chairs, _ in after) == [[], [], [], ["r1"]]
    assert [fingerprint for _, fingerprint in after] == [fingerprint for _, fingerprint in before]


def _meetings(desk: Desk, weeks_on: int) -> tuple[list[str | None], str]:
    """Return who chairs meetings at the sites in a week, and the fingerprint of the facts."""
    found = cut(desk, WEEK.plus(weeks_on))
    chairs = [activity.performer for activity in found.problem.activities if activity.step == "lto"]
    return [None if chair is None else str(chair) for chair in chairs], found.fingerprint


def test_a_marked_case_loses_its_mark_once_the_reassignment_is_published(desk: Desk) -> None:
    old = next(f for f in world_facts() if isinstance(f, Ownership) and f.case == "Z2")
    desk.deliver((replace(old, marked=True),))
    solved = desk.solve()
    reassigned = replace(
        solved.plan,
        assignments=(*solved.plan.assignments, Assignment(case=CaseId("Z2"), regievoerder=RegievoerderId("r1"))),
    )
    with desk.store.transaction() as books:
        books.plans.add(reassigned, problem_hash=solved.problem_hash, at=NOW, actor="planner")
    desk.publish("one")

    owners = [o for o in cut(desk).problem.case_file.ownerships if o.case == "Z2"]

    assert [(owner.regievoerder, owner.marked) for owner in owners] == [("r1", False)]


def test_escorts_still_rest_after_a_departure_whose_outcome_is_recorded(desk: Desk) -> None:
    # the duty over Sunday midnight: the flight lands on Monday at 00:30, the week after begins at 00:00
    desk.solve()
    desk.publish("one")
    (published,) = [item for item in cut(desk).problem.baseline if item.activity == departure_key("Z1")]
    desk.wait(12 * 1440)
    happened = Happened(
        activity=departure_key("Z1"),
        code=OutcomeCode.REALISED,
        started=published.start,
        ended=Minute(published.end + 30),
        actor="r1",
    )
    record_outcome(desk.store, desk.clock, happened)

    found = cut(desk, WEEK.plus(1)).problem

    assert departure_key("Z1") not in {item.activity for item in found.baseline}
    (duty,) = [item for item in found.other_duties if item.activity == departure_key("Z1")]
    (planned,) = published.of_kind(ResourceKind.ESCORT)
    assert duty.participations == (replace(planned, end=Minute(planned.end + 30)),)
