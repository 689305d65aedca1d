"""What happened after a plan was made, and what became of it; rows are added, and emptied when their term is over."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import orjson
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.codec.canonical import from_bytes, to_bytes, to_plain
from planner.codec.fact_steps import steps_from_plain, steps_to_plain
from planner.domain.disruption import Disruption, DisruptionKind
from planner.domain.disruption_life import DisruptionState, Reported, Turn
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import StoreError
from planner.store.rows import Row


class DisruptionRow(Row):
    """One report: what people entered, with the facts that it made."""

    __tablename__ = "disruption"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    kind: Mapped[str]
    actor: Mapped[str]
    key: Mapped[str | None] = mapped_column(unique=True)
    body: Mapped[bytes]


class TurnRow(Row):
    """What became of a disruption, turn by turn; the last one counts."""

    __tablename__ = "disruption_turn"

    disruption: Mapped[int] = mapped_column(ForeignKey("disruption.number"), primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(index=True)
    body: Mapped[bytes]


class SqlDisruptions:
    """Implements ``planner.ports.disruptions.Disruptions``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, disruption: Disruption, *, actor: str, key: str = "") -> int:
        """Add one and return its number; raise StoreConflictError when its key is taken."""
        row = DisruptionRow(
            at=disruption.at, kind=disruption.kind.value, actor=actor, key=key or None, body=_body(disruption)
        )
        self._session.add(row)
        self._session.flush()
        return row.number

    def turn(self, number: int, turn: Turn, *, after: int) -> None:
        """Add a turn after so many; raise StoreConflictError when somebody else did so first."""
        self._session.add(TurnRow(disruption=number, turn=after + 1, state=turn.state.value, body=to_bytes(turn)))
        self._session.flush()

    def load(self, number: int) -> Reported:
        """Return one with what became of it; raise StoreError for an unknown number."""
        row = self._session.get(DisruptionRow, number)
        if row is None:
            msg = either(
                f"verstoring {number} bestaat niet\nKies een nummer uit de lijst van verstoringen.",
                f"disruption {number} does not exist\nChoose a number from the list of disruptions.",
            )
            raise StoreError(msg)
        return self._with_turns([row])[0]

    def by_key(self, key: str) -> Reported | None:
        """Return what was reported under a key, or None."""
        row = self._session.scalars(select(DisruptionRow).where(DisruptionRow.key == key)).first()
        return None if row is None else self._with_turns([row])[0]

    def newest(
        self, count: int, *, states: Collection[DisruptionState] = (), actor: str | None = None
    ) -> tuple[Reported, ...]:
        """Return the newest ones, newest first: in these states (none: in any), reported by somebody."""
        query = select(DisruptionRow).order_by(DisruptionRow.number.desc()).limit(count)
        if actor is not None:
            query = query.where(DisruptionRow.actor == actor)
        if states:
            last = (
                select(func.max(TurnRow.turn))
                .where(TurnRow.disruption == DisruptionRow.number)
                .correlate(DisruptionRow)
                .scalar_subquery()
            )
            stands = (
                select(TurnRow.state)
                .where(TurnRow.disruption == DisruptionRow.number, TurnRow.turn == last)
                .correlate(DisruptionRow)
                .scalar_subquery()
            )
            wanted = [state.value for state in states]
            query = query.where(func.coalesce(stands, DisruptionState.NEW.value).in_(wanted))
        return self._with_turns(self._session.scalars(query).all())

    def forget_notes(self, *, before: Minute) -> int:
        """Take free text out of what was reported or turned before a moment; return of how many reports."""
        touched = set[int]()
        for row in self._session.scalars(select(DisruptionRow).where(DisruptionRow.at < before)):
            disruption = _disruption(row)
            if disruption.note:
                row.body = _body(replace(disruption, note=""))
                touched.add(row.number)
        for turn in self._session.scalars(select(TurnRow)):
            held = from_bytes(turn.body, Turn)
            if held.reason and held.at < before:
                turn.body = to_bytes(replace(held, reason=""))
                touched.add(turn.disruption)
        self._session.flush()
        return len(touched)

    def forget(self, *, before: Minute) -> int:
        """Leave of what was reported before a moment only number, moment, kind and code; return of how many."""
        query = select(DisruptionRow).where(DisruptionRow.at < before, DisruptionRow.actor != "")
        found = self._session.scalars(query).all()
        for row in found:
            kept = _disruption(row)
            row.body = _body(Disruption(kind=kept.kind, at=kept.at, steps=(), code=kept.code))
            row.actor, row.key = "", None
        emptied = [row.number for row in found]
        for turn in self._session.scalars(select(TurnRow).where(TurnRow.disruption.in_(emptied))):
            turn.body = to_bytes(replace(from_bytes(turn.body, Turn), actor="", reason=""))
        self._session.flush()
        return len(found)

    def count(self) -> int:
        """Return a number that rises with each disruption and turn."""
        added = self._session.scalar(select(func.count()).select_from(DisruptionRow)) or 0
        return added + (self._session.scalar(select(func.count()).select_from(TurnRow)) or 0)

    def _with_turns(self, rows: Iterable[DisruptionRow]) -> tuple[Reported, ...]:
        found = list(rows)
        numbers = [row.number for row in found]
        query = select(TurnRow).where(TurnRow.disruption.in_(numbers)).order_by(TurnRow.disruption, TurnRow.turn)
        turns: dict[int, list[Turn]] = {number: [] for number in numbers}
        for row in self._session.scalars(query):
            turns[row.disruption].append(from_bytes(row.body, Turn))
        return tuple(
            Reported(number=row.number, disruption=_disruption(row), actor=row.actor, turns=tuple(turns[row.number]))
            for row in found
        )


def _body(disruption: Disruption) -> bytes:
    plain = {
        "code": disruption.code,
        "note": disruption.note,
        "resources": [to_plain(ref) for ref in disruption.resources],
        "activities": list(disruption.activities),
        "steps": steps_to_plain(disruption.steps),
    }
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def _disruption(row: DisruptionRow) -> Disruption:
    plain = orjson.loads(row.body)
    return Disruption(
        kind=DisruptionKind(row.kind),
        at=Minute(row.at),
        steps=steps_from_plain(plain["steps"]),
        code=plain["code"],
        resources=tuple(ResourceRef(ResourceKind(ref["kind"]), ref["id"]) for ref in plain["resources"]),
        activities=tuple(ActivityKey(key) for key in plain["activities"]),
        note=plain["note"],
    )
