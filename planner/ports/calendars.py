"""Ports to calendars: entries rendered once at publication, and the books they are kept in.

Not allowed here: iCalendar and HTTP.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from planner.domain.feeds import CalendarRef, Credential, DetailLevel, LastFetch
from planner.domain.release import CalendarEntry, Release
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedEntry:
    """One appointment in one calendar, as it is sent: ``common`` and then the text of a detail level."""

    calendar: CalendarRef
    uid: str
    sequence: int
    changed_at: Minute
    start: Minute
    end: Minute
    cancelled: bool
    common: bytes
    busy: bytes
    short: bytes
    full: bytes

    def text(self, level: DetailLevel) -> bytes:
        """Return what a level adds to the common part."""
        return {DetailLevel.BUSY: self.busy, DetailLevel.SHORT: self.short, DetailLevel.FULL: self.full}[level]


class CalendarRenderer(Protocol):
    """Turns entries of a release into what readers receive."""

    def uid(self, release: Release, entry: CalendarEntry) -> str:
        """Return the UID an entry keeps in every calendar and every release of this installation."""
        ...

    def render(self, release: Release, entries: Iterable[CalendarEntry]) -> tuple[RenderedEntry, ...]:
        """Return each entry in every calendar it belongs to."""
        ...

    def told(self, release: Release, entry: CalendarEntry, calendar: CalendarRef, level: DetailLevel) -> str:
        """Return in words what an entry is about, as far as a level tells it."""
        ...

    def withdrawn(self, release: Release, entry: CalendarEntry, calendar: CalendarRef) -> RenderedEntry:
        """Return the tombstone of an entry in a calendar that it no longer belongs to."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarState:
    """How new a calendar is: ``revision`` rises whenever anything in it changes.

    What left before revision ``remembers`` is forgotten.
    """

    calendar: CalendarRef
    revision: int
    changed_at: Minute
    remembers: int = 0


class Calendars(Protocol):
    """The rendered entries per calendar, with revisions."""

    def state(self, calendar: CalendarRef) -> CalendarState | None:
        """Return how new a calendar is, None for one that never had an entry."""
        ...

    def all(self) -> tuple[CalendarState, ...]:
        """Return every calendar."""
        ...

    def entries(self, calendar: CalendarRef, *, since: int | None = None) -> tuple[RenderedEntry, ...]:
        """Return a calendar's entries by start and UID; ``since``: only what changed after that revision."""
        ...

    def removed(self, calendar: CalendarRef, *, since: int) -> tuple[str, ...]:
        """Return the UIDs that left a calendar after a revision."""
        ...

    def holding(self, uids: Collection[str]) -> frozenset[tuple[CalendarRef, str]]:
        """Return which calendars hold these UIDs uncancelled."""
        ...

    def put(self, entries: Iterable[RenderedEntry], *, at: Minute) -> tuple[CalendarRef, ...]:
        """Store entries; each calendar in which anything differs gets one new revision. Return those calendars."""
        ...

    def prune(self, *, ended: Minute, cancelled: Minute, at: Minute) -> int:
        """Let go of what ended before ``ended``, and of tombstones that ended before ``cancelled``; return how many."""
        ...

    @property
    def empty(self) -> bool:
        """Whether nothing was ever rendered."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A calendar that a credential opens; ``revision`` 0 when nothing was ever in it."""

    credential: Credential
    calendar: CalendarRef
    revision: int
    changed_at: Minute


class Openings(Protocol):
    """What secrets open, asked by every reader every few minutes: one row is read, outside any transaction."""

    def opened(self, secret_hash: str, calendar: CalendarRef | None) -> Opened | None:
        """Return what a secret opens: the calendar asked for, or (None) the only one of a secret address.

        None for an unknown secret and for a calendar it does not open; whether it is still valid is in the answer.
        """
        ...


class Credentials(Protocol):
    """Who may fetch what; secrets are kept as hashes."""

    def add(self, credential: Credential) -> None:
        """Add one."""
        ...

    def all(self, *, owner: str | None = None) -> tuple[Credential, ...]:
        """Return all, or those of one owner, oldest first."""
        ...

    def find(self, credential: str) -> Credential | None:
        """Return one by its public id."""
        ...

    def revoke(self, credential: str, *, at: Minute) -> None:
        """End one at a minute."""
        ...

    def fetched(self, fetches: Iterable[LastFetch]) -> None:
        """Note who fetched last with which program."""
        ...

    def last_fetches(self) -> tuple[LastFetch, ...]:
        """Return the last fetch per credential."""
        ...
