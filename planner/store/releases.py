"""Publications in one sequence of numbers.

Not allowed here: how a release becomes bytes (``release_bytes``).
"""

from weakref import WeakValueDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.domain.release import Release
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import StoreConflictError, StoreError
from planner.store.release_bytes import pack_release, unpack_release
from planner.store.rows import ReleaseRow

_NEWEST = select(func.max(ReleaseRow.number))

HeldReleases = WeakValueDictionary[int, Release]
"""The releases that somebody has in memory, by number; none ever changes."""


class SqlReleases:
    """Implements ``planner.ports.store.Releases``."""

    def __init__(self, session: Session, held: HeldReleases | None = None) -> None:
        """Take a session; ``held`` keeps what is read, for who only reads: what is written may be undone yet."""
        self._session, self._held = session, held

    def add(self, release: Release, *, key: str) -> None:
        """Append a release; raise StoreConflictError when its number or idempotency key is taken."""
        if release.number != self.newest_number() + 1 or self.by_key(key) is not None:
            msg = f"publicatie {release.number} is intussen gemaakt; er is niets opgeslagen\nPubliceer opnieuw."
            raise StoreConflictError(msg)
        self._session.add(
            ReleaseRow(
                number=release.number,
                key=key,
                published_at=release.published_at,
                plan_id=release.plan_id,
                body=pack_release(release),
            )
        )
        self._session.flush()

    def newest(self) -> Release | None:
        """Return the release everybody sees, or None."""
        number = self.newest_number()
        return self.load(number) if number else None

    def newest_number(self) -> int:
        """Return the number of the newest release, 0 when there is none."""
        return self._session.scalar(_NEWEST) or 0

    def published(self) -> tuple[tuple[int, Minute], ...]:
        """Return when each release was published, by number, oldest first; nothing of what is in them is read."""
        rows = self._session.execute(select(ReleaseRow.number, ReleaseRow.published_at).order_by(ReleaseRow.number))
        return tuple((number, Minute(at)) for number, at in rows)

    def load(self, number: int) -> Release:
        """Return a release; raise StoreError for an unknown number."""
        held = None if self._held is None else self._held.get(number)
        if held is not None and self._session.scalar(select(ReleaseRow.number).where(ReleaseRow.number == number)):
            return held
        row = self._session.get(ReleaseRow, number)
        if row is None:
            msg = either(
                f"publicatie {number} bestaat niet\nDe nieuwste is {self.newest_number()}.",
                f"publication {number} does not exist\nThe newest is {self.newest_number()}.",
            )
            raise StoreError(msg)
        release = unpack_release(row.body)
        if self._held is not None:
            self._held[number] = release
        return release

    def plans_since(self, number: int) -> tuple[int, ...]:
        """Return the plan of each release after a number, oldest first."""
        query = select(ReleaseRow.plan_id).where(ReleaseRow.number > number).order_by(ReleaseRow.number)
        return tuple(self._session.scalars(query))

    def by_key(self, key: str) -> Release | None:
        """Return the release that was made under an idempotency key, or None."""
        row = self._session.scalars(select(ReleaseRow).where(ReleaseRow.key == key)).first()
        return None if row is None else unpack_release(row.body)
