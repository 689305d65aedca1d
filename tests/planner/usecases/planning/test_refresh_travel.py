"""Stored travel times: used where they hold, never mixed with those of another source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from planner.domain.ids import PlaceId
from planner.domain.known_travel import KnownTravel
from planner.domain.places import Place, PlaceKind
from planner.domain.release import Release
from planner.domain.resources import Resources, TravelTable
from planner.domain.time import Minute
from planner.ports.store import Store
from planner.store import open_store
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from planner.usecases.planning.refresh_travel import Refreshed, planned_travel, refresh_travel, travel_table
from tests.api.example_release import example_release
from tests.planner.codec.golden import golden_problem
from tests.planner.usecases.fakes import HandClock
from tests.planner.usecases.world import WEEK, open_desk, world_facts

CLOCK = HandClock(Minute(5_000))
DAY = date(2026, 11, 1)


def place(code: str, lat: float = 52.0) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.AZC, city=code, lat=lat, lon=5.0)


A, B, C = place("A"), place("B", 52.5), place("C", 53.0)


@dataclass
class FlatTravel:
    """The same minutes between any two places; keeps which places it was asked for."""

    source: str
    minutes: int
    made_on: date = DAY
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return the table."""
        codes = tuple(place.id for place in places)
        if codes:
            self.asked.append(codes)
        minutes = tuple(0 if one == other else self.minutes for one in codes for other in codes)
        return TravelTable(places=codes, minutes=minutes, source=self.source, made_on=self.made_on)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Give a store that knows three places."""
    opened = open_store(database_url)
    with opened.transaction() as books:
        books.facts.record([A, B, C], source="test", at=Minute(1_000))
    yield opened
    opened.close()


def test_times_of_all_known_places_are_stored_with_source_and_date(store: Store) -> None:
    done = refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner")

    assert done == Refreshed(places=3, source="roads", made_on=DAY, changed=True)
    with store.reading() as books:
        stored = books.travel.newest()
    assert stored == KnownTravel(
        table=FlatTravel("roads", 40).table([A, B, C]), positions=((52.0, 5.0), (52.5, 5.0), (53.0, 5.0))
    )


def test_the_same_times_again_change_nothing(store: Store) -> None:
    refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner")
    assert not refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner").changed
    with store.reading() as books:
        assert [event.what for event in books.events.newest(9)] == ["travel"]


def test_the_stored_times_are_used_for_a_part_of_the_places_in_their_order(store: Store) -> None:
    refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner")
    configured = FlatTravel("roads", 99)  # would give other times, were it asked

    with store.reading() as books:
        found = travel_table(books, configured, (C, A))
    assert found == FlatTravel("roads", 40).table([C, A])
    assert configured.asked == []


@pytest.mark.parametrize(
    ("configured", "places"),
    [
        pytest.param(FlatTravel("estimate", 55), (A, B), id="another source"),
        pytest.param(FlatTravel("roads", 55, date(2026, 12, 1)), (A, B), id="another date of the map"),
        pytest.param(FlatTravel("roads", 55), (A, place("D")), id="a place that is not in it"),
        pytest.param(FlatTravel("roads", 55), (A, replace(B, lat=52.6)), id="a place that moved"),
    ],
)
def test_otherwise_every_time_comes_from_the_configured_source(
    store: Store, configured: FlatTravel, places: tuple[Place, ...]
) -> None:
    configured = replace(configured, asked=[])
    refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner")

    with store.reading() as books:
        found = travel_table(books, configured, places)
    assert set(found.minutes) == {0, 55}
    assert (found.source, found.made_on) == (configured.source, configured.made_on)
    assert configured.asked == [tuple(place.id for place in places)]


def test_without_stored_times_they_are_computed(store: Store) -> None:
    with store.reading() as books:
        assert travel_table(books, FlatTravel("roads", 55), (A, B)) == FlatTravel("roads", 55).table([A, B])


def test_the_newest_table_counts(store: Store) -> None:
    refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner")
    refresh_travel(store, CLOCK, FlatTravel("estimate", 70), actor="planner")
    with store.reading() as books:
        stored = books.travel.newest()
    assert stored is not None
    assert stored.table.source == "estimate"


def test_a_problem_takes_the_stored_times_only_of_the_configured_source(sqlite_url: str) -> None:
    with open_desk(sqlite_url) as desk:
        desk.deliver(world_facts())
        refresh_travel(desk.store, desk.clock, FlatTravel("roads", 40), actor="planner")
        request = CutRequest(first=WEEK, as_of=desk.clock.now())
        same, other = FlatTravel("roads", 99), FlatTravel("estimate", 55)
        with desk.store.reading() as books:
            stored, computed = (cut_problem(books, travel, request).problem.travel for travel in (same, other))
    assert (stored.source, set(stored.minutes), same.asked) == ("roads", {0, 40}, [])
    assert (computed.source, set(computed.minutes)) == ("estimate", {0, 55})
    assert computed.places == stored.places


def _release(*places: Place, problem: str = "unknown", source: str = "roads") -> Release:
    resources = Resources(places=places)
    return replace(
        example_release(), resources=resources, problem_hash=problem, travel_source=source, travel_made_on=DAY
    )


def test_a_release_is_read_with_the_table_of_its_own_problem(store: Store) -> None:
    planned = FlatTravel("roads", 40).table([A, B, C])
    with store.transaction() as books:
        problem = books.problems.save(replace(golden_problem(), travel=planned))
    refresh_travel(store, CLOCK, FlatTravel("roads", 77), actor="planner")

    with store.reading() as books:
        assert planned_travel(books, _release(A, C, problem=problem)) == planned


def test_a_release_without_its_problem_is_read_with_an_earlier_table_of_the_same_source_and_date(store: Store) -> None:
    refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner")
    refresh_travel(store, CLOCK, FlatTravel("estimate", 70), actor="planner")

    with store.reading() as books:
        assert planned_travel(books, _release(A, C)) == FlatTravel("roads", 40).table([A, C])


@pytest.mark.parametrize(
    "release",
    [
        pytest.param(_release(A, C, source="other"), id="another source"),
        pytest.param(replace(_release(A, C), travel_made_on=date(2026, 12, 1)), id="another date"),
        pytest.param(replace(_release(A, C), travel_made_on=None), id="no date"),
        pytest.param(_release(A, place("D")), id="a place that no table has"),
        pytest.param(_release(A, replace(C, lat=53.1)), id="a place that moved"),
    ],
)
def test_otherwise_the_books_do_not_have_the_times_of_a_release(store: Store, release: Release) -> None:
    refresh_travel(store, CLOCK, FlatTravel("roads", 40), actor="planner")

    with store.reading() as books:
        assert planned_travel(books, release) is None
