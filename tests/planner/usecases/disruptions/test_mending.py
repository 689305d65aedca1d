"""Repairing a draft after a disruption: impact, proposals, applying, taking back, others' edits, a later solve."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from planner.domain.disruption import Disruption, DisruptionKind, FactStep
from planner.domain.disruption_life import DisruptionState, Reported
from planner.domain.editing import Cancel, CancelCode, Edit, EntryKind, Move
from planner.domain.ids import ActivityKey
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.steps import StepRefusedError
from planner.domain.time import Interval
from planner.ports.editing import EditImpossibleError
from planner.store.plan_lines import to_lines
from planner.usecases.disruptions.apply_repair import apply_repair, state_of
from planner.usecases.disruptions.mending import Offer, Workbench
from planner.usecases.disruptions.report import withdraw_disruption
from planner.usecases.editing.apply_edit import Applied
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.refusals import DraftConflictError
from planner.usecases.editing.replay import replayed
from planner.usecases.editing.undo_redo import redo, undo
from solver.repairing.repairer import RuleRepairers
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted, hard
from tests.planner.usecases.editing.small_week import FRIDAY
from tests.solver import world as w

RIDE, LEAVING = ActivityKey("C/rit/1"), ActivityKey("C/vertrek/1")


@dataclass
class Mended:
    """A draft, a disruption of the vehicle of its ride, and what asks about it."""

    desk: Drafted
    reported: Reported
    bench: Workbench

    @property
    def draft(self) -> int:
        """The number of the draft."""
        return self.desk.draft.id

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Repairs of the newest version."""
        return self.bench.repairs(self.reported, self.draft)[1].offers

    def apply(self, who: str, mark: str, *, key: str = "") -> Applied:
        """Apply a repair."""
        return apply_repair(self.bench, self.reported.number, self.draft, mark, self.desk.officer(who, key=key))

    def state(self) -> DisruptionState:
        """Return how the disruption stands."""
        with self.desk.store.reading() as books:
            return state_of(books, books.disruptions.load(self.reported.number))


def struck_vehicle(desk: Drafted) -> Disruption:
    """Return that the vehicle of the ride is away all week."""
    ride = desk.now(RIDE)
    assert ride is not None
    vehicle = ride.resource(ResourceKind.VEHICLE)
    away = Absence(
        resource=ResourceRef(ResourceKind.VEHICLE, vehicle or ""), interval=Interval(w.clock(0), w.clock(23, 0, FRIDAY))
    )
    step = FactStep(before=None, after=away)
    return Disruption(kind=DisruptionKind.VEHICLE_DOWN, at=desk.clock.now(), steps=(step,), resources=(away.resource,))


@pytest.fixture
def mended(sqlite_url: str) -> Iterator[Mended]:
    """Give a draft whose ride lost its vehicle."""
    desk = drafted(sqlite_url)
    disruption = struck_vehicle(desk)
    with desk.store.transaction() as books:
        number = books.disruptions.add(disruption, actor=ANNE)
        reported = books.disruptions.load(number)
    yield Mended(desk, reported, Workbench(desk.tools, RuleRepairers))
    desk.store.close()


def test_impact_names_what_breaks_and_changes_nothing(mended: Mended) -> None:
    before = mended.desk.head

    _, impact = mended.bench.impact(mended.reported, mended.draft)

    assert RIDE in {struck.activity for struck in impact.struck}
    assert mended.desk.head.version == before.version


def test_a_repair_is_a_step_on_the_facts_as_they_are_now(mended: Mended) -> None:
    first = mended.offers[0]

    done = mended.apply(ANNE, first.mark)

    now = mended.desk.now(RIDE)
    assert (done.entry.kind, done.entry.of, done.entry.version) == (EntryKind.REPAIR, mended.reported.number, 1)
    assert now is not None
    assert now.resource(ResourceKind.VEHICLE) != mended.reported.disruption.resources[0].id
    assert mended.reported.disruption.steps[0].after in mended.desk.head.answered.resources.absences
    assert hard(mended.desk.head) == []
    assert mended.state() is DisruptionState.REPAIRED


def test_the_repaired_version_is_the_one_that_is_read_anew(mended: Mended) -> None:
    mended.apply(ANNE, mended.offers[0].mark)
    kept = mended.desk.head

    with mended.desk.store.reading() as books:
        anew = mended.desk.tools.heads._read(books, books.drafts.head(mended.draft))  # noqa: SLF001 - past what is kept

    assert (anew.state.plan, anew.state.placements) == (kept.state.plan, kept.state.placements)
    assert anew.answered == kept.answered
    assert all(value.bound is None for value in kept.state.plan.levels)


def test_taking_it_back_and_doing_it_again_gives_the_same_bytes_and_the_log_makes_them(mended: Mended) -> None:
    mended.apply(ANNE, mended.offers[0].mark)
    undo(mended.desk.tools, mended.draft, mended.desk.officer(ANNE))
    after_undo = mended.state()
    redo(mended.desk.tools, mended.draft, mended.desk.officer(ANNE))

    lines = [mended.desk.lines(version) for version in range(4)]
    with mended.desk.store.reading() as books:
        made = [to_lines(replayed(books, mended.draft, version).plan) for version in range(4)]
        grounds = [one.ground for one in books.drafts.steps(mended.draft)]
    assert (lines[0], lines[1]) == (lines[2], lines[3])
    assert made == lines
    assert (grounds[1].problem_hash, grounds[2]) == (mended.desk.draft.ground.problem_hash, grounds[0])
    assert (after_undo, mended.state()) == (DisruptionState.NEW, DisruptionState.REPAIRED)


def test_an_edit_after_it_is_taken_back_onto_the_repaired_facts(mended: Mended) -> None:
    mended.apply(ANNE, mended.offers[0].mark)
    ground = mended.desk.head.state.ground
    (key, *_) = mended.desk.movable(1)
    mended.desk.edit(ANNE, mended.desk.moving(key))

    undo(mended.desk.tools, mended.draft, mended.desk.officer(ANNE))

    assert mended.desk.head.state.ground == ground
    assert mended.desk.lines(1) == mended.desk.lines(3)


def test_a_colleagues_edit_of_something_else_is_merged(mended: Mended) -> None:
    mark = mended.offers[0].mark
    key = next(k for k in mended.desk.movable(9) if k not in mended.offers[0].repair.deal.read.items)
    slot = mended.desk.elsewhere(key)
    mended.desk.edit(BRAM, Edit(deed=Move(activity=key, start=slot.start, resource=slot.resource)))

    done = mended.apply(ANNE, mark)

    moved = mended.desk.now(key)
    assert (done.entry.version, done.merged) == (2, True)
    assert moved is not None
    assert moved.start == slot.start
    assert hard(mended.desk.head) == []


def test_a_colleagues_edit_of_the_same_thing_is_a_conflict_and_nothing_is_stored(mended: Mended) -> None:
    mark = mended.offers[0].mark
    mended.desk.edit(BRAM, Edit(deed=Cancel(activity=RIDE, code=CancelCode.MEANS)))

    with pytest.raises(DraftConflictError) as conflict:
        mended.apply(ANNE, mark)

    assert {(one.activity, one.actor) for one in conflict.value.changed} == {(RIDE, BRAM), (LEAVING, BRAM)}
    assert (mended.desk.head.version, mended.state()) == (1, DisruptionState.NEW)


def test_the_same_key_applies_once_also_when_the_proposal_is_forgotten(mended: Mended) -> None:
    mark = mended.offers[0].mark
    first = mended.apply(ANNE, mark, key="k")
    again = mended.apply(ANNE, mark, key="k")
    other = Workbench(mended.desk.tools, RuleRepairers)

    later = apply_repair(other, mended.reported.number, mended.draft, mark, mended.desk.officer(ANNE, key="k"))

    assert (first.repeated, again.repeated, later.repeated) == (False, True, True)
    assert mended.desk.head.version == 1


def test_a_proposal_that_nobody_saw_is_refused(mended: Mended) -> None:
    with pytest.raises(EditImpossibleError, match="dit voorstel is er niet meer"):
        mended.apply(ANNE, "0" * 16)


def test_a_withdrawn_disruption_is_not_repaired(mended: Mended) -> None:
    mark = mended.offers[0].mark
    withdraw_disruption(mended.desk.store, mended.desk.clock, mended.reported.number, actor=ANNE)

    with pytest.raises(StepRefusedError):
        mended.apply(ANNE, mark)

    assert mended.desk.head.version == 0


def test_what_was_repaired_stays_when_a_solve_is_taken_over_that_began_before(mended: Mended) -> None:
    began = mended.desk.head.version
    mended.apply(ANNE, mended.offers[0].mark)
    repaired = mended.desk.now(RIDE)

    rebase_solve(mended.desk.tools, mended.draft, mended.desk.solve_elsewhere(), mended.desk.officer(BRAM), begun=began)

    assert mended.desk.now(RIDE) == repaired
    assert mended.reported.disruption.steps[0].after in mended.desk.head.answered.resources.absences
    assert hard(mended.desk.head) == []
    with mended.desk.store.reading() as books:
        assert to_lines(replayed(books, mended.draft, 2).plan) == mended.desk.lines(2)


def test_what_was_repaired_is_held_in_later_solves(mended: Mended) -> None:
    mended.apply(ANNE, mended.offers[0].mark)

    placement = mended.desk.head.state.placements[RIDE]

    assert placement.appointment == mended.desk.now(RIDE)
    assert replace(placement, appointment=None).reason != ""
