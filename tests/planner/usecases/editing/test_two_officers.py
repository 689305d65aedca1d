"""Two officers edit one draft while solves come in: random sequences, with what must hold after every step."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from planner.domain.commitments import PinGrade
from planner.domain.draft_line import Stands
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
)
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.ports.editing import EditImpossibleError
from planner.store.plan_lines import to_lines
from planner.usecases.editing.apply_edit import Applied
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError, NothingToUndoError
from planner.usecases.editing.replay import replayed
from planner.usecases.editing.undo_redo import redo, undo
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted, hard
from tests.planner.usecases.editing.small_week import NEW, small_problem
from tests.solver import world as w
from tests.solver.small import conversation

KEYS = [activity.key for activity in small_problem().activities]
OFFICERS = st.sampled_from([ANNE, BRAM])
ITEMS = st.sampled_from(KEYS)
PLACES = st.integers(min_value=0, max_value=40)
BEHIND = st.integers(min_value=0, max_value=3)
GRADES = st.sampled_from([*PinGrade, None])
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of this test in memory, where there is one


class TwoOfficers(RuleBasedStateMachine):
    """A draft, two officers who see older versions now and then, and solves that end later than they began."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.desk: Drafted = drafted(f"sqlite:///{self.folder / 'draft.sqlite'}")
        self.began: int | None = None
        self.before: Opened = self.desk.head
        self.expected = 0

    def teardown(self) -> None:
        """Every version is made again from the log; a whole judgement of the last agrees with the running one."""
        head = self.desk.head
        with self.desk.store.reading() as books:
            for version in range(head.version + 1):
                assert to_lines(replayed(books, self.desk.draft.id, version).plan) == self.desk.lines(version)
        self.desk.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def opened(self) -> None:
        """Begin."""
        self.expected = self.desk.head.version

    @rule(who=OFFICERS, item=ITEMS, place=PLACES, behind=BEHIND, grade=GRADES)
    def moves(self, who: str, item: ActivityKey, place: int, behind: int, grade: PinGrade | None) -> None:
        """Move an item to one of its free places."""
        free = self.desk.head.desk.slots(item, None)
        if free:
            slot = free[place % len(free)]
            self._edit(who, Edit(deed=Move(activity=item, start=slot.start, resource=slot.resource), pin=grade), behind)

    @rule(who=OFFICERS, item=ITEMS, hour=st.integers(min_value=8, max_value=110), behind=BEHIND)
    def moves_blindly(self, who: str, item: ActivityKey, hour: int, behind: int) -> None:
        """Move an item to any hour of the week."""
        self._edit(who, Edit(deed=Move(activity=item, start=w.clock(hour))), behind)

    @rule(who=OFFICERS, item=ITEMS, other=ITEMS, behind=BEHIND)
    def swaps(self, who: str, item: ActivityKey, other: ActivityKey, behind: int) -> None:
        """Swap two items."""
        self._edit(who, Edit(deed=Swap(activity=item, other=other)), behind)

    @rule(who=OFFICERS, item=ITEMS, behind=BEHIND)
    def cancels(self, who: str, item: ActivityKey, behind: int) -> None:
        """Take an item out."""
        self._edit(who, Edit(deed=Cancel(activity=item, code=CancelCode.OTHER), reason="anders"), behind)

    @rule(who=OFFICERS, item=ITEMS, behind=BEHIND, grade=st.sampled_from(PinGrade))
    def pins(self, who: str, item: ActivityKey, behind: int, grade: PinGrade) -> None:
        """Pin an item."""
        self._edit(who, Edit(deed=PinDown(activity=item, grade=grade), reason="afgesproken"), behind)

    @rule(who=OFFICERS, item=ITEMS, behind=BEHIND)
    def lets_go(self, who: str, item: ActivityKey, behind: int) -> None:
        """Let an item go."""
        self._edit(who, Edit(deed=LetGo(activity=item)), behind)

    @rule(who=OFFICERS, to=st.sampled_from([w.R1, w.R2]), behind=BEHIND)
    def assigns(self, who: str, to: str, behind: int) -> None:
        """Give the new case to somebody."""
        regievoerder = w.R1 if to == w.R1 else w.R2
        self._edit(who, Edit(deed=Assign(case=NEW, regievoerder=regievoerder)), behind)

    @rule(who=OFFICERS, hour=st.integers(min_value=33, max_value=110), behind=BEHIND)
    def adds(self, who: str, hour: int, behind: int) -> None:
        """Add a conversation."""
        number = 10 + len(self.desk.head.state.own)
        own = conversation(w.B, number)
        self._edit(who, Edit(deed=Add(activity=own, start=w.clock(hour))), behind)

    @rule(who=OFFICERS)
    def takes_back(self, who: str) -> None:
        """Undo; the items stand as before that step."""
        self._back(who, EntryKind.UNDO)

    @rule(who=OFFICERS)
    def does_again(self, who: str) -> None:
        """Redo."""
        self._back(who, EntryKind.REDO)

    @rule()
    def solve_begins(self) -> None:
        """Begin a solve."""
        self.began = self.desk.head.version

    @rule(who=OFFICERS)
    def solve_ends(self, who: str) -> None:
        """Take over the solve that began last."""
        if self.began is None:
            return
        self.before = self.desk.head
        done = rebase_solve(
            self.desk.tools, self.desk.draft.id, self.desk.solve_elsewhere(), self.desk.officer(who), begun=self.began
        )
        self.expected += 1
        before, after = Stands(self.before.state), Stands(self.desk.head.state)
        pinned = [key for key, p in self.before.state.placements.items() if p.grade is PinGrade.ALL]
        for key in pinned:
            assert after.of(key).appointment == before.of(key).appointment
        assert done.broken == ()
        self.began = None

    @invariant()
    def nothing_is_lost(self) -> None:
        """Versions follow each other; every item is accounted for; nothing hard is broken."""
        head = self.desk.head
        assert head.version == self.expected
        planned = [a.activity for a in head.desk.plan.appointments]
        left = [item.activity for item in head.desk.plan.unplanned]
        assert sorted([*planned, *left]) == sorted({*KEYS, *head.state.own})
        assert [b for b in head.desk.broken() if b.level is Level.HARD] == []

    def _edit(self, who: str, edit: Edit, behind: int) -> None:
        seen = max(0, self.desk.head.version - behind)
        self._try(lambda: self.desk.edit(who, edit, seen=seen), seen)

    def _back(self, who: str, kind: EntryKind) -> None:
        step = undo if kind is EntryKind.UNDO else redo
        done = self._try(lambda: step(self.desk.tools, self.desk.draft.id, self.desk.officer(who)), 0)
        if done is None or done.entry.of is None:
            return
        with self.desk.store.reading() as books:
            (about,) = books.drafts.entries(self.desk.draft.id, after=done.entry.of - 1, until=done.entry.of)
        stands = Stands(self.desk.head.state)
        for change in about.deal.changes:
            assert stands.of(change.activity) == (change.before if kind is EntryKind.UNDO else change.after)

    def _try(self, step: Callable[[], Applied], seen: int) -> Applied | None:
        """Take a step; refused, nothing changed and it was said why; taken, only what it says changed."""
        before = self.before = self.desk.head
        try:
            done = step()
        except (EditImpossibleError, NothingToUndoError, DraftConflictError, EditRefusedError) as error:
            self._refused(error, before, seen)
            return None
        self.expected += 1
        old, new = Stands(before.state), Stands(self.desk.head.state)
        changed = {change.activity for change in done.entry.deal.changes}
        for key in {*KEYS, *before.state.own} - changed:
            assert new.of(key) == old.of(key)
        return done

    def _refused(self, error: Exception, before: Opened, seen: int) -> None:
        """Nothing changed, and it was said why."""
        if isinstance(error, DraftConflictError):
            assert error.changed
            assert all(one.version > seen for one in error.changed)
        if isinstance(error, EditRefusedError):
            assert error.objections
        assert self.desk.head.version == before.version
        assert self.desk.head.state.plan == before.state.plan


class JudgedWhole(TwoOfficers):
    """The same, and every version judged whole."""

    @invariant()
    def running_figures_are_right(self) -> None:
        """Compare the levels that are kept up to date with those of a whole judgement; nothing hard is broken."""
        head = self.desk.head
        found = self.desk.tools.heads.desks.make(head.answered, head.state).broken()
        levels = self.desk.tools.heads.desks.levels(found)
        assert [value.cost for value in head.desk.plan.levels] == [value.cost for value in levels]
        assert hard(head) == []


QUICK = settings(
    max_examples=6,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def test_two_officers_never_lose_anything() -> None:
    run_state_machine_as_test(JudgedWhole, settings=QUICK)


@pytest.mark.nightly
def test_two_officers_never_lose_anything_in_long_sequences() -> None:
    run_state_machine_as_test(
        TwoOfficers, settings=settings(QUICK, max_examples=500, stateful_step_count=50, derandomize=False)
    )
