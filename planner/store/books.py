"""Outcomes, the log, and claims."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.commitments import Outcome
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute
from planner.ports.store import Claim, Event
from planner.store.audit import SqlAudit
from planner.store.rows import ClaimRow, EventRow, OutcomeRow


class SqlOutcomes:
    """Implements ``planner.ports.store.Outcomes``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, outcome: Outcome, *, correction: bool = False) -> None:
        """Add one."""
        self._session.add(
            OutcomeRow(
                activity=outcome.activity,
                recorded_at=outcome.recorded_at,
                correction=correction,
                body=to_bytes(outcome),
            )
        )

    def history(self, activity: ActivityKey) -> tuple[Outcome, ...]:
        """Return all outcomes of an activity, oldest first; the last one counts."""
        query = select(OutcomeRow.body).where(OutcomeRow.activity == activity).order_by(OutcomeRow.id)
        return tuple(from_bytes(body, Outcome) for body in self._session.scalars(query))

    def beginning(self, prefix: str) -> tuple[Outcome, ...]:
        """Return the outcomes that count of the activities whose key begins so, in the order they were recorded."""
        alike = OutcomeRow.activity.startswith(prefix, autoescape=True)
        bodies = self._session.scalars(select(OutcomeRow.body).where(alike).order_by(OutcomeRow.id))
        outcomes = (from_bytes(body, Outcome) for body in bodies)
        # LIKE does not tell capitals apart on every database
        last = {outcome.activity: outcome for outcome in outcomes if outcome.activity.startswith(prefix)}
        return tuple(last.values())

    def effective(self, *, at: Minute | None = None) -> Mapping[ActivityKey, Outcome]:
        """Return the outcome that counts per activity, as the books said at a minute (None: now)."""
        query = select(OutcomeRow.body).order_by(OutcomeRow.id)
        if at is not None:
            query = query.where(OutcomeRow.recorded_at <= at)
        outcomes = (from_bytes(body, Outcome) for body in self._session.scalars(query))
        return {outcome.activity: outcome for outcome in outcomes}


class SqlEvents:
    """Implements ``planner.ports.store.Events``; each event is a line of the audit log too."""

    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    def add(self, event: Event) -> None:
        """Add one."""
        self._session.add(EventRow(at=event.at, actor=event.actor, what=event.what, subject=event.subject))
        self._audit.add_event(event)

    def newest(self, count: int) -> tuple[Event, ...]:
        """Return the last so many, newest first."""
        query = select(EventRow).order_by(EventRow.id.desc()).limit(count)
        return tuple(
            Event(at=Minute(row.at), actor=row.actor, what=row.what, subject=row.subject)
            for row in self._session.scalars(query)
        )


class SqlClaims:
    """Implements ``planner.ports.store.Claims``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, name: str) -> Claim | None:
        """Return the claim on a name, expired or not."""
        row = self._session.get(ClaimRow, name)
        return None if row is None else Claim(name=row.name, holder=row.holder, expires=Minute(row.expires))

    def put(self, claim: Claim) -> None:
        """Set the claim on a name."""
        self._session.merge(ClaimRow(name=claim.name, holder=claim.holder, expires=claim.expires))
        self._session.flush()

    def drop(self, name: str) -> None:
        """Remove the claim on a name."""
        row = self._session.get(ClaimRow, name)
        if row is not None:
            self._session.delete(row)
            self._session.flush()
