"""Problems in parts, each part stored once under its own hash, compressed."""

import zlib
from collections.abc import Collection, Mapping
from weakref import WeakValueDictionary

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.codec.canonical import from_bytes, from_plain
from planner.codec.problems import decode_problem, encode_problem, part_hashes, same_part
from planner.domain.problem import Problem
from planner.domain.resources import TravelTable
from planner.domain.time import Interval
from planner.ports.plans import PackedProblem
from planner.ports.store import StoreError
from planner.store.rows import PartRow, ProblemRow

_HELD: WeakValueDictionary[str, Problem] = WeakValueDictionary()
"""Problems that somebody has in memory: the same hash is the same problem, in whatever database, and none changes."""
_PARTS: dict[str, Mapping[str, str]] = {}
"""The parts of those problems: one that comes shares with them what is the same."""


class SqlProblems:
    """Implements ``planner.ports.store.Problems``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def pack(self, problem: Problem) -> PackedProblem:
        """Return a problem as it is stored."""
        shared = _shared(problem)
        encoded = encode_problem(problem, shared)
        stored = self._stored({*encoded.parts, *shared.values()})
        if not stored.issuperset(shared.values()):
            encoded = encode_problem(problem)
            stored = self._stored(encoded.parts)
        new = {reference: zlib.compress(data) for reference, data in encoded.parts.items() if reference not in stored}
        return PackedProblem(
            problem=problem, hash=encoded.hash, head=encoded.head, named=part_hashes(encoded.head), parts=new
        )

    def save(self, problem: Problem | PackedProblem) -> str:
        """Store a problem where it is new and return its hash."""
        packed = self.pack(problem) if isinstance(problem, Problem) else problem
        if self._session.get(ProblemRow, packed.hash) is not None:
            return packed.hash
        stored = self._stored(packed.named.values())
        if not stored.union(packed.parts).issuperset(packed.named.values()):  # a part was thrown away meanwhile
            packed = self.pack(packed.problem)
        for reference, body in packed.parts.items():
            if reference not in stored:
                self._session.add(PartRow(hash=reference, body=body))
        self._session.add(ProblemRow(hash=packed.hash, head=packed.head))
        self._session.flush()
        return packed.hash

    def _stored(self, references: Collection[str]) -> set[str]:
        return set(self._session.scalars(select(PartRow.hash).where(PartRow.hash.in_(references))))

    def load(self, problem_hash: str) -> Problem:
        """Return a problem; raise StoreError for an unknown hash."""
        held = _HELD.get(problem_hash)
        if held is not None:
            return held
        row = self._session.get(ProblemRow, problem_hash)
        if row is None:
            raise _unknown(problem_hash)
        named = part_hashes(row.head)
        like, same = _alike(named)
        wanted = [reference for name, reference in named.items() if name not in same]
        parts = self._session.scalars(select(PartRow).where(PartRow.hash.in_(wanted)))
        problem = decode_problem(row.head, {part.hash: zlib.decompress(part.body) for part in parts}, like, same)
        _HELD[problem_hash] = problem
        _PARTS[problem_hash] = named
        return problem

    def scope(self, problem_hash: str) -> Interval:
        """Return the stretch that a problem is about; raise StoreError for an unknown hash."""
        row = self._session.get(ProblemRow, problem_hash)
        if row is None:
            raise _unknown(problem_hash)
        return from_plain(orjson.loads(row.head)["scope"], Interval)

    def travel(self, problem_hash: str) -> TravelTable | None:
        """Return the travel times of a problem alone, or None for an unknown hash."""
        row = self._session.get(ProblemRow, problem_hash)
        part = self._session.get(PartRow, orjson.loads(row.head)["parts"]["travel"]) if row is not None else None
        return None if part is None else from_bytes(zlib.decompress(part.body), TravelTable)


def _alike(named: Mapping[str, str]) -> tuple[Problem | None, frozenset[str]]:
    """Return the problem in memory that shares most parts with one, and the names of those parts."""
    best, same = None, frozenset[str]()
    for held_hash, parts in list(_PARTS.items()):
        held = _HELD.get(held_hash)
        if held is None:
            _PARTS.pop(held_hash, None)
            continue
        shared = frozenset(name for name, reference in named.items() if parts.get(name) == reference)
        if len(shared) > len(same):
            best, same = held, shared
    return best, same


def _shared(problem: Problem) -> Mapping[str, str]:
    """Return the hashes of parts that a problem has from one that was read, by name: those need no work again."""
    found: dict[str, str] = {}
    for held_hash, parts in list(_PARTS.items()):
        held = _HELD.get(held_hash)
        if held is not None:
            same = (
                name for name in parts.keys() - found.keys() if same_part(getattr(held, name), getattr(problem, name))
            )
            found |= {name: parts[name] for name in same}
    return found


def _unknown(problem_hash: str) -> StoreError:
    return StoreError(f"probleem {problem_hash[:12]} is niet opgeslagen\nKies een plan uit deze database.")
