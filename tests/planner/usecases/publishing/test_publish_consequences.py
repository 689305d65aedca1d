"""What publishing brings about: requests to partners, withdrawals, owners of cases."""

from dataclasses import replace

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case
from planner.domain.commitments import OutcomeCode, PartnerRequest, RequestState
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.plan import Assignment
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from planner.ports.intake import Delivery
from planner.ports.store import StoreError
from planner.usecases.delivering.import_facts import import_facts, ref_of
from tests.planner.usecases.edits import (
    edit,
    entries_of,
    extra_conversation,
    happen,
    keys,
    kinds,
    moved,
    without,
)
from tests.planner.usecases.fakes import compare_by_key
from tests.planner.usecases.world import (
    NOW,
    WEEK,
    Desk,
    conversation_key,
    departure_key,
    world_facts,
)


def test_new_uses_of_partners_are_requested_in_the_same_transaction(desk: Desk) -> None:
    solved = desk.solve()

    published = desk.publish("one")

    uses = {
        (item.activity, part.resource, part.start, part.end)
        for item in solved.plan.appointments
        for part in item.participations
        if part.resource.kind in (ResourceKind.ESCORT, ResourceKind.VEHICLE, ResourceKind.INTERPRETER)
    }
    with desk.store.reading() as books:
        stored = books.facts.in_force(PartnerRequest)
    assert {(r.activity, r.resource, r.start, r.end) for r in stored} == uses
    assert {request.state for request in stored} == {RequestState.REQUESTED}
    assert len(published.requests) == len(uses) == 2 + 2 + 6


def test_only_a_moved_use_is_requested_again_and_a_dropped_one_withdrawn(desk: Desk) -> None:
    solved = desk.solve()
    desk.publish("one")
    plan = without(moved(solved.plan, conversation_key("Z1"), 15), conversation_key("Z2"))
    edit(desk, desk.solve(again=True), plan)

    published = desk.publish("two")

    assert [(request.activity, request.state) for request in published.requests] == [
        (conversation_key("Z1"), RequestState.REQUESTED),
        (conversation_key("Z2"), RequestState.WITHDRAWN),
    ]


def test_a_confirmed_use_is_not_requested_again(desk: Desk) -> None:
    desk.solve()
    first = desk.publish("one")
    desk.deliver(tuple(replace(r, state=RequestState.CONFIRMED, reference="K-1") for r in first.requests), "kmar")
    edit_of = desk.solve(again=True)
    edit(desk, edit_of, without(edit_of.plan, conversation_key("Z2")))

    assert [r.activity for r in desk.publish("two").requests] == [conversation_key("Z2")]


def test_an_activity_that_ended_before_it_began_is_withdrawn(desk: Desk) -> None:
    desk.solve()
    desk.publish("one")
    desk.wait(60)
    happen(desk, departure_key("Z2"), OutcomeCode.FAILED, NOW, Minute(NOW + 30))
    desk.solve()

    published = desk.publish("two")

    assert departure_key("Z2") in published.withdrawn
    assert departure_key("Z2") not in keys(published.release)
    ended = [entry for entry in published.release.entries if entry.appointment.activity == departure_key("Z2")]
    assert {entry.cancelled for entry in ended} == {True}


def test_what_was_held_stays_in_the_releases_as_it_was(desk: Desk) -> None:
    solved = desk.solve()
    first = desk.publish("one").release
    desk.wait(12 * 1440)
    held = {item.activity: item for item in solved.plan.appointments}[conversation_key("Z1")]
    happen(desk, held.activity, OutcomeCode.HELD, held.start, held.end)
    desk.deliver(extra_conversation(days=14))
    desk.solve(WEEK.plus(2))

    second = desk.publish("two").release

    assert entries_of(second, "Z1") == entries_of(first, "Z1")


def test_an_activity_that_the_source_ended_is_withdrawn(desk: Desk) -> None:
    desk.solve()
    desk.publish("one")
    gone = next(f for f in world_facts() if isinstance(f, Activity) and f.key == conversation_key("Z6"))
    rest = tuple(fact for fact in world_facts() if fact != gone)
    delivery = Delivery(source="bron", facts=rest)
    import_facts(desk.store, desk.clock, compare_by_key, delivery, actor="planner", retire=[ref_of(gone)])
    desk.solve()

    published = desk.publish("two")

    assert published.withdrawn == (gone.key,)
    assert gone.key not in keys(published.release)


def test_the_owners_a_publication_gave_stay_in_the_next(desk: Desk) -> None:
    new = replace(next(f for f in world_facts() if isinstance(f, Case)), id=CaseId("Z9"))
    desk.deliver((new,))
    desk.solve()
    first = desk.publish("one").release
    given = (Assignment(case=CaseId("Z9"), regievoerder=RegievoerderId("r1")),)
    assert first.assignments == given

    desk.deliver(extra_conversation(days=1))
    solved = desk.solve()

    assert solved.plan.assignments == ()
    assert desk.publish("two").release.assignments == given


def test_without_a_plan_there_is_nothing_to_publish(desk: Desk) -> None:
    with pytest.raises(StoreError, match="nog geen plan"):
        desk.publish("one")


def test_every_activity_of_the_problem_is_accounted_for_in_the_release(desk: Desk) -> None:
    solved = desk.solve()

    release = desk.publish("one", kinds(ActivityKind.DEPARTURE)).release

    stands = [*(item.activity for item in release.appointments), *(item.activity for item in release.unplanned)]
    assert sorted(stands) == sorted(activity.key for activity in solved.cut.problem.activities)


def test_what_ended_after_the_solve_is_not_published_as_planned(desk: Desk) -> None:
    desk.solve()
    desk.wait(60)
    happen(desk, conversation_key("Z1"), OutcomeCode.HELD, NOW, Minute(NOW + 45))

    release = desk.publish("one").release

    assert conversation_key("Z1") not in keys(release)
    reasons = {item.activity: item.reasons[0].because for item in release.unplanned}
    assert reasons == {conversation_key("Z1"): "de uitkomst is al vastgelegd"}
