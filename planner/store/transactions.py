"""Transactions: one request, one transaction, one session.

Not allowed here: the tables (``rows``) and what each part of the port does (a module each).
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakValueDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.ports.store import StoreError
from planner.store.absences import SqlAbsences, SqlTasks
from planner.store.accounts import SqlAccounts, SqlSessions, SqlVisits
from planner.store.asked_work import SqlAskedWork
from planner.store.audit import SqlAudit
from planner.store.audit_seals import seal, seal_alone, seal_leftovers
from planner.store.books import SqlClaims, SqlEvents, SqlOutcomes
from planner.store.calendars import SqlCalendars
from planner.store.carrying_out import SqlInvitations, SqlReports, SqlSeenReleases
from planner.store.clockwork import SqlClockBooks
from planner.store.conflicts import named
from planner.store.credentials import SqlCredentials, SqlOpenings
from planner.store.deliveries import SqlDeliveries
from planner.store.disruptions import SqlDisruptions
from planner.store.drafts import SqlDrafts
from planner.store.facts import SqlFacts
from planner.store.held import Held
from planner.store.kept_answers import SqlKeptAnswers
from planner.store.outbox import SqlOutbox
from planner.store.plans import MOST_HELD, HeldPlans, SqlPlans
from planner.store.problems import SqlProblems
from planner.store.proposals import SqlProposals
from planner.store.releases import HeldReleases, SqlReleases
from planner.store.scenarios import SqlScenarios
from planner.store.travel import SqlTravelTables


class SqlTransaction:
    """Implements ``planner.ports.store.Transaction`` on one session."""

    def __init__(self, session: Session, held: HeldReleases | None = None, plans: HeldPlans | None = None) -> None:
        self.facts = SqlFacts(session)
        self.deliveries = SqlDeliveries(session)
        self.outcomes = SqlOutcomes(session)
        self.problems = SqlProblems(session)
        self.plans = SqlPlans(session, plans)
        self.drafts = SqlDrafts(session)
        self.releases = SqlReleases(session, held)
        self.audit = SqlAudit(session, secrets.token_hex(8))
        self.events = SqlEvents(session, self.audit)
        self.claims = SqlClaims(session)
        self.travel = SqlTravelTables(session)
        self.calendars = SqlCalendars(session)
        self.credentials = SqlCredentials(session)
        self.absences = SqlAbsences(session)
        self.tasks = SqlTasks(session)
        self.outbox = SqlOutbox(session)
        self.proposals = SqlProposals(session)
        self.reports = SqlReports(session)
        self.invitations = SqlInvitations(session)
        self.seen_releases = SqlSeenReleases(session)
        self.disruptions = SqlDisruptions(session)
        self.scenarios = SqlScenarios(session)
        self.clock = SqlClockBooks(session)
        self.asked_work = SqlAskedWork(session)
        self.kept_answers = SqlKeptAnswers(session)
        self.accounts = SqlAccounts(session)
        self.sessions = SqlSessions(session)


class SqlStore:
    """Implements ``planner.ports.store.Store``; made by ``open_store``."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reader = engine.execution_options(reads_only=True)
        self._held: HeldReleases = WeakValueDictionary()
        self._plans: HeldPlans = Held(MOST_HELD)
        self.openings = SqlOpenings(self._reader)
        self.visits = SqlVisits(self._reader)

    @property
    def dialect(self) -> str:
        """Name of the kind of database: ``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Begin a transaction that may write; commits at the end of the block, undoes on an exception."""
        with named(), Session(self.engine) as session, session.begin():
            made = SqlTransaction(session)
            yield made
            if made.audit.added and self.dialect == "sqlite":
                session.flush()
                seal(session.connection(), made.audit.batch)
        if made.audit.added and self.dialect != "sqlite":
            self._seal(made.audit.batch)

    def seal_leftovers(self) -> int:
        """Seal the lines of the audit log that a break left unsealed; return how many batches."""
        with named():
            return seal_leftovers(self.engine)

    def _seal(self, batch: str) -> None:
        """Seal what was stored; when the database just fell away, the next start does."""
        with suppress(StoreError), named():
            seal_alone(self.engine, batch)

    @contextmanager
    def reading(self) -> Iterator[SqlTransaction]:
        """Begin a transaction that only reads, seeing one moment; never waits for a writer."""
        with named(), Session(self._reader) as session:
            yield SqlTransaction(session, self._held, self._plans)
            session.rollback()

    def close(self) -> None:
        """Close the connections; the store may be used again afterwards."""
        self.engine.dispose()
