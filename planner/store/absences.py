"""Absence calendars and the work list."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.absences import AbsenceProposal
from planner.domain.ids import RegievoerderId
from planner.domain.tasks import Task, TaskKind
from planner.domain.time import Minute
from planner.store.absence_rows import AbsenceRow, TaskRow


class SqlAbsences:
    """Implements ``planner.ports.absences.AbsenceBooks``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def revision(self, owner: RegievoerderId) -> int:
        """Return how new a person's absence calendar is, 0 when it was never written."""
        return self._session.scalar(select(func.max(AbsenceRow.revision)).where(AbsenceRow.owner == owner)) or 0

    def of(self, owner: RegievoerderId, *, since: int | None = None) -> tuple[AbsenceProposal, ...]:
        """Return a person's proposals by name; ``since``: only what changed after that revision."""
        query = select(AbsenceRow.body).where(AbsenceRow.owner == owner, AbsenceRow.gone.is_(False))
        if since is not None:
            query = query.where(AbsenceRow.revision > since)
        return tuple(
            from_bytes(body, AbsenceProposal) for body in self._session.scalars(query.order_by(AbsenceRow.name))
        )

    def removed(self, owner: RegievoerderId, *, since: int) -> tuple[str, ...]:
        """Return the names of what was removed after a revision."""
        query = select(AbsenceRow.name).where(
            AbsenceRow.owner == owner, AbsenceRow.gone.is_(True), AbsenceRow.revision > since
        )
        return tuple(self._session.scalars(query.order_by(AbsenceRow.name)))

    def all(self) -> tuple[AbsenceProposal, ...]:
        """Return the proposals of everybody, by person and name."""
        query = select(AbsenceRow.body).where(AbsenceRow.gone.is_(False)).order_by(AbsenceRow.owner, AbsenceRow.name)
        return tuple(from_bytes(body, AbsenceProposal) for body in self._session.scalars(query))

    def find(self, owner: RegievoerderId, name: str) -> AbsenceProposal | None:
        """Return one."""
        row = self._row(owner, name)
        return None if row is None or row.gone else from_bytes(row.body, AbsenceProposal)

    def put(self, proposal: AbsenceProposal) -> None:
        """Store a proposal in place of the one with its name."""
        row = self._row(proposal.owner, proposal.name)
        revision = self.revision(proposal.owner) + 1
        if row is None:
            row = AbsenceRow(owner=proposal.owner, name=proposal.name)
            self._session.add(row)
        row.revision, row.gone, row.body = revision, False, to_bytes(proposal)
        self._session.flush()

    def remove(self, owner: RegievoerderId, name: str) -> None:
        """Remove one; its name stays known, so that other programs hear of it."""
        row = self._row(owner, name)
        if row is not None and not row.gone:
            row.revision, row.gone, row.body = self.revision(owner) + 1, True, b""
            self._session.flush()

    def _row(self, owner: RegievoerderId, name: str) -> AbsenceRow | None:
        return self._session.scalars(
            select(AbsenceRow).where(AbsenceRow.owner == owner, AbsenceRow.name == name)
        ).first()


class SqlTasks:
    """Implements ``planner.ports.absences.Tasks``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def raise_(self, task: Task) -> None:
        """Add a task, unless one with its key is open."""
        query = select(TaskRow.id).where(TaskRow.key == task.key, TaskRow.done_at.is_(None))
        if self._session.scalars(query).first() is None:
            self._session.add(
                TaskRow(
                    key=task.key,
                    kind=task.kind.value,
                    subject=task.subject,
                    text=task.text,
                    raised_at=task.raised_at,
                    done_at=task.done_at,
                    done_by=task.done_by,
                )
            )
            self._session.flush()

    def open(self) -> tuple[Task, ...]:
        """Return what is to be done, oldest first."""
        query = select(TaskRow).where(TaskRow.done_at.is_(None)).order_by(TaskRow.id)
        return tuple(
            Task(
                key=row.key,
                kind=TaskKind(row.kind),
                subject=row.subject,
                text=row.text,
                raised_at=Minute(row.raised_at),
            )
            for row in self._session.scalars(query)
        )

    def finish(self, key: str, *, at: Minute, by: str) -> None:
        """End the open task with a key, if there is one."""
        done = update(TaskRow).where(TaskRow.key == key, TaskRow.done_at.is_(None)).values(done_at=at, done_by=by)
        self._session.execute(done)

    def forget(self, *, done_before: Minute) -> int:
        """Remove what was settled before a moment; return how many."""
        old = TaskRow.done_at < done_before
        number = self._session.scalar(select(func.count()).select_from(TaskRow).where(old)) or 0
        self._session.execute(delete(TaskRow).where(old))
        return number
