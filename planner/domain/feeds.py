"""Calendars that people subscribe to: whose they are, how much they tell, and who may fetch them.

Not allowed here: iCalendar, HTTP, and what an entry says (see ``calendars``).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.time import Minute


class CalendarKind(StrEnum):
    """Whose calendar it is; the value is part of its address."""

    PERSONAL = "regievoerder"
    TEAM = "team"
    VEHICLE = "voertuig"
    ESCORT = "escortteam"
    MISSION = "vertegenwoordiging"
    SITE = "locatie"
    ROOM = "kamer"


@dataclass(frozen=True, slots=True, order=True)
class CalendarRef:
    """One calendar: its kind and the code of its owner."""

    kind: CalendarKind
    owner: str

    def __str__(self) -> str:
        """Return the address below the feeds: ``regievoerder/RV-0001``."""
        return f"{self.kind}/{self.owner}"


def calendar_ref(address: str) -> CalendarRef:
    """Read ``regievoerder/RV-0001``; raise ValueError with the remedy."""
    kind, _, owner = address.partition("/")
    try:
        return CalendarRef(CalendarKind(kind), _owner(owner))
    except ValueError as error:
        kinds = ", ".join(CalendarKind)
        msg = f"agenda {address!r} is niet leesbaar\nSchrijf SOORT/CODE; soorten zijn {kinds}."
        raise ValueError(msg) from error


def _owner(text: str) -> str:
    if not text or "/" in text:
        raise ValueError(text)
    return text


class DetailLevel(StrEnum):
    """How much a calendar tells."""

    BUSY = "bezet"
    """That somebody is busy, and when."""
    SHORT = "kort"
    """Kind of appointment and building."""
    FULL = "volledig"
    """The case code as well, where the owner may see it."""


class CredentialKind(StrEnum):
    """How a reader shows who it is."""

    DEVICE = "toestel"
    """A name and a password in the header of each request."""
    ADDRESS = "adres"
    """A secret address for one calendar, for readers that cannot send a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """Leave for one device or program to fetch certain calendars; only the hash of its secret is kept."""

    id: str
    """Short and public: what the owner sees in a list; for a device also its user name."""
    kind: CredentialKind
    owner: str
    """Service number of the person, or the name of the partner."""
    label: str
    calendars: tuple[CalendarRef, ...]
    level: DetailLevel
    created_at: Minute
    expires_at: Minute
    secret_hash: str
    revoked_at: Minute | None = None

    def valid(self, at: Minute) -> bool:
        """Return whether it still opens anything."""
        return at < self.expires_at and (self.revoked_at is None or at < self.revoked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFetch:
    """Which program fetched with a credential last, and when."""

    credential: str
    agent: str
    at: Minute
