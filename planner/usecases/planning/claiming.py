"""Holding a claim on work while it is done, so that no two processes do the same work at once.

A claim of a process that was killed is taken over. Not allowed here: the work.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from planner.domain.time import Minute
from planner.ports.search import Progress, Report
from planner.ports.store import Claim, Store, StoreConflictError, Transaction
from planner.ports.surroundings import Clock, Worker

GRACE = 15
"""Minutes a claim outlives the search time asked for, or the last sign of life of the search."""


class SolveBusyError(RuntimeError):
    """Somebody else is solving the same."""


class ClaimLostError(RuntimeError):
    """The claim ended or was taken over during the search; the plan was not stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claiming:
    """What holding a claim needs."""

    store: Store
    clock: Clock
    worker: Worker


@contextmanager
def claimed(tools: Claiming, name: str, seconds: float, *, busy: str) -> Iterator[Claim]:
    """Hold a claim; whatever happens it is given back, if it is still ours. Raise SolveBusyError.

    ``busy`` says in two lines that another holds it, with ``{}`` for who that is.
    """
    until = _lease(tools.clock.now(), seconds)
    claim = Claim(name=name, holder=tools.worker.name, expires=until)
    try:
        with tools.store.transaction() as books:
            other = holder_of(books, name, tools.clock.now(), tools.worker)
            if other is not None:
                raise SolveBusyError(busy.format(other))
            books.claims.put(claim)
    except StoreConflictError as error:
        raise SolveBusyError(busy.format("een ander")) from error
    try:
        yield claim
    finally:
        with tools.store.transaction() as books:
            held = books.claims.find(claim.name)
            if held is not None and held.holder == claim.holder:
                books.claims.drop(claim.name)


def holder_of(books: Transaction, name: str, now: Minute, worker: Worker) -> str | None:
    """Return who holds a claim, None for a claim that is over or whose holder ended."""
    held = books.claims.find(name)
    if held is None or held.expires <= now or worker.is_gone(held.holder):
        return None
    return held.holder


def refuse_lost(books: Transaction, claim: Claim) -> None:
    """Raise ClaimLostError when somebody took the claim over."""
    held = books.claims.find(claim.name)
    if held is None or held.holder != claim.holder:
        msg = "de berekening is door een andere overgenomen; dit plan is niet opgeslagen\nBereken opnieuw."
        raise ClaimLostError(msg)


def keeping_alive(tools: Claiming, claim: Claim, report: Report) -> Report:
    """Return a report that also extends the claim, at most once a minute."""
    extended = tools.clock.now()

    def reported(progress: Progress) -> None:
        nonlocal extended
        now = tools.clock.now()
        if now > extended:
            extended = now
            _extend(tools.store, claim, Minute(max(claim.expires, now + GRACE)))
        report(progress)

    return reported


def _lease(now: Minute, seconds: float) -> Minute:
    return Minute(now + int(seconds // 60) + GRACE)


def _extend(store: Store, claim: Claim, expires: Minute) -> None:
    with store.transaction() as books:
        held = books.claims.find(claim.name)
        if held is not None and held.holder == claim.holder:
            books.claims.put(Claim(name=claim.name, holder=claim.holder, expires=expires))
