"""The newest version of each draft, kept in memory with its desk, and brought up to date from the log.

Not allowed here: changing a draft.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planner.domain.draft_line import State, stepped
from planner.domain.editing import Draft, Ground
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.release import Release
from planner.ports.editing import Desk, Desks, Head
from planner.ports.store import Store, Transaction

MOST = 4
"""Drafts kept in memory."""
EARLIER = 4
"""Versions before the newest that are kept too: who began to read before an edit was stored sees the one before it."""
MOST_STEPS = 20
"""So many steps are taken one by one; after more the version is read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A version of a draft, ready to be asked. ``answered`` is its problem without what officers added."""

    draft: Draft
    version: int
    plan: int
    state: State
    answered: Problem
    desk: Desk
    release: int = 0
    """The publication that was the baseline."""
    newest: int = 0
    """The newest publication; ``published`` is what it holds of this problem."""
    published: Mapping[ActivityKey, Appointment] = field(default_factory=dict)
    """Where it is planned as it is published, the very object of the plan: that is quick to see."""
    aligned: Ground | None = None
    """The ground on which ``published`` was put beside the plan."""


class Heads:
    """The newest versions that were asked about lately. Safe to use from several threads."""

    def __init__(self, store: Store, desks: Desks) -> None:
        self._store, self.desks = store, desks
        self._kept: OrderedDict[int, Opened] = OrderedDict()
        self._earlier: dict[int, deque[Opened]] = {}
        self._newest: Release | None = None
        self._lock = threading.Lock()
        self._working: dict[int, threading.Lock] = {}

    def of(self, draft: int) -> Opened:
        """Return the newest version of a draft; raise StoreError for an unknown number."""
        with self._store.reading() as books:
            return self.seen_by(books, draft)

    def seen_by(self, books: Transaction, draft: int) -> Opened:
        """Return the newest version that a transaction sees."""
        head = books.drafts.head(draft)
        with self._lock:
            working = self._working.setdefault(draft, threading.Lock())
        with working:
            kept = self._find(draft, head.version)
            if kept is None or kept.version != head.version:
                kept = self._caught_up(books, kept, head)
                self.keep(kept)
            newest = books.releases.newest_number()
            ground = kept.state.ground
            if kept.newest != newest or kept.aligned is None or not same_ground(kept.aligned, ground):
                kept = replace(kept, newest=newest, published=self._published(books, kept), aligned=ground)
                self.keep(kept)
            return kept

    def _published(self, books: Transaction, kept: Opened) -> Mapping[ActivityKey, Appointment]:
        """Return what the newest publication holds of the activities of a version."""
        release = self._newest = books.releases.newest()  # held, for what nobody holds is read again
        here = {activity.key for activity in kept.desk.problem.activities}
        planned = {appointment.activity: appointment for appointment in kept.desk.plan.appointments}
        published = () if release is None else (a for a in release.appointments if a.activity in here)
        return {a.activity: planned[a.activity] if planned.get(a.activity) == a else a for a in published}

    def with_plan(self, plan: int) -> Opened | None:
        """Return the version in memory that is a stored plan; None where none is."""
        with self._lock:
            return next((opened for opened in self._kept.values() if opened.plan == plan), None)

    def keep(self, opened: Opened) -> None:
        """Keep a version, unless a newer one is kept."""
        with self._lock:
            old = self._kept.get(opened.draft.id)
            if old is None or old.version <= opened.version:
                self._kept[opened.draft.id] = opened
            if old is not None and old.version < opened.version:
                earlier = self._earlier.setdefault(opened.draft.id, deque(maxlen=EARLIER))
                earlier.append(old)
            self._kept.move_to_end(opened.draft.id)
            while len(self._kept) > MOST:
                self._earlier.pop(self._kept.popitem(last=False)[0], None)

    def _find(self, draft: int, version: int) -> Opened | None:
        """Return a version in memory, the newest one where that one is not: an edit may be stored meanwhile."""
        with self._lock:
            newest = self._kept.get(draft)
            if newest is None or newest.version <= version:
                return newest
            return next((one for one in self._earlier.get(draft, ()) if one.version == version), newest)

    def _caught_up(self, books: Transaction, kept: Opened | None, head: Head) -> Opened:
        if kept is None or not 0 < head.version - kept.version <= MOST_STEPS:
            return self._read(books, head)
        for entry in books.drafts.entries(head.draft, after=kept.version, until=head.version):
            if not same_ground(entry.ground, kept.state.ground):
                return self._read(books, head)
            state = stepped(kept.state, entry.deal, entry.ground, entry.levels, kept.state.reference)
            kept = Opened(
                draft=kept.draft,
                version=entry.version,
                plan=entry.plan,
                state=state,
                answered=kept.answered,
                desk=kept.desk.after(state, entry.deal),
                release=kept.release,
                newest=kept.newest,
                published=kept.published,
                aligned=kept.aligned,
            )
        return kept

    def _read(self, books: Transaction, head: Head) -> Opened:
        state = read_state(books, head)
        answered = books.problems.load(head.ground.problem_hash)
        desk = self.desks.make(answered, state)
        desk.broken()
        return Opened(
            draft=books.drafts.load(head.draft),
            version=head.version,
            plan=head.plan,
            state=state,
            answered=answered,
            desk=desk,
            release=books.plans.record(head.plan).release,
        )


def read_state(books: Transaction, head: Head) -> State:
    """Return a version of a draft from the books."""
    plan = books.plans.load(head.plan)
    decided = books.drafts.decided(head.draft, head.version)
    reference = plan if head.ground.solved == head.plan else books.plans.load(head.ground.solved)
    return State(plan, head.ground, reference, decided.placements, decided.own, decided.overrides)


def same_ground(one: Ground, other: Ground) -> bool:
    """Return whether two versions answer the same problem, from the same solve."""
    return (one.problem_hash, one.solved) == (other.problem_hash, other.solved)
