"""Entering an installation's own version of a protocol; every version ever entered stays in the books.

Not allowed here: reading files.
"""

from dataclasses import replace

from planner.domain.protocols import Protocol, ProtocolError
from planner.domain.settings import Setting
from planner.ports.store import Event, Store
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
        entered = {(one.id, one.version): one for one in books.facts.in_force(Protocol)}
        known = entered.get((protocol.id, protocol.version))
        if known == protocol:
            return False
        if known is not None and replace(known, valid_to=protocol.valid_to) != protocol:
            raise ProtocolError(
                f"{protocol.ref} is al ingevoerd en anders\nGeef de wijziging een nieuw versienummer en begindag."
            )
        refuse_unknown_norms(protocol, settings_in_force(books.facts.in_force(Setting)))
        entered[protocol.id, protocol.version] = protocol
        protocols_in_force(entered.values())
        books.facts.record((protocol,), source=SOURCE, at=now)
        books.events.add(Event(at=now, actor=actor, what="protocol", subject=protocol.ref))
    return True
