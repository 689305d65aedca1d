"""Looking at everything about one case; who looked is written down.

Not allowed here: what is shown (``case_view``), and deciding who may look.
"""

from planner.domain.casework import PhaseChange
from planner.domain.ids import CaseId
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.cases.case_view import CaseView, case_view

PURPOSE = "casusregie"
"""Why case data are read, unless the reader says otherwise."""


def look_at_case(
    store: Store, clock: Clock, case: CaseId, *, actor: str, at: Minute | None = None, purpose: str = PURPOSE
) -> CaseView | None:
    """Return the view of a case (None: not known) and log who read it for what."""
    now = clock.now()
    with store.transaction() as books:
        view = case_view(books, case, just_now(books, case, now) if at is None else at)
        if view is not None:
            subject = f"{case}: {purpose}"
            books.events.add(Event(at=now, actor=actor, what="read", subject=subject, cases=(case,), purpose=purpose))
    return view


def just_now(books: Transaction, case: CaseId, now: Minute) -> Minute:
    """Return now, or the minutes after it that several steps taken in one minute count for."""
    last = max((change.at for change in books.facts.beginning(PhaseChange, case)), default=now)
    return min(max(now, last), Minute(now + MINUTES_PER_HOUR))
