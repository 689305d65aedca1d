"""Asking the server whether a sheet on paper still holds."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.address import ADDRESS
from api.pages.lookup import Lookup
from api.pages.sheets.escort import escort_operations
from api.server.lockout import FREE
from planner.domain.activities import ActivityKind
from planner.domain.plan import Plan
from planner.store.transactions import SqlStore
from tests.api.example_release import CASE, SECRETS, add_example_release, example_release
from tests.planner.codec.golden import golden_problem

NUMBER = escort_operations(Lookup(example_release()))[0].reference


def publish(store: SqlStore, number: int, *, without_departure: bool = False, later: int = 0) -> None:
    """Put another release into the store."""
    release = example_release(number)
    gone = {a.key for a in release.activities if a.kind is ActivityKind.DEPARTURE} if without_departure else set()
    kept = tuple(item for item in release.appointments if item.activity not in gone)
    flights = tuple(replace(f, departs=f.departs + later) for f in release.resources.flights)  # type: ignore[arg-type]
    release = replace(release, appointments=kept, resources=replace(release.resources, flights=flights))
    with store.transaction() as books:
        known = books.problems.save(golden_problem())
        plan = books.plans.add(Plan(), problem_hash=known, at=release.published_at, actor="test")
        books.releases.add(replace(release, plan_id=plan), key=f"sleutel-{number}")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Set the address of the installation and give the header of who comes by it."""
    monkeypatch.setenv(ADDRESS, "https://planner.intern")
    return {"host": "planner.intern"}


def test_the_newest_sheet_holds(reader: TestClient) -> None:
    answer = reader.get(f"/blad/{NUMBER}/1")

    assert (answer.status_code, "Dit blad geldt nog" in answer.text) == (200, True)


def test_a_sheet_that_did_not_change_holds_in_a_later_release(reader: TestClient, store: SqlStore) -> None:
    add_example_release(store, 2)

    assert "Dit blad geldt nog" in reader.get(f"/blad/{NUMBER}/1").text


def test_a_sheet_of_another_time_is_old(reader: TestClient, store: SqlStore) -> None:
    publish(store, 2, later=30)

    assert "Er is een nieuwer blad" in reader.get(f"/blad/{NUMBER}/1").text
    assert "Dit blad geldt nog" in reader.get(f"/blad/{NUMBER}/2").text


def test_an_operation_that_is_gone_is_cancelled(reader: TestClient, store: SqlStore) -> None:
    publish(store, 2, without_departure=True)

    assert "Deze opdracht is vervallen" in reader.get(f"/blad/{NUMBER}/1").text


@pytest.mark.parametrize("path", ["V-000000/1", f"{NUMBER}/2", f"{NUMBER}/0", f"{CASE}/1", f"{NUMBER.lower()}/1"])
def test_what_was_on_no_sheet_is_not_found(reader: TestClient, path: str) -> None:
    assert reader.get(f"/blad/{path}").status_code == 404


def test_who_guesses_numbers_has_to_wait_even_for_a_right_one(reader: TestClient) -> None:
    guesses = [reader.get(f"/blad/V-{number:06X}/1").status_code for number in range(FREE + 1)]

    answer = reader.get(f"/blad/{NUMBER}/1")

    assert guesses == [404] * (FREE + 1)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")


def test_a_few_mistakes_cost_nothing(reader: TestClient) -> None:
    for number in range(FREE):
        reader.get(f"/blad/V-{number:06X}/1")

    assert reader.get(f"/blad/{NUMBER}/1").status_code == 200


@pytest.mark.parametrize("secret", [*SECRETS, CASE, "KMAR-01", "DV-07", "15:00", "azc"])
def test_the_answer_tells_nothing_of_the_case(reader: TestClient, store: SqlStore, secret: str) -> None:
    publish(store, 2, later=30)

    assert [n for n in (1, 2) if secret in reader.get(f"/blad/{NUMBER}/{n}").text] == []


def test_the_network_may_ask_for_this_and_for_nothing_else(reader: TestClient, network: dict[str, str]) -> None:
    paths = (f"/blad/{NUMBER}/1", "/static/kader/kader.css", "/", "/nieuwste/kmar/", "/gezondheid", "/publicaties")

    found = [reader.get(path, headers=network).status_code for path in paths]

    assert found == [200, 200, 421, 421, 421, 421]


def test_without_the_setting_the_network_may_ask_for_nothing(reader: TestClient) -> None:
    assert reader.get(f"/blad/{NUMBER}/1", headers={"host": "planner.intern"}).status_code == 421
