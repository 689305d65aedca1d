"""Ports to problems, plans and publications in the store.

Not allowed here: SQL, and what plans are (``planner.domain``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.release import Release
from planner.domain.resources import TravelTable
from planner.domain.time import Interval, Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedProblem:
    """A problem as bytes: ``parts`` are those that were not stored yet, ``named`` the hashes of all, by name."""

    problem: Problem
    hash: str
    head: bytes
    named: Mapping[str, str]
    parts: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPlan:
    """A plan version as bytes, ``depth`` differences away from a whole one."""

    body: bytes
    depth: int
    seed: int
    parent: int | None


class Problems(Protocol):
    """Problems in parts, each part stored once by its hash."""

    def pack(self, problem: Problem) -> PackedProblem:
        """Return a problem as it is stored; done before a transaction that writes, nobody waits for it meanwhile."""
        ...

    def save(self, problem: Problem | PackedProblem) -> str:
        """Store a problem where it is new and return its hash."""
        ...

    def load(self, problem_hash: str) -> Problem:
        """Return a problem; raise StoreError for an unknown hash."""
        ...

    def scope(self, problem_hash: str) -> Interval:
        """Return the stretch that a problem is about; raise StoreError for an unknown hash."""

    def travel(self, problem_hash: str) -> TravelTable | None:
        """Return the travel times of a problem alone, or None for an unknown hash."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """A stored plan version without its contents.

    ``fingerprint`` tells plans of the same facts apart from others (see ``solve_week``);
    ``release`` is the number of the release that was the baseline (0: none); ``scenario`` the what-if it belongs to.
    """

    id: int
    parent: int | None
    problem_hash: str
    made_at: Minute
    actor: str
    seed: int
    fingerprint: str
    release: int
    scenario: int | None = None


class Plans(Protocol):
    """Plan versions, stored as differences with a whole one now and then."""

    def pack(self, plan: Plan, *, parent: int | None = None, was: Plan | None = None) -> PackedPlan:
        """Return a version as it is stored; done before a transaction that writes, nobody waits for it meanwhile.

        ``was`` is the parent, when it is at hand. Raise StoreError for an unknown parent.
        """
        ...

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
        """Store a version and return its number; ``was`` is the parent, when it is at hand: storing is then quick.

        What comes of a plan of a scenario is of that scenario too. A packed plan has the parent it was packed with.
        """
        ...

    def load(self, plan_id: int) -> Plan:
        """Return the plan; raise StoreError for an unknown number."""
        ...

    def record(self, plan_id: int) -> PlanRecord:
        """Return the version without its contents; raise StoreError for an unknown number."""
        ...

    def newest(self, *, fingerprint: str | None = None) -> PlanRecord | None:
        """Return the version stored last (of those with the fingerprint), or None; none of a scenario."""
        ...

    def solved(self, most: int) -> tuple[PlanRecord, ...]:
        """Return the plans that solves stored last, newest first; edits and scenarios are left aside."""
        ...


class Releases(Protocol):
    """Publications in one sequence of numbers."""

    def add(self, release: Release, *, key: str) -> None:
        """Append a release; raise StoreConflictError when its number or idempotency key is taken."""
        ...

    def newest(self) -> Release | None:
        """Return the release everybody sees, or None."""
        ...

    def newest_number(self) -> int:
        """Return the number of the newest release, 0 when there is none."""
        ...

    def published(self) -> tuple[tuple[int, Minute], ...]:
        """Return when each release was published, by number, oldest first; nothing of what is in them is read."""
        ...

    def load(self, number: int) -> Release:
        """Return a release; raise StoreError for an unknown number."""
        ...

    def plans_since(self, number: int) -> tuple[int, ...]:
        """Return the plan of each release after a number, oldest first."""
        ...

    def by_key(self, key: str) -> Release | None:
        """Return the release that was made under an idempotency key, or None."""
        ...
