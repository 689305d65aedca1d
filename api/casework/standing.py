"""The work list as it stands, kept at hand: made anew when the books changed, case by case where that will do.

A list of all cases takes long to make, and a page must be there at once. So it is made beside the requests
(``list_making``); what somebody enters about a few cases is taken over before the next answer. Not allowed here: what
is on the list.
"""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from api.casework.list_making import LOOKED_AT, Makes, made_here
from planner.domain.civil import day_of
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock
from planner.usecases.cases.one_case import NewestRelease, about_cases, household_of
from planner.usecases.cases.work_list import WorkList, work_cases

FIRST_LOOK = 8
"""So many of the last events tell whether anything is new; only then more are read."""
AT_ONCE = 4
"""So many cases are looked at again within a request; more of them beside it."""
OLDEST = 120
"""Minutes after which a list is made anew though nothing changed."""
WAIT = 0.2
"""Seconds that a request waits for a first list."""
IDLE = frozenset(
    {
        "read", "audit read", "accounts exported", "refused", "message seen",
        "sign-in", "sign-out", "step-up", "session ended", "password set",
        "account created", "account changed", "account disabled", "account enabled", "account link",
        "client created", "client disabled", "client token",
        "access", "access renewed", "access revoked", "agenda link", "partner link", "calendars renewed",
        "solve", "edit", "exchange", "travel", "standby", "propose release", "decide proposal",
        "capacity stated", "crew named", "invitation sent", "invitation received",
    }
)  # fmt: skip
"""What changes nothing on the list: looking, accounts, plans that are not published, and means."""
OF_CASES = frozenset(
    {
        "enter", "phase", "outcome", "step done", "question answered", "task done", "booking", "answer",
        "exception", "exception-withdrawn", "operation status", "hand-over item",
    }
)  # fmt: skip
"""What changes only the cases that it names."""

logger = logging.getLogger("vertrekplanner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page gets: the list, None where there is none yet; ``behind``: newer facts are being taken over."""

    list: WorkList | None
    behind: bool = False


class Standing:
    """Keeps the list; safe to ask from several threads."""

    def __init__(self, store: Store, clock: Clock, newest: NewestRelease, makes: Makes | None = None) -> None:
        """Keep the list of a store; ``makes`` makes all of it, in this process where nothing else is given."""
        self._store, self._clock, self._newest = store, clock, newest
        self._makes = makes or made_here(store)
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._list: WorkList | None = None
        self._events: tuple[Event, ...] = ()
        self._thread: threading.Thread | None = None
        self._asked = self._answered = 0
        self._busy = False

    def look(self) -> Look:
        """Return the list as good as it is now."""
        with self._lock:
            found, known = self._list, self._events
        if found is None:
            return self._beside(found, again=False)
        if self._is_old(found):
            self._beside(found, again=False)
        with self._store.reading() as books:
            if books.events.newest(FIRST_LOOK) == known[:FIRST_LOOK]:
                return self._now(found)
            events = books.events.newest(LOOKED_AT)
        named, everything = _named(_after(known, events), found)
        few = 0 < len(named) <= AT_ONCE
        made = self._renewed(found, named, events) if few else self._noted(found, events)
        return self._beside(made, again=True) if everything or len(named) > AT_ONCE else self._now(made)

    def renew(self) -> WorkList:
        """Make the whole list anew, and return it."""
        with self._one_at_a_time:
            with self._lock:
                asked = self._asked
            made = self._makes(self._clock.now())
            with self._lock:
                self._list, self._events, self._answered = made.list, made.events, asked
            return made.list

    def _now(self, found: WorkList) -> Look:
        with self._lock:
            return Look(list=found, behind=self._answered < self._asked)

    def _noted(self, found: WorkList, events: tuple[Event, ...]) -> WorkList:
        """Note up to where the events are known."""
        with self._lock:
            if self._list is found:
                self._events = events
        return found

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
            if self._list is found:
                self._list, self._events = made, events
        return made

    def _beside(self, found: WorkList | None, *, again: bool) -> Look:
        """Have the list made beside the requests, after one that is being made once more if ``again``.

        A first one is waited for a moment.
        """
        with self._lock:
            self._asked += again or self._answered == self._asked
            if not self._busy:
                self._busy = True
                self._thread = threading.Thread(target=self._make, name="werklijst", daemon=True)
                self._thread.start()
            thread = self._thread
        if found is None and thread is not None:
            thread.join(WAIT)
        with self._lock:
            newer = self._list
        return Look(list=newer, behind=newer is found)

    def _make(self) -> None:
        while self._is_asked():
            try:
                self.renew()
            except Exception as error:  # noqa: BLE001 - a later look tries again; its text may hold codes
                logger.warning("the work list was not made: %s", type(error).__name__)
                with self._lock:
                    self._events, self._busy = (), False
                return

    def _is_asked(self) -> bool:
        """Return whether a list is asked for, and note that nobody makes one any more when it is not."""
        with self._lock:
            self._busy = self._answered < self._asked
            return self._busy

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


def _named(new: Iterable[Event] | None, found: WorkList) -> tuple[set[CaseId], bool]:
    """Return the cases that events are about, and whether any is about all, or about none that is on the list."""
    named: set[CaseId] = set()
    everything = new is None
    for event in new or ():
        codes = {code for code in _codes(event.subject) if code in found.cases}
        if event.what in OF_CASES and codes:
            named |= codes
        else:
            everything = True
    return named, everything


def _codes(subject: str) -> set[CaseId]:
    """Return every word of a subject that might be a case code."""
    words = subject.replace("|", " ").replace("/", " ").replace(":", " ").replace(",", " ").split()
    return {CaseId(word) for word in words}
