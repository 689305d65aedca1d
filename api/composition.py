"""The composition root: the one place that chooses which implementation stands behind each port.

Not allowed here: printing, requests, and deciding anything about planning.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from api.roads import planning_travel
from planner.domain.civil import from_utc
from planner.domain.time import Minute
from planner.ports.editing import Desks
from planner.ports.explaining import Explains
from planner.ports.repairing import Repairers
from planner.ports.search import Search
from planner.ports.store import Store
from planner.ports.surroundings import Clock, Worker
from planner.store import ThisProcess, open_store
from planner.store.transactions import SqlStore
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.heads import Heads
from planner.usecases.editing.open_draft import Opening
from planner.usecases.planning.solve_week import SolveTools


class SystemClock:
    """The ``Clock`` port: the clock of this machine."""

    def now(self) -> Minute:
        """Return the current minute."""
        return from_utc(datetime.fromtimestamp(time.time(), UTC))


@contextmanager
def opened(url: str, *, must_exist: bool = False) -> Iterator[SqlStore]:
    """Open the store for the length of the block, one that is there already if asked; raise StoreError."""
    store = open_store(url, must_exist=must_exist)
    try:
        yield store
    finally:
        store.close()


def address_of(store: Store) -> str:
    """Return where a store is, for a process that opens it too; empty for one that no other process can open."""
    if not isinstance(store, SqlStore) or store.engine.url.database in (None, "", ":memory:"):
        return ""
    return store.engine.url.render_as_string(hide_password=False)


def this_process() -> Worker:
    """Return who works here, as it is written down beside work that goes on."""
    return ThisProcess()


def solve_tools(store: Store, workers: int | None = None, cluster: str = "") -> SolveTools:
    """Return what a solve needs; ``workers`` and ``cluster`` say who works out the sub-problems of a large one."""
    clock = SystemClock()
    return SolveTools(
        store=store,
        clock=clock,
        worker=ThisProcess(),
        travel=planning_travel(store, clock),
        search=child_search(workers, cluster),
    )


def drafting(store: Store, clock: Clock) -> tuple[Opening, Editing]:
    """Return what opening and editing drafts needs; they share the versions that are kept in memory."""
    from solver.editing.desk import RuleDesks  # noqa: PLC0415 - only a draft needs it

    desks = RuleDesks()
    heads = Heads(store, desks)
    opening = Opening(store=store, clock=clock, travel=planning_travel(store, clock), desks=desks, heads=heads)
    return opening, Editing(store=store, clock=clock, heads=heads)


def desks() -> Desks:
    """Return what makes desks of plans."""
    from solver.editing.desk import RuleDesks  # noqa: PLC0415 - only a question about places needs it

    return RuleDesks()


def repairers() -> Repairers:
    """Return what makes repairers of drafts."""
    from solver.repairing.repairer import RuleRepairers  # noqa: PLC0415 - only a disruption needs it

    return RuleRepairers()


def explainer() -> Explains:
    """Return what answers why."""
    from solver.why.explainer import Explainer  # noqa: PLC0415 - only a question needs it

    return Explainer()


def child_search(workers: int | None = None, cluster: str = "") -> Search:
    """Return the search that runs in a process of its own, with workers of its own or those of a cluster."""
    from solver.process import ChildProcessSearch  # noqa: PLC0415 - only a solve needs it

    return ChildProcessSearch(workers=workers, cluster=cluster)
