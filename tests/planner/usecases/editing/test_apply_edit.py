"""Edits of a draft: stored, merged, refused; real SQLite and PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import PinGrade
from planner.domain.editing import (
    Add,
    Assign,
    Cancel,
    CancelCode,
    Edit,
    EntryKind,
    LetGo,
    Move,
    PinDown,
    Swap,
    Waiver,
)
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.ports.editing import EditImpossibleError
from planner.store.plan_lines import to_lines
from planner.usecases.editing.heads import Heads
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError, UnknownVersionError
from planner.usecases.editing.replay import replayed
from planner.usecases.planning.current_plan import stored_plan
from solver.editing.desk import RuleDesks
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted, hard, week_of
from tests.planner.usecases.editing.small_week import NEW, THURSDAY
from tests.solver import world as w
from tests.solver.small import conversation

LEAVES, RIDE = ActivityKey("C/vertrek/1"), ActivityKey("C/rit/1")


@pytest.fixture
def desk(database_url: str) -> Iterator[Drafted]:
    """Give a draft on SQLite and on PostgreSQL."""
    made = drafted(database_url)
    yield made
    made.store.close()


@pytest.fixture
def quick(sqlite_url: str) -> Iterator[Drafted]:
    """Give a draft on SQLite alone, for what does not depend on the database."""
    made = drafted(sqlite_url)
    yield made
    made.store.close()


def test_opening_again_gives_the_same_draft(desk: Drafted) -> None:
    again = open_draft(desk.opening, week_of(desk.problem), actor=BRAM)

    assert again == desk.draft


def test_moved_appointment_stands_there_and_is_pinned(desk: Drafted) -> None:
    key = desk.movable(1)[0]
    slot = desk.elsewhere(key)

    done = desk.edit(ANNE, desk.moving(key))

    now = desk.now(key)
    assert now is not None
    assert (done.entry.version, done.entry.kind, now.start) == (1, EntryKind.MOVE, slot.start)
    placement = desk.head.state.placements[key]
    assert (placement.grade, placement.appointment, placement.with_edit) == (PinGrade.ALL, now, True)
    assert hard(desk.head) == []


def test_edits_that_do_not_touch_are_merged(desk: Drafted) -> None:
    one, other = desk.movable(2)
    first, second = desk.moving(one), desk.moving(other)
    desk.edit(ANNE, first)

    done = desk.edit(BRAM, second, seen=0)

    assert (done.merged, done.entry.version) == (True, 2)
    assert [desk.now(key) is not None for key in (one, other)] == [True, True]
    assert desk.now(one) == desk.head.state.placements[one].appointment


def test_overlapping_edit_is_refused_with_what_changed(desk: Drafted) -> None:
    key = desk.movable(1)[0]
    edit = desk.moving(key)
    desk.edit(ANNE, edit)
    before = desk.lines(1)

    with pytest.raises(DraftConflictError) as refused:
        desk.edit(BRAM, Edit(deed=Cancel(activity=key, code=CancelCode.OTHER)), seen=0)

    (changed,) = refused.value.changed
    assert (changed.activity, changed.actor, changed.kind, changed.version) == (key, ANNE, EntryKind.MOVE, 1)
    assert (desk.head.version, desk.lines(1)) == (1, before)


def test_same_key_is_carried_out_once(desk: Drafted) -> None:
    key = desk.movable(1)[0]
    edit = desk.moving(key)
    first = desk.edit(ANNE, edit, key="k")

    again = desk.edit(ANNE, edit, seen=0, key="k")

    assert (first.repeated, again.repeated, again.entry.version) == (False, True, 1)
    assert desk.head.version == 1


def test_hard_breach_is_refused_in_words(quick: Drafted) -> None:
    activity = next(quick.planned(ActivityKind.CONVERSATION))
    now = quick.now(activity.key)
    assert now is not None
    night = Minute(now.start - now.start % 1440 + 24 * 60 + 120)

    with pytest.raises(EditRefusedError) as refused:
        quick.edit(ANNE, Edit(deed=Move(activity=activity.key, start=night)))

    rules = {objection.breach.rule for objection in refused.value.objections}
    assert "P03" in rules
    assert all(objection.breach.because for objection in refused.value.objections)
    assert quick.head.version == 0


def test_cancelled_activity_is_unplanned_with_its_reason(quick: Drafted) -> None:
    key = quick.movable(1)[0]

    quick.edit(ANNE, Edit(deed=Cancel(activity=key, code=CancelCode.INTERPRETER), reason="tolk is ziek"))

    (left,) = [item for item in quick.head.desk.plan.unplanned if item.activity == key]
    assert (left.code, left.reasons[0].rule) == (UnplannedCode.FACT, "P09")
    assert left.reasons[0].because == "geannuleerd: de tolk is niet beschikbaar (tolk is ziek)"
    assert quick.head.state.placements[key].out
    assert hard(quick.head) == []


def test_cancelled_departure_takes_its_ride_along(quick: Drafted) -> None:
    done = quick.edit(ANNE, Edit(deed=Cancel(activity=LEAVES, code=CancelCode.PARTNER)))

    left = {item.activity: item.code for item in quick.head.desk.plan.unplanned}
    assert (left[LEAVES], left[RIDE]) == (UnplannedCode.FACT, UnplannedCode.DEPENDS)
    assert [(follow.activity, follow.planned) for follow in done.prepared.follows] == [(RIDE, False)]
    assert hard(quick.head) == []


def test_departure_on_another_flight_gets_escorts_and_another_ride(quick: Drafted) -> None:
    flight = ResourceRef(ResourceKind.FLIGHT, "KL3")

    done = quick.edit(ANNE, Edit(deed=Move(activity=LEAVES, resource=flight)))

    leaves, ride = quick.now(LEAVES), quick.now(RIDE)
    assert leaves is not None
    assert ride is not None
    assert [part.resource for part in leaves.of_kind(ResourceKind.FLIGHT)] == [flight]
    assert [part.amount for part in leaves.of_kind(ResourceKind.ESCORT)] == [2]
    assert ride.end <= leaves.start - 180
    assert [(follow.activity, follow.planned) for follow in done.prepared.follows] == [(RIDE, True), (LEAVES, True)]
    assert hard(quick.head) == []


def test_chosen_team_escorts(quick: Drafted) -> None:
    quick.edit(ANNE, Edit(deed=Move(activity=LEAVES, teams=(w.T2,))))

    leaves = quick.now(LEAVES)
    assert leaves is not None
    assert [part.resource.id for part in leaves.of_kind(ResourceKind.ESCORT)] == [w.T2]
    assert hard(quick.head) == []


def test_swapped_conversations_take_each_others_time(quick: Drafted) -> None:
    one, other = ActivityKey("A/gesprek/1"), ActivityKey("A/gesprek/2")
    first, second = quick.now(one), quick.now(other)
    assert first is not None
    assert second is not None

    quick.edit(ANNE, Edit(deed=Swap(activity=one, other=other)))

    after = [quick.now(key) for key in (one, other)]
    assert [a.start for a in after if a is not None] == [second.start, first.start]
    assert hard(quick.head) == []


def test_case_without_regievoerder_goes_to_another_with_what_was_planned(quick: Drafted) -> None:
    talk = ActivityKey("N/gesprek/1")

    done = quick.edit(ANNE, Edit(deed=Assign(case=NEW, regievoerder=w.R2)))

    now = quick.now(talk)
    assert now is not None
    assert now.resource(ResourceKind.REGIEVOERDER) == w.R2
    assert [(one.before.regievoerder, one.after.regievoerder) for one in done.entry.deal.hand_overs] == [(w.R1, w.R2)]
    assert {follow.activity for follow in done.prepared.follows} == {talk}
    assert hard(quick.head) == []


def test_case_that_somebody_has_is_not_assigned(quick: Drafted) -> None:
    with pytest.raises(EditImpossibleError, match="al een regievoerder"):
        quick.edit(ANNE, Edit(deed=Assign(case=w.A, regievoerder=w.R2)))


def test_own_conversation_is_planned_and_becomes_a_fact(desk: Drafted) -> None:
    own = replace(conversation(w.A, 9), window=desk.problem.scope, step="extra-gesprek")

    desk.edit(ANNE, Edit(deed=Add(activity=own, start=w.clock(14, 0, w.TUESDAY))))

    now = desk.now(own.key)
    assert now is not None
    assert (now.start, now.resource(ResourceKind.REGIEVOERDER)) == (w.clock(14, 0, w.TUESDAY), w.R1)
    with desk.store.reading() as books:
        (fact,) = books.facts.recorded(Activity)
        stored = stored_plan(books, desk.head.plan)
    assert (fact.fact, fact.source) == (own, "medewerker")
    assert own in stored.problem.activities
    assert hard(desk.head) == []


def test_own_conversation_that_is_cancelled_leaves_nothing(quick: Drafted) -> None:
    own = replace(conversation(w.A, 9), window=quick.problem.scope)
    quick.edit(ANNE, Edit(deed=Add(activity=own, start=w.clock(14, 0, w.TUESDAY))))

    quick.edit(ANNE, Edit(deed=Cancel(activity=own.key, code=CancelCode.NEEDLESS)))

    with quick.store.reading() as books:
        assert books.facts.in_force(Activity) == ()
    assert quick.lines(2) == quick.lines(0)


@pytest.mark.parametrize("grade", [PinGrade.TIME, PinGrade.DAY, PinGrade.ALL])
def test_pinned_activity_stays_until_it_is_let_go(quick: Drafted, grade: PinGrade) -> None:
    key = ActivityKey("A/gesprek/1")
    elsewhere = Edit(deed=Move(activity=key, start=w.clock(15, 0, THURSDAY)))
    quick.edit(ANNE, Edit(deed=PinDown(activity=key, grade=grade), reason="advocaat kan alleen dan"))

    with pytest.raises(EditRefusedError) as refused:
        quick.edit(BRAM, elsewhere)
    quick.edit(BRAM, Edit(deed=LetGo(activity=key)))
    quick.edit(BRAM, elsewhere)

    (objection,) = refused.value.objections
    assert (objection.breach.rule, objection.waivable) == ("P09", True)
    assert "advocaat kan alleen dan" in objection.breach.because


def test_pinned_person_may_be_seen_at_another_time(quick: Drafted) -> None:
    key = ActivityKey("A/gesprek/1")
    quick.edit(ANNE, Edit(deed=PinDown(activity=key, grade=PinGrade.PERSON)))

    done = quick.edit(BRAM, Edit(deed=Move(activity=key, start=w.clock(15, 0, THURSDAY))))

    assert done.entry.version == 2


def test_pin_gives_way_to_an_explicit_reason(quick: Drafted) -> None:
    key = ActivityKey("A/gesprek/1")
    quick.edit(ANNE, Edit(deed=PinDown(activity=key), reason="afgesproken"))
    elsewhere = Move(activity=key, start=w.clock(15, 0, THURSDAY))

    done = quick.edit(BRAM, Edit(deed=elsewhere, waivers=(Waiver(rule=RuleId("P09"), reason="overlegd"),)))

    assert done.entry.version == 2


def test_unknown_activity_and_version_are_refused(quick: Drafted) -> None:
    with pytest.raises(EditImpossibleError):
        quick.edit(ANNE, Edit(deed=LetGo(activity=ActivityKey("nergens/1"))))
    with pytest.raises(UnknownVersionError):
        quick.edit(ANNE, Edit(deed=PinDown(activity=quick.movable(1)[0])), seen=7)

    assert quick.head.version == 0


def test_other_process_sees_the_same_version(quick: Drafted) -> None:
    one, other = quick.movable(2)
    elsewhere = replace(quick, tools=replace(quick.tools, heads=Heads(quick.store, RuleDesks())))
    quick.edit(ANNE, quick.moving(one))
    assert elsewhere.head.version == 1
    elsewhere.edit(BRAM, elsewhere.moving(other))

    mine, theirs = quick.head, elsewhere.head

    assert (mine.state.plan, mine.state.placements) == (theirs.state.plan, theirs.state.placements)
    assert [value.cost for value in mine.desk.plan.levels] == [value.cost for value in theirs.desk.plan.levels]


def test_every_version_is_made_again_from_the_log(desk: Drafted) -> None:
    for key in desk.movable(2):
        desk.edit(ANNE, desk.moving(key))

    with desk.store.reading() as books:
        made = [to_lines(replayed(books, desk.draft.id, version).plan) for version in range(3)]

    assert made == [desk.lines(version) for version in range(3)]
