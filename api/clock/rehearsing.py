"""Putting the newest back-up back into an empty database, looking at it, and removing it again.

Not allowed here: what a whole copy is (``planner.usecases.clock.restore_check``).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.access.checkpoint_address import checkpoints_place
from api.composition import opened
from api.pages.roads import Rides
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from api.roads import configured_roads, rides_of
from planner.domain.audit import Checkpoint
from planner.domain.release import Release
from planner.ports.access import CheckpointPlaceError
from planner.ports.backup import BackupError, Backups
from planner.ports.store import Store, StoreError
from planner.store.opening import HEAD, schema_version
from planner.store.row_counts import SqlRowCounts
from planner.store.transactions import SqlStore
from planner.usecases.clock.keep_copies import newest_copy
from planner.usecases.clock.restore_check import Beside, Restored, look_at_restored

_OLDEST = 2 * 86_400
"""A newest copy older than so many seconds says that copies are no longer made."""


def rehearse(backups: Backups, folder: Path, live: SqlStore) -> str:
    """Put the newest copy of a folder back, look at it and say so; raise BackupError when anything is wrong."""
    copy = newest_copy(folder, backups.suffix)
    if copy is None:
        msg = f"in {folder} staat geen reservekopie\nMaak er een: vertrekplanner backup make."
        raise BackupError(msg)
    begun = time.monotonic()
    old = time.time() - copy.stat().st_mtime > _OLDEST
    with put_back(backups, copy) as store:
        found = look(store, live)
    if old or not found.whole:
        why = found.findings[0] if found.findings else "zij is ouder dan twee dagen"
        msg = f"{copy.name}: {why}\nMaak een nieuwe kopie en probeer opnieuw; bewaar deze."
        raise BackupError(msg)
    return f"{copy.name} teruggezet in {time.monotonic() - begun:.0f} s: {found}"


@contextmanager
def put_back(backups: Backups, copy: Path) -> Iterator[SqlStore]:
    """Put a copy back into an empty database for the length of the block; raise BackupError."""
    with backups.fresh() as address:
        backups.restore(copy, address)
        with open_restored(address) as store:
            yield store


@contextmanager
def open_restored(address: str) -> Iterator[SqlStore]:
    """Open a database that was put back, bringing its tables up to date; raise BackupError."""
    try:
        found = schema_version(address)
        if found is None:
            msg = "er staan geen tabellen in de kopie\nNeem een eerdere kopie."
            raise BackupError(msg)
        with opened(address, must_exist=True) as store:
            if schema_version(address) != HEAD:
                msg = f"de tabellen bleven op versie {found}\nGebruik de versie van het programma die ze maakte."
                raise BackupError(msg)
            yield store
    except StoreError as error:
        raise BackupError(str(error)) from error


def look(store: SqlStore, live: SqlStore | None) -> Restored:
    """Look at a database that was put back, and hold it against the one in use."""
    beside = None if live is None else Beside(store=live, rows=SqlRowCounts(live))
    return look_at_restored(Beside(store=store, rows=SqlRowCounts(store)), beside, _checkpoints(), _pages_made)


def _checkpoints() -> tuple[Checkpoint, ...]:
    try:
        place = checkpoints_place()
        return () if place is None or place.newest() is None else place.all()
    except CheckpointPlaceError:
        return ()  # the job of the checkpoints itself fails and says so


def _pages_made(store: Store, release: Release) -> int:
    """Make every page that planning and the inspectorate open of a release; return how many."""
    with store.reading() as books:
        rides: Rides = rides_of(books, release, configured_roads())
        previous = books.releases.load(release.number - 1) if release.number > 1 else None
    made = 0
    for role in (Role.PLANNER, Role.INSPECTORATE):
        for page in pages(release, Viewer(role), rides, previous).values():
            made += bool(page.render())
    return made
