"""Rendered entries per calendar, with revisions.

Not allowed here: what an entry says, and who may read it (``credentials``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from planner.domain.feeds import CalendarRef, calendar_ref
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.calendars import CalendarState, RenderedEntry
from planner.store.calendar_rows import CalendarEntryRow as Entry
from planner.store.calendar_rows import CalendarRow

T = TypeVar("T")
REMEMBERED = 120 * MINUTES_PER_DAY
"""So long a calendar knows what left it."""
AT_ONCE = 500
"""Values in one list of a query; databases limit it."""


class SqlCalendars:
    """Implements ``planner.ports.calendars.Calendars``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def empty(self) -> bool:
        """Whether nothing was ever rendered."""
        return self._session.scalar(select(func.count()).select_from(CalendarRow)) == 0

    def state(self, calendar: CalendarRef) -> CalendarState | None:
        """Return how new a calendar is, None for one that never had an entry."""
        row = self._row(calendar)
        return None if row is None else _state(row)

    def all(self) -> tuple[CalendarState, ...]:
        """Return every calendar."""
        query = select(CalendarRow).order_by(CalendarRow.address)
        return tuple(_state(row) for row in self._session.scalars(query))

    def entries(self, calendar: CalendarRef, *, since: int | None = None) -> tuple[RenderedEntry, ...]:
        """Return a calendar's entries by start and UID; ``since``: only what changed after that revision."""
        row = self._row(calendar)
        if row is None:
            return ()
        query = select(Entry).where(Entry.calendar == row.id, Entry.gone.is_(False)).order_by(Entry.start, Entry.uid)
        if since is not None:
            query = query.where(Entry.revision > since)
        return tuple(_entry(calendar, found) for found in self._session.scalars(query))

    def removed(self, calendar: CalendarRef, *, since: int) -> tuple[str, ...]:
        """Return the UIDs that left a calendar after a revision."""
        row = self._row(calendar)
        if row is None:
            return ()
        query = select(Entry.uid).where(Entry.calendar == row.id, Entry.gone.is_(True), Entry.revision > since)
        return tuple(self._session.scalars(query.order_by(Entry.uid)))

    def holding(self, uids: Collection[str]) -> frozenset[tuple[CalendarRef, str]]:
        """Return which calendars hold these UIDs uncancelled."""
        found: set[tuple[CalendarRef, str]] = set()
        for some in _in_parts(sorted(uids)):
            query = (
                select(CalendarRow.address, Entry.uid)
                .join(Entry, Entry.calendar == CalendarRow.id)
                .where(Entry.uid.in_(some), Entry.cancelled.is_(False), Entry.gone.is_(False))
            )
            found |= {(calendar_ref(address), uid) for address, uid in self._session.execute(query)}
        return frozenset(found)

    def put(self, entries: Iterable[RenderedEntry], *, at: Minute) -> tuple[CalendarRef, ...]:
        """Store entries; each calendar in which anything differs gets one new revision. Return those calendars."""
        by_calendar: dict[CalendarRef, list[RenderedEntry]] = defaultdict(list)
        for entry in entries:
            by_calendar[entry.calendar].append(entry)
        return tuple(calendar for calendar in sorted(by_calendar) if self._put(calendar, by_calendar[calendar], at))

    def prune(self, *, ended: Minute, cancelled: Minute, at: Minute) -> int:
        """Let go of what ended before ``ended``, and of tombstones that ended before ``cancelled``; return how many."""
        old = (Entry.end < ended) | (Entry.cancelled.is_(True) & (Entry.end < cancelled))
        query = select(Entry.id, Entry.calendar).where(Entry.gone.is_(False), old)
        going: dict[int, list[int]] = defaultdict(list)
        for number, calendar in self._session.execute(query):
            going[calendar].append(number)
        for calendar, numbers in going.items():
            row = self._session.get_one(CalendarRow, calendar)
            _renew(row, at)
            nothing: dict[str, object] = dict.fromkeys(("common", "busy", "short", "full"), b"")
            for some in _in_parts(numbers):
                values = {"gone": True, "revision": row.revision, **nothing}
                self._session.execute(update(Entry).where(Entry.id.in_(some)).values(**values))
        self._forget(ended)
        self._session.flush()
        return sum(len(numbers) for numbers in going.values())

    def _forget(self, ended: Minute) -> None:
        """Remove what left so long ago that no reader still asks; older readers then start anew."""
        old = (Entry.gone.is_(True)) & (Entry.end < ended - REMEMBERED)
        query = select(Entry.calendar, func.max(Entry.revision)).where(old).group_by(Entry.calendar)
        for calendar, revision in self._session.execute(query).all():
            self._session.get_one(CalendarRow, calendar).remembers = revision
        self._session.execute(delete(Entry).where(old))

    def _put(self, calendar: CalendarRef, entries: list[RenderedEntry], at: Minute) -> bool:
        row = self._row(calendar)
        if row is None:
            row = CalendarRow(address=str(calendar), revision=0, changed_at=at)
            self._session.add(row)
            self._session.flush()
        known = self._known(row.id, [entry.uid for entry in entries])
        different = [
            entry for entry in entries if entry.uid not in known or _entry(calendar, known[entry.uid]) != entry
        ]
        if not different:
            return False
        _renew(row, at)
        new = [_values(entry, row) for entry in different if entry.uid not in known]
        for entry in different:
            if entry.uid in known:
                for name, value in _values(entry, row).items():
                    setattr(known[entry.uid], name, value)
        if new:
            self._session.execute(insert(Entry), new)
        self._session.flush()
        return True

    def _known(self, calendar: int, uids: list[str]) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for some in _in_parts(uids):
            query = select(Entry).where(Entry.calendar == calendar, Entry.uid.in_(some))
            found |= {row.uid: row for row in self._session.scalars(query)}
        return found

    def _row(self, calendar: CalendarRef) -> CalendarRow | None:
        query = select(CalendarRow).where(CalendarRow.address == str(calendar))
        return self._session.scalars(query).first()


def _renew(row: CalendarRow, at: Minute) -> None:
    row.revision += 1
    row.changed_at = at


def _values(entry: RenderedEntry, row: CalendarRow) -> dict[str, object]:
    return {
        "calendar": row.id,
        "uid": entry.uid,
        "revision": row.revision,
        "sequence": entry.sequence,
        "changed_at": entry.changed_at,
        "start": entry.start,
        "end": entry.end,
        "cancelled": entry.cancelled,
        "gone": False,
        "common": entry.common,
        "busy": entry.busy,
        "short": entry.short,
        "full": entry.full,
    }


def _entry(calendar: CalendarRef, row: Entry) -> RenderedEntry:
    return RenderedEntry(
        calendar=calendar,
        uid=row.uid,
        sequence=row.sequence,
        changed_at=Minute(row.changed_at),
        start=Minute(row.start),
        end=Minute(row.end),
        cancelled=row.cancelled,
        common=row.common,
        busy=row.busy,
        short=row.short,
        full=row.full,
    )


def _state(row: CalendarRow) -> CalendarState:
    return CalendarState(
        calendar=calendar_ref(row.address),
        revision=row.revision,
        changed_at=Minute(row.changed_at),
        remembers=row.remembers,
    )


def _in_parts(items: list[T]) -> Iterable[list[T]]:
    return (items[i : i + AT_ONCE] for i in range(0, len(items), AT_ONCE))
