"""Publishing: release n is release n-1 and the chosen changes; what does not change keeps its bytes."""

from dataclasses import replace

import pytest

from calendars.event import EventRenderer
from planner.codec.canonical import to_bytes
from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import PartnerRequest
from planner.domain.ids import ActivityKey, LanguageCode
from planner.domain.messages import Why
from planner.domain.release import ReleaseScope
from planner.domain.time import Interval, Minute
from planner.usecases.publishing.publish_release import (
    NoteRefusedError,
    Publication,
    PublicationRefusedError,
    preview_release,
    publish_release,
)
from tests.planner.usecases.edits import (
    edit,
    entries,
    entries_of,
    extra_conversation,
    keys,
    kinds,
    moved,
    shifted,
    without,
)
from tests.planner.usecases.world import (
    NOW,
    WEEK,
    Desk,
    conversation_key,
    departure_key,
    household,
    move_key,
    weeks,
    world_facts,
)


def test_the_first_release_holds_the_plan_and_all_its_readers_need(any_desk: Desk) -> None:
    solved = any_desk.solve()

    published = any_desk.publish("one")

    release = published.release
    assert (published.created, release.number, release.published_at) == (True, 1, NOW)
    assert (release.plan_id, release.problem_hash) == (solved.plan_id, solved.problem_hash)
    assert keys(release) == {item.activity for item in solved.plan.appointments}
    assert {entry.id for entry in release.entries} == set(release.changed)
    assert {(entry.sequence, entry.changed_at, entry.cancelled) for entry in release.entries} == {(0, NOW, False)}
    assert {activity.key for activity in release.activities} == keys(release)
    assert {case.id for case in release.cases} == {"Z1", "Z2", "Z3", "Z4", "Z5", "Z6"}
    assert [vehicle.id for vehicle in release.resources.vehicles] == ["V1"]
    with any_desk.store.reading() as books:
        assert books.releases.newest() == release
        assert books.events.newest(1)[0].what == "publish"


def test_unchanged_entries_keep_their_bytes_after_import_solve_with_another_seed_and_publish(any_desk: Desk) -> None:
    any_desk.solve(seed=1)
    first = any_desk.publish("one").release
    any_desk.wait(1440)
    any_desk.deliver(world_facts())
    new = next(f for f in world_facts() if isinstance(f, Activity) and f.key == conversation_key("Z1"))
    any_desk.deliver((replace(new, key=ActivityKey("nieuw"), window=shifted(new.window, 4 * 1440)),))
    any_desk.solve(seed=99)

    second = any_desk.publish("two").release

    assert second.number == 2
    before, after = entries(first), entries(second)
    assert {uid: to_bytes(after[uid]) for uid in before} == {uid: to_bytes(item) for uid, item in before.items()}
    added = after.keys() - before.keys()
    assert added == set(second.changed)
    assert {(after[uid].appointment.activity, after[uid].changed_at) for uid in added} == {("nieuw", NOW + 1440)}


def test_nothing_changed_gives_no_new_release(desk: Desk) -> None:
    desk.solve()
    first = desk.publish("one")
    desk.solve(seed=7)

    again = desk.publish("two")

    assert (again.created, again.release) == (False, first.release)


def test_the_same_key_gives_the_same_release_whatever_changed_since(any_desk: Desk) -> None:
    solved = any_desk.solve()
    first = any_desk.publish("one")
    edit(any_desk, solved, moved(solved.plan, conversation_key("Z1"), 15))

    again = any_desk.publish("one")

    assert (again.created, again.release) == (False, first.release)


def test_a_moved_appointment_raises_the_sequence_of_its_entries_only(desk: Desk) -> None:
    solved = desk.solve()
    first = desk.publish("one").release
    desk.wait(60)
    edit(desk, desk.solve(again=True), moved(solved.plan, conversation_key("Z1"), 15))

    second = desk.publish("two").release

    for uid, entry in entries(second).items():
        touched = entry.appointment.activity == conversation_key("Z1")
        assert (entry.sequence, entry.changed_at) == ((1, NOW + 60) if touched else (0, NOW))
        assert (uid in second.changed) == touched
    assert entries(first).keys() == entries(second).keys()


def test_changed_words_raise_the_sequence_and_a_changed_term_does_not(desk: Desk) -> None:
    desk.solve()
    desk.publish("one")
    facts = {f.key: f for f in world_facts() if isinstance(f, Activity)}
    renamed = replace(facts[conversation_key("Z3")], language=LanguageCode("fr"))
    later = replace(facts[conversation_key("Z4")], terms=())
    desk.deliver((renamed, later))
    desk.solve()

    release = desk.publish("two").release

    changed = {entry.appointment.activity for entry in release.entries if entry.id in release.changed}
    assert changed == {conversation_key("Z3")}


def test_a_cancelled_appointment_leaves_tombstones_until_a_week_after_its_end(desk: Desk) -> None:
    solved = desk.solve()
    desk.publish("one")
    desk.wait(60)
    edit(desk, desk.solve(again=True), without(solved.plan, conversation_key("Z1")))
    second = desk.publish("two").release
    gone = {uid: e for uid, e in entries(second).items() if e.appointment.activity == conversation_key("Z1")}

    assert {(e.cancelled, e.sequence, e.changed_at) for e in gone.values()} == {(True, 1, NOW + 60)}
    assert set(second.changed) == gone.keys()
    assert conversation_key("Z1") not in keys(second)

    desk.wait(9 * 1440)
    desk.solve(WEEK.plus(1))
    desk.deliver(extra_conversation())
    desk.solve(WEEK.plus(1))
    third = desk.publish("three").release
    assert {uid: entries(third)[uid] for uid in gone} == gone

    desk.wait(7 * 1440)
    desk.deliver(extra_conversation("nog-een", 14))
    desk.solve(WEEK.plus(2))
    assert gone.keys() & entries(desk.publish("four").release).keys() == set()


def test_a_cancelled_appointment_that_returns_goes_on_counting(desk: Desk) -> None:
    solved = desk.solve()
    desk.publish("one")
    edit(desk, desk.solve(again=True), without(solved.plan, conversation_key("Z1")))
    desk.publish("two")
    edit(desk, desk.solve(again=True), solved.plan)

    third = desk.publish("three").release

    back = [entry for entry in third.entries if entry.appointment.activity == conversation_key("Z1")]
    assert {(entry.sequence, entry.cancelled) for entry in back} == {(2, False)}


def test_a_departure_brings_its_ride_and_a_ride_its_departure(desk: Desk) -> None:
    desk.solve()

    departures = preview_release(desk.store, desk.clock, desk.judge, part_of(kinds(ActivityKind.DEPARTURE)))
    rides = preview_release(desk.store, desk.clock, desk.judge, part_of(kinds(ActivityKind.MOVE)))

    both = {departure_key("Z1"), departure_key("Z2"), move_key("Z1"), move_key("Z2")}
    assert keys(departures.release) == keys(rides.release) == both
    assert departures.closure == (move_key("Z1"), move_key("Z2"))
    assert rides.closure == (departure_key("Z1"), departure_key("Z2"))
    with desk.store.reading() as books:
        assert books.releases.newest_number() == 0


def part_of(scope: ReleaseScope) -> Publication:
    return Publication(key="preview", actor="planner", scope=scope)


def test_the_days_of_a_scope_leave_the_rest_unpublished_with_a_reason(desk: Desk) -> None:
    desk.solve()
    monday = Interval(weeks(0, 1).start, Minute(weeks(0, 1).start + 1440))

    release = desk.publish("monday", ReleaseScope(days=monday)).release

    assert keys(release) == {conversation_key("Z1"), conversation_key("Z2")}
    reasons = {item.activity: item.reasons[0].because for item in release.unplanned}
    assert reasons[conversation_key("Z3")] == "gepland, maar buiten de keuze van deze publicatie"
    assert keys(desk.publish("rest").release) == {f.key for f in world_facts() if isinstance(f, Activity)}


def test_departures_of_one_household_are_published_together(desk: Desk) -> None:
    desk.deliver(household("Z1", "Z2"))
    desk.solve()
    first_week = ReleaseScope(days=weeks(0, 1), kinds=frozenset({ActivityKind.DEPARTURE}))

    published = desk.publish("one", first_week)

    assert published.closure == (move_key("Z1"), move_key("Z2"), departure_key("Z2"))


def test_a_hard_breach_refuses_the_whole_publication_and_is_listed(desk: Desk) -> None:
    solved = desk.solve()
    start = {item.activity: item.start for item in solved.plan.appointments}
    together = start[conversation_key("Z1")] - start[conversation_key("Z3")]
    edit(desk, solved, moved(solved.plan, conversation_key("Z3"), together))

    with pytest.raises(PublicationRefusedError, match="tegelijk") as refused:
        desk.publish("one")

    assert [breach.rule for breach in refused.value.breaches] == ["P01"]
    with desk.store.reading() as books:
        assert books.releases.newest_number() == 0
        assert books.facts.in_force(PartnerRequest) == ()


def test_a_change_outside_the_scope_that_would_make_room_is_named(desk: Desk) -> None:
    solved = desk.solve()
    desk.publish("one")
    start = {item.activity: item.start for item in solved.plan.appointments}
    first, third = conversation_key("Z1"), conversation_key("Z3")
    swapped = moved(moved(solved.plan, third, 120), first, start[third] - start[first])
    edit(desk, desk.solve(again=True), swapped)
    monday = Interval(weeks(0, 1).start, Minute(weeks(0, 1).start + 1440))

    with pytest.raises(PublicationRefusedError, match=f"Publiceer ook {third}") as refused:
        desk.publish("two", ReleaseScope(days=monday))

    assert refused.value.outside == (third,)
    assert desk.publish("three").created


def test_an_unplanned_cost_does_not_refuse(desk: Desk) -> None:
    solved = desk.solve()
    edit(desk, solved, without(solved.plan, conversation_key("Z5")))

    published = desk.publish("one")

    assert (published.created, [breach.cost for breach in published.breaches]) == (True, [3])


def test_what_another_publication_changed_meanwhile_is_never_undone(desk: Desk) -> None:
    desk.solve()
    desk.publish("one")
    base = desk.solve(again=True)
    other = edit(desk, base, moved(base.plan, conversation_key("Z1"), 15))
    own = edit(desk, base, moved(base.plan, conversation_key("Z2"), 15))
    clash = edit(desk, base, moved(base.plan, conversation_key("Z1"), 30))
    first = desk.publish("other", plan_id=other).release

    second = desk.publish("own", plan_id=own).release

    assert entries_of(second, "Z1") == entries_of(first, "Z1")
    assert entries_of(second, "Z2") != entries_of(first, "Z2")
    with pytest.raises(PublicationRefusedError, match=f"intussen gewijzigd: {conversation_key('Z1')}"):
        desk.publish("clash", plan_id=clash)


def test_a_note_that_names_a_case_is_refused(desk: Desk) -> None:
    desk.solve()
    publication = Publication(key="one", actor="planner", why=Why(note="Z1 is ziek"))

    with pytest.raises(NoteRefusedError, match="de reden noemt Z1"):
        publish_release(desk.store, desk.clock, desk.judge, EventRenderer(), publication)

    with desk.store.reading() as books:
        assert books.releases.newest() is None
