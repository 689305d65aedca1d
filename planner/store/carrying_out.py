"""What is noted while a publication is carried out: reports, crews, letters, and what somebody has seen."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.ids import ActivityKey
from planner.domain.invitations import InvitationNote
from planner.domain.operation_status import CrewNames, OperationReport
from planner.domain.resources import ResourceRef
from planner.store.rows import Row

AT_ONCE = 500
"""So many activities are asked about in one query."""


class ReportRow(Row):
    """One report about an operation."""

    __tablename__ = "operation_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity: Mapped[str] = mapped_column(index=True)
    body: Mapped[bytes]


class CrewRow(Row):
    """Whom a partner sends."""

    __tablename__ = "operation_crew"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity: Mapped[str] = mapped_column(index=True)
    body: Mapped[bytes]


class InvitationRow(Row):
    """One line about a letter."""

    __tablename__ = "invitation_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity: Mapped[str] = mapped_column(index=True)
    body: Mapped[bytes]


class SeenRow(Row):
    """Up to which publication an account has seen what changed; ``number`` rises."""

    __tablename__ = "release_seen"

    account: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class SqlReports:
    """Implements ``planner.ports.carrying_out.Reports``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, report: OperationReport) -> None:
        """Add a report."""
        self._session.add(ReportRow(activity=report.activity, body=to_bytes(report)))
        self._session.flush()

    def of(self, activities: Collection[ActivityKey]) -> Mapping[ActivityKey, tuple[OperationReport, ...]]:
        """Return the reports about activities, oldest first; without a key what nobody reported about."""
        found: dict[ActivityKey, list[OperationReport]] = defaultdict(list)
        for body in _bodies(self._session, ReportRow, activities):
            report = from_bytes(body, OperationReport)
            found[report.activity].append(report)
        return {key: tuple(reports) for key, reports in found.items()}

    def count(self) -> int:
        """Return how many reports and crews there are: a number that rises with each."""
        return sum(self._session.scalar(select(func.max(row.id))) or 0 for row in (ReportRow, CrewRow))

    def name_crew(self, names: CrewNames) -> None:
        """Add whom a partner sends."""
        self._session.add(CrewRow(activity=names.activity, body=to_bytes(names)))
        self._session.flush()

    def crews(self, activities: Collection[ActivityKey]) -> Mapping[tuple[ActivityKey, ResourceRef], CrewNames]:
        """Return whom partners send, the last word of each."""
        found = (from_bytes(body, CrewNames) for body in _bodies(self._session, CrewRow, activities))
        return {(names.activity, names.resource): names for names in found}


class SqlInvitations:
    """Implements ``planner.ports.carrying_out.Invitations``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, note: InvitationNote) -> None:
        """Add a line."""
        self._session.add(InvitationRow(activity=note.activity, body=to_bytes(note)))
        self._session.flush()

    def of(self, activities: Collection[ActivityKey]) -> Mapping[ActivityKey, tuple[InvitationNote, ...]]:
        """Return the lines about activities, oldest first; without a key where there are none."""
        found: dict[ActivityKey, list[InvitationNote]] = defaultdict(list)
        for body in _bodies(self._session, InvitationRow, activities):
            note = from_bytes(body, InvitationNote)
            found[note.activity].append(note)
        return {key: tuple(notes) for key, notes in found.items()}


class SqlSeenReleases:
    """Implements ``planner.ports.carrying_out.SeenReleases``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, account: str) -> int:
        """Return the number, 0 when there is none."""
        row = self._session.get(SeenRow, account)
        return 0 if row is None else row.number

    def put(self, account: str, number: int) -> None:
        """Set the number."""
        self._session.merge(SeenRow(account=account, number=number))
        self._session.flush()


def _bodies(
    session: Session, row: type[ReportRow | CrewRow | InvitationRow], activities: Collection[ActivityKey]
) -> Iterator[bytes]:
    """Yield the bodies about activities, in the order they were stored for each."""
    keys = sorted(set(activities))
    for first in range(0, len(keys), AT_ONCE):
        asked = select(row.body).where(row.activity.in_(keys[first : first + AT_ONCE])).order_by(row.id)
        yield from session.scalars(asked)
