"""Handles in addresses: lasting, of one thing each, and worthless without the installation's secret."""

from api.web.handles import LENGTH, Handles
from planner.domain.cases import Case
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.time import Minute
from planner.store import open_store
from tests.api.example_release import example_release


def test_a_handle_stands_for_one_case_and_lasts(database_url: str) -> None:
    store = open_store(database_url)
    cases = example_release().cases
    with store.transaction() as books:
        books.facts.record(cases, source="toets", at=Minute(0))
    ids = [case.id for case in cases]
    made = [Handles(store).of_case(case) for case in ids]

    found = [Handles(store).case(handle) for handle in made]
    store.close()

    assert found == ids
    assert {len(handle) for handle in made} == {LENGTH}
    assert [one for one in ids if one.lower() in "".join(made)] == []


def test_what_stands_for_nothing_is_not_found(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    handles = Handles(store)
    other = handles.of_case(CaseId("Z-26-99999"))

    found = [handles.case(handle) for handle in (other, "", "x" * LENGTH, "x" * 500)]
    store.close()

    assert found == [None] * 4


def test_another_installation_makes_other_handles(sqlite_url: str, postgres_url: str) -> None:
    stores = [open_store(sqlite_url), open_store(postgres_url)]

    made = {Handles(store).of_case(CaseId("Z-26-00001")) for store in stores}
    for store in stores:
        store.close()

    assert len(made) == 2


def test_an_activity_is_found_among_those_that_are_shown(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    handles = Handles(store)
    keys = [ActivityKey(f"Z-26-00001/gesprek/{number}") for number in range(3)]

    found = [handles.activity(handles.of_activity(key), keys) for key in keys]
    strange = handles.activity(handles.of_activity(ActivityKey("x")), keys)
    store.close()

    assert (found, strange) == (keys, None)


def test_a_new_case_is_found_at_once(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    handles, (first, *_others) = Handles(store), example_release().cases
    handle = handles.of_case(first.id)

    before = handles.case(handle)
    with store.transaction() as books:
        books.facts.record([first], source="toets", at=Minute(0))
    after = handles.case(handle)
    store.close()

    assert (before, after, isinstance(first, Case)) == (None, first.id, True)
