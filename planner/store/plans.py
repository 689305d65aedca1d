"""Plan versions: a whole one now and then, differences with the parent between."""

import zlib

from sqlalchemy import ColumnElement, Row, Select, select, true
from sqlalchemy.orm import Session, aliased

from planner.domain.plan import Plan
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.plans import PackedPlan, PlanRecord
from planner.ports.store import StoreError
from planner.store.held import Held
from planner.store.plan_lines import Lines, apply, difference, from_lines, plan_difference, to_lines
from planner.store.rows import PlanRow

LONGEST_CHAIN = 100
"""After so many differences a whole version is stored; keeps opening any version quick."""
LARGEST_SHARE = 4
"""A difference larger than a quarter of the whole version is not worth its place in the chain."""

SURELY_SMALL = 100_000
"""A difference of so many bytes is taken without looking how large the whole version is."""

MOST_HELD = 4
HeldPlans = Held[PlanRecord, Plan]
"""The plans that were read last; none ever changes. A number alone would not do: one that was freed is used again."""


class SqlPlans:
    """Implements ``planner.ports.store.Plans``."""

    def __init__(self, session: Session, held: HeldPlans | None = None) -> None:
        """Take a session; ``held`` keeps what is read, for who only reads: what is written may be undone yet."""
        self._session, self._held = session, held

    def pack(self, plan: Plan, *, parent: int | None = None, was: Plan | None = None) -> PackedPlan:
        """Return a version as it is stored; raise StoreError for an unknown parent."""
        body, depth = self._encode(plan, parent, was)
        return PackedPlan(body=body, depth=depth, seed=plan.origin.seed, parent=parent)

    def add(  # noqa: PLR0913 - one row of the books
        self,
        plan: Plan | PackedPlan,
        *,
        problem_hash: str,
        at: Minute,
        actor: str,
        parent: int | None = None,
        fingerprint: str = "",
        release: int = 0,
        was: Plan | None = None,
        scenario: int | None = None,
    ) -> int:
        """Store a version and return its number; ``was`` is the parent, when it is at hand."""
        packed = plan if isinstance(plan, PackedPlan) else self.pack(plan, parent=parent, was=was)
        if packed.parent != parent:
            msg = f"a plan packed as a version of {packed.parent} cannot be stored as one of {parent}"
            raise ValueError(msg)
        row = PlanRow(
            parent=parent,
            depth=packed.depth,
            problem_hash=problem_hash,
            made_at=at,
            actor=actor,
            seed=packed.seed,
            fingerprint=fingerprint,
            release=release,
            scenario=scenario if parent is None or scenario is not None else self._scenario(parent),
            body=packed.body,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def load(self, plan_id: int) -> Plan:
        """Return the plan; raise StoreError for an unknown number."""
        if self._held is None:
            return from_lines(self._lines(plan_id))
        record = self.record(plan_id)
        plan = self._held.get(record)
        if plan is None:
            plan = from_lines(self._lines(plan_id))
            self._held.put(record, plan)
        return plan

    def record(self, plan_id: int) -> PlanRecord:
        """Return the version without its contents; raise StoreError for an unknown number."""
        found = self._record_where(PlanRow.id == plan_id)
        if found is None:
            raise _unknown(plan_id)
        return found

    def newest(self, *, fingerprint: str | None = None) -> PlanRecord | None:
        """Return the version stored last (of those with the fingerprint), or None."""
        of_these = true() if fingerprint is None else PlanRow.fingerprint == fingerprint
        return self._record_where(of_these & PlanRow.scenario.is_(None))

    def solved(self, most: int) -> tuple[PlanRecord, ...]:
        """Return the plans that solves stored last, newest first; edits of them are left aside."""
        real = (PlanRow.fingerprint != "") & PlanRow.scenario.is_(None)
        rows = self._session.execute(_records(real).limit(most))
        return tuple(_record(row) for row in rows)

    def _scenario(self, parent: int) -> int | None:
        return self._session.scalar(select(PlanRow.scenario).where(PlanRow.id == parent))

    def _record_where(self, condition: ColumnElement[bool]) -> PlanRecord | None:
        row = self._session.execute(_records(condition).limit(1)).first()
        return None if row is None else _record(row)

    def _encode(self, plan: Plan, parent: int | None, was: Plan | None) -> tuple[bytes, int]:
        """Return the body of a new version and its distance from the last whole one."""
        if parent is None:
            return _pack(to_lines(plan)), 0
        depth = self._session.scalars(select(PlanRow.depth).where(PlanRow.id == parent)).first()
        if depth is None:
            raise _unknown(parent)
        if was is not None:
            delta = plan_difference(was, plan)
            if depth < LONGEST_CHAIN and sum(map(len, delta)) < SURELY_SMALL:
                return _pack(delta), depth + 1
            lines = apply(self._lines(parent), delta)
        else:
            lines = to_lines(plan)
            delta = difference(self._lines(parent), lines)
        if depth + 1 > LONGEST_CHAIN or sum(map(len, delta)) * LARGEST_SHARE > sum(map(len, lines)):
            return _pack(lines), 0
        return _pack(delta), depth + 1

    def _lines(self, plan_id: int) -> Lines:
        """Return the lines of a version: its last whole ancestor with every difference applied."""
        chain = select(PlanRow.id, PlanRow.parent, PlanRow.depth).where(PlanRow.id == plan_id)
        links = chain.cte("chain", recursive=True)
        older = aliased(PlanRow)
        links = links.union_all(
            select(older.id, older.parent, older.depth).join(links, older.id == links.c.parent).where(links.c.depth > 0)
        )
        query = select(PlanRow.body).join(links, PlanRow.id == links.c.id).order_by(links.c.depth)
        bodies = [_unpack(body) for body in self._session.scalars(query)]
        if not bodies:
            raise _unknown(plan_id)
        lines = bodies[0]
        for delta in bodies[1:]:
            lines = apply(lines, delta)
        return lines


_Columns = Row[int, int | None, str, int, str, int, str, int, int | None]


def _records(condition: ColumnElement[bool]) -> Select[int, int | None, str, int, str, int, str, int, int | None]:
    query = select(
        PlanRow.id,
        PlanRow.parent,
        PlanRow.problem_hash,
        PlanRow.made_at,
        PlanRow.actor,
        PlanRow.seed,
        PlanRow.fingerprint,
        PlanRow.release,
        PlanRow.scenario,
    )
    return query.where(condition).order_by(PlanRow.id.desc())


def _record(row: _Columns) -> PlanRecord:
    return PlanRecord(
        id=row.id,
        parent=row.parent,
        problem_hash=row.problem_hash,
        made_at=Minute(row.made_at),
        actor=row.actor,
        seed=row.seed,
        fingerprint=row.fingerprint,
        release=row.release,
        scenario=row.scenario,
    )


def _pack(lines: Lines) -> bytes:
    return zlib.compress(b"\n".join(lines))


def _unpack(body: bytes) -> Lines:
    return zlib.decompress(body).split(b"\n")


def _unknown(plan_id: int) -> StoreError:
    return StoreError(
        either(
            f"plan {plan_id} bestaat niet\nKies het nummer van een opgeslagen plan.",
            f"plan {plan_id} does not exist\nChoose the number of a plan that is kept.",
        )
    )
