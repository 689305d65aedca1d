"""The work list: within reach, filtered, the least time left first, and finding a case by its code."""

import re

import pytest

from planner.domain.access import Role
from tests.api.casework.made import Pages
from tests.planner.usecases.casework import CASE
from tests.planner.usecases.world import CASES


def _codes(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/zaken/\w+">(\w+)</a>', text)


def test_the_list_shows_what_each_case_asks_the_most_pressing_first(pages: Pages) -> None:
    text = pages.reader().get("/zaken?wat=alles").text

    assert sorted(_codes(text)) == sorted(CASES)
    assert _codes(text)[0] == CASE
    assert "identiteit" in text


def test_a_regievoerder_sees_the_own_cases_alone(pages: Pages) -> None:
    own = pages.reader(Role.REGIEVOERDER, "r1").get("/zaken?wat=alles").text
    nobody = pages.reader(Role.REGIEVOERDER, "r9").get("/zaken?wat=alles").text

    assert sorted(_codes(own)) == ["Z1", "Z3", "Z5"]
    assert _codes(nobody) == []


@pytest.mark.parametrize("role", [Role.KMAR, Role.DJI, Role.AUDITOR, Role.ADMINISTRATOR, Role.LAWYER, Role.IND])
def test_who_has_nothing_to_do_with_cases_gets_no_list(pages: Pages, role: Role) -> None:
    assert pages.reader(role).get("/zaken").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wat=belemmering", ["Z1"]),
        ("wat=alles&regievoerder=r2", ["Z2", "Z4", "Z6"]),
        ("wat=alles&fase=begeleiding", ["Z1"]),
        ("wat=alles&groep=border", []),
        ("wat=alles&kantoor=kantoor&pagina=99", list(CASES)),
        ("wat=alles&kantoor=elders", []),
    ],
)
def test_filters_leave_what_was_asked(pages: Pages, query: str, found: list[str]) -> None:
    assert sorted(_codes(pages.reader().get(f"/zaken?{query}").text)) == sorted(found)


def test_a_code_leads_to_its_case_and_stands_in_no_address(pages: Pages) -> None:
    answer = pages.reader().post("/zaken/zoek", data={"code": " z1 "})

    assert (answer.status_code, answer.headers["location"]) == (303, pages.path())
    assert CASE not in answer.headers["location"]


def test_part_of_a_code_shows_what_it_might_be(pages: Pages) -> None:
    text = pages.reader().post("/zaken/zoek", data={"code": "Z"}).text

    assert "6 zaken gevonden" in text


def test_a_case_of_somebody_else_is_not_found(pages: Pages) -> None:
    answer = pages.reader(Role.REGIEVOERDER, "r2").post("/zaken/zoek", data={"code": "Z1"})

    assert answer.status_code == 404
    assert "Geen open zaak met deze code." in answer.text


def test_reading_the_list_is_written_down_with_the_cases_shown(pages: Pages) -> None:
    pages.reader(Role.REGIEVOERDER, "r1").get("/zaken?wat=alles")

    assert [(sorted(cases), purpose) for cases, purpose in pages.reading.lines] == [(["Z1", "Z3", "Z5"], "werklijst")]


def test_what_is_entered_is_on_the_list_at_once(pages: Pages) -> None:
    reader = pages.reader()
    before = _codes(reader.get("/zaken?wat=belemmering").text)
    data = {"soort": "geld", "eigenaar": "iom", "actie": "reiskosten", "uiterlijk": "2026-11-25"}

    reader.post(pages.path("/feit/belemmering", CASES[1]), data=data)

    assert before == ["Z1"]
    assert sorted(_codes(reader.get("/zaken?wat=belemmering").text)) == ["Z1", "Z2"]
