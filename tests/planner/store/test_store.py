"""The store on SQLite and on PostgreSQL: what was put in comes out, as a whole or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete

from planner.domain.activities import ActivityKind
from planner.domain.cases import Case, Stay, TargetGroup
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.facts import fact_key
from planner.domain.ids import ActivityKey, CaseId, CountryCode, LanguageCode, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.release import Release, ReleaseScope
from planner.domain.time import Interval, Minute
from planner.ports.deliveries import DeliveryRecord
from planner.ports.intake import ColumnMapping
from planner.ports.store import Claim, Event, RecordedFact, StoreConflictError, StoreError
from planner.store import open_store
from planner.store.plans import MOST_HELD
from planner.store.rows import PlanRow
from planner.store.transactions import SqlStore
from tests.planner.examples import example_plan, example_problem

EARLY, LATE = Minute(1_000), Minute(2_000)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    opened = open_store(database_url)
    yield opened
    opened.close()


def case(code: str, country: str = "MA") -> Case:
    return Case(
        id=CaseId(code),
        target_group=TargetGroup.REJECTED,
        country=CountryCode(country),
        language=LanguageCode("ar"),
        handed_over=date(2026, 11, 2),
    )


def place(code: str) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.AZC, city="Ter Apel", lat=52.9, lon=7.1)


def test_facts_in_force_come_back_in_the_order_of_their_keys(store: SqlStore) -> None:
    with store.transaction() as books:
        books.facts.record([case("Z2"), place("P1"), case("Z1")], source="test", at=EARLY)

    with store.reading() as books:
        assert books.facts.in_force(Case) == (case("Z1"), case("Z2"))
        assert books.facts.in_force(Place) == (place("P1"),)
        assert books.facts.in_force(Stay) == ()
        assert books.facts.keys(Case) == {"Z1": "test", "Z2": "test"}


def test_a_newer_fact_retires_the_older_and_both_stay_in_the_books(store: SqlStore) -> None:
    with store.transaction() as books:
        books.facts.record([case("Z1"), case("Z2")], source="first", at=EARLY)
    with store.transaction() as books:
        books.facts.record([case("Z1", "NG")], source="second", at=LATE)

    with store.reading() as books:
        assert books.facts.in_force(Case) == (case("Z1", "NG"), case("Z2"))
        assert books.facts.in_force(Case, at=Minute(LATE - 1)) == (case("Z1"), case("Z2"))
        assert books.facts.in_force(Case, at=Minute(EARLY - 1)) == ()
        assert books.facts.in_force(Case, source="second") == (case("Z1", "NG"),)
        assert books.facts.history(Case, "Z1") == (
            RecordedFact(fact=case("Z1"), source="first", recorded_at=EARLY, retired_at=LATE),
            RecordedFact(fact=case("Z1", "NG"), source="second", recorded_at=LATE),
        )


def test_a_retired_fact_is_out_of_force_and_stays_in_the_books(store: SqlStore) -> None:
    with store.transaction() as books:
        books.facts.record([case("Z1"), case("Z2")], source="test", at=EARLY)
        books.facts.retire([(Case, fact_key(case("Z1"))), (Case, "unknown")], at=LATE)

    with store.reading() as books:
        assert books.facts.in_force(Case) == (case("Z2"),)
        assert books.facts.in_force(Case, at=EARLY) == (case("Z1"), case("Z2"))


def test_an_exception_undoes_the_whole_transaction(store: SqlStore) -> None:
    with pytest.raises(LookupError):
        record_and_fail(store)

    with store.reading() as books:
        assert books.facts.in_force(Case) == ()
        assert books.events.newest(5) == ()


def record_and_fail(store: SqlStore) -> None:
    with store.transaction() as books:
        books.facts.record([case("Z1")], source="test", at=EARLY)
        books.events.add(Event(at=EARLY, actor="planner", what="import"))
        raise LookupError


def test_the_same_key_twice_is_refused_and_nothing_is_stored(store: SqlStore) -> None:
    with pytest.raises(StoreConflictError), store.transaction() as books:
        books.facts.record([case("Z1"), case("Z1")], source="test", at=EARLY)

    with store.reading() as books:
        assert books.facts.in_force(Case) == ()


def test_deliveries_and_column_mappings_come_back_per_source(store: SqlStore) -> None:
    first = DeliveryRecord(source="indigo", digest="aa", recorded_at=EARLY, actor="planner", new=3, vanished=1)
    second = replace(first, digest="bb", recorded_at=LATE, new=0, unchanged=3, retired=1)
    old = ColumnMapping(source="indigo", tables={"dossiers": "zaken"})
    mapping = replace(old, columns={"zaken": {"Zaaknr": "zaak"}})

    with store.transaction() as books:
        books.deliveries.add(first)
        books.deliveries.add(second)
        books.deliveries.add(replace(first, source="other"))
        books.deliveries.save_mapping(old, at=EARLY)
        books.deliveries.save_mapping(mapping, at=LATE)

    with store.reading() as books:
        assert books.deliveries.of("indigo") == (first, second)
        assert books.deliveries.mapping("indigo") == mapping
        assert books.deliveries.mapping("other") is None


def test_the_last_outcome_of_an_activity_counts(store: SqlStore) -> None:
    key = ActivityKey("Z1/eerste-gesprek/1")
    no_show = Outcome(
        activity=key,
        code=OutcomeCode.NO_SHOW,
        started=Minute(900),
        ended=Minute(930),
        actor="r1",
        recorded_at=EARLY,
    )
    held = replace(no_show, code=OutcomeCode.HELD, recorded_at=LATE)

    with store.transaction() as books:
        books.outcomes.add(no_show)
        books.outcomes.add(held, correction=True)

    with store.reading() as books:
        assert books.outcomes.history(key) == (no_show, held)
        assert books.outcomes.effective() == {key: held}
        assert books.outcomes.effective(at=EARLY) == {key: no_show}


def test_a_problem_comes_back_equal_and_is_stored_once(store: SqlStore) -> None:
    problem = example_problem()

    with store.transaction() as books:
        first = books.problems.save(problem)
        second = books.problems.save(problem)
    with store.transaction() as books:
        third = books.problems.save(replace(problem, recorded_at=Minute(problem.recorded_at + 1)))

    assert first == second != third
    with store.reading() as books:
        assert books.problems.load(first) == problem
        with pytest.raises(StoreError, match="niet opgeslagen"):
            books.problems.load("0" * 64)


def test_plan_versions_come_back_equal_with_their_origin(store: SqlStore) -> None:
    plan = example_plan(30)
    with store.transaction() as books:
        problem = books.problems.save(example_problem())
        number = books.plans.add(plan, problem_hash=problem, at=EARLY, actor="planner", fingerprint="f", release=4)

    with store.reading() as books:
        newest = books.plans.newest()
        assert newest is not None
        assert (newest.id, newest.fingerprint, newest.release, newest.parent) == (number, "f", 4, None)
        assert books.plans.record(number) == newest
        assert books.plans.load(number) == plan
        with pytest.raises(StoreError, match="bestaat niet"):
            books.plans.load(number + 1)
        with pytest.raises(StoreError, match="bestaat niet"):
            books.plans.record(number + 1)


def test_every_version_of_a_long_chain_with_branches_comes_back_equal(store: SqlStore) -> None:
    versions = {}
    with store.transaction() as books:
        problem = books.problems.save(example_problem())
        plan = example_plan(40)
        parent = None
        for turn in range(230):
            moved = plan.appointments[turn % 40]
            later = replace(moved, start=Minute(moved.start + turn), end=Minute(moved.end + turn))
            items = [item for item in plan.appointments if item.id != moved.id]
            items.insert(turn * 7 % 40, later)
            plan = replace(plan, appointments=tuple(items))
            parent = books.plans.add(plan, problem_hash=problem, at=EARLY, actor="planner", parent=parent)
            versions[parent] = plan
        middle = sorted(versions)[50]
        branch = replace(versions[middle], appointments=versions[middle].appointments[5:])
        versions[books.plans.add(branch, problem_hash=problem, at=LATE, actor="b", parent=middle)] = branch

    with store.reading() as books:
        assert {number: books.plans.load(number) for number in versions} == versions


def test_a_plan_that_was_read_is_the_very_same_one_until_it_is_gone(store: SqlStore) -> None:
    with store.transaction() as books:
        problem = books.problems.save(example_problem())
        numbers = [
            books.plans.add(example_plan(3), problem_hash=problem, at=EARLY, actor="planner")
            for _ in range(MOST_HELD + 1)
        ]

    with store.reading() as books:
        first = books.plans.load(numbers[0])
    with store.reading() as books:
        assert books.plans.load(numbers[0]) is first
        others = [books.plans.load(number) for number in numbers[1:]]
        assert books.plans.load(numbers[0]) is not first
        assert books.plans.load(numbers[0]) == first
    with store.transaction() as books:
        assert books.plans.load(numbers[-1]) is not others[-1]
    with store.engine.begin() as connection:
        connection.execute(delete(PlanRow).where(PlanRow.id == numbers[-1]))
    with store.reading() as books, pytest.raises(StoreError, match="bestaat niet"):
        books.plans.load(numbers[-1])
    with store.transaction() as books:
        again = books.plans.add(example_plan(2), problem_hash=problem, at=LATE, actor="planner")
    with store.reading() as books:
        assert books.plans.load(again) == example_plan(2)


def test_a_packed_version_is_stored_under_the_parent_it_was_packed_for(store: SqlStore) -> None:
    plan = example_plan(30)
    with store.transaction() as books:
        problem = books.problems.save(example_problem())
        parent = books.plans.add(plan, problem_hash=problem, at=EARLY, actor="planner")
        other = books.plans.add(plan, problem_hash=problem, at=EARLY, actor="planner")
    later = replace(plan, appointments=plan.appointments[5:])
    with store.reading() as books:
        packed = books.plans.pack(later, parent=parent, was=plan)

    with (
        pytest.raises(ValueError, match=f"of {parent} cannot be stored as one of {other}"),
        store.transaction() as books,
    ):
        books.plans.add(packed, problem_hash=problem, at=LATE, actor="b", parent=other)
    with store.transaction() as books:
        number = books.plans.add(packed, problem_hash=problem, at=LATE, actor="b", parent=parent)

    with store.reading() as books:
        assert books.plans.load(number) == later
        assert books.plans.record(number).parent == parent


def release(number: int, plan_id: int) -> Release:
    plan = example_plan(3)
    return Release(
        number=number,
        published_at=EARLY,
        plan_id=plan_id,
        problem_hash="h",
        scope=ReleaseScope(kinds=frozenset({ActivityKind.CONVERSATION, ActivityKind.DEPARTURE})),
        horizon=Interval(Minute(0), Minute(40_320)),
        appointments=plan.appointments,
        entries=(),
        activities=(),
        unplanned=plan.unplanned,
        assignments=plan.assignments,
    )


def test_releases_are_numbered_in_one_sequence_and_known_by_their_key(store: SqlStore) -> None:
    with store.transaction() as books:
        problem = books.problems.save(example_problem())
        plan_id = books.plans.add(example_plan(3), problem_hash=problem, at=EARLY, actor="planner")
        first, second = release(1, plan_id), release(2, plan_id)
        assert (books.releases.newest(), books.releases.newest_number()) == (None, 0)
        books.releases.add(first, key="a")
        books.releases.add(second, key="b")

    with store.reading() as books:
        assert books.releases.newest() == second
        assert books.releases.load(1) == first
        assert books.releases.by_key("a") == first
        assert books.releases.by_key("c") is None
        with pytest.raises(StoreError, match="publicatie 3 bestaat niet"):
            books.releases.load(3)
    for taken in (release(2, plan_id), release(4, plan_id)):
        with pytest.raises(StoreConflictError), store.transaction() as books:
            books.releases.add(taken, key="d")
    with pytest.raises(StoreConflictError), store.transaction() as books:
        books.releases.add(release(3, plan_id), key="a")


def test_events_come_back_newest_first(store: SqlStore) -> None:
    events = [Event(at=Minute(moment), actor="planner", what="import", subject=str(moment)) for moment in range(4)]
    with store.transaction() as books:
        for event in events:
            books.events.add(event)

    with store.reading() as books:
        assert books.events.newest(2) == (events[3], events[2])


def test_a_claim_is_set_replaced_and_dropped(store: SqlStore) -> None:
    claim = Claim(name="solve", holder="a", expires=EARLY)
    with store.transaction() as books:
        assert books.claims.find("solve") is None
        books.claims.put(claim)
        books.claims.put(replace(claim, holder="b"))
    with store.reading() as books:
        assert books.claims.find("solve") == replace(claim, holder="b")
    with store.transaction() as books:
        books.claims.drop("solve")
        books.claims.drop("solve")
    with store.reading() as books:
        assert books.claims.find("solve") is None


def test_two_who_write_the_same_fact_cannot_both_win(database_url: str) -> None:
    with_two = open_store(database_url), open_store(database_url)
    with with_two[0].transaction() as books:
        books.facts.record([case("Z1")], source="start", at=EARLY)

    with pytest.raises(StoreConflictError):
        overlap(with_two)

    with with_two[0].reading() as books:
        assert books.facts.in_force(Case) == (case("Z1", "NG"),)
    for opened in with_two:
        opened.close()


def overlap(stores: tuple[SqlStore, SqlStore]) -> None:
    """Let a reader of the old value write after somebody else did (a writer on SQLite has the lock)."""
    reader, writer = stores
    outer = reader.reading() if is_sqlite(reader) else reader.transaction()
    with outer as late:
        late.facts.in_force(Case)
        with writer.transaction() as books:
            books.facts.record([case("Z1", "NG")], source="writer", at=LATE)
        late.facts.record([case("Z1", "GN")], source="late", at=LATE)


def is_sqlite(store: SqlStore) -> bool:
    return store.dialect == "sqlite"


def test_a_reader_sees_one_moment_while_somebody_writes(database_url: str) -> None:
    reader, writer = open_store(database_url), open_store(database_url)
    with reader.reading() as before:
        assert before.facts.in_force(Case) == ()
        with writer.transaction() as books:
            books.facts.record([case("Z1")], source="test", at=EARLY)

        assert before.facts.in_force(Case) == ()

    with reader.reading() as after:
        assert after.facts.in_force(Case) == (case("Z1"),)
    reader.close()
    writer.close()
