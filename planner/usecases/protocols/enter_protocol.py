"""Entering an installation's own version of a protocol; every version ever entered stays in the books.

Not allowed here: reading files.
"""

from dataclasses import dataclass, replace

from planner.domain.facts import fact_key
from planner.domain.protocols import Protocol, ProtocolError
from planner.domain.settings import Setting
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.norms.merge_settings import settings_in_force
from planner.usecases.protocols.protocols_in_force import protocols_in_force, refuse_unknown_norms

SOURCE = "protocollen"


def enter_protocol(store: Store, clock: Clock, protocol: Protocol, *, actor: str) -> bool:
    """Store the version and return whether it is new; raise ProtocolError when it does not fit, then nothing is.

    A version that was entered already stays as it is; only the day on which it ends may still change.
    """
    now = clock.now()
    with store.transaction() as books:
        if not checked_protocol(books, protocol):
            return False
        books.facts.record((protocol,), source=f"{SOURCE} {actor}", at=now)
        books.events.add(Event(at=now, actor=actor, what="protocol", subject=protocol.ref))
    return True


def checked_protocol(books: Transaction, protocol: Protocol) -> bool:
    """Return whether the version would be new or end otherwise; raise ProtocolError when it does not fit."""
    entered = {(one.id, one.version): one for one in books.facts.in_force(Protocol)}
    known = entered.get((protocol.id, protocol.version))
    if known == protocol:
        return False
    if known is not None and replace(known, valid_to=protocol.valid_to) != protocol:
        raise ProtocolError(
            either(
                f"{protocol.ref} is al ingevoerd en anders\nGeef de wijziging een nieuw versienummer en begindag.",
                f"{protocol.ref} was entered already and is different\nGive the change a new version and first day.",
            )
        )
    refuse_unknown_norms(protocol, settings_in_force(books.facts.in_force(Setting)))
    entered[protocol.id, protocol.version] = protocol
    protocols_in_force(entered.values())
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolPast:
    """One version as it was entered: by whom, when, and until when the books said so, None: they still do."""

    protocol: Protocol
    by: str
    recorded_at: Minute
    retired_at: Minute | None


def entered_versions(books: Transaction) -> tuple[ProtocolPast, ...]:
    """Return every version that was ever entered, the newest entry first."""
    found = [
        ProtocolPast(
            protocol=one.fact,
            by=one.source.removeprefix(SOURCE).strip() or one.source,
            recorded_at=one.recorded_at,
            retired_at=one.retired_at,
        )
        for known in books.facts.in_force(Protocol)
        for one in books.facts.history(Protocol, fact_key(known))
    ]
    return tuple(sorted(found, key=lambda past: past.recorded_at, reverse=True))
