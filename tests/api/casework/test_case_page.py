"""One case on the screen: for whom it is there, what it shows, and what somebody does on it."""

import pytest

from planner.domain.access import Role
from planner.domain.casework import PhaseChange
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import CaseId
from tests.api.casework.made import Pages
from tests.planner.usecases.casework import CASE
from tests.planner.usecases.world import conversation_key

HELD = {
    "kenmerk": conversation_key("Z1"),
    "uitkomst": "gehouden",
    "begin": "2026-11-23T09:00",
    "einde": "2026-11-23T10:00",
}


def test_the_page_shows_the_parts_of_a_case(pages: Pages) -> None:
    text = pages.reader().get(pages.path()).text

    for shown in (
        "Vier voorwaarden voor gedwongen vertrek",
        "Laissez-passer",
        "Stappen en termijnen",
        "Gereed voor vertrek",
        "Wegen naar vertrek",
        "Vertrekplan",
        "Ontbrekende gegevens",
        "vingerafdrukken vergelijken",
        "medisch advies",
        "intake",
    ):
        assert shown in text
    assert text.count('aria-current="step"') == 2


def test_ways_to_leave_stand_in_the_order_of_the_alphabet(pages: Pages) -> None:
    text = pages.reader().get(pages.path()).text
    part = text[text.index("Wegen naar vertrek") :]

    places = [part.index(f"<b>{name}</b>") for name in ("administratief", "gedwongen", "zelfstandig")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (Role.PLANNER, "", 200),
        (Role.SUPERVISOR, "L1", 200),
        (Role.REGIEVOERDER, "r1", 200),
        (Role.REGIEVOERDER, "r2", 404),
        (Role.KMAR, "", 403),
        (Role.IOM, "", 403),
        (Role.ADMINISTRATOR, "", 403),
    ],
)
def test_a_case_is_there_for_who_has_it(pages: Pages, role: Role, code: str, status: int) -> None:
    assert pages.reader(role, code).get(pages.path()).status_code == status


def test_a_handle_of_nothing_is_not_found(pages: Pages) -> None:
    reader = pages.reader()

    found = [reader.get(path).status_code for path in ("/zaken/aaaaaaaaaaaaaaaa", "/zaken/Z1")]

    assert found == [404, 404]


def test_looking_is_written_down_with_the_household(pages: Pages) -> None:
    pages.reader().get(pages.path())

    assert pages.reading.lines == [((CASE, "Z3"), "casusregie")]


def test_who_may_not_look_leaves_no_line_of_reading(pages: Pages) -> None:
    pages.reader(Role.REGIEVOERDER, "r2").get(pages.path())

    assert pages.reading.lines == []


def test_an_outcome_and_the_next_step_take_two_clicks(pages: Pages) -> None:
    reader = pages.reader(Role.REGIEVOERDER, "r1")

    first = reader.post(pages.path("/uitkomst"), data=HELD)
    text = reader.get(pages.path()).text
    second = reader.post(pages.path("/fase"), data={"fase": "vertrek", "sluiting": ""})

    assert (first.status_code, second.status_code) == (303, 303)
    assert "Zet op vertrek" in text
    assert "Hoe ging het?" not in text
    with pages.desk.store.reading() as books:
        outcome = books.outcomes.history(conversation_key("Z1"))[-1]
        phases = books.facts.beginning(PhaseChange, CASE)
    assert (outcome.code, outcome.actor) == (OutcomeCode.HELD, "r1")
    assert max(phases, key=lambda one: one.at).phase.value == "vertrek"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"einde": "2026-11-23T08:00"}, "het einde ligt voor het begin"),
        ({"einde": "2026-11-30T10:00"}, "het einde ligt in de toekomst"),
        ({"uitkomst": "erkend"}, "past niet de uitkomst"),
        ({"uitkomst": "zomaar"}, "er is geen uitkomst gekozen"),
        ({"begin": "gisteren"}, "dit is geen datum"),
    ],
)
def test_a_refused_outcome_says_why_and_loses_nothing(pages: Pages, changed: dict[str, str], said: str) -> None:
    answer = pages.reader().post(pages.path("/uitkomst"), data={**HELD, **changed, "toelichting": "op locatie"})

    assert answer.status_code == 422
    assert said in answer.text.lower()
    assert 'value="op locatie"' in answer.text


def test_an_outcome_of_another_case_cannot_be_recorded_here(pages: Pages) -> None:
    answer = pages.reader(Role.REGIEVOERDER, "r1").post(
        pages.path("/uitkomst"), data={**HELD, "kenmerk": conversation_key("Z2")}
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"fase": "gesloten"}, "er staat niet hoe de zaak eindigde"),
        ({"fase": "overgedragen"}, "kan niet overgedragen worden"),
        ({"fase": "vertrekplan"}, "vraagt een reden"),
        ({"fase": "", "reden": "omdat"}, "er is geen fase gekozen"),
    ],
)
def test_a_refused_phase_says_why(pages: Pages, given: dict[str, str], said: str) -> None:
    answer = pages.reader().post(pages.path("/fase"), data=given)

    assert answer.status_code == 422
    assert said in answer.text.lower()
    assert f'value="{given.get("reden", "")}"' in answer.text


def test_a_task_is_done_by_one_button_of_its_own_case(pages: Pages) -> None:
    reader = pages.reader()
    text = reader.get(pages.path()).text
    key = text.split('name="kenmerk" value="')[-1].split('"')[0]

    answers = [reader.post(pages.path("/stap"), data={"kenmerk": one}).status_code for one in (key, "Z2/taak/1")]

    assert key.startswith("Z1/")
    assert answers == [303, 404]


def test_somebody_elses_case_cannot_be_changed(pages: Pages) -> None:
    reader = pages.reader(Role.REGIEVOERDER, "r2")

    answers = [
        reader.post(pages.path(path), data={"fase": "vertrek", "kenmerk": "Z1/x/1"}).status_code
        for path in ("/fase", "/uitkomst", "/stap", "/feit/contact", "/overdracht")
    ]

    assert answers == [404] * 5


def test_english_is_spoken_where_it_is_chosen(pages: Pages) -> None:
    reader = pages.reader()
    text = reader.get(pages.path(), headers={"Cookie": f"{reader.headers['cookie']}; taal=en"}).text

    assert "Four conditions for forced departure" in text
    assert "Vier voorwaarden" not in text


def test_the_code_stands_in_no_address_of_the_page(pages: Pages) -> None:
    text = pages.reader().get(pages.path(), follow_redirects=True).text

    addresses = [part.split('"')[0] for name in ("href", "action") for part in text.split(f'{name}="')[1:]]
    assert [one for one in addresses if CaseId("Z1") in one or "Z3" in one] == []
