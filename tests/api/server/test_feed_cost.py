"""What a reader that has everything already costs: one row read, and who fetched written at most once a minute."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from api.composition import SystemClock
from api.server.fetches import Fetches
from planner.domain.feeds import CalendarRef
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from planner.usecases.agendas.feed_access import AccessWanted, Granted, grant_access
from tests.api.server.test_feeds import CLOCK, fetch, mine, release

__all__ = ["mine", "release"]


@dataclass
class Later:
    """A clock, and the work that was put off."""

    minute: Minute = field(default_factory=SystemClock().now)
    work: list[Callable[[], None]] = field(default_factory=list)

    def now(self) -> Minute:
        """Return the minute it was set to."""
        return self.minute

    def __call__(self, work: Callable[[], None]) -> None:
        """Put work off."""
        self.work.append(work)


@pytest.fixture
def granted(store: SqlStore, mine: CalendarRef) -> Granted:
    """Give leave to fetch the calendar."""
    return grant_access(store, CLOCK, AccessWanted(owner=mine.owner, label="laptop", calendars=(mine,)))


@pytest.fixture
def rows(store: SqlStore) -> Iterator[list[int]]:
    """Count the rows that requests read, those of writing away who fetched left out."""
    read: list[int] = []

    def after(*found: object) -> None:
        statement = str(found[2])
        if statement.lstrip().upper().startswith("SELECT") and "fetches" not in threading.current_thread().name:
            read.append(1)

    event.listen(store.engine, "after_cursor_execute", after)
    yield read
    event.remove(store.engine, "after_cursor_execute", after)


def test_a_reader_that_has_it_costs_one_question_to_the_books(
    reader: TestClient, mine: CalendarRef, granted: Granted, rows: list[int]
) -> None:
    tag = fetch(reader, mine, granted).headers["etag"]
    rows.clear()

    answer = fetch(reader, mine, granted, **{"if-none-match": tag})

    assert (answer.status_code, answer.content, len(rows)) == (304, b"", 1)


def test_who_fetched_is_written_away_once_a_minute(store: SqlStore, granted: Granted) -> None:
    later = Later()
    fetches, began = Fetches(store, later, later), later.minute
    put_off = []
    for minutes in (0, 0, 0, 1, 1, 2):
        later.minute = Minute(began + minutes)
        fetches.note(granted.credential.id, f"Lezer/{minutes}")
        put_off.append(len(later.work))

    later.work[-1]()

    with store.reading() as books:
        (last,) = books.credentials.last_fetches()
    assert put_off == [1, 1, 1, 2, 2, 3]
    assert last.agent == "Lezer/2"
