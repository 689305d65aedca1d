"""Problems in the store: what one shares with another that was read is not worked out again, and is the same."""

from dataclasses import replace

from sqlalchemy import delete

from planner.codec.canonical import to_bytes
from planner.codec.problems import encode_problem, problem_hash
from planner.domain.disruption import FactStep
from planner.domain.fact_patch import with_steps
from planner.domain.ids import EscortTeamId
from planner.domain.problem import Problem
from planner.store import open_store
from planner.store.rows import PartRow, ProblemRow
from tests.planner.usecases.editing.small_week import small_week


def changed(problem: Problem) -> Problem:
    """Return a problem with one more team; all else is that of the other one."""
    team = replace(problem.resources.escort_teams[0], id=EscortTeamId("E-99"))
    return with_steps(problem, [FactStep(before=None, after=team)])


def test_a_problem_that_shares_parts_with_one_in_memory_has_the_hash_it_would_have(database_url: str) -> None:
    store = open_store(database_url)
    with store.transaction() as books:
        number = books.problems.save(small_week()[0])
    with store.reading() as books:
        read = books.problems.load(number)

    more = changed(read)
    with store.transaction() as books:
        saved = books.problems.save(more)
    with store.reading() as books:
        found = books.problems.load(saved)
    store.close()

    assert saved == problem_hash(more)
    assert encode_problem(found).hash == saved
    assert [team.id for team in found.resources.escort_teams if team.id == "E-99"] == ["E-99"]
    assert found.case_file == read.case_file


def test_parts_that_only_another_database_has_are_stored(sqlite_url: str, postgres_url: str) -> None:
    first, second = open_store(sqlite_url), open_store(postgres_url)
    with first.transaction() as books:
        number = books.problems.save(small_week()[0])
    with first.reading() as books:
        read = books.problems.load(number)

    more = changed(read)
    with second.transaction() as books:
        saved = books.problems.save(more)
    expected = more.activities
    del more, read
    with second.reading() as books:
        found = books.problems.load(saved)
    first.close()
    second.close()

    assert found.activities == expected


def test_a_part_that_was_thrown_away_since_packing_is_stored_all_the_same(database_url: str) -> None:
    store = open_store(database_url)
    problem = small_week()[0]
    with store.transaction() as books:
        books.problems.save(problem)
    more = changed(problem)
    with store.reading() as books:
        packed = books.problems.pack(more)
    with store.engine.begin() as connection:
        connection.execute(delete(ProblemRow))
        connection.execute(delete(PartRow))

    with store.transaction() as books:
        saved = books.problems.save(packed)
    expected = more.activities, more.case_file
    del more, packed
    with store.reading() as books:
        found = books.problems.load(saved)
    store.close()

    assert (found.activities, found.case_file) == expected


def test_only_the_parts_that_are_not_known_have_bytes() -> None:
    problem = small_week()[0]
    whole = encode_problem(problem)
    known = {"case_file": "0" * 64}

    found = encode_problem(problem, known)

    assert sorted(whole.parts.keys() - found.parts.keys()) == [
        next(ref for ref, data in whole.parts.items() if data == to_bytes(problem.case_file))
    ]
