"""Telling people what a publication changed for them: one message per reader of a calendar, and whether they saw it.

Not allowed here: sending.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.feeds import CalendarKind, CalendarRef, DetailLevel
from planner.domain.time import Minute


class Channel(StrEnum):
    """How somebody is told."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class Office(StrEnum):
    """A partner that is told by duty; where it is, the installation says, so that no address stands in a message."""

    INSPECTORATE = "inspectie"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Somebody who is told when a calendar changes. The address is shown to administrators alone."""

    kind: CalendarKind
    owner: str
    channel: Channel
    address: str
    """A mail address, or the address of a program that listens."""
    level: DetailLevel = DetailLevel.SHORT

    @property
    def calendar(self) -> CalendarRef:
        """The calendar whose changes are told."""
        return CalendarRef(self.kind, self.owner)


class Reason(StrEnum):
    """Why something changed, as far as everybody whom it concerns may know."""

    DROPPED_OUT = "uitval"
    REQUEST = "verzoek"
    MEANS = "middelen"
    CORRECTION = "correctie"
    LINKED = "samenhang"
    NEEDLESS = "niet-meer-nodig"


SENTENCES = {
    Reason.DROPPED_OUT: "iemand of iets viel uit",
    Reason.REQUEST: "op verzoek",
    Reason.MEANS: "door ruimte, tolk of vervoer",
    Reason.CORRECTION: "er stond iets verkeerd",
    Reason.LINKED: "hoort bij een andere wijziging",
    Reason.NEEDLESS: "hoeft niet meer",
}
WAS_FROZEN = "dit was al bevroren en is toch gewijzigd"
OWN_STAFF = (CalendarKind.PERSONAL, CalendarKind.TEAM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why something changed: a code that everybody may know, and what the officer wrote, for the own staff alone.

    ``frozen``: it was frozen and changed all the same; ``by_whom`` is who did that and why, for the own staff alone.
    """

    reason: Reason | None = None
    note: str = ""
    frozen: bool = False
    by_whom: str = ""

    def told(self, reader: Subscriber) -> str:
        """Return what a reader is told: a sentence, and notes only with full detail of the own staff's calendars."""
        sentence = SENTENCES[self.reason] if self.reason is not None else ""
        trusted = reader.level is DetailLevel.FULL and reader.kind in OWN_STAFF
        said = ": ".join(part for part in (sentence, self.note if trusted else "") if part)
        if not self.frozen:
            return said
        late = f"{WAS_FROZEN} ({self.by_whom})" if trusted and self.by_whom else WAS_FROZEN
        return "; ".join(part for part in (said, late) if part)


class ChangeKind(StrEnum):
    """What happened to an appointment."""

    NEW = "nieuw"
    MOVED = "verplaatst"
    CHANGED = "gewijzigd"
    CANCELLED = "vervallen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One appointment that changed: what, from when, to when, and why as far as it is known."""

    kind: ChangeKind
    what: str
    before: Minute | None = None
    after: Minute | None = None
    why: str = ""


class MessageState(StrEnum):
    """Where a message stands."""

    WAITING = "wacht"
    SENT = "verzonden"
    FAILED = "mislukt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One digest to one reader about one publication."""

    key: str
    """Release, calendar and reader: the same publication never tells somebody twice."""
    release: int
    calendar: str
    channel: Channel
    address: str
    changes: tuple[Change, ...]
    made_at: Minute
    due_at: Minute
    """When it is to be sent, or tried again."""
    state: MessageState = MessageState.WAITING
    attempts: int = 0
    sent_at: Minute | None = None
    seen_at: Minute | None = None
    """When the reader said to have seen it."""
    trouble: str = ""
    office: Office | None = None
    """Of a message to an office; then ``calendar`` is its name, and ``channel`` and ``address`` say nothing."""
