"""What the clock finds and raises as work: raised once, and ended by itself when it no longer holds.

Not allowed here: finding it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from planner.domain.tasks import Task, TaskKind
from planner.domain.time import Minute
from planner.ports.store import Transaction

CLOCK = "klok"
"""Who raised and ended it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """How much work there is now, how much of it is new, and how much went away by itself."""

    open: int
    raised: int
    ended: int

    def __str__(self) -> str:
        """Say it on one line."""
        return f"{self.open} open, {self.raised} nieuw, {self.ended} vervallen"


def renew(books: Transaction, kinds: Collection[TaskKind], found: Iterable[Task], *, now: Minute) -> Renewed:
    """Raise what was found and is not open yet, and end what is open of these kinds and was not found."""
    wanted = {task.key: task for task in found}
    standing = {task.key for task in books.tasks.open() if task.kind in kinds}
    for key in sorted(wanted.keys() - standing):
        books.tasks.raise_(wanted[key])
    for key in sorted(standing - wanted.keys()):
        books.tasks.finish(key, at=now, by=CLOCK)
    return Renewed(open=len(wanted), raised=len(wanted.keys() - standing), ended=len(standing - wanted.keys()))
