"""The rulebook and the algorithm card at lasting addresses, as they are in force now."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from planner.domain.ids import RuleId
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.time import Minute
from planner.store.transactions import SqlStore

PATHS = ("regelboek", "rulebook", "algoritmekaart", "algorithm-card")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("regelboek", "Regelboek"),
        ("rulebook", "Rulebook"),
        ("algoritmekaart", "Algoritmekaart van de Vertrekplanner"),
        ("algorithm-card", "Algorithm card of the Vertrekplanner"),
    ],
)
def test_each_page_is_served_in_its_language(reader: TestClient, path: str, heading: str) -> None:
    answer = reader.get(f"/{path}")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f"<h1>{heading}</h1>" in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_every_link_of_a_page_leads_somewhere(reader: TestClient, path: str) -> None:
    """Anchors are on the page itself."""
    page = reader.get(f"/{path}").text
    links = {part.split('"')[0] for part in page.split('href="')[1:]}

    assert [link for link in links if link.startswith("#") and f'id="{link[1:]}"' not in page] == []
    assert [link for link in links if not link.startswith("#") and reader.get(link).status_code not in (200, 303)] == []


def test_a_new_value_is_shown_at_once(reader: TestClient, store: SqlStore) -> None:
    before = reader.get("/regelboek")
    entered = Setting(
        rule=RuleId("R11"),
        key="notice",
        value=72,
        unit=Unit.HOURS,
        valid_from=date(2027, 1, 1),
        mark=Mark.FOUND,
        source="werkinstructie",
    )

    with store.transaction() as books:
        books.facts.record([entered], source="test", at=Minute(0))
    after = reader.get("/regelboek")

    assert "<td>72 uur</td><td>vanaf 01-01-2027</td>" not in before.text
    assert "<td>72 uur</td><td>vanaf 01-01-2027</td>" in after.text


def test_the_menu_leads_to_the_rules(reader: TestClient) -> None:
    assert '<a href="/regelboek">Regels</a>' in reader.get("/publicaties").text
