"""What a CalDAV client may do with the books: see the own calendar, and say when the owner is away.

Not allowed here: radicale (see ``storage``).
"""

from dataclasses import dataclass

from calendars.dav.absence_object import AbsenceObjectError, read_absence
from calendars.event import RENDERER, whole_event
from planner.domain.absences import AbsenceProposal, ProposalState
from planner.domain.feeds import CalendarKind, CalendarRef, DetailLevel
from planner.domain.ids import RegievoerderId
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.ports.calendars import RenderedEntry
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.agendas.propose_absence import ProposalRefusedError, propose_absence, withdraw_absence

BACK, AHEAD = 56 * MINUTES_PER_DAY, 366 * MINUTES_PER_DAY
"""How far before and after now absences are looked at."""
EVER = (Minute(-50 * 366 * MINUTES_PER_DAY), Minute(100 * 366 * MINUTES_PER_DAY))
"""From before to after everything that a program may ask for."""
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vertrekplanner//NL\r\n"
END = "END:VCALENDAR\r\n"


class NotTakenError(ValueError):
    """What the client sent is not taken; nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One calendar object: its name in the collection, its text and what it covers."""

    name: str
    uid: str
    text: str
    etag: str
    start: Minute
    end: Minute
    changed_at: Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Names that changed or left since a token, and the newest token."""

    token: int
    names: tuple[str, ...]


class OwnCalendar:
    """The calendar as published; read only."""

    writable = False
    title = "Rooster"

    def __init__(self, store: Store, owner: str, level: DetailLevel) -> None:
        self._store = store
        self._calendar = CalendarRef(CalendarKind.PERSONAL, owner)
        self._level = level

    def revision(self) -> int:
        """Return how new it is."""
        with self._store.reading() as books:
            state = books.calendars.state(self._calendar)
        return 0 if state is None else state.revision

    def items(self) -> tuple[Item, ...]:
        """Return everything in it."""
        with self._store.reading() as books:
            return tuple(map(self._item, books.calendars.entries(self._calendar)))

    def changes(self, since: int) -> Changes | None:
        """Return what changed since a token, None when that is no longer known."""
        with self._store.reading() as books:
            state = books.calendars.state(self._calendar)
            newest, oldest = (state.revision, state.remembers) if state else (0, 0)
            if not oldest <= since <= newest:
                return None
            changed = [_name(entry.uid) for entry in books.calendars.entries(self._calendar, since=since)]
            left = [_name(uid) for uid in books.calendars.removed(self._calendar, since=since)]
        return Changes(token=newest, names=(*changed, *left))

    def put(self, _name: str, _text: str) -> Item:
        """Refuse: the office makes this calendar."""
        raise NotTakenError("this calendar is read only")

    def delete(self, _name: str) -> None:
        """Refuse: the office makes this calendar."""
        raise NotTakenError("this calendar is read only")

    def _item(self, entry: RenderedEntry) -> Item:
        return Item(
            name=_name(entry.uid),
            uid=entry.uid,
            text=f"{HEAD}{whole_event(entry, self._level).decode()}{END}",
            etag=f'"{entry.sequence}.{entry.changed_at}.{RENDERER}.{self._level}"',
            start=entry.start,
            end=entry.end,
            changed_at=entry.changed_at,
        )


class AbsenceCalendar:
    """When the owner is away, as the owner says."""

    writable = True
    title = "Afwezig"

    def __init__(self, store: Store, clock: Clock, owner: str) -> None:
        self._store = store
        self._clock = clock
        self._owner = RegievoerderId(owner)

    def revision(self) -> int:
        """Return how new it is."""
        with self._store.reading() as books:
            return books.absences.revision(self._owner)

    def items(self) -> tuple[Item, ...]:
        """Return everything in it."""
        with self._store.reading() as books:
            return tuple(map(_absence_item, books.absences.of(self._owner)))

    def changes(self, since: int) -> Changes | None:
        """Return what changed since a token, None for a token from elsewhere."""
        with self._store.reading() as books:
            newest = books.absences.revision(self._owner)
            if not 0 <= since <= newest:
                return None
            changed = [proposal.name for proposal in books.absences.of(self._owner, since=since)]
            return Changes(token=newest, names=(*changed, *books.absences.removed(self._owner, since=since)))

    def put(self, name: str, text: str) -> Item:
        """Keep an absence; raise NotTakenError."""
        now = self._clock.now()
        within = Interval(Minute(now - BACK), Minute(now + AHEAD))
        try:
            read = read_absence(text, within=within, stamp=now)
            proposal = AbsenceProposal(
                owner=self._owner,
                name=name,
                uid=read.uid,
                intervals=read.intervals,
                body=read.body,
                recorded_at=now,
                recurrence=read.recurrence,
            )
            return _absence_item(propose_absence(self._store, self._clock, proposal))
        except (AbsenceObjectError, ProposalRefusedError) as error:
            raise NotTakenError(str(error)) from error

    def delete(self, name: str) -> None:
        """Remove an absence."""
        withdraw_absence(self._store, self._clock, self._owner, name)


Collection = OwnCalendar | AbsenceCalendar


def collections(store: Store, clock: Clock, owner: str, level: DetailLevel) -> dict[str, Collection]:
    """Return a person's collections by name."""
    return {"rooster": OwnCalendar(store, owner, level), "afwezig": AbsenceCalendar(store, clock, owner)}


def _name(uid: str) -> str:
    return f"{uid.partition('@')[0]}.ics"


def _absence_item(proposal: AbsenceProposal) -> Item:
    """Return what the program gets back; a declined absence is struck through."""
    first, last = _extent(proposal)
    declined = proposal.state is ProposalState.DECLINED
    plain = proposal.body.replace("STATUS:CANCELLED\r\n", "")
    text = plain.replace("SUMMARY:Afwezig", "STATUS:CANCELLED\r\nSUMMARY:AFGEWEZEN: afwezig")
    return Item(
        name=proposal.name,
        uid=proposal.uid,
        text=text if declined else proposal.body,
        etag=f'"{proposal.recorded_at}.{proposal.state}"',
        start=first,
        end=last,
        changed_at=proposal.recorded_at,
    )


def _extent(proposal: AbsenceProposal) -> tuple[Minute, Minute]:
    """Return when it may be: what comes back, or lies outside the time looked at, may be at any time."""
    ends = [interval.end for interval in proposal.intervals if interval.end is not None]
    if proposal.recurrence or not ends:
        return EVER
    return min(interval.start for interval in proposal.intervals), max(ends)
