"""A back-up that is put back, on each kind of database: whole when it is, and told when anything is not."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from planner.domain.release import Release
from planner.ports.backup import BackupError
from planner.ports.store import Store
from planner.store import open_store
from planner.store.backup import backups_of
from planner.store.opening import HEAD, schema_version
from planner.store.row_counts import SqlRowCounts
from planner.store.transactions import SqlStore
from planner.usecases.clock.restore_check import Beside, Restored, look_at_restored
from tests.planner.usecases.access.tampering import without_triggers
from tests.planner.usecases.world import Desk, open_desk, world_facts


@pytest.fixture
def live(database_url: str) -> Iterator[Desk]:
    """Give a desk with a published week."""
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        desk.solve()
        desk.publish("een")
        yield desk


def _pages(_store: Store, release: Release) -> int:
    return len(release.appointments)


@contextmanager
def _put_back(url: str, folder: Path) -> Iterator[SqlStore]:
    backups = backups_of(url)
    copy = folder / f"kopie{backups.suffix}"
    if not copy.exists():
        backups.write(copy)
    with backups.fresh() as address:
        backups.restore(copy, address)
        assert schema_version(address) == HEAD
        store = open_store(address, must_exist=True)
        try:
            yield store
        finally:
            store.close()


def _look(copy: SqlStore, live: SqlStore) -> Restored:
    return look_at_restored(_beside(copy), _beside(live), (), _pages)


def _beside(store: SqlStore) -> Beside:
    return Beside(store=store, rows=SqlRowCounts(store))


def test_a_copy_is_whole_also_when_the_database_went_on(live: Desk, database_url: str, tmp_path: Path) -> None:
    with _put_back(database_url, tmp_path) as copy:
        live.deliver(world_facts()[:-1])
        found = _look(copy, live.store)

    assert found.findings == ()
    assert found.rows["fact"].count >= len(world_facts())
    assert (found.release, found.pages > 0, found.seals > 0) == (1, True, True)
    assert str(found).endswith(f"publicatie 1 opnieuw gemaakt ({found.pages} bladzijden)")


SPOILT = {
    "DELETE FROM fact WHERE id = (SELECT min(id) FROM fact)": "tabel fact heeft ",
    "UPDATE fact SET source = 'anders' WHERE id = (SELECT min(id) FROM fact)": "tabel fact zegt iets anders dan",
    "DELETE FROM audit_entry WHERE number = (SELECT min(number) FROM audit_entry)": "logboek: onder zegel 1 ",
}


@pytest.mark.parametrize("statement", SPOILT)
def test_what_is_not_as_in_the_database_is_told(live: Desk, database_url: str, tmp_path: Path, statement: str) -> None:
    with _put_back(database_url, tmp_path) as copy:
        with copy.engine.begin() as connection:
            without_triggers(connection)
            connection.execute(text(statement))
        found = _look(copy, live.store)

    assert [finding.startswith(SPOILT[statement]) for finding in found.findings] == [True]


def test_a_release_that_cannot_be_made_is_told(live: Desk, database_url: str, tmp_path: Path) -> None:
    def fails(_store: Store, _release: Release) -> int:
        raise ValueError("geen kaart")

    with _put_back(database_url, tmp_path) as copy:
        found = look_at_restored(_beside(copy), _beside(live.store), (), fails)

    assert found.findings == ("publicatie 1 is niet opnieuw te maken: geen kaart",)


def test_an_empty_database_is_no_copy(sqlite_url: str, tmp_path: Path) -> None:
    open_store(sqlite_url).close()
    with _put_back(sqlite_url, tmp_path) as copy:
        found = look_at_restored(_beside(copy), None, (), _pages)

    assert found.findings == ("er staat niets in",)


def test_a_database_that_holds_something_is_never_overwritten(live: Desk, database_url: str, tmp_path: Path) -> None:
    backups = backups_of(database_url)
    copy = tmp_path / f"kopie{backups.suffix}"
    backups.write(copy)

    with pytest.raises(BackupError, match=r"bestaat al|niet leeg"):
        backups.restore(copy, live.store.engine.url.render_as_string(hide_password=False))
    with live.store.reading() as books:
        assert books.releases.newest_number() == 1


def test_a_torn_copy_is_refused_and_nothing_stays_behind(live: Desk, database_url: str, tmp_path: Path) -> None:
    backups = backups_of(database_url)
    copy = tmp_path / f"kopie{backups.suffix}"
    backups.write(copy)
    whole = copy.read_bytes()
    torn = bytearray(whole[: len(whole) // 2])
    torn[4096:8192] = random.Random(1).randbytes(4096)  # noqa: S311 - repeatable
    copy.write_bytes(bytes(torn))

    with backups.fresh() as address:
        with pytest.raises(BackupError):
            backups.restore(copy, address)
        gone = address
    if live.store.dialect == "sqlite":
        assert not Path(gone.removeprefix("sqlite:///")).exists()
    else:
        with live.store.engine.connect() as connection:
            left = connection.execute(text("SELECT count(*) FROM pg_database WHERE datname LIKE 'herstelproef%'"))
            assert left.scalar() == 0
