"""Work that was asked of the server: solves and deliveries that wait. Rows are replaced as the work goes on."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.asked_work import AskedDelivery, AskedSolve
from planner.store.rows import Row


class AskedSolveRow(Row):
    """One solve; ``body`` changes until it ended."""

    __tablename__ = "asked_solve"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    body: Mapped[bytes]


class AskedDeliveryRow(Row):
    """One delivery that waits; the row goes when it no longer does."""

    __tablename__ = "asked_delivery"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    account: Mapped[str] = mapped_column(index=True)
    body: Mapped[bytes]


class SqlAskedWork:
    """Implements ``planner.ports.asked_work.AskedWork``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put_solve(self, solve: AskedSolve) -> None:
        """Store a solve as it stands now, in place of what was stored of it."""
        row = self._session.scalars(select(AskedSolveRow).where(AskedSolveRow.id == solve.id)).first()
        if row is None:
            row = AskedSolveRow(id=solve.id)
            self._session.add(row)
        row.body = to_bytes(solve)
        self._session.flush()

    def solves(self, most: int) -> tuple[AskedSolve, ...]:
        """Return the solves that were asked for last, oldest first."""
        last = select(AskedSolveRow.body).order_by(AskedSolveRow.number.desc()).limit(most)
        return tuple(from_bytes(body, AskedSolve) for body in reversed(self._session.scalars(last).all()))

    def put_delivery(self, delivery: AskedDelivery) -> None:
        """Store a delivery as it stands now, in place of what was stored of it."""
        row = self._row(delivery.id)
        if row is None:
            row = AskedDeliveryRow(id=delivery.id, account=delivery.account)
            self._session.add(row)
        row.body = to_bytes(delivery)
        self._session.flush()

    def delivery(self, number: str) -> AskedDelivery | None:
        """Return a delivery, None for one that does not wait (any more)."""
        row = self._row(number)
        return None if row is None else from_bytes(row.body, AskedDelivery)

    def drop_delivery(self, number: str) -> None:
        """Forget a delivery: it is stored, refused or not wanted."""
        self._session.execute(delete(AskedDeliveryRow).where(AskedDeliveryRow.id == number))

    def deliveries(self, account: str) -> tuple[AskedDelivery, ...]:
        """Return what waits for an account, the oldest first."""
        mine = select(AskedDeliveryRow.body).where(AskedDeliveryRow.account == account)
        found = self._session.scalars(mine.order_by(AskedDeliveryRow.number))
        return tuple(from_bytes(body, AskedDelivery) for body in found)

    def _row(self, number: str) -> AskedDeliveryRow | None:
        return self._session.scalars(select(AskedDeliveryRow).where(AskedDeliveryRow.id == number)).first()
