"""``feeds``: leave is given once, listed without its secret, renewed and ended."""

from dataclasses import replace

import pytest

from api.feeds import ADDRESSES
from planner.domain.ids import PlaceId, RegievoerderId
from planner.domain.people import Regievoerder
from planner.domain.plan import Plan
from planner.domain.time import Minute
from planner.store import open_store
from tests.api.cli.conftest import Ran, Run
from tests.api.example_release import example_release
from tests.planner.codec.golden import golden_problem

MINE = "regievoerder/RV-1"


@pytest.fixture
def known(sqlite_url: str) -> None:
    """Let the books know one regievoerder."""
    person = Regievoerder(id=RegievoerderId("RV-1"), office=PlaceId("K1"), hours=())
    store = open_store(sqlite_url)
    with store.transaction() as books:
        books.facts.record([person], source="test", at=Minute(0))
    store.close()


def given(run: Run, *options: str) -> Ran:
    return run("feeds", "grant", "RV-1", "--calendar", MINE, "--label", "laptop", *options)


def rows(listed: Ran) -> list[dict[str, object]]:
    found = listed.data()["toegangen"]
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("known")
def test_the_secret_is_told_once_and_never_listed(run: Run) -> None:
    granted = given(run, "--json").data()

    listed = run("feeds", "list", "--json")

    assert granted["paden"] == [f"/ical/{MINE}.ics"]
    assert str(granted["geheim"]) not in listed.out
    (found,) = rows(listed)
    assert (found["toegang"], found["geldig"], found["niveau"]) == (granted["toegang"], True, "volledig")


@pytest.mark.usefixtures("known")
def test_ended_leave_is_listed_as_ended(run: Run) -> None:
    granted = given(run, "--json").data()

    done = run("feeds", "revoke", str(granted["toegang"]))

    assert done.out == f"Toegang {granted['toegang']} van RV-1 is ingetrokken.\n"
    (found,) = rows(run("feeds", "list", "RV-1", "--json"))
    assert found["geldig"] is False


@pytest.mark.usefixtures("known")
def test_renewed_leave_has_another_secret(run: Run) -> None:
    first = given(run, "--json").data()

    second = run("feeds", "renew", str(first["toegang"]), "--json").data()

    assert second["geheim"] != first["geheim"]
    assert second["agendas"] == first["agendas"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("feeds", "grant", "RV-1", "--calendar", "regievoerder/RV-9"), "RV-9 is niet bekend"),
        (("feeds", "grant", "RV-1", "--calendar", "RV-1"), "is niet leesbaar"),
        (("feeds", "grant", "RV-1", "--calendar", MINE, "--level", "alles"), "niveau 'alles' bestaat niet"),
        (("feeds", "grant", "RV-1", "--calendar", MINE, "--address"), "geheime adressen staan uit"),
        (("feeds", "renew", "t0"), "toegang t0 bestaat niet"),
        (("feeds", "revoke", "t0"), "toegang t0 bestaat niet"),
    ],
)
def test_what_cannot_be_given_is_refused_with_the_reason(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)

    assert done.code in {2, 3}
    assert told in done.err


@pytest.mark.usefixtures("known")
def test_a_secret_address_tells_only_busy_unless_asked_otherwise(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESSES, "ja")

    granted = given(run, "--address", "--json").data()

    assert granted["niveau"] == "bezet"
    assert granted["paden"] == [f"/ical/a/{granted['geheim']}.ics"]


@pytest.mark.usefixtures("known")
def test_a_link_is_refused_before_anything_is_published_and_for_who_is_unknown(run: Run, sqlite_url: str) -> None:
    early = run("feeds", "link", "RV-1")
    store = open_store(sqlite_url)
    with store.transaction() as books:
        problem = books.problems.save(golden_problem())
        books.plans.add(Plan(), problem_hash=problem, at=Minute(0), actor="test")
        books.releases.add(replace(example_release(), secret="s" * 32), key="1")
    store.close()

    unknown, made = run("feeds", "link", "RV-9"), run("feeds", "link", "RV-1", "--hours", "2", "--json")

    assert (early.code, unknown.code, made.code) == (3, 3, 0)
    assert "nog niets gepubliceerd" in early.err
    assert "geen regievoerder" in unknown.err
    assert str(made.data()["verwijzing"]).startswith("/agenda/RV-1/")


@pytest.mark.usefixtures("known")
def test_refreshing_without_a_publication_changes_nothing(run: Run) -> None:
    done = run("feeds", "refresh")

    assert (done.code, done.out) == (0, "0 agenda's bijgewerkt.\n")
