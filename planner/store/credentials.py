"""Who may fetch calendars: hashes of secrets, what they open, and when they were used last.

Not allowed here: making secrets.
"""

from collections.abc import Iterable

from sqlalchemy import Engine, RowMapping, bindparam, func, select, update
from sqlalchemy.orm import Session

from planner.domain.feeds import CalendarRef, Credential, CredentialKind, DetailLevel, LastFetch, calendar_ref
from planner.domain.time import Minute
from planner.ports.calendars import Opened
from planner.store.calendar_rows import CalendarRow, CredentialRow
from planner.store.conflicts import named

BETWEEN = "\n"
"""Between the addresses of calendars in one column."""
_KEPT = select(CredentialRow.__table__)
_OPENED = (
    _KEPT.add_columns(CalendarRow.revision, CalendarRow.changed_at)
    .join_from(
        CredentialRow.__table__,
        CalendarRow.__table__,
        CalendarRow.address == func.coalesce(func.nullif(bindparam("address"), ""), CredentialRow.calendars),
        isouter=True,
    )
    .where(CredentialRow.secret_hash == bindparam("hash"))
)


class SqlOpenings:
    """Implements ``planner.ports.calendars.Openings``.

    Without a session: readers ask for the same calendar every few minutes, and a session costs more than the row.
    """

    def __init__(self, reader: Engine) -> None:
        self._reader = reader

    def opened(self, secret_hash: str, calendar: CalendarRef | None) -> Opened | None:
        """Return what a secret opens: the calendar asked for, or (None) the only one of a secret address."""
        with named(), self._reader.connect() as connection:
            asked = {"hash": secret_hash, "address": str(calendar or "")}
            row = connection.execute(_OPENED, asked).mappings().first()
        if row is None:
            return None
        credential = _credential(row)
        wanted = calendar or credential.calendars[0]
        by_header = credential.kind is CredentialKind.DEVICE
        if by_header == (calendar is None) or wanted not in credential.calendars:
            return None
        changed = Minute(row["changed_at"] or credential.created_at)
        return Opened(credential=credential, calendar=wanted, revision=row["revision"] or 0, changed_at=changed)


class SqlCredentials:
    """Implements ``planner.ports.calendars.Credentials``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, credential: Credential) -> None:
        """Add one."""
        self._session.add(
            CredentialRow(
                id=credential.id,
                secret_hash=credential.secret_hash,
                kind=credential.kind.value,
                owner=credential.owner,
                label=credential.label,
                calendars=BETWEEN.join(str(calendar) for calendar in credential.calendars),
                level=credential.level.value,
                created_at=credential.created_at,
                expires_at=credential.expires_at,
                revoked_at=credential.revoked_at,
                fetched_at=None,
                agent="",
            )
        )
        self._session.flush()

    def all(self, *, owner: str | None = None) -> tuple[Credential, ...]:
        """Return all, or those of one owner, oldest first."""
        query = _KEPT.order_by(CredentialRow.created_at, CredentialRow.id)
        if owner is not None:
            query = query.where(CredentialRow.owner == owner)
        return tuple(_credential(row) for row in self._session.execute(query).mappings())

    def find(self, credential: str) -> Credential | None:
        """Return one by its public id."""
        row = self._session.execute(_KEPT.where(CredentialRow.id == credential)).mappings().first()
        return None if row is None else _credential(row)

    def revoke(self, credential: str, *, at: Minute) -> None:
        """End one at a minute."""
        self._session.execute(update(CredentialRow).where(CredentialRow.id == credential).values(revoked_at=at))

    def fetched(self, fetches: Iterable[LastFetch]) -> None:
        """Note who fetched last with which program."""
        for fetch in fetches:
            values = {"fetched_at": fetch.at, "agent": fetch.agent}
            self._session.execute(update(CredentialRow).where(CredentialRow.id == fetch.credential).values(**values))

    def last_fetches(self) -> tuple[LastFetch, ...]:
        """Return the last fetch per credential."""
        query = select(CredentialRow).where(CredentialRow.fetched_at.is_not(None)).order_by(CredentialRow.id)
        return tuple(
            LastFetch(credential=row.id, agent=row.agent, at=Minute(row.fetched_at or 0))
            for row in self._session.scalars(query)
        )


def _credential(row: RowMapping) -> Credential:
    return Credential(
        id=row["id"],
        kind=CredentialKind(row["kind"]),
        owner=row["owner"],
        label=row["label"],
        calendars=tuple(calendar_ref(address) for address in row["calendars"].split(BETWEEN) if address),
        level=DetailLevel(row["level"]),
        created_at=Minute(row["created_at"]),
        expires_at=Minute(row["expires_at"]),
        secret_hash=row["secret_hash"],
        revoked_at=None if row["revoked_at"] is None else Minute(row["revoked_at"]),
    )
