"""Bringing a checkpoint of the audit log outside the database, after holding the log against the one before.

Not allowed here: where checkpoints go (a port), and looking at every line (``verify_audit``).
"""

from planner.ports.access import Checkpoints
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.access.verify_audit import differing, make_checkpoint


class LogChangedError(RuntimeError):
    """The log is not the one that the newest checkpoint was made of; nothing was added, so that it shows again."""


def ship_checkpoint(store: Store, clock: Clock, place: Checkpoints) -> str:
    """Add a checkpoint and say so; raise LogChangedError or CheckpointPlaceError."""
    newest = place.newest()
    if newest is not None:
        with store.reading() as books:
            found = differing(books.audit, newest)
        if found:
            msg = f"{found[0]}; behandel dit als een incident\nBewaar de database zoals zij is en meld het."
            raise LogChangedError(msg)
    made = make_checkpoint(store, clock)
    if made.batches == 0:
        return "het logboek is leeg"
    name = place.add(made)
    return f"zegel {made.batches}, niets bijgekomen" if name is None else f"zegel {made.batches}: {name}"
