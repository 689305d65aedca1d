"""Imports done, and the column names of each source."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.time import Minute
from planner.ports.deliveries import DeliveryRecord
from planner.ports.intake import ColumnMapping
from planner.store.rows import DeliveryRow, MappingRow


class SqlDeliveries:
    """Implements ``planner.ports.store.Deliveries``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, delivery: DeliveryRecord) -> None:
        """Add one."""
        self._session.add(
            DeliveryRow(
                source=delivery.source,
                digest=delivery.digest,
                recorded_at=delivery.recorded_at,
                actor=delivery.actor,
                new=delivery.new,
                changed=delivery.changed,
                unchanged=delivery.unchanged,
                vanished=delivery.vanished,
                retired=delivery.retired,
            )
        )

    def of(self, source: str) -> tuple[DeliveryRecord, ...]:
        """Return those of a source, oldest first."""
        query = select(DeliveryRow).where(DeliveryRow.source == source).order_by(DeliveryRow.id)
        return tuple(_record(row) for row in self._session.scalars(query))

    def mapping(self, source: str) -> ColumnMapping | None:
        """Return how the source names its columns, as saved last."""
        query = select(MappingRow.body).where(MappingRow.source == source).order_by(MappingRow.id.desc()).limit(1)
        body = self._session.scalars(query).first()
        return None if body is None else from_bytes(body, ColumnMapping)

    def save_mapping(self, mapping: ColumnMapping, *, at: Minute) -> None:
        """Save how a source names its columns; earlier ones are kept."""
        self._session.add(MappingRow(source=mapping.source, recorded_at=at, body=to_bytes(mapping)))


def _record(row: DeliveryRow) -> DeliveryRecord:
    return DeliveryRecord(
        source=row.source,
        digest=row.digest,
        recorded_at=Minute(row.recorded_at),
        actor=row.actor,
        new=row.new,
        changed=row.changed,
        unchanged=row.unchanged,
        vanished=row.vanished,
        retired=row.retired,
    )
