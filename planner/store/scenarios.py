"""What-ifs and what was done with them; rows are only added, the last turn says how a scenario stands."""

import zlib
from collections.abc import Iterable

import orjson
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.codec.canonical import from_plain, to_plain
from planner.codec.fact_steps import steps_from_plain, steps_to_plain
from planner.domain.civil import IsoWeek
from planner.domain.scenario import (
    LeftOut,
    Origin,
    OwnValue,
    Scenario,
    ScenarioState,
    ScenarioTurn,
    Supposed,
)
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import StoreError
from planner.store.rows import Row


class ScenarioRow(Row):
    """One scenario as it was begun."""

    __tablename__ = "scenario"

    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    week: Mapped[str]
    actor: Mapped[str]
    at: Mapped[int]
    key: Mapped[str | None] = mapped_column(unique=True)


class ScenarioTurnRow(Row):
    """One thing that was done with a scenario, and how it stands after it."""

    __tablename__ = "scenario_turn"

    scenario: Mapped[int] = mapped_column(ForeignKey("scenario.number"), primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str]
    expires: Mapped[int]
    body: Mapped[bytes]


class SqlScenarios:
    """Implements ``planner.ports.scenarios.Scenarios``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def reserve(self, name: str, week: IsoWeek, *, actor: str, at: Minute, key: str = "") -> int:
        """Begin a scenario and return its number; raise StoreConflictError when its key is taken."""
        row = ScenarioRow(name=name, week=str(week), actor=actor, at=at, key=key or None)
        self._session.add(row)
        self._session.flush()
        return row.number

    def put(self, scenario: Scenario, *, after: int) -> None:
        """Store how a scenario stands after so many turns; raise StoreConflictError when somebody was first."""
        self._session.add(
            ScenarioTurnRow(
                scenario=scenario.number,
                turn=after + 1,
                state=scenario.state.value,
                expires=scenario.expires,
                body=_body(scenario),
            )
        )
        self._session.flush()

    def load(self, number: int) -> Scenario:
        """Return a scenario; raise StoreError for an unknown number."""
        row = self._session.get(ScenarioRow, number)
        found = () if row is None else self._standing([row])
        if not found:
            msg = either(
                f"scenario {number} bestaat niet\nKies een nummer uit de lijst van scenario's.",
                f"scenario {number} does not exist\nChoose a number from the list of scenarios.",
            )
            raise StoreError(msg)
        return found[0]

    def by_key(self, key: str) -> Scenario | None:
        """Return what was split off under a key, or None."""
        row = self._session.scalars(select(ScenarioRow).where(ScenarioRow.key == key)).first()
        return None if row is None else self.load(row.number)

    def newest(self, count: int) -> tuple[Scenario, ...]:
        """Return the newest scenarios, newest first."""
        query = select(ScenarioRow).order_by(ScenarioRow.number.desc()).limit(count)
        return self._standing(self._session.scalars(query).all())

    def expiring(self, at: Minute) -> tuple[Scenario, ...]:
        """Return those that are not closed and whose time is over at a moment, oldest first."""
        last = select(ScenarioTurnRow.scenario, func.max(ScenarioTurnRow.turn).label("turn"))
        newest = last.group_by(ScenarioTurnRow.scenario).subquery()
        still = [state.value for state in ScenarioState if not state.closed]
        query = (
            select(ScenarioRow)
            .join(newest, newest.c.scenario == ScenarioRow.number)
            .join(
                ScenarioTurnRow,
                (ScenarioTurnRow.scenario == newest.c.scenario) & (ScenarioTurnRow.turn == newest.c.turn),
            )
            .where(ScenarioTurnRow.expires <= at, ScenarioTurnRow.state.in_(still))
            .order_by(ScenarioRow.number)
        )
        return self._standing(self._session.scalars(query).all())

    def _standing(self, rows: Iterable[ScenarioRow]) -> tuple[Scenario, ...]:
        found = list(rows)
        numbers = [row.number for row in found]
        query = select(ScenarioTurnRow).where(ScenarioTurnRow.scenario.in_(numbers)).order_by(ScenarioTurnRow.turn)
        last = {row.scenario: row for row in self._session.scalars(query)}
        return tuple(_scenario(row, last[row.number]) for row in found if row.number in last)


def _body(scenario: Scenario) -> bytes:
    plain = {
        "origin": to_plain(scenario.origin),
        "draft": scenario.draft,
        "steps": steps_to_plain(scenario.supposed.steps),
        "values": [to_plain(value) for value in scenario.supposed.values],
        "left_out": [to_plain(one) for one in scenario.left_out],
        "turns": [to_plain(turn) for turn in scenario.turns],
    }
    return zlib.compress(orjson.dumps(plain, option=orjson.OPT_SORT_KEYS))


def _scenario(row: ScenarioRow, last: ScenarioTurnRow) -> Scenario:
    plain = orjson.loads(zlib.decompress(last.body))
    return Scenario(
        number=row.number,
        name=row.name,
        week=IsoWeek.parse(row.week),
        actor=row.actor,
        at=Minute(row.at),
        expires=Minute(last.expires),
        origin=from_plain(plain["origin"], Origin),
        supposed=Supposed(
            steps=steps_from_plain(plain["steps"]),
            values=tuple(from_plain(one, OwnValue) for one in plain["values"]),
        ),
        draft=plain["draft"],
        state=ScenarioState(last.state),
        left_out=tuple(from_plain(one, LeftOut) for one in plain["left_out"]),
        turns=tuple(from_plain(one, ScenarioTurn) for one in plain["turns"]),
    )
