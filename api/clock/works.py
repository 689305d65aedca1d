"""What each job does: the use case behind every name, with the means it needs.

Not allowed here: doing the work itself, and when.
"""

import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import holidays

from api.access.checkpoint_address import PLACE, checkpoints_place
from api.clock.rehearsing import rehearse
from api.composition import drafting, solve_tools
from api.outbox.settings import carriers
from api.roads import planning_travel
from planner.domain.civil import day_of
from planner.domain.clockwork import GROUP, JobName, Run
from planner.domain.ids import CountryCode
from planner.ports.backup import Backups
from planner.ports.search import Stopped
from planner.ports.surroundings import Clock
from planner.store.backup import backups_of
from planner.store.transactions import SqlStore
from planner.usecases.access.ship_checkpoint import ship_checkpoint
from planner.usecases.agendas.publish_calendars import roll_calendars
from planner.usecases.clock.extend_closed_days import extend_closed_days
from planner.usecases.clock.keep_copies import keep_copies
from planner.usecases.clock.notices import CLOCK
from planner.usecases.clock.reminders import renew_reminders
from planner.usecases.clock.retention import keep_terms
from planner.usecases.clock.running import Work, clock_settings
from planner.usecases.clock.terms_scan import scan_terms
from planner.usecases.clock.week_plan import plan_next_week
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.planning.refresh_travel import refresh_travel
from planner.usecases.publishing.tell_changes import deliver_messages

COPIES = "VERTREKPLANNER_RESERVEKOPIE"
"""Folder of back-ups; without it they go beside the database."""
REHEARSAL = "VERTREKPLANNER_HERSTELPROEF"
"""PostgreSQL address whose user may make databases, for putting a back-up back; without it the own address."""


def works_of(
    store: SqlStore, clock: Clock, backups: Backups, folder: Path, *, stopped: Stopped
) -> Mapping[JobName, Work]:
    """Return what each job does; ``folder`` is where back-ups go, ``stopped`` says when to end early."""
    editing: Callable[[], Editing] = lru_cache(maxsize=1)(lambda: drafting(store, clock)[1])
    return {
        JobName.OUTBOX: lambda _run: _told(store, clock),
        JobName.REMINDERS: lambda _run: str(renew_reminders(store, clock.now())),
        JobName.TERMS: lambda _run: str(scan_terms(store, clock.now())),
        JobName.FEEDS: lambda _run: _rolled(store, clock),
        JobName.TRAVEL: lambda _run: _travelled(store, clock),
        JobName.CLOSED_DAYS: lambda _run: extend_closed_days(store, clock.now(), public_holidays),
        JobName.WEEK_PLAN: lambda run: plan_next_week(solve_tools(store), editing, run, stopped=stopped),
        JobName.AUDIT: lambda _run: _sealed(store),
        JobName.RETENTION: lambda _run: keep_terms(store, clock.now()),
        JobName.CHECKPOINT: lambda _run: _shipped(store, clock),
        JobName.BACKUP: partial(_copied, store, clock, backups, folder),
        JobName.RESTORE: lambda _run: rehearse(backups, folder, store),
    }


def backup_folder(database: str) -> Path:
    """Return where back-ups of a database go."""
    chosen = os.environ.get(COPIES, "")
    if chosen:
        return Path(chosen)
    beside = Path(database.removeprefix("sqlite:///")).parent if database.startswith("sqlite:///") else Path("var")
    return beside / "reservekopie"


def configured_backups(database: str) -> Backups:
    """Return what makes copies of a database and puts them back."""
    return backups_of(database, os.environ.get(REHEARSAL, ""))


def public_holidays(country: CountryCode, year: int) -> frozenset[date] | None:
    """Return the public holidays of a country in a year, None where they are not known."""
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return None


def _told(store: SqlStore, clock: Clock) -> str:
    arrived, waiting = deliver_messages(store, clock, carriers())
    return f"{arrived} verzonden, {waiting} niet aangekomen" if arrived or waiting else "niets te verzenden"


def _rolled(store: SqlStore, clock: Clock) -> str:
    with store.transaction() as books:
        left = roll_calendars(books, clock.now())
    return f"{left} afspraken uit agenda's verdwenen" if left else "niets te verschuiven"


def _travelled(store: SqlStore, clock: Clock) -> str:
    done = refresh_travel(store, clock, planning_travel(store, clock), actor=CLOCK)
    changed = "gewijzigd" if done.changed else "onveranderd"
    return f"{done.places} locaties, {done.source} van {done.made_on.isoformat()}, {changed}"


def _sealed(store: SqlStore) -> str:
    late = store.seal_leftovers()
    with store.reading() as books:
        head = books.audit.head()
    if head is None:
        return "het logboek is leeg"
    return f"zegel {head.number}: {head.hash}" + (f"; {late} na een onderbreking" if late else "")


def _shipped(store: SqlStore, clock: Clock) -> str:
    place = checkpoints_place()
    if place is None:
        return f"nergens heen: {PLACE} is niet ingesteld"
    return ship_checkpoint(store, clock, place)


def _copied(store: SqlStore, clock: Clock, backups: Backups, folder: Path, run: Run) -> str:
    with store.reading() as books:
        kept = clock_settings(books).value(GROUP, "backups-kept", on=day_of(clock.now()))
    return keep_copies(backups, folder, run.slot, kept=kept)
