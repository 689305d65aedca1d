"""Giving, renewing and ending leave to fetch calendars. A secret is shown once and kept as a hash.

Not allowed here: HTTP, and what calendars hold.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace

from planner.domain.escorts import EscortTeam
from planner.domain.facts import Fact
from planner.domain.feeds import CalendarKind, CalendarRef, Credential, CredentialKind, DetailLevel
from planner.domain.missions import Mission
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.vehicles import Vehicle
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock

LASTS = 396 * MINUTES_PER_DAY
"""Thirteen months: nobody has to renew in the week of the year it is always done."""
OVERLAP = MINUTES_PER_DAY
"""So long the old secret still works after the owner renewed it."""
SECRET_BYTES = 32
OWNERS: dict[CalendarKind, type[Fact]] = {
    CalendarKind.PERSONAL: Regievoerder,
    CalendarKind.TEAM: Place,
    CalendarKind.VEHICLE: Vehicle,
    CalendarKind.ESCORT: EscortTeam,
    CalendarKind.MISSION: Mission,
    CalendarKind.SITE: Place,
    CalendarKind.ROOM: Place,
}
"""Which facts have a calendar of each kind."""


class AccessRefusedError(ValueError):
    """The leave asked for cannot be given; nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessWanted:
    """What is asked for, and by whom. A secret address is for one calendar."""

    owner: str
    label: str
    calendars: tuple[CalendarRef, ...]
    kind: CredentialKind = CredentialKind.DEVICE
    level: DetailLevel = DetailLevel.FULL
    actor: str = "planner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The new leave and its secret, which is nowhere else."""

    credential: Credential
    secret: str


def hash_of(secret: str) -> str:
    """Return what is kept of a secret: it is long and random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def grant_access(store: Store, clock: Clock, wanted: AccessWanted, *, addresses: bool = False) -> Granted:
    """Give leave and return it with its secret; raise AccessRefusedError.

    ``addresses`` is the installation's setting: secret addresses are given out only where it allows them.
    """
    if wanted.kind is CredentialKind.ADDRESS:
        _refuse_address(wanted, allowed=addresses)
    now = clock.now()
    with store.transaction() as books:
        for calendar in wanted.calendars:
            _refuse_unknown(books, calendar)
        granted = _new(wanted, now)
        books.credentials.add(granted.credential)
        _note(books, now, wanted.actor, "access", granted.credential)
    return granted


def revoke_access(store: Store, clock: Clock, credential: str, *, actor: str) -> Credential:
    """End leave at once and return it; ending it again changes nothing. Raise AccessRefusedError for an unknown one."""
    now = clock.now()
    with store.transaction() as books:
        found = _found(books, credential)
        if found.revoked_at is not None and found.revoked_at <= now:
            return found
        books.credentials.revoke(credential, at=now)
        _note(books, now, actor, "access revoked", found)
    return replace(found, revoked_at=now)


def renew_access(store: Store, clock: Clock, credential: str, *, actor: str) -> Granted:
    """Return the same leave with another secret; the old one works for another day. Raise AccessRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        found = _found(books, credential)
        if not found.valid(now):
            msg = either(
                f"toegang {credential} is al beëindigd\nMaak een nieuwe.",
                f"access {credential} has ended already\nMake a new one.",
            )
            raise AccessRefusedError(msg)
        wanted = AccessWanted(
            owner=found.owner,
            label=found.label,
            calendars=found.calendars,
            kind=found.kind,
            level=found.level,
            actor=actor,
        )
        granted = _new(wanted, now)
        books.credentials.revoke(credential, at=Minute(now + OVERLAP))
        books.credentials.add(granted.credential)
        _note(books, now, actor, "access renewed", granted.credential)
    return granted


def _new(wanted: AccessWanted, now: Minute) -> Granted:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    credential = Credential(
        id=f"t{secrets.token_hex(4)}",
        kind=wanted.kind,
        owner=wanted.owner,
        label=wanted.label,
        calendars=tuple(dict.fromkeys(wanted.calendars)),
        level=wanted.level,
        created_at=now,
        expires_at=Minute(now + LASTS),
        secret_hash=hash_of(secret),
    )
    return Granted(credential=credential, secret=secret)


def _refuse_address(wanted: AccessWanted, *, allowed: bool) -> None:
    if not allowed:
        msg = either(
            "geheime adressen staan uit\nGeef een toestel toegang, of laat de beheerder adressen toestaan.",
            "secret addresses are switched off\nGive a device access, or let the administrator allow addresses.",
        )
        raise AccessRefusedError(msg)
    if len(wanted.calendars) != 1:
        msg = either(
            f"een geheim adres is voor één agenda, niet voor {len(wanted.calendars)}\nMaak er per agenda een.",
            f"a secret address is for one calendar, not for {len(wanted.calendars)}\nMake one for each calendar.",
        )
        raise AccessRefusedError(msg)


def _refuse_unknown(books: Transaction, calendar: CalendarRef) -> None:
    if calendar.owner not in books.facts.keys(OWNERS[calendar.kind]):
        msg = either(
            f"agenda {calendar} bestaat niet: {calendar.owner} is niet bekend\nControleer de code.",
            f"calendar {calendar} does not exist: {calendar.owner} is not known\nCheck the code.",
        )
        raise AccessRefusedError(msg)


def _found(books: Transaction, credential: str) -> Credential:
    found = books.credentials.find(credential)
    if found is None:
        msg = either(
            f"toegang {credential} bestaat niet\nKijk in de lijst welke er zijn.",
            f"access {credential} does not exist\nSee in the list which there are.",
        )
        raise AccessRefusedError(msg)
    return found


def _note(books: Transaction, at: Minute, actor: str, what: str, credential: Credential) -> None:
    books.events.add(Event(at=at, actor=actor, what=what, subject=f"{credential.id}, {credential.owner}"))
