"""Links to somebody's own page: for that person, until they end, and of our making alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from planner.domain.plan import Plan
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.agendas.agenda_links import AgendaLink, agenda_link_holds, make_agenda_link
from tests.api.example_release import example_release
from tests.planner.codec.golden import golden_problem

OWNER = "RV-0001"


NOW = Minute(3_600_000)


@dataclass
class Hand:
    """A clock that is set by hand."""

    minute: Minute = NOW

    def now(self) -> Minute:
        """Return the minute it was set to."""
        return self.minute


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with a release of an installation that has its secret."""
    opened, release = open_store(sqlite_url), replace(example_release(), secret="s" * 32)
    with opened.transaction() as books:
        books.plans.add(Plan(), problem_hash=books.problems.save(golden_problem()), at=Minute(0), actor="test")
        books.releases.add(release, key="1")
        books.facts.record(release.resources.regievoerders, source="test", at=Minute(0))
    yield opened
    opened.close()


def test_a_link_holds_until_it_ends(store: SqlStore) -> None:
    clock = Hand()
    link = make_agenda_link(store, clock, OWNER, hours=2, actor="T-1")

    held = []
    for minutes in (0, 119, 120):
        clock.minute = Minute(NOW + minutes)
        held.append(agenda_link_holds(store, clock, link))

    assert held == [True, True, False]


def test_a_link_that_was_changed_does_not_hold(store: SqlStore) -> None:
    clock = Hand()
    link = make_agenda_link(store, clock, OWNER, hours=2, actor="T-1")
    changed = (
        replace(link, owner="RV-0002"),
        replace(link, until=Minute(link.until + 1)),
        replace(link, token="0" * 32),
        AgendaLink(owner="", until=link.until, token=""),
    )

    assert [agenda_link_holds(store, clock, one) for one in (link, *changed)] == [True, False, False, False, False]


def test_nothing_holds_in_an_installation_without_its_secret(sqlite_url: str) -> None:
    empty, clock = open_store(sqlite_url), Hand()
    link = AgendaLink(owner=OWNER, until=Minute(clock.minute + 60), token="0" * 32)

    held = agenda_link_holds(empty, clock, link)
    empty.close()

    assert held is False
