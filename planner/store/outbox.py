"""The outbox: messages about publications."""

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.messages import Message, MessageState
from planner.domain.time import Minute
from planner.store.rows import Row


class MessageRow(Row):
    """One message; ``state``, ``due_at`` and ``body`` change as it is delivered."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    release: Mapped[int] = mapped_column(index=True)
    state: Mapped[str]
    due_at: Mapped[int]
    body: Mapped[bytes]


class SqlOutbox:
    """Implements ``planner.ports.messages.Outbox``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, message: Message) -> None:
        """Add a message; one with its key is left as it is."""
        if self._session.scalars(select(MessageRow.id).where(MessageRow.key == message.key)).first() is None:
            row = MessageRow(key=message.key, release=message.release)
            _fill(row, message)
            self._session.add(row)
            self._session.flush()

    def due(self, *, at: Minute, most: int) -> tuple[tuple[int, Message], ...]:
        """Return waiting messages whose time has come, with their numbers, oldest first."""
        query = select(MessageRow).where(MessageRow.state == MessageState.WAITING.value, MessageRow.due_at <= at)
        return self._read(query.order_by(MessageRow.id).limit(most))

    def find(self, number: int) -> Message | None:
        """Return a message by its number."""
        row = self._session.get(MessageRow, number)
        return None if row is None else from_bytes(row.body, Message)

    def by_key(self, key: str) -> Message | None:
        """Return a message by its key."""
        row = self._session.scalars(select(MessageRow).where(MessageRow.key == key)).first()
        return None if row is None else from_bytes(row.body, Message)

    def update(self, number: int, message: Message) -> None:
        """Replace a message by what became of it."""
        _fill(self._session.get_one(MessageRow, number), message)
        self._session.flush()

    def forget(self, *, before: Minute) -> int:
        """Remove what was settled and due before a moment, but for the newest; return how many."""
        newest = select(func.max(MessageRow.id)).scalar_subquery()
        settled = MessageRow.state != MessageState.WAITING.value, MessageRow.due_at < before, MessageRow.id < newest
        gone = self._session.scalars(delete(MessageRow).where(*settled).returning(MessageRow.id)).all()
        return len(gone)

    def of_release(self, release: int) -> tuple[tuple[int, Message], ...]:
        """Return the messages about a publication, with their numbers."""
        return self._read(select(MessageRow).where(MessageRow.release == release).order_by(MessageRow.id))

    def _read(self, query: Select[MessageRow]) -> tuple[tuple[int, Message], ...]:
        return tuple((row.id, from_bytes(row.body, Message)) for row in self._session.scalars(query))


def _fill(row: MessageRow, message: Message) -> None:
    row.state, row.due_at, row.body = message.state.value, message.due_at, to_bytes(message)
