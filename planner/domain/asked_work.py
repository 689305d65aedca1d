"""Work that somebody asked the server for and that goes on beside it: solves, and deliveries that are looked at.

What is written down of it outlives the server: who asked is told what became of it. Not allowed here: doing the work.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.civil import IsoWeek
from planner.domain.time import Minute


class SolveState(StrEnum):
    """Where a solve stands; the value is the word on the screen."""

    WAITING = "wacht"
    SOLVING = "bezig"
    STOPPING = "stopt"
    DONE = "klaar"
    FAILED = "mislukt"
    INTERRUPTED = "onderbroken"

    @property
    def ended(self) -> bool:
        """Whether nothing follows."""
        return self in (SolveState.DONE, SolveState.FAILED, SolveState.INTERRUPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSolve:
    """A solve that was asked for, with what became of it.

    ``holder`` is the process that has it; ``key`` makes asking again safe; ``plan`` is what it made.
    """

    id: str
    holder: str
    actor: str
    first: IsoWeek
    weeks: int
    as_of: Minute
    seconds: float
    seed: int
    again: bool = False
    key: str = ""
    state: SolveState = SolveState.WAITING
    began: int | None = None
    plan: int | None = None
    reused: bool = False
    note: str = ""
    scenario: int | None = None
    """The what-if that is solved, None: the week itself."""
    stages: tuple[tuple[str, float], ...] = ()
    """The seconds that each stage of the search took, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDelivery:
    """A delivery that somebody uploaded and that is not stored yet. Its content is never kept, only that it was there.

    ``holder`` is the process that has it; ``storing``: it was confirmed.
    """

    id: str
    holder: str
    account: str
    source: str
    name: str
    size: int
    began: Minute
    storing: bool = False
