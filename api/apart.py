"""Work in a process of its own, so that it holds up nobody here; what it makes comes back through a pipe.

Not allowed here: what the work is.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

GIVES_WAY = 10
"""How far the process stands behind those that answer people."""
ENDING = 5.0
"""Seconds that a process has to end by itself once nobody listens any more."""


class ApartFailedError(RuntimeError):
    """The process ended without what it was to make."""


@contextmanager
def apart(work: Callable[..., None], *arguments: object, has_children: bool = False) -> Iterator[Connection]:
    """Run ``work(*arguments, pipe)`` in a process of its own and give our end of the pipe; it is ended with the block.

    ``has_children``: the work starts processes too. Raise ApartFailedError when the pipe ends before the block does.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_run, args=(work, arguments, theirs), daemon=not has_children)
    child.start()
    theirs.close()
    try:
        yield ours
    except (EOFError, OSError) as error:
        child.join(ENDING)
        raise ApartFailedError(f"ended with code {child.exitcode}") from error
    finally:
        ours.close()
        child.join(ENDING)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()


def _run(work: Callable[..., None], arguments: tuple[object, ...], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(GIVES_WAY)
    work(*arguments, pipe)
    pipe.close()
