"""Two officers who edit one draft while solves come in, and what must hold after every step of it.

Every step counts what came of it, so that a campaign can show that nothing was left untried. Not allowed here: tests.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from planner.domain.commitments import PinGrade
from planner.domain.draft_line import Stands
from planner.domain.editing import (
    Add,
    Assign,
    Cancel,
    CancelCode,
    Edit,
    Entry,
    EntryKind,
    LetGo,
    Move,
    PinDown,
    Swap,
)
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.levels import Level
from planner.ports.editing import EditImpossibleError
from planner.store.plan_lines import to_lines
from planner.usecases.editing.apply_edit import Applied
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError, NothingToUndoError
from planner.usecases.editing.replay import replayed
from planner.usecases.editing.undo_redo import redo, undo
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted, hard, opened_again
from tests.planner.usecases.editing.small_week import NEW, small_problem
from tests.planner.usecases.editing.touching import may_touch, really_changed, same_item_or_day
from tests.solver import world as w
from tests.solver.small import conversation

KEYS = [activity.key for activity in small_problem().activities]
OFFICERS = st.sampled_from([ANNE, BRAM])
ITEMS = st.sampled_from(KEYS)
PLACES = st.integers(min_value=0, max_value=40)
BEHIND = st.integers(min_value=0, max_value=3)
GRADES = st.sampled_from([*PinGrade, None])
LOOKS = 8
"""Every so many versions one is made again from the log."""
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of this test in memory, where there is one


@lru_cache(maxsize=1)
def _prepared() -> bytes:
    """Return a database with the draft in it, made once."""
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    made = drafted(f"sqlite:///{folder / 'draft.sqlite'}")
    made.store.close()
    content = (folder / "draft.sqlite").read_bytes()
    shutil.rmtree(folder)
    return content


class TwoOfficers(RuleBasedStateMachine):
    """A draft, two officers who see older versions now and then, and solves that end later than they began."""

    counted: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.desk: Drafted = self.opens(self.folder / "draft.sqlite")
        self.began = 0
        self.head: Opened = self.desk.head
        self.log = list[Entry]()
        self.counted["sequences"] += 1

    def opens(self, file: Path) -> Drafted:
        """Return the draft that is edited, in a file of its own."""
        file.write_bytes(_prepared())
        return opened_again(f"sqlite:///{file}")

    def teardown(self) -> None:
        """Versions are made again from the log; a whole judgement of the last finds nothing hard."""
        assert hard(self.head) == []
        self.finish()

    def finish(self) -> None:
        """Hold versions against the log, and let go of the store."""
        with self.desk.store.reading() as books:
            for version in range(self.head.version, -1, -LOOKS):
                assert to_lines(replayed(books, self.desk.draft.id, version).plan) == self.desk.lines(version)
        self.desk.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def opened(self) -> None:
        """Begin."""
        assert self.head.version == 0

    @rule(who=OFFICERS, item=ITEMS, place=PLACES, behind=BEHIND, grade=GRADES)
    def moves(self, who: str, item: ActivityKey, place: int, behind: int, grade: PinGrade | None) -> None:
        """Move an item to one of its free places."""
        free = self.head.desk.slots(item, None)
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
        own = conversation(w.B, 10 + len(self.head.state.own))
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
        """Begin the solve anew, without what it found."""
        self.began = self.head.version

    @rule(who=OFFICERS)
    def solve_ends(self, who: str) -> None:
        """Take over the solve that began last: what was pinned, or edited by hand meanwhile, stays; begin another."""
        number, before = self.desk.solve_elsewhere(), self.head
        done = rebase_solve(self.desk.tools, self.desk.draft.id, number, self.desk.officer(who), begun=self.began)
        self._taken(done.applied, "solves")
        old, new = Stands(before.state), Stands(self.head.state)
        pinned = {key for key, placed in before.state.placements.items() if placed.grade is PinGrade.ALL}
        edited, given = self._by_hand(self.began)
        for key in pinned | edited:
            assert new.of(key).appointment == old.of(key).appointment, key
        for case in given:
            assert new.holder(case) == old.holder(case), case
        assert done.broken == ()
        self.counted["kept"] += len(edited)
        self.counted["offers"] += len(done.offers)
        self.began = self.head.version

    @invariant()
    def nothing_is_lost(self) -> None:
        """Versions follow each other; every item is accounted for; nothing hard is broken."""
        assert [entry.version for entry in self.log] == list(range(1, self.head.version + 1))
        planned = [a.activity for a in self.head.desk.plan.appointments]
        left = [item.activity for item in self.head.desk.plan.unplanned]
        assert sorted([*planned, *left]) == sorted({*KEYS, *self.head.state.own})
        assert [b for b in self.head.desk.broken() if b.level is Level.HARD] == []

    def _by_hand(self, since: int) -> tuple[set[ActivityKey], set[CaseId]]:
        """Return what people changed since a version and did not take back; taking back an older step changes too."""
        gone = {entry.of for entry in self.log if entry.kind is EntryKind.UNDO}
        solved = {entry.version for entry in self.log if entry.kind is EntryKind.SOLVE}
        roots = {entry.version: entry.of for entry in self.log if entry.of is not None}
        items, cases = set[ActivityKey](), set[CaseId]()
        for entry in self.log[since:]:
            root = entry.version
            while root not in solved and (further := roots.get(root)) is not None:
                root = further
            back = entry.kind is EntryKind.UNDO
            if root in solved or entry.version in gone or (back and (entry.of or 0) > since):
                continue
            items |= {change.activity for change in entry.deal.changes}
            cases |= {one.case for one in entry.deal.hand_overs}
        return items, cases

    def _edit(self, who: str, edit: Edit, behind: int) -> None:
        seen = max(0, self.head.version - behind)
        done = self._try(lambda: self.desk.edit(who, edit, seen=seen), lambda error: self._crossed(error, edit, seen))
        if done is None:
            return
        between = self.log[seen:-1]
        assert done.merged == bool(between)
        assert [one.version for one in between if same_item_or_day(done.entry.deal, one.deal)] == []
        self.counted["merged"] += bool(between)

    def _back(self, who: str, kind: EntryKind) -> None:
        step = undo if kind is EntryKind.UNDO else redo
        done = self._try(lambda: step(self.desk.tools, self.desk.draft.id, self.desk.officer(who)), self._changed_since)
        if done is None:
            return
        assert done.entry.of is not None
        about = self.log[done.entry.of - 1]
        stands = Stands(self.head.state)
        for change in about.deal.changes:
            assert stands.of(change.activity) == (change.before if kind is EntryKind.UNDO else change.after)
        if kind is EntryKind.UNDO and about.version == done.entry.version - 1:
            assert self.desk.lines(done.entry.version) == self.desk.lines(about.version - 1)
            self.counted["undone byte for byte"] += 1

    def _try(self, step: Callable[[], Applied], why: Callable[[DraftConflictError], None]) -> Applied | None:
        """Take a step; refused, nothing changed and it was said why; taken, only what it says changed."""
        before = self.head
        try:
            done = step()
        except (EditImpossibleError, NothingToUndoError, DraftConflictError, EditRefusedError) as error:
            self._refused(error, why)
            return None
        self._taken(done, done.entry.kind.value)
        old, new = Stands(before.state), Stands(self.head.state)
        changed = {change.activity for change in done.entry.deal.changes}
        for key in {*KEYS, *before.state.own} - changed:
            assert new.of(key) == old.of(key)
        return done

    def _refused(self, error: Exception, why: Callable[[DraftConflictError], None]) -> None:
        self.counted[type(error).__name__] += 1
        if isinstance(error, DraftConflictError):
            why(error)
        if isinstance(error, EditRefusedError):
            assert error.objections
            assert [one for one in error.objections if not one.breach.because] == []
        now = self.desk.head
        assert (now.version, now.state.plan) == (self.head.version, self.head.state.plan)

    def _taken(self, done: Applied, what: str) -> None:
        self.head = self.desk.head
        assert done.entry.version == self.head.version
        self.log.append(done.entry)
        self.counted[what] += 1

    def _crossed(self, error: DraftConflictError, edit: Edit, seen: int) -> None:
        """Hold a refusal to naming what really changed since, and what may stand in the way at all."""
        self._changed_since(error)
        mine = self.head.desk.prepare(edit, actor="toets").deal
        for one in error.changed:
            assert one.version > seen
            assert may_touch(mine, one, self.log[one.version - 1].deal, self.head.desk.problem), one

    def _changed_since(self, error: DraftConflictError) -> None:
        assert error.changed
        assert [one for one in error.changed if not really_changed(one, self.log)] == []


class JudgedWhole(TwoOfficers):
    """The same, and every version judged whole."""

    @invariant()
    def running_figures_are_right(self) -> None:
        """Compare the levels that are kept up to date with those of a whole judgement; nothing hard is broken."""
        desks = self.desk.tools.heads.desks
        levels = desks.levels(desks.make(self.head.answered, self.head.state).broken())
        assert [value.cost for value in self.head.desk.plan.levels] == [value.cost for value in levels]
        assert hard(self.head) == []
