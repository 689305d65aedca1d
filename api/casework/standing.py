"""The work list as it stands, kept at hand: made anew when the books changed, case by case where that will do.

A list of all cases takes seconds to make, and a page must be there at once. So it is made beside the requests; what
somebody enters about a few cases is taken over before the next answer. Not allowed here: what is on the list.
"""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.domain.civil import day_of
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock
from planner.usecases.cases.one_case import NewestRelease, about_cases, household_of
from planner.usecases.cases.work_list import WorkList, work_cases, work_list

LOOKED_AT = 80
"""So many of the last events are compared."""
AT_ONCE = 4
"""So many cases are looked at again within a request; more of them beside it."""
OLDEST = 120
"""Minutes after which a list is made anew though nothing changed."""
WAIT = 0.2
"""Seconds that a request waits for a first list."""
IDLE = frozenset({"read", "sign-in", "sign-out", "step-up", "session ended", "audit read", "message seen", "solve"})
"""What changes nothing on the list."""
OF_CASES = frozenset({"enter", "phase", "outcome", "step done"})
"""What changes only the cases that it names."""

logger = logging.getLogger("vertrekplanner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page gets: the list, None where there is none yet; ``behind``: newer facts are being taken over."""

    list: WorkList | None
    behind: bool = False


class Standing:
    """Keeps the list; safe to ask from several threads."""

    def __init__(self, store: Store, clock: Clock, newest: NewestRelease) -> None:
        self._store, self._clock, self._newest = store, clock, newest
        self._lock = threading.Lock()
        self._list: WorkList | None = None
        self._events: tuple[Event, ...] = ()
        self._thread: threading.Thread | None = None

    def look(self) -> Look:
        """Return the list as good as it is now."""
        with self._store.reading() as books:
            events = books.events.newest(LOOKED_AT)
        with self._lock:
            found, known = self._list, self._events
        new = None if found is None else _after(known, events)
        if found is None or new is None or self._is_old(found):
            return self._beside(found)
        if not new:
            return Look(list=found)
        named = set[CaseId]() if all(event.what in OF_CASES for event in new) else None
        if named is not None:
            named.update(code for event in new for code in _codes(event.subject) if code in found.cases)
        if named is None or len(named) > AT_ONCE:
            return self._beside(found)
        return Look(list=self._renewed(found, named, events))

    def renew(self) -> WorkList:
        """Make the whole list anew, and return it."""
        with self._store.reading() as books:
            events = books.events.newest(LOOKED_AT)
            made = work_list(books, now=self._clock.now())
        with self._lock:
            self._list, self._events = made, events
        return made

    def _renewed(self, found: WorkList, named: Iterable[CaseId], events: tuple[Event, ...]) -> WorkList:
        """Look at some cases again."""
        now = self._clock.now()
        with self._store.reading() as books:
            members = {member for case in named for member in household_of(books, case)}
            lines = work_cases(about_cases(books, members, self._newest), now=now, only=members)
            again = {line.case: line for line in lines}
        kept = {code: line for code, line in found.cases.items() if code not in members}
        made = replace(found, cases={**kept, **again})
        with self._lock:
            self._list, self._events = made, events
        return made

    def _beside(self, found: WorkList | None) -> Look:
        """Have the list made beside the requests; a first one is waited for a moment."""
        with self._lock:
            thread = self._thread
            if thread is None or not thread.is_alive():
                thread = self._thread = threading.Thread(target=self._try, name="werklijst", daemon=True)
                thread.start()
        thread.join(WAIT if found is None else 0)
        with self._lock:
            newer = self._list
        return Look(list=newer, behind=newer is found)

    def _try(self) -> None:
        try:
            self.renew()
        except Exception as error:  # noqa: BLE001 - a later look tries again; its text may hold codes
            logger.warning("the work list was not made: %s", type(error).__name__)

    def _is_old(self, found: WorkList) -> bool:
        now = self._clock.now()
        return now - found.at > OLDEST or day_of(now) != day_of(Minute(found.at))


def _after(known: tuple[Event, ...], events: tuple[Event, ...]) -> list[Event] | None:
    """Return what came after what was known, without what changes nothing; None when that cannot be told."""
    for shift in range(len(events) + 1):
        rest = events[shift:]
        if rest == known[: len(rest)] and (rest or not known):
            return [event for event in events[:shift] if event.what not in IDLE]
    return None


def _codes(subject: str) -> set[CaseId]:
    """Return every word of a subject that might be a case code."""
    words = subject.replace("|", " ").replace("/", " ").replace(":", " ").replace(",", " ").split()
    return {CaseId(word) for word in words}
