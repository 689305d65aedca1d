"""Port to the store: one request is one transaction; facts and outcomes are only ever added to.

Not allowed here: SQL, files, and what the use cases do with it all.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.ports.absences import AbsenceBooks, Tasks
from planner.ports.access import Accounts, Audit, Sessions, Visits
from planner.ports.asked_work import AskedWork
from planner.ports.calendars import Calendars, Credentials, Openings
from planner.ports.carrying_out import Invitations, Reports, SeenReleases
from planner.ports.clockwork import ClockBooks
from planner.ports.deliveries import Deliveries
from planner.ports.disruptions import Disruptions
from planner.ports.editing import Drafts
from planner.ports.kept_answers import KeptAnswers
from planner.ports.messages import Outbox
from planner.ports.outcomes import Outcomes
from planner.ports.plans import Plans, Problems, Releases
from planner.ports.proposals import Proposals
from planner.ports.scenarios import Scenarios
from planner.ports.surroundings import TravelTables

F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)


class StoreError(RuntimeError):
    """The store cannot do what was asked; the text names the remedy."""


class StoreAbsentError(StoreError):
    """There is no store at the address, and none was to be made."""


class StoreUnreachableError(StoreError):
    """The database does not answer; whatever was asked may be repeated once it does."""


class StoreConflictError(StoreError):
    """Somebody else changed the same thing meanwhile; nothing was stored, repeating is safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFact(Generic[F_co]):
    """A fact with its source and its time in the books: from ``recorded_at`` until ``retired_at``."""

    fact: F_co
    source: str
    recorded_at: Minute
    retired_at: Minute | None = None


class Facts(Protocol):
    """Facts in two times: their own validity is in the fact, the books' time is kept here.

    ``at`` asks what the books said at that minute; None what they say now. Results are in the order of the keys.
    """

    def in_force(self, kind: type[F], *, at: Minute | None = None, source: str | None = None) -> tuple[F, ...]:
        """Return the facts of one type."""
        ...

    def recorded(
        self, kind: type[F], *, at: Minute | None = None, source: str | None = None
    ) -> tuple[RecordedFact[F], ...]:
        """Return the facts of one type with source and time in the books."""
        ...

    def beginning(self, kind: type[F], prefix: str, *, at: Minute | None = None, apart: str = "|") -> tuple[F, ...]:
        """Return the facts of one type whose key is the prefix or has it as its first part: those about one case.

        ``apart`` is the sign after the first part; keys of activities have a slash there.
        """
        ...

    def starting(self, kinds: Collection[type[Fact]], prefix: str) -> tuple[tuple[str, Fact], ...]:
        """Return the facts of several types in force now whose key begins with a prefix, each with its key."""
        ...

    def keys(self, kind: type[Fact], *, holding: str = "") -> Mapping[str, str]:
        """Return the key of every fact of one type in force now that has a text in it, with its source."""
        ...

    def history(self, kind: type[F], key: str) -> tuple[RecordedFact[F], ...]:
        """Return every value ever recorded under a key, oldest first."""
        ...

    def changed_since(self, at: Minute, *, without: str = "") -> int:
        """Return how many facts were recorded or ended after a minute, leaving one source aside."""
        ...

    def record(self, facts: Iterable[Fact], *, source: str, at: Minute) -> None:
        """Add facts; each retires what was in force under the same key. Keys must differ."""
        ...

    def retire(self, keys: Iterable[tuple[type[Fact], str]], *, at: Minute) -> None:
        """End facts in force without a successor."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what when. ``subject`` holds numbers and codes, never names of persons."""

    at: Minute
    actor: str
    what: str
    subject: str = ""
    cases: tuple[CaseId, ...] = field(default=(), compare=False)
    """Whom it concerns, for the audit log; left empty, the cases that ``subject`` names."""
    fields: tuple[str, ...] = field(default=(), compare=False)
    """Names of what changed, never values; for the audit log."""
    purpose: str = field(default="", compare=False)
    """Why case data are read; for the audit log."""


class Events(Protocol):
    """The log of what was done."""

    def add(self, event: Event) -> None:
        """Add one."""
        ...

    def newest(self, count: int) -> tuple[Event, ...]:
        """Return the last so many, newest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody works on something until ``expires``, unless renewed."""

    name: str
    holder: str
    expires: Minute


class Claims(Protocol):
    """Who works on what; keeps two from doing the same work."""

    def find(self, name: str) -> Claim | None:
        """Return the claim on a name, expired or not."""
        ...

    def put(self, claim: Claim) -> None:
        """Set the claim on a name."""
        ...

    def drop(self, name: str) -> None:
        """Remove the claim on a name."""
        ...


class Transaction(Protocol):
    """Everything one request may do; stored as a whole at its end, or not at all."""

    @property
    def facts(self) -> Facts:
        """Facts, settings and requests to partners among them."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """Imports and column names."""
        ...

    @property
    def outcomes(self) -> Outcomes:
        """What really happened."""
        ...

    @property
    def problems(self) -> Problems:
        """Cuts of the facts."""
        ...

    @property
    def plans(self) -> Plans:
        """Plan versions."""
        ...

    @property
    def drafts(self) -> Drafts:
        """Lines of plan versions that people edit."""
        ...

    @property
    def releases(self) -> Releases:
        """Publications."""
        ...

    @property
    def events(self) -> Events:
        """The log."""
        ...

    @property
    def claims(self) -> Claims:
        """Who works on what."""
        ...

    @property
    def travel(self) -> TravelTables:
        """Travel times of all known places."""
        ...

    @property
    def calendars(self) -> Calendars:
        """Calendars as readers receive them."""
        ...

    @property
    def credentials(self) -> Credentials:
        """Who may fetch calendars."""
        ...

    @property
    def absences(self) -> AbsenceBooks:
        """Absences that people propose."""
        ...

    @property
    def tasks(self) -> Tasks:
        """The work list."""
        ...

    @property
    def proposals(self) -> Proposals:
        """Publications that somebody proposes."""
        ...

    @property
    def reports(self) -> Reports:
        """What those who carry operations out report."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Letters sent and received."""
        ...

    @property
    def seen_releases(self) -> SeenReleases:
        """Up to which publication somebody has seen what changed."""
        ...

    @property
    def disruptions(self) -> Disruptions:
        """What happened after plans were made."""
        ...

    @property
    def scenarios(self) -> Scenarios:
        """What-ifs."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Messages about publications."""
        ...

    @property
    def asked_work(self) -> AskedWork:
        """Solves that were asked for, and deliveries that wait."""
        ...

    @property
    def kept_answers(self) -> KeptAnswers:
        """The first answers to what was asked under a key."""
        ...

    @property
    def accounts(self) -> Accounts:
        """Who may sign in."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        ...

    @property
    def clock(self) -> ClockBooks:
        """Work by the clock."""
        ...

    @property
    def audit(self) -> Audit:
        """Who did and read what; every event is a line of it by itself."""
        ...


class Store(Protocol):
    """Opens transactions."""

    @property
    def openings(self) -> Openings:
        """What secrets of readers open."""
        ...

    @property
    def visits(self) -> Visits:
        """Who is behind a token."""
        ...

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin a transaction that may write; commits at the end of the block, undoes on an exception."""
        ...

    def reading(self) -> AbstractContextManager[Transaction]:
        """Begin a transaction that only reads, seeing one moment; never waits for a writer."""
        ...
