"""Bounds of the levels while a search runs and when it ends: worked out beside the search, in a thread of their own.

Of large problems that thread is in a process of its own (``bounds_apart``). Not allowed here: estimates. A bound is
what follows from a certificate (``proof``), or is not there.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import RLock
from typing import Protocol

from planner.domain.bounds import Certificate
from planner.domain.levels import Level
from planner.domain.plan import LevelValue
from planner.domain.problem import Problem
from planner.ports.search import Stopped
from solver.clock import Budget
from solver.proof.diary_ledger import DiaryLedger
from solver.proof.diary_prices import DiaryProof
from solver.proof.items import Relaxed, heard_of, ledger_of_heard
from solver.proof.ledger import Ledger
from solver.proof.moves import cost_of, hopeless_moves
from solver.proof.prices import prove, worked_out

LIVE = (Level.LEGAL, Level.REALISED, Level.TIMELY, Level.STABLE)
"""Levels of which a bound is shown while the search runs; that of travel comes at the end.

In a process of its own, whenever all is proven that was begun and the search has come further, it is begun again from
there. Beside a small search it is not: when that happens is up to the clock, and a search that ends must repeat.
"""
SECONDS = 20.0
"""Longest that one level may take."""
TRAVEL_SECONDS = 60.0
"""Longest that travel may take beside the search; what is found by then is carried on with in the end."""


Proven = tuple[tuple[LevelValue, ...], tuple[Certificate, ...]]
"""Levels with their bounds, and what proves them."""


class Proofs(Protocol):
    """Where the proofs of one problem are worked out."""

    def begin(self, levels: Sequence[LevelValue]) -> None:
        """Begin to prove, with the levels as they stand."""
        ...

    def of(self, levels: Sequence[LevelValue]) -> tuple[LevelValue, ...]:
        """Return the levels with the bounds proven so far."""
        ...

    def finish(self, levels: Sequence[LevelValue], seconds: float) -> Proven:
        """Prove once more with the levels as they are reached in the end, and end."""
        ...

    def close(self) -> None:
        """Give up what is not done."""
        ...


class Bounds:
    """The proofs of one problem; those that ``follow`` go on from where the search has come meanwhile."""

    def __init__(self, problem: Problem, *, follow: bool = False) -> None:
        self._problem, self._follow = problem, follow
        self._over = self._ending = False
        self._turn = RLock()
        self._begun: dict[Level, int] = {}
        self._wanted: dict[Level, int] = {}
        self._pool = ThreadPoolExecutor(1)
        self._heard: Future[Relaxed] | None = None
        self._ledger: Future[Ledger] | None = None
        self._moves: Future[dict[Level, int]] | None = None
        self._proofs: dict[Level, Future[Certificate]] = {}
        self._earlier: dict[Level, Future[Certificate]] = {}
        self._travel: Future[DiaryProof] | None = None

    def prepare(self) -> tuple[Future[Relaxed], Future[Ledger]]:
        """Begin with what no levels are needed for."""
        if self._heard is None or self._ledger is None:
            self._heard = self._pool.submit(heard_of, self._problem, lambda: self._over)
            self._ledger = self._pool.submit(_ledger, self._heard, lambda: self._over)
            self._moves = self._pool.submit(_apart, self._problem)
        return self._heard, self._ledger

    @property
    def idle(self) -> bool:
        """Whether all is proven for the levels that were told last."""
        return self._travel is not None and self._travel.done() and self._wanted == self._begun

    def begin(self, levels: Sequence[LevelValue]) -> None:
        """Begin to prove, with the levels as they stand."""
        self._wanted = {value.level: value.cost for value in levels}
        with self._turn:
            self._begin()

    def of(self, levels: Sequence[LevelValue]) -> tuple[LevelValue, ...]:
        """Return the levels with the bounds proven so far, and let the proofs follow to these levels."""
        reached = self._wanted = {value.level: value.cost for value in levels}
        self._go_on()
        return tuple(_with(value, self._so_far(value.level, reached)) for value in levels)

    def _begin(self) -> None:
        """Prove for the levels as they are wanted now, but what was proven for the same levels before."""
        heard, ledger = self.prepare()
        before, self._begun = self._begun, self._wanted
        for level in LIVE:
            same = bool(before) and all(before.get(k) == cost for k, cost in self._begun.items() if k < level)
            if not same or level not in self._proofs:
                self._earlier.update({level: self._proofs[level]} if level in self._proofs else {})
                self._proofs[level] = self._pool.submit(_prove, ledger, level, self._begun)
        started = None if self._travel is None else self._travel.result()
        self._travel = self._pool.submit(_travel, heard, started, self._begun, lambda: self._over, lambda: self._ending)
        self._travel.add_done_callback(lambda _: self._go_on())

    def _go_on(self) -> None:
        """Begin again when all that was begun is proven, and the search has come further."""
        with self._turn:
            if not self._follow or self._over or self._ending or self._travel is None or not self._travel.done():
                return
            if self._wanted != self._begun and self._travel.exception() is None:
                self._begin()

    def finish(self, levels: Sequence[LevelValue], seconds: float) -> Proven:
        """Prove once more with the levels as they are reached in the end, what moves cost in every plan apart.

        A certificate already there is as good when the levels before it are no different. Without time for more it
        is worked out for the new levels with the prices it has. The seconds are for all levels together.
        """
        if self._travel is None or self._moves is None:
            self.close()
            return tuple(levels), ()
        clock = Budget.of(seconds, lambda: False)
        with self._turn:
            self._ending = True
        wait(self._proofs.values(), timeout=clock.left)
        wait([self._moves], timeout=clock.left)
        apart = self._moves.result() if self._moves.done() else {}
        found = [self._final(value.level, levels, apart, clock.left) for value in levels]
        self.close()
        certificates = tuple(certificate for certificate in found if certificate is not None)
        return tuple(_with(value, one) for value, one in zip(levels, found, strict=True)), certificates

    def close(self) -> None:
        """Give up what is not done."""
        with self._turn:
            self._over = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _final(
        self, level: Level, levels: Sequence[LevelValue], apart: Mapping[Level, int], seconds: float
    ) -> Certificate | None:
        if level is Level.HARD:
            return Certificate(level=level, bound=0)
        if level is Level.EFFICIENT:
            return self._final_travel(levels, apart, seconds)
        ledger = self._ledger.result() if self._ledger is not None and self._ledger.done() else None
        if ledger is None:
            return None
        reached = {value.level: value.cost - apart.get(value.level, 0) for value in levels}
        before = self._so_far(level, reached, apart.get(level, 0))
        same = before is not None and all(self._begun.get(k) == reached[k] for k in reached if k < level)
        again = prove(ledger, level, reached, seconds, apart.get(level, 0)) if seconds > 0 and not same else None
        return max((one for one in (before, again) if one is not None), key=lambda one: one.bound, default=None)

    def _final_travel(
        self, levels: Sequence[LevelValue], apart: Mapping[Level, int], seconds: float
    ) -> Certificate | None:
        """Carry the proof of travel on from what is reached in the end; None when it was never begun."""
        if self._travel is None:
            return None
        clock = Budget.of(seconds, lambda: self._over)
        wait([self._travel], timeout=clock.left)
        if not self._travel.done():
            return None
        proof = self._travel.result()
        proof.hold(
            {value.level: value.cost - apart.get(value.level, 0) for value in levels}, apart.get(Level.EFFICIENT, 0)
        )
        return proof.improve(clock)

    def _so_far(self, level: Level, reached: Mapping[Level, int], apart: int = 0) -> Certificate | None:
        """Return a certificate that is there, worked out for the levels as they are now."""
        future = self._proofs.get(level)
        if future is not None and not future.done():
            future = self._earlier.get(level)
        if self._ledger is None or future is None or not future.done():
            return None
        found = future.result()
        held = tuple(replace(item, reached=reached[item.level]) for item in found.held)
        return worked_out(self._ledger.result(), replace(found, held=held, apart=apart))


def _ledger(heard: Future[Relaxed], stopped: Stopped) -> Ledger:
    return ledger_of_heard(heard.result(), stopped)


def _travel(
    heard: Future[Relaxed], started: DiaryProof | None, reached: Mapping[Level, int], stopped: Stopped, ending: Stopped
) -> DiaryProof:
    proof = started or DiaryProof(DiaryLedger(heard.result(), stopped), Level.EFFICIENT, reached)
    proof.hold(reached)
    proof.improve(Budget.of(TRAVEL_SECONDS, lambda: stopped() or ending()))
    return proof


def _prove(ledger: Future[Ledger], level: Level, reached: Mapping[Level, int]) -> Certificate:
    """Prove a level; of nothing nothing needs proof."""
    return prove(ledger.result(), level, reached, SECONDS if reached[level] > 0 else 0.0)


def _apart(problem: Problem) -> dict[Level, int]:
    return cost_of(problem, hopeless_moves(problem))


def _with(value: LevelValue, certificate: Certificate | None) -> LevelValue:
    bound = 0 if value.level is Level.HARD else None
    return replace(value, bound=bound if certificate is None else max(0, certificate.bound))
