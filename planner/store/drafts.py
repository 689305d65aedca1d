"""Drafts: their lines of versions and what officers decided in them. Rows are only added.

Not allowed here: plans (``plans``), and what a step does to one (``planner.domain.draft_line``).
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import ForeignKey, Index, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.activities import Activity
from planner.domain.civil import IsoWeek
from planner.domain.clearances import Override
from planner.domain.commitments import Placement
from planner.domain.editing import Deal, Draft, Entry, EntryKind, Ground, Stand
from planner.domain.ids import ActivityKey
from planner.domain.plan import LevelValue
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.editing import Decided, Head, PackedStep, StepHead
from planner.ports.store import StoreConflictError, StoreError
from planner.store.rows import Row


class DraftRow(Row):
    """One line of versions of a week, with its version 0."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("week", "name", name="draft_week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str]
    name: Mapped[str]
    base: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    problem_hash: Mapped[str] = mapped_column(ForeignKey("problem.hash"))
    solved: Mapped[int]
    opened_at: Mapped[int]
    actor: Mapped[str]


class EditRow(Row):
    """One version of a draft after its first, and the step that made it."""

    __tablename__ = "edit"
    __table_args__ = (UniqueConstraint("draft", "key", name="edit_key"),)

    draft: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    plan: Mapped[int] = mapped_column(ForeignKey("plan.id"), unique=True)
    at: Mapped[int]
    actor: Mapped[str]
    kind: Mapped[str]
    of: Mapped[int | None]
    seen: Mapped[int]
    key: Mapped[str]
    reason: Mapped[str]
    problem_hash: Mapped[str] = mapped_column(ForeignKey("problem.hash"))
    solved: Mapped[int]
    whole: Mapped[bool]
    body: Mapped[bytes]


class EditItemRow(Row):
    """What officers decided about one activity, as of a version; the newest up to a version counts."""

    __tablename__ = "edit_item"
    __table_args__ = (Index("edit_item_newest", "draft", "activity", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    version: Mapped[int]
    activity: Mapped[str]
    body: Mapped[bytes]


_NEWEST = (
    select(EditRow)
    .options(defer(EditRow.body))
    .where(EditRow.draft == bindparam("draft"))
    .order_by(EditRow.version.desc())
    .limit(1)
)
"""Asked at every request to the desk, so made once, and without what the step changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What a stand holds beside the plan."""

    placement: Placement | None = None
    own: Activity | None = None
    overrides: tuple[Override, ...] = ()


_BODIES = 128
"""Steps of which is kept in memory what they changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    deal: Deal = field(default_factory=Deal)
    levels: tuple[LevelValue, ...] = ()


class SqlDrafts:
    """Implements ``planner.ports.editing.Drafts``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, week: IsoWeek, *, base: int, ground: Ground, at: Minute, actor: str, name: str = "") -> Draft:
        """Begin a line; raise StoreConflictError when there is one of the week under that name."""
        row = DraftRow(
            week=str(week),
            name=name,
            base=base,
            problem_hash=ground.problem_hash,
            solved=ground.solved,
            opened_at=at,
            actor=actor,
        )
        self._session.add(row)
        self._session.flush()
        return _draft(row)

    def of_week(self, week: IsoWeek, name: str = "") -> Draft | None:
        """Return the line of a week, or None."""
        row = self._session.scalars(select(DraftRow).where(DraftRow.week == str(week), DraftRow.name == name)).first()
        return None if row is None else _draft(row)

    def load(self, number: int) -> Draft:
        """Return a line; raise StoreError for an unknown number."""
        row = self._session.get(DraftRow, number)
        if row is None:
            msg = either(
                f"concept {number} bestaat niet\nOpen eerst de week.",
                f"draft {number} does not exist\nOpen the week first.",
            )
            raise StoreError(msg)
        return _draft(row)

    def of_plan(self, plan: int) -> Head | None:
        """Return the version that a plan is of a line, or None."""
        row = self._session.scalars(select(EditRow).where(EditRow.plan == plan)).first()
        return None if row is None else _head(row)

    def head(self, draft: int) -> Head:
        """Return the newest version of a line; raise StoreError for an unknown number."""
        row = self._session.scalars(_NEWEST, {"draft": draft}).first()
        if row is not None:
            return _head(row)
        opened = self.load(draft)
        return Head(draft=opened.id, version=0, plan=opened.base, ground=opened.ground)

    def pack(self, deal: Deal, levels: tuple[LevelValue, ...]) -> PackedStep:
        """Return what a step changed as it is stored."""
        decided = ((change.activity, _beside(change.before), _beside(change.after)) for change in deal.changes)
        return PackedStep(
            body=zlib.compress(to_bytes(_Body(deal=deal, levels=levels))),
            beside=tuple((key, to_bytes(after)) for key, before, after in decided if before != after),
        )

    def append(self, entry: Entry, packed: PackedStep | None = None) -> None:
        """Add a version; raise StoreConflictError when its number or its key is taken."""
        packed = packed or self.pack(entry.deal, entry.levels)
        if self.head(entry.draft).version != entry.version - 1:
            msg = "iemand anders wijzigde intussen hetzelfde concept; er is niets opgeslagen\nDoe het opnieuw."
            raise StoreConflictError(msg)
        self._session.add(
            EditRow(
                draft=entry.draft,
                version=entry.version,
                plan=entry.plan,
                at=entry.at,
                actor=entry.actor,
                kind=entry.kind.value,
                of=entry.of,
                seen=entry.seen,
                key=entry.key or f"#{entry.version}",
                reason=entry.reason,
                problem_hash=entry.ground.problem_hash,
                solved=entry.ground.solved,
                whole=entry.ground.whole,
                body=packed.body,
            )
        )
        for activity, body in packed.beside:
            self._session.add(EditItemRow(draft=entry.draft, version=entry.version, activity=activity, body=body))
        self._session.flush()

    def entries(self, draft: int, *, after: int = 0, until: int | None = None) -> tuple[Entry, ...]:
        """Return the steps after a version up to and including another, oldest first."""
        query = select(EditRow).where(EditRow.draft == draft, EditRow.version > after)
        if until is not None:
            query = query.where(EditRow.version <= until)
        return tuple(_entry(row) for row in self._session.scalars(query.order_by(EditRow.version)))

    def steps(self, draft: int, *, until: int | None = None) -> tuple[StepHead, ...]:
        """Return the log up to and including a version without what was changed, oldest first."""
        query = select(EditRow).options(defer(EditRow.body, raiseload=True)).where(EditRow.draft == draft)
        if until is not None:
            query = query.where(EditRow.version <= until)
        return tuple(
            StepHead(
                version=row.version,
                actor=row.actor,
                kind=EntryKind(row.kind),
                of=row.of,
                at=Minute(row.at),
                reason=row.reason,
                ground=_ground(row),
            )
            for row in self._session.scalars(query.order_by(EditRow.version))
        )

    def by_key(self, draft: int, key: str) -> Entry | None:
        """Return the step that was asked for under a key, or None."""
        row = self._session.scalars(select(EditRow).where(EditRow.draft == draft, EditRow.key == key)).first()
        return None if row is None else _entry(row)

    def decided(self, draft: int, version: int) -> Decided:
        """Return what officers had decided by a version, beside the plan."""
        newest = (
            select(func.max(EditItemRow.id))
            .where(EditItemRow.draft == draft, EditItemRow.version <= version)
            .group_by(EditItemRow.activity)
        )
        return _decided(self._session.scalars(select(EditItemRow).where(EditItemRow.id.in_(newest))))

    def of_weeks(self, first: IsoWeek, last: IsoWeek) -> tuple[Head, ...]:
        """Return the newest version of the line of each week, from one week up to and including another."""
        query = select(DraftRow.id).where(DraftRow.name == "", DraftRow.week >= str(first), DraftRow.week <= str(last))
        return tuple(self.head(number) for number in self._session.scalars(query.order_by(DraftRow.week)))


def _beside(stand: Stand) -> _Beside:
    return _Beside(placement=stand.placement, own=stand.own, overrides=stand.overrides)


def _decided(rows: Iterable[EditItemRow]) -> Decided:
    found = {ActivityKey(row.activity): from_bytes(row.body, _Beside) for row in rows}
    return Decided(
        placements={key: beside.placement for key, beside in found.items() if beside.placement is not None},
        own={key: beside.own for key, beside in found.items() if beside.own is not None},
        overrides={key: beside.overrides for key, beside in found.items() if beside.overrides},
    )


def _draft(row: DraftRow) -> Draft:
    return Draft(
        id=row.id,
        week=IsoWeek.parse(row.week),
        base=row.base,
        ground=Ground(problem_hash=row.problem_hash, solved=row.solved),
        opened_at=Minute(row.opened_at),
        actor=row.actor,
        name=row.name,
    )


def _ground(row: EditRow) -> Ground:
    return Ground(problem_hash=row.problem_hash, solved=row.solved, whole=row.whole)


def _head(row: EditRow) -> Head:
    return Head(draft=row.draft, version=row.version, plan=row.plan, ground=_ground(row))


@lru_cache(maxsize=_BODIES)
def _body(stored: bytes) -> _Body:
    """Return what a step changed; asked again and again of the last steps, and large where it took over a solve."""
    return from_bytes(zlib.decompress(stored), _Body)


def _entry(row: EditRow) -> Entry:
    body = _body(row.body)
    return Entry(
        draft=row.draft,
        version=row.version,
        plan=row.plan,
        at=Minute(row.at),
        actor=row.actor,
        kind=EntryKind(row.kind),
        deal=body.deal,
        ground=_ground(row),
        levels=body.levels,
        of=row.of,
        seen=row.seen,
        key="" if row.key.startswith("#") else row.key,
        reason=row.reason,
    )
