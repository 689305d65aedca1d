"""Who leads the clock, and what became of each slot of each job.

Not allowed here: what is due (``planner.domain.clockwork``).
"""

import time

from sqlalchemy import BigInteger, UniqueConstraint, delete, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.domain.clockwork import JobName, Lead, Run, RunState
from planner.domain.time import Minute
from planner.store.rows import Row

_LEAD = "klok"
_MS = 1000
"""Moments are kept in whole milliseconds."""


class LeadRow(Row):
    """Who leads; one row, replaced."""

    __tablename__ = "clock_lead"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    term: Mapped[int]
    until: Mapped[int] = mapped_column(BigInteger)


class RunRow(Row):
    """One slot of one job; its state is replaced, the row stays."""

    __tablename__ = "clock_run"
    __table_args__ = (UniqueConstraint("job", "slot", name="clock_run_slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str]
    slot: Mapped[str]
    due: Mapped[int]
    state: Mapped[str]
    attempt: Mapped[int]
    asked_by: Mapped[str]
    holder: Mapped[str]
    started: Mapped[int | None] = mapped_column(BigInteger)
    ended: Mapped[int | None] = mapped_column(BigInteger)
    result: Mapped[str]


class SqlClockBooks:
    """Implements ``planner.ports.clockwork.ClockBooks``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def now(self) -> float:
        """Return the time by the database; SQLite lives on this machine and has no clock of its own."""
        if self._session.get_bind().dialect.name == "sqlite":
            return round(time.time(), 3)
        return round(float(self._session.scalar(text("SELECT extract(epoch FROM clock_timestamp())")) or 0), 3)

    def lead(self) -> Lead | None:
        """Return who leads or last led, or None when nobody ever did."""
        row = self._session.get(LeadRow, _LEAD)
        return None if row is None else Lead(holder=row.holder, term=row.term, until=row.until / _MS)

    def put_lead(self, lead: Lead) -> None:
        """Set who leads."""
        row = self._session.get(LeadRow, _LEAD)
        if row is None:
            row = LeadRow(name=_LEAD)
            self._session.add(row)
        row.holder, row.term, row.until = lead.holder, lead.term, round(lead.until * _MS)
        self._session.flush()

    def find(self, job: JobName, slot: str) -> Run | None:
        """Return what became of a slot, or None when nobody took it up."""
        row = self._row(job, slot)
        return None if row is None else _run(row)

    def add(self, run: Run) -> None:
        """Add a slot; raise StoreConflictError when it is there."""
        self._session.add(RunRow(job=run.job.value, slot=run.slot, due=run.due, asked_by=run.by, **_changing(run)))
        self._session.flush()

    def update(self, run: Run) -> None:
        """Replace what became of a slot."""
        row = self._row(run.job, run.slot)
        if row is None:
            raise KeyError(run.job, run.slot)
        for name, value in _changing(run).items():
            setattr(row, name, value)
        self._session.flush()

    def unfinished(self) -> tuple[Run, ...]:
        """Return what is asked for or running, oldest first."""
        states = (RunState.ASKED.value, RunState.RUNNING.value)
        rows = self._session.scalars(select(RunRow).where(RunRow.state.in_(states)).order_by(RunRow.id))
        return tuple(map(_run, rows))

    def newest(self, job: JobName, count: int) -> tuple[Run, ...]:
        """Return the last slots of a job, newest first."""
        query = select(RunRow).where(RunRow.job == job.value).order_by(RunRow.id.desc()).limit(count)
        return tuple(map(_run, self._session.scalars(query)))

    def forget(self, *, ended_before: float) -> int:
        """Remove what ended before a moment, but for the newest of each job; return how many."""
        newest = select(func.max(RunRow.id)).group_by(RunRow.job)
        old = select(RunRow.id).where(RunRow.ended < round(ended_before * _MS), RunRow.id.not_in(newest))
        numbers = tuple(self._session.scalars(old))
        self._session.execute(delete(RunRow).where(RunRow.id.in_(old)))
        return len(numbers)

    def _row(self, job: JobName, slot: str) -> RunRow | None:
        return self._session.scalars(select(RunRow).where(RunRow.job == job.value, RunRow.slot == slot)).first()


def _ms(moment: float | None) -> int | None:
    return None if moment is None else round(moment * _MS)


def _seconds(moment: int | None) -> float | None:
    return None if moment is None else moment / _MS


def _changing(run: Run) -> dict[str, str | int | None]:
    return {
        "state": run.state.value,
        "attempt": run.attempt,
        "holder": run.holder,
        "started": _ms(run.started),
        "ended": _ms(run.ended),
        "result": run.result,
    }


def _run(row: RunRow) -> Run:
    return Run(
        job=JobName(row.job),
        slot=row.slot,
        due=Minute(row.due),
        state=RunState(row.state),
        attempt=row.attempt,
        by=row.asked_by,
        holder=row.holder,
        started=_seconds(row.started),
        ended=_seconds(row.ended),
        result=row.result,
    )
