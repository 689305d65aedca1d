"""The tables of calendars: rendered entries, and who may fetch them.

Not allowed here: reading or writing them. Unlike other rows, these are overwritten: they hold what readers
receive now, made from releases that are all kept.
"""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.store.rows import Row


class CalendarRow(Row):
    """One calendar by its address (``regievoerder/RV-0001``) and how new it is."""

    __tablename__ = "calendar"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    revision: Mapped[int]
    changed_at: Mapped[int]
    remembers: Mapped[int] = mapped_column(server_default="0")
    """The revision from which on it is still known what left."""


class CalendarEntryRow(Row):
    """One entry of one calendar as it is sent; ``gone`` when it left, which readers still have to hear."""

    __tablename__ = "calendar_entry"
    __table_args__ = (
        UniqueConstraint("calendar", "uid"),
        Index("calendar_entry_changes", "calendar", "revision"),
        Index("calendar_entry_uid", "uid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    calendar: Mapped[int] = mapped_column(ForeignKey("calendar.id"))
    uid: Mapped[str]
    revision: Mapped[int]
    sequence: Mapped[int]
    changed_at: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    cancelled: Mapped[bool]
    gone: Mapped[bool]
    common: Mapped[bytes]
    busy: Mapped[bytes]
    short: Mapped[bytes]
    full: Mapped[bytes]


class CredentialRow(Row):
    """Leave to fetch; ``revoked_at``, ``fetched_at`` and ``agent`` are filled in later."""

    __tablename__ = "credential"

    id: Mapped[str] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    owner: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    calendars: Mapped[str]
    level: Mapped[str]
    created_at: Mapped[int]
    expires_at: Mapped[int]
    revoked_at: Mapped[int | None]
    fetched_at: Mapped[int | None]
    agent: Mapped[str]
