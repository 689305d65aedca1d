"""Making the whole work list: here, or in a process of its own, so that requests do not wait for it.

Not allowed here: what is on the list, and keeping it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from api.apart import apart
from api.composition import opened
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.ports.store import Event, Store
from planner.usecases.cases.work_list import WorkCase, WorkList, work_list

LOOKED_AT = 400
"""So many of the last events are compared."""
AT_A_TIME = 200
"""Cases that come over in one piece: taking in a piece keeps others waiting no longer than a moment."""
PATIENCE = 900.0
"""Seconds after which a process that says nothing is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A list with the events that it takes into account."""

    list: WorkList
    events: tuple[Event, ...]


Makes = Callable[[Minute], Made]
"""Makes the list of a moment."""


def made_here(store: Store) -> Makes:
    """Return what makes the list in this process."""

    def make(now: Minute) -> Made:
        with store.reading() as books:
            events = books.events.newest(LOOKED_AT)
            return Made(list=work_list(books, now=now), events=events)

    return make


def made_apart(url: str) -> Makes:
    """Return what makes the list of a database in a process of its own."""

    def make(now: Minute) -> Made:
        with apart(_work, url, now) as pipe:
            return _taken(pipe)

    return make


def _taken(pipe: Connection) -> Made:
    """Return what comes through the pipe: the list without its cases, then these, piece by piece."""
    _awaited(pipe)
    whole: Made = pipe.recv()
    cases: dict[CaseId, WorkCase] = {}
    while True:
        _awaited(pipe)
        piece: tuple[WorkCase, ...] = pipe.recv()
        if not piece:
            return replace(whole, list=replace(whole.list, cases=cases))
        cases.update((line.case, line) for line in piece)


def _awaited(pipe: Connection) -> None:
    if not pipe.poll(PATIENCE):
        raise EOFError


def _work(url: str, now: Minute, pipe: Connection) -> None:
    """Make the list inside the child and send it; an end without a list is told by the pipe's end."""
    with opened(url, must_exist=True) as store:
        made = made_here(store)(now)
    pipe.send(replace(made, list=replace(made.list, cases={})))
    lines = tuple(made.list.cases.values())
    for first in range(0, len(lines), AT_A_TIME):
        pipe.send(lines[first : first + AT_A_TIME])
    pipe.send(())
