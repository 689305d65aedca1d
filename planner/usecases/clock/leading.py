"""Who runs the jobs: one process, by a lease in the database that it renews and that another takes over when it ends.

Not allowed here: jobs, threads and waiting.
"""

from dataclasses import replace
from datetime import UTC, datetime

from planner.domain.civil import from_utc
from planner.domain.clockwork import Lead
from planner.domain.time import Minute
from planner.ports.store import Store, StoreConflictError, Transaction
from planner.ports.surroundings import Worker

LEASE = 20.0
"""Seconds that a lead lasts unless renewed; with ``BEAT`` another leads within 30 seconds after a leader ended."""
BEAT = 5.0
"""Seconds between renewals."""


class LeadLostError(RuntimeError):
    """Another process leads now; what was done is not written down as done here."""


def take_lead(store: Store, worker: Worker, *, seconds: float = LEASE) -> Lead | None:
    """Lead, or go on leading; return None while another leads."""
    try:
        with store.transaction() as books:
            return _taken(books, worker, seconds)
    except StoreConflictError:
        return None


def _taken(books: Transaction, worker: Worker, seconds: float) -> Lead | None:
    now, held = books.clock.now(), books.clock.lead()
    until = now + seconds
    if held is None:
        lead = Lead(holder=worker.name, term=1, until=until)
    elif held.holder == worker.name and held.until > now:
        lead = replace(held, until=until)
    elif held.until > now and not worker.is_gone(held.holder):
        return None
    else:
        lead = Lead(holder=worker.name, term=held.term + 1, until=until)
    books.clock.put_lead(lead)
    return lead if held is None else replace(lead, after=held.until)


def missed_since(lead: Lead, seconds: float, now: Minute) -> Minute:
    """Return from when on slots may have been missed: since somebody last led; from now on when nobody ever did."""
    return now if lead.after is None else min(now, from_utc(datetime.fromtimestamp(lead.after - 2 * seconds, UTC)))


def give_up_lead(store: Store, lead: Lead) -> None:
    """Let another lead at once, if this lead still holds."""
    with store.transaction() as books:
        held = books.clock.lead()
        if held is not None and (held.holder, held.term) == (lead.holder, lead.term):
            books.clock.put_lead(replace(held, until=books.clock.now()))


def refuse_lost(books: Transaction, lead: Lead) -> None:
    """Raise LeadLostError when another leads, or this lead ran out."""
    held = books.clock.lead()
    if held is None or (held.holder, held.term) != (lead.holder, lead.term) or held.until <= books.clock.now():
        raise LeadLostError(lead.holder)
