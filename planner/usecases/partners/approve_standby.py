"""Recording that a person approved somebody as stand-by for a flight. Not allowed here: whether the rules allow it."""

from planner.domain.bookings import StandbyApproval
from planner.domain.ids import ActivityKey, FlightId
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock

SOURCE = "reserve"
"""Source of the facts that approving records."""


def approve_standby(store: Store, clock: Clock, *, activity: str, flight: str, actor: str) -> StandbyApproval:
    """Record the approval and return it; raise ValueError without a name for the log."""
    if not actor.strip():
        msg = "een goedkeuring heeft een dienstnummer nodig\nGeef met --actor wie dit goedkeurt."
        raise ValueError(msg)
    now = clock.now()
    approval = StandbyApproval(
        activity=ActivityKey(activity), flight=FlightId(flight), approved_by=actor, approved_at=now
    )
    with store.transaction() as books:
        books.facts.record((approval,), source=SOURCE, at=now)
        books.events.add(Event(at=now, actor=actor, what="standby", subject=f"{activity} op vlucht {flight}"))
    return approval
