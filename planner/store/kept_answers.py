"""The first answers to what was asked under a key: given again for some days, then removed.

Not allowed here: what is asked and answered.
"""

import zlib

from sqlalchemy import BigInteger, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.once import KEPT_DAYS, LEASE_SECONDS, KeptAnswer, KeyUsedError, Taken
from planner.store.rows import Row

_MS = 1000
_DAY = 86_400


class KeptAnswerRow(Row):
    """A key that was taken up; without ``body`` its holder has not answered yet."""

    __tablename__ = "kept_answer"

    asked_under: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[str]
    holder: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger, index=True)
    body: Mapped[bytes | None]


class SqlKeptAnswers:
    """Implements ``planner.ports.kept_answers.KeptAnswers``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, under: str, asked: str, *, holder: str, now: float) -> KeptAnswer | Taken:
        """Return the answer, or take the key up for ``holder``; raise KeyUsedError, StoreConflictError."""
        row, at = self._session.get(KeptAnswerRow, under), round(now * _MS)
        if row is not None and row.at < at - KEPT_DAYS * _DAY * _MS:
            self._session.delete(row)
            self._session.flush()
            row = None
        if row is None:
            self._session.add(KeptAnswerRow(asked_under=under, asked=asked, holder=holder, at=at))
            self._session.flush()
            return Taken.OURS
        if row.asked != asked:
            raise KeyUsedError
        if row.body is not None:
            return from_bytes(zlib.decompress(row.body), KeptAnswer)
        if row.at >= at - LEASE_SECONDS * _MS:
            return Taken.BUSY
        row.holder, row.at = holder, at
        self._session.flush()
        return Taken.OURS

    def keep(self, under: str, answer: KeptAnswer, *, holder: str) -> None:
        """Store the answer, unless somebody else has taken the key over."""
        row = self._session.get(KeptAnswerRow, under)
        if row is not None and row.holder == holder:
            row.body = zlib.compress(to_bytes(answer))
            self._session.flush()

    def let_go(self, under: str, *, holder: str) -> None:
        """Forget that a key was taken up."""
        ours = (KeptAnswerRow.asked_under == under, KeptAnswerRow.holder == holder)
        self._session.execute(delete(KeptAnswerRow).where(*ours))

    def forget(self, *, before: float) -> int:
        """Remove what was taken up before a moment; return how many."""
        gone = delete(KeptAnswerRow).where(KeptAnswerRow.at < round(before * _MS)).returning(KeptAnswerRow.asked_under)
        return len(self._session.execute(gone).all())
