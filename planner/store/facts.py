"""Facts in two times.

Not allowed here: deciding what is recorded or retired.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import ColumnElement, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.facts import Fact, fact_key
from planner.domain.time import Minute
from planner.ports.store import RecordedFact
from planner.store.rows import FactRow, Row

F = TypeVar("F", bound=Fact)
_TABLE = Row.metadata.tables[FactRow.__tablename__]
_INSERT = insert(_TABLE)
"""Of the table itself: many rows at once go in sooner than as objects."""
_OF_KIND = (
    select(_TABLE.c.body)
    .where(_TABLE.c.kind == bindparam("kind"), _TABLE.c.retired_at.is_(None))
    .order_by(_TABLE.c.key)
)
_OF_KINDS = (
    select(_TABLE.c.kind, _TABLE.c.key, _TABLE.c.body)
    .where(_TABLE.c.kind.in_(bindparam("kinds", expanding=True)), _TABLE.c.retired_at.is_(None))
    .order_by(_TABLE.c.kind, _TABLE.c.key)
)
_KEYS = select(_TABLE.c.key, _TABLE.c.source).where(_TABLE.c.kind == bindparam("kind"), _TABLE.c.retired_at.is_(None))
_HOLDING = _KEYS.where(_TABLE.c.key.like(bindparam("holding"), escape="\\"))
_STARTING = (
    select(_TABLE.c.key, _TABLE.c.body)
    .where(_TABLE.c.kind == bindparam("kind"), _TABLE.c.retired_at.is_(None))
    .where(_TABLE.c.key >= bindparam("first"), _TABLE.c.key < bindparam("last"))
    .order_by(_TABLE.c.key)
)
_HISTORY = (
    select(_TABLE.c.body, _TABLE.c.source, _TABLE.c.recorded_at, _TABLE.c.retired_at)
    .where(_TABLE.c.kind == bindparam("kind"), _TABLE.c.key == bindparam("key"))
    .order_by(_TABLE.c.key, _TABLE.c.id)
)
_STRETCH = _OF_KINDS.where(_TABLE.c.key >= bindparam("first"), _TABLE.c.key < bindparam("last"))
_ALIKE = _OF_KINDS.where(_TABLE.c.key.like(bindparam("alike"), escape="\\"))
_LAST = "\x7f"
"""After every sign that stands in a key."""

FEW, KEPT = 20_000, 150_000
"""Facts of a type that are so few stay at hand once read, so many in all: a page does not read all places anew."""


class SqlFacts:
    """Implements ``planner.ports.store.Facts``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def in_force(self, kind: type[F], *, at: Minute | None = None, source: str | None = None) -> tuple[F, ...]:
        """Return the facts of one type."""
        if at is None and source is None:
            bodies = self._session.connection().execute(_OF_KIND, {"kind": kind.__name__}).scalars().all()
        else:
            query = select(FactRow.body).where(*_conditions(kind, at, source)).order_by(FactRow.key)
            bodies = self._session.scalars(query).all()
        read = _fact if len(bodies) <= FEW else from_bytes
        return tuple(read(body, kind) for body in bodies)

    def recorded(
        self, kind: type[F], *, at: Minute | None = None, source: str | None = None
    ) -> tuple[RecordedFact[F], ...]:
        """Return the facts of one type with source and time in the books."""
        return self._select(kind, *_conditions(kind, at, source))

    def beginning(self, kind: type[F], prefix: str, *, at: Minute | None = None, apart: str = "|") -> tuple[F, ...]:
        """Return the facts of one type whose key is the prefix or has it as its first part: those about one case."""
        first = f"{prefix}{apart}"
        if at is None and self._session.get_bind().dialect.name == "sqlite":
            asked = {"kind": kind.__name__, "first": prefix, "last": f"{prefix}{chr(ord(first[-1]) + 1)}"}
            rows = self._session.connection().execute(_STARTING, asked)
            return tuple(_fact(body, kind) for key, body in rows if key == prefix or key.startswith(first))
        alike = self._alike(prefix, first)
        query = select(FactRow.key, FactRow.body).where(*_conditions(kind, at, None), alike).order_by(FactRow.key)
        # some databases do not tell capitals apart, and a stretch of keys holds longer codes too
        exact = ((key, body) for key, body in self._session.execute(query) if key == prefix or key.startswith(first))
        return tuple(_fact(body, kind) for _, body in exact)

    def starting(self, kinds: Collection[type[Fact]], prefix: str) -> tuple[tuple[str, Fact], ...]:
        """Return the facts of several types in force now whose key begins with a prefix, each with its key."""
        types = {kind.__name__: kind for kind in kinds}
        if self._session.get_bind().dialect.name == "sqlite":
            query, between = _STRETCH, {"first": prefix, "last": prefix + _LAST}
        else:
            query, between = _ALIKE, {"alike": _escaped(prefix) + "%"}
        rows = self._session.connection().execute(query, {"kinds": list(types), **between})
        # some databases do not tell capitals apart
        return tuple((key, _fact(body, types[kind])) for kind, key, body in rows if key.startswith(prefix))

    def keys(self, kind: type[Fact], *, holding: str = "") -> Mapping[str, str]:
        """Return the key of every fact of one type in force now that has a text in it, with its source."""
        asked = {"kind": kind.__name__}
        if holding:
            asked["holding"] = f"%{_escaped(holding)}%"
        rows = self._session.connection().execute(_HOLDING if holding else _KEYS, asked)
        return {key: source for key, source in rows}  # noqa: C416 - a typed row is no pair

    def history(self, kind: type[F], key: str) -> tuple[RecordedFact[F], ...]:
        """Return every value ever recorded under a key, oldest first."""
        rows = self._session.connection().execute(_HISTORY, {"kind": kind.__name__, "key": key})
        return tuple(_recorded(kind, *row) for row in rows)

    def changed_since(self, at: Minute, *, without: str = "") -> int:
        """Return how many facts were recorded or ended after a minute, leaving one source aside."""
        later = (FactRow.recorded_at > at) | (FactRow.retired_at > at)
        query = select(func.count(func.distinct(FactRow.kind + "|" + FactRow.key)))
        return self._session.scalar(query.where(later, FactRow.source != without)) or 0

    def record(self, facts: Iterable[Fact], *, source: str, at: Minute) -> None:
        """Add facts; each retires what was in force under the same key. Keys must differ."""
        rows: list[dict[str, object]] = [
            {
                "kind": type(fact).__name__,
                "key": fact_key(fact),
                "source": source,
                "recorded_at": at,
                "retired_at": None,
                "body": to_bytes(fact),
            }
            for fact in facts
        ]
        if rows:
            self._retire([(str(row["kind"]), str(row["key"])) for row in rows], at)
            self._session.connection().execute(_INSERT, rows)

    def retire(self, keys: Iterable[tuple[type[Fact], str]], *, at: Minute) -> None:
        """End facts in force without a successor."""
        self._retire([(kind.__name__, key) for kind, key in keys], at)

    def _select(self, kind: type[F], *conditions: ColumnElement[bool]) -> tuple[RecordedFact[F], ...]:
        query = (
            select(FactRow.body, FactRow.source, FactRow.recorded_at, FactRow.retired_at)
            .where(*conditions)
            .order_by(FactRow.key, FactRow.id)
        )
        return tuple(_recorded(kind, *row) for row in self._session.execute(query))

    def _alike(self, prefix: str, first: str) -> ColumnElement[bool]:
        """Return a condition that the keys meet, and few others; SQLite keeps keys in order and finds them there."""
        if self._session.get_bind().dialect.name == "sqlite":
            return (FactRow.key >= prefix) & (FactRow.key < f"{prefix}{chr(ord(first[-1]) + 1)}")
        return (FactRow.key == prefix) | FactRow.key.startswith(first, autoescape=True)

    def _retire(self, keys: list[tuple[str, str]], at: Minute) -> None:
        ids = self._ids_in_force({kind for kind, _ in keys})
        rows = [{"id": ids[key], "retired_at": at} for key in keys if key in ids]
        if rows:
            self._session.execute(update(FactRow), rows)

    def _ids_in_force(self, kinds: set[str]) -> dict[tuple[str, str], int]:
        query = select(FactRow.kind, FactRow.key, FactRow.id).where(
            FactRow.kind.in_(kinds), FactRow.retired_at.is_(None)
        )
        return {(kind, key): number for kind, key, number in self._session.execute(query)}


def _recorded(kind: type[F], body: bytes, source: str, recorded_at: int, retired_at: int | None) -> RecordedFact[F]:
    return RecordedFact(
        fact=from_bytes(body, kind),
        source=source,
        recorded_at=Minute(recorded_at),
        retired_at=None if retired_at is None else Minute(retired_at),
    )


def _escaped(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return text


@lru_cache(maxsize=KEPT)
def _read(body: bytes, kind: type[object]) -> object:
    return from_bytes(body, kind)


def _fact(body: bytes, kind: type[F]) -> F:
    """Return a fact from its bytes; the same bytes are the same fact, and no fact ever changes."""
    found = _read(body, kind)  # type: ignore[arg-type]  # every class is hashable
    if not isinstance(found, kind):
        raise TypeError(kind)
    return found


def _conditions(kind: type[object], at: Minute | None, source: str | None) -> tuple[ColumnElement[bool], ...]:
    """Return what a row must meet to be what the books say at ``at``."""
    conditions: list[ColumnElement[bool]] = [FactRow.kind == kind.__name__]
    if at is None:
        conditions.append(FactRow.retired_at.is_(None))
    else:
        conditions.append(FactRow.recorded_at <= at)
        conditions.append(or_(FactRow.retired_at.is_(None), FactRow.retired_at > at))
    if source is not None:
        conditions.append(FactRow.source == source)
    return tuple(conditions)
