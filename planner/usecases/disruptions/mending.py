"""Impact of a disruption on a draft, and repairs of it: asked of the newest version, as things stand now.

What was shown is kept, so that exactly that is applied. Not allowed here: rules and search (a port), and storing
(``apply_repair``).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.codec.canonical import digest, to_bytes
from planner.domain.bookings import Booking, StandbyApproval
from planner.domain.commitments import PartnerRequest
from planner.domain.disruption_life import Reported
from planner.domain.freed import Backfill, Freed
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.domain.wording import Language, language
from planner.ports.editing import Desk
from planner.ports.repairing import ORDINARY, Impact, Repair, Repairer, Repairers, Sought, Wanted
from planner.ports.store import Transaction
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.heads import Opened

FRESH = 10
"""So many minutes a repairer stays in use: what is near shifts with the clock."""
MOST = 4
MARK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A version of a draft seen from a moment, against what is published then, ready for questions."""

    opened: Opened
    at: Minute
    answered: Problem
    desk: Desk
    repairer: Repairer


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A repair with what it is applied by."""

    mark: str
    repair: Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Repairs of one version for a disruption, the best first."""

    draft: int
    version: int
    offers: tuple[Offer, ...]
    sought: Sought
    """How far others were looked for."""


class Workbench:
    """Asks about newest versions of drafts; keeps what was worked out lately. Safe to use from several threads."""

    def __init__(self, tools: Editing, repairers: Callable[[], Repairers]) -> None:
        self.tools = tools
        self._make = repairers
        self._repairers: Repairers | None = None
        self._benches: OrderedDict[int, Bench] = OrderedDict()
        self._offered: OrderedDict[tuple[int, int, Wanted, Language], Offered] = OrderedDict()
        self._lock = threading.Lock()

    def bench(self, draft: int) -> Bench:
        """Return the newest version of a draft, ready for questions; raise StoreError for an unknown number."""
        with self.tools.store.reading() as books:
            opened = self.tools.heads.seen_by(books, draft)
            now = self.tools.clock.now()
            with self._lock:
                kept = self._benches.get(draft)
            if kept is not None and _same(kept.opened, opened) and now - kept.at < FRESH:
                return kept
            answered = as_of(books, opened, now)
        made = self._made(opened, answered, now)
        with self._lock:
            self._benches[draft] = made
            self._benches.move_to_end(draft)
            while len(self._benches) > MOST:
                self._benches.popitem(last=False)
        return made

    def impact(self, reported: Reported, draft: int) -> tuple[Bench, Impact]:
        """Return what a disruption does to the newest version of a draft."""
        bench = self.bench(draft)
        return bench, bench.repairer.impact(reported.disruption.steps)

    def uses(self, reported: Reported, draft: int, freed: Freed) -> tuple[Bench, Backfill]:
        """Return what could use something that a disruption leaves free in the newest version of a draft."""
        bench = self.bench(draft)
        return bench, bench.repairer.uses(reported.disruption.steps, freed)

    def repairs(self, reported: Reported, draft: int, wanted: Wanted = ORDINARY) -> tuple[Bench, Offered]:
        """Return ways to mend the newest version of a draft."""
        bench = self.bench(draft)
        place = (reported.number, draft, wanted, language())
        with self._lock:
            kept = self._offered.get(place)
        if kept is not None and kept.version == bench.opened.version:
            return bench, kept
        found = bench.repairer.propose(reported.disruption.steps, wanted)
        offers = tuple(Offer(mark=mark_of(repair), repair=repair) for repair in found.repairs)
        offered = Offered(draft=draft, version=bench.opened.version, offers=offers, sought=found.sought)
        with self._lock:
            self._offered[place] = offered
            self._offered.move_to_end(place)
            while len(self._offered) > MOST * MOST:
                self._offered.popitem(last=False)
        return bench, offered

    def offered(self, reported: Reported, draft: int, mark: str) -> tuple[int, Repair] | None:
        """Return a repair that was shown, with the version it was made for; None when it is kept no longer."""
        with self._lock:
            kept = [one for (number, of, *_), one in self._offered.items() if (number, of) == (reported.number, draft)]
        for one in reversed(kept):
            for offer in one.offers:
                if offer.mark == mark:
                    return one.version, offer.repair
        return None

    def _made(self, opened: Opened, answered: Problem, now: Minute) -> Bench:
        with self._lock:
            if self._repairers is None:
                self._repairers = self._make()
            repairers = self._repairers
        same = answered == opened.answered
        desk = opened.desk if same else self.tools.heads.desks.make(answered, opened.state)
        repairer = repairers.make(answered, opened.state, desk)
        return Bench(opened=opened, at=now, answered=answered, desk=desk, repairer=repairer)


def as_of(books: Transaction, opened: Opened, now: Minute) -> Problem:
    """Return the problem of a version seen from now: against what is published, with the answers of partners so far."""
    answered = opened.answered
    keys = {activity.key for activity in opened.desk.problem.activities}
    later = answered.recorded_at < now < answered.horizon_end
    return replace(
        answered,
        recorded_at=now if later else answered.recorded_at,
        baseline=tuple(opened.published[key] for key in sorted(opened.published)) or answered.baseline,
        requests=tuple(one for one in books.facts.in_force(PartnerRequest) if one.activity in keys)
        or answered.requests,
        bookings=tuple(one for one in books.facts.in_force(Booking) if one.activity in keys) or answered.bookings,
        standbys=tuple(one for one in books.facts.in_force(StandbyApproval) if one.activity in keys)
        or answered.standbys,
    )


def mark_of(repair: Repair) -> str:
    """Return what tells a repair from others: the same whenever it does the same."""
    return digest(to_bytes(repair.deal))[:MARK]


def _same(kept: Opened, opened: Opened) -> bool:
    return (kept.version, kept.newest) == (opened.version, opened.newest)
