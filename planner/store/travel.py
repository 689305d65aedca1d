"""Travel times of all known places, one whole table at a time."""

import zlib
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.known_travel import KnownTravel
from planner.domain.time import Minute
from planner.store.rows import TravelRow


class SqlTravelTables:
    """Implements ``planner.ports.store.TravelTables``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, known: KnownTravel, *, at: Minute) -> None:
        """Store a whole table; it is in force from now on."""
        self._session.add(
            TravelRow(
                source=known.table.source,
                made_on=known.table.made_on.isoformat(),
                recorded_at=at,
                body=zlib.compress(to_bytes(known)),
            )
        )
        self._session.flush()

    def newest(self) -> KnownTravel | None:
        """Return the table in force, or None."""
        body = self._session.scalar(select(TravelRow.body).order_by(TravelRow.id.desc()).limit(1))
        return None if body is None else _known(body)

    def of(self, source: str, made_on: date) -> tuple[KnownTravel, ...]:
        """Return every table ever stored of a source and its date, newest first."""
        same = (TravelRow.source == source, TravelRow.made_on == made_on.isoformat())
        bodies = self._session.scalars(select(TravelRow.body).where(*same).order_by(TravelRow.id.desc()))
        return tuple(_known(body) for body in bodies)


def _known(body: bytes) -> KnownTravel:
    return from_bytes(zlib.decompress(body), KnownTravel)
