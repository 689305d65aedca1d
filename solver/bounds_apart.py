"""The proofs of a large problem in a process of its own, so that the search has a core to itself.

The process is started with the problem, makes ready what needs no levels, and then answers what it is asked. When it
dies the search loses its proofs and nothing else; when the search dies it ends. Not allowed here: proving.
"""

import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from threading import Thread

from planner.domain.levels import Level
from planner.domain.plan import LevelValue
from planner.domain.problem import Problem
from solver.bounds import Bounds, Proven
from solver.parallel.workers import end_with
from solver.tidying import seldom_tidied

HAND_OVER_SECONDS = 30.0
"""How long the process may take to begin reading the problem."""
GRACE_SECONDS = 10.0
"""How long past its time a last proof is waited for: a linear programme that is begun is built to its end."""

_Levels = tuple[LevelValue, ...]


class BoundsApart:
    """The proofs of one problem, worked out by another process."""

    def __init__(self, problem: Problem) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, self._theirs = context.Pipe()
        self._child = context.Process(target=_work, args=(self._theirs, os.getpid()), daemon=True)
        self._child.start()
        self._theirs.close()
        self._asked = self._lost = False
        self._known: _Levels = ()
        self._handing_over = Thread(target=self._put, args=(problem,), daemon=True)  # a large problem fills the pipe
        self._handing_over.start()

    @property
    def process(self) -> int | None:
        """The number of the process, while there is one."""
        return self._child.pid

    def begin(self, levels: Sequence[LevelValue]) -> None:
        """Begin to prove, with the levels as they stand."""
        self._send("begin", levels)

    def of(self, levels: Sequence[LevelValue]) -> _Levels:
        """Return the levels with the bounds that are known by now, and ask for those of these levels."""
        self._hear(0.0)
        if not self._asked:
            self._asked = self._send("of", levels)
        return still_proven(levels, self._known)

    def finish(self, levels: Sequence[LevelValue], seconds: float) -> Proven:
        """Prove once more with the levels as they are reached in the end; without the process nothing is proven."""
        until = time.monotonic() + seconds + GRACE_SECONDS
        found: Proven | None = None
        if self._send("finish", levels, seconds):
            while found is None and not self._lost and time.monotonic() < until:
                found = self._hear(until - time.monotonic())
        self.close()
        return found or (tuple(levels), ())

    def close(self) -> None:
        """End the process."""
        self._lost = True
        self._child.kill()
        self._child.join()
        self._ours.close()

    def _send(self, question: str, levels: Sequence[LevelValue], seconds: float = 0.0) -> bool:
        self._handing_over.join(HAND_OVER_SECONDS)
        self._lost = self._lost or self._handing_over.is_alive()
        return not self._lost and self._put((question, tuple(levels), seconds))

    def _put(self, message: object) -> bool:
        try:
            self._ours.send(message)
        except OSError:
            self._lost = True
        return not self._lost

    def _hear(self, seconds: float) -> Proven | None:
        """Take what was answered; return the last answer of all when it is that."""
        try:
            while not self._lost and self._ours.poll(seconds):
                answer: tuple[str, Proven] = self._ours.recv()
                if answer[0] == "finish":
                    return answer[1]
                self._asked, self._known, seconds = False, answer[1][0], 0.0
        except (OSError, EOFError):
            self._lost = True
        return None


def still_proven(levels: Sequence[LevelValue], known: Sequence[LevelValue]) -> _Levels:
    """Return the levels with those known bounds that still hold.

    A bound holds for plans that on the levels before it cost no more than what it was proven for; so it holds on while
    those become better, and not when one of them becomes worse.
    """
    before = {value.level: value for value in known}
    found: list[LevelValue] = []
    better = True
    for value in sorted(levels, key=lambda value: value.level):
        bound = before[value.level].bound if better and value.level in before else None
        bound = 0 if value.level is Level.HARD else bound
        found.append(LevelValue(level=value.level, cost=value.cost, bound=bound))
        better = better and (value.level not in before or value.cost <= before[value.level].cost)
    return tuple(found)


def _work(pipe: Connection, asker: int) -> None:
    """Answer one question after another until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(asker)
    try:
        _answer(pipe)
    except (EOFError, OSError):
        pass
    except Exception:  # noqa: BLE001 - the search goes on without proofs, and whoever runs it can read why
        traceback.print_exc()
    finally:
        os._exit(0)  # a thread may be in the midst of a proof that nobody waits for


def _answer(pipe: Connection) -> None:
    bounds = Bounds(pipe.recv(), follow=True)
    seldom_tidied()
    bounds.prepare()
    while True:
        question, levels, seconds = pipe.recv()
        if question == "begin":
            bounds.begin(levels)
        elif question == "of":
            pipe.send((question, (bounds.of(levels), ())))
        else:
            pipe.send((question, bounds.finish(levels, seconds)))
