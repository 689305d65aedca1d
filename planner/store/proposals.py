"""Proposals of publications."""

from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.release_proposal import ProposalState, ReleaseProposal
from planner.ports.store import StoreConflictError
from planner.store.rows import Row


class ProposalRow(Row):
    """One proposal; ``state`` and ``body`` change once, when it is decided."""

    __tablename__ = "release_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    body: Mapped[bytes]
    asked_under: Mapped[str | None] = mapped_column(index=True, unique=True)
    """Who asked for it under which key, as a digest; the database keeps a second one out."""


class SqlProposals:
    """Implements ``planner.ports.proposals.Proposals``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, proposal: ReleaseProposal) -> int:
        """Store one and return its number; raise StoreConflictError when its key was used."""
        key = _asked_under(proposal.by, proposal.key) if proposal.key else None
        row = ProposalRow(state=proposal.state.value, body=to_bytes(proposal), asked_under=key)
        self._session.add(row)
        self._session.flush()
        return row.id

    def find(self, number: int) -> ReleaseProposal | None:
        """Return one by its number."""
        row = self._session.get(ProposalRow, number)
        return None if row is None else from_bytes(row.body, ReleaseProposal)

    def by_key(self, by: str, key: str) -> int | None:
        """Return the number of the one that somebody asked for under a key; None for none."""
        return self._session.scalar(select(ProposalRow.id).where(ProposalRow.asked_under == _asked_under(by, key)))

    def open(self) -> tuple[tuple[int, ReleaseProposal], ...]:
        """Return those that wait for a decision, oldest first."""
        waiting = select(ProposalRow).where(ProposalRow.state == ProposalState.OPEN.value).order_by(ProposalRow.id)
        return tuple((row.id, from_bytes(row.body, ReleaseProposal)) for row in self._session.scalars(waiting))

    def decide(self, number: int, proposal: ReleaseProposal) -> None:
        """Store what became of an open one; raise StoreConflictError when it was decided already."""
        still_open = (ProposalRow.id == number, ProposalRow.state == ProposalState.OPEN.value)
        decided = update(ProposalRow).where(*still_open).values(state=proposal.state.value, body=to_bytes(proposal))
        if self._session.execute(decided.returning(ProposalRow.id)).first() is None:
            msg = f"over voorstel {number} is al beslist\nBekijk de pagina opnieuw."
            raise StoreConflictError(msg)


def _asked_under(by: str, key: str) -> str:
    """Return who asked under which key as one text; a length before the name keeps two pairs apart."""
    return sha256(f"{len(by)}:{by}{key}".encode()).hexdigest()
