"""Norms on the screen: values with their mark and past, another value with its effect first, protocols, exceptions."""

import re

import pytest
from fastapi.testclient import TestClient

from planner.domain.access import Role
from planner.domain.clearances import Override
from planner.domain.settings import Setting
from tests.api.casework.made import Pages
from tests.planner.usecases.world import conversation_key

NOTICE = {
    "waarde": "30",
    "eenheid": "h",
    "regime": "",
    "vanaf": "2026-11-25",
    "tot": "",
    "zeker": "F",
    "reden": "nieuw besluit",
    "einde": "1",
}
EXCEPTION = {"regel": "R04", "kenmerk": conversation_key("Z2"), "tot": "2026-12-31", "reden": "spreekt de taal"}


def _entered(pages: Pages) -> list[tuple[str, str, int]]:
    with pages.desk.store.reading() as books:
        return [(one.rule, one.key, one.value) for one in books.facts.in_force(Setting)]


def _settled(reader: TestClient, path: str) -> str:
    for _ in range(300):
        answer = reader.get(path)
        if "refresh" not in answer.headers:
            return answer.text
    raise AssertionError(path)


def test_every_value_says_how_sure_it_is_and_where_it_came_from(pages: Pages) -> None:
    text = pages.reader().get("/normen?regel=R11").text

    assert "36 uur" in text
    assert "[S] gevonden in een andere bron" in text
    assert "meegeleverd" in text
    assert "/normen/R11/notice" in text


def test_assumptions_can_be_asked_for_alone(pages: Pages) -> None:
    text = pages.reader().get("/normen?zeker=A").text

    marks = set(re.findall(r'title="(\[.\])', text))
    assert marks == {"[A]"}


def test_a_value_is_looked_at_and_entered_in_two_clicks(pages: Pages) -> None:
    reader = pages.reader(Role.SUPERVISOR, "L-7")
    look = reader.post("/normen/R11/notice", data={**NOTICE, "doe": "gevolg"})
    text = _settled(reader, look.headers["location"])
    before = _entered(pages)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))

    answer = reader.post("/normen/R11/notice", data={**fields, "doe": "vastleggen"})

    assert "Gevolg van 30 uur" in text
    assert "Er is niets bewaard." in text
    assert before == []
    assert (answer.status_code, answer.headers["location"]) == (303, "/normen/R11/notice")
    assert _entered(pages) == [("R11", "notice", 30)]
    page = reader.get("/normen/R11/notice").text
    assert "nieuw besluit" in page
    assert "L-7" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reden": ""}, "een reden nodig"),
        ({"waarde": "veel"}, "geen geheel getal"),
        ({"waarde": "-1"}, "geen geheel getal"),
        ({"eenheid": "d"}, "telt in h"),
        ({"zeker": "X"}, "een keuze bestaat niet"),
        ({"vanaf": "morgen"}, "dit is geen datum"),
        ({"tot": "2026-11-01"}, "het einde ligt niet na het begin"),
    ],
)
@pytest.mark.parametrize("do", ["gevolg", "vastleggen"])
def test_a_value_that_may_not_be_is_refused_and_kept_in_the_form(
    pages: Pages, changed: dict[str, str], said: str, do: str
) -> None:
    answer = pages.reader(Role.SUPERVISOR, "L-7").post("/normen/R11/notice", data={**NOTICE, **changed, "doe": do})

    assert answer.status_code == 422
    assert said in answer.text.lower()
    assert f'value="{changed.get("waarde", "30")}"' in answer.text
    assert _entered(pages) == []


def test_who_manages_accounts_may_change_norms_but_reads_no_cases(pages: Pages) -> None:
    reader = pages.reader(Role.ADMINISTRATOR)
    data = {**NOTICE, "waarde": "600", "doe": "gevolg"}

    text = _settled(reader, reader.post("/normen/R11/notice", data=data).headers["location"])

    assert re.findall(r"(?<![\w-])Z\d(?![\w-])", text) == []
    assert pages.reading.lines == []


@pytest.mark.parametrize(("role", "code"), [(Role.PLANNER, ""), (Role.REGIEVOERDER, "r1")])
def test_who_may_only_look_gets_no_form_and_changes_nothing(pages: Pages, role: Role, code: str) -> None:
    reader = pages.reader(role, code)

    text = reader.get("/normen/R11/notice").text
    answer = reader.post("/normen/R11/notice", data={**NOTICE, "doe": "vastleggen"})

    assert "Andere waarde" not in text
    assert answer.status_code == 403
    assert _entered(pages) == []


def test_an_answer_belongs_to_who_asked(pages: Pages) -> None:
    look = pages.reader(Role.SUPERVISOR, "L-7").post("/normen/R11/notice", data={**NOTICE, "doe": "gevolg"})

    assert pages.reader(Role.SUPERVISOR, "L-8").get(look.headers["location"]).status_code == 404


def test_a_setting_that_does_not_exist_is_not_found(pages: Pages) -> None:
    reader = pages.reader()

    assert [reader.get(path).status_code for path in ("/normen/R11/zomaar", "/normen/X/y")] == [404, 404]


def test_protocols_are_listed_with_their_steps(pages: Pages) -> None:
    reader = pages.reader()
    listing = reader.get("/normen/protocollen").text

    text = reader.get("/normen/protocollen/basis/1").text

    assert "/normen/protocollen/basis/1" in listing
    assert "Voortgangsgesprek" in text
    assert reader.get("/normen/protocollen/zomaar/1").status_code == 404


def test_an_exception_is_made_listed_and_taken_back(pages: Pages) -> None:
    reader = pages.reader(Role.SUPERVISOR, "L-7")

    made = reader.post("/uitzonderingen", data=EXCEPTION)
    text = reader.get("/uitzonderingen").text
    gone = reader.post("/uitzonderingen/intrekken", data=EXCEPTION)

    assert (made.status_code, gone.status_code) == (303, 303)
    assert "spreekt de taal" in text
    assert pages.reading.lines[-1] == (("Z2",), "uitzonderingen")
    with pages.desk.store.reading() as books:
        assert books.facts.in_force(Override) == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reden": ""}, "een reden nodig"),
        ({"tot": ""}, "dit is geen datum"),
        ({"tot": "2026-11-01", "vanaf": "2026-11-20"}, "de laatste dag ligt voor de eerste"),
        ({"kenmerk": "Z2/onbekend/1"}, "is niet bekend"),
        ({"regel": "P01"}, "geen uitzondering"),
        ({"regel": ""}, "regel en kenmerk horen er allebei bij"),
    ],
)
def test_an_exception_that_may_not_be_is_refused(pages: Pages, changed: dict[str, str], said: str) -> None:
    answer = pages.reader(Role.SUPERVISOR, "L-7").post("/uitzonderingen", data={**EXCEPTION, **changed})

    assert answer.status_code == 422
    assert said in answer.text.lower()


@pytest.mark.parametrize("role", [Role.PLANNER, Role.REGIEVOERDER, Role.ADMINISTRATOR])
def test_exceptions_are_for_supervisors(pages: Pages, role: Role) -> None:
    reader = pages.reader(role, "r1")

    assert [reader.get("/uitzonderingen").status_code, reader.post("/uitzonderingen", data=EXCEPTION).status_code] == [
        403,
        403,
    ]
