"""Forms for one row about a case: every kind, refused with the reason beside the field, nothing lost."""

import re

import pytest

from api.casework.entry_tables import ENTRIES, mark_of
from planner.domain.access import Role
from planner.domain.cases import ConditionFact
from planner.domain.departure_plan import Barrier, Contact, InformationRequest, Possibility
from planner.domain.facts import Fact
from tests.api.casework.made import Pages
from tests.planner.usecases.casework import CASE

GIVEN: dict[str, dict[str, str]] = {
    "contact": {"met": "iom", "wijze": "telefoon", "onderwerp": "intake"},
    "vraag": {"aan": "ind", "vraag": "stand-van-procedure", "uiterlijk": "2026-12-01"},
    "belemmering": {"soort": "geld", "eigenaar": "iom", "actie": "reiskosten", "uiterlijk": "2026-12-01"},
    "mogelijkheid": {"land": "TN", "status": "mogelijk"},
    "ondersteuning": {"soort": "geld", "via": "iom", "bedrag": "1800"},
    "wigk": {"fase": "overweging", "van": "2026-11-20T09:00"},
    "gemachtigde": {"rol": "gemachtigde", "kenmerk": "KANTOOR-7", "van": "2026-11-20T09:00"},
    "reisdocument": {"soort": "laissez-passer", "status": "toegezegd"},
    "traject": {"traject": "gedwongen", "van": "2026-11-20T09:00"},
    "voorwaarde": {"voorwaarde": "maatregel", "van": "2027-02-01T00:00"},
    "beletsel": {"reden": "schorsende-werking", "van": "2026-11-20T00:00", "tot": "2026-12-20T00:00"},
    "akkoord": {"soort": "fit-to-fly", "status": "akkoord", "van": "2026-11-20T00:00"},
    "rechtsmoment": {"moment": "besluit", "op": "2026-11-02"},
    "procedure": {"procedure": "verlengd", "van": "2026-11-02T00:00"},
    "verblijf": {"locatie": "azc", "van": "2026-11-20T00:00", "sluit_aan": "1"},
    "opvang": {"soort": "azc", "van": "2026-11-20T00:00"},
    "dossier": {"overgedragen_door": "ind", "ontvangen_op": "2026-11-20"},
}


def _rows(pages: Pages, kind: type[Fact]) -> tuple[Fact, ...]:
    with pages.desk.store.reading() as books:
        found: tuple[Fact, ...] = books.facts.beginning(kind, CASE)
    return found


def test_every_kind_but_answers_has_an_example_here() -> None:
    assert sorted(ENTRIES) == sorted({*GIVEN, "antwoord"})


@pytest.mark.parametrize("name", GIVEN)
def test_a_row_is_entered(pages: Pages, name: str) -> None:
    reader = pages.reader()
    before = set(_rows(pages, ENTRIES[name].table.fact))
    form = reader.get(pages.path(f"/feit/{name}"))

    answer = reader.post(pages.path(f"/feit/{name}"), data=GIVEN[name])

    assert form.status_code == 200
    assert (answer.status_code, answer.headers.get("location")) == (303, pages.path())
    assert set(_rows(pages, ENTRIES[name].table.fact)) != before


def test_every_field_that_is_wrong_says_so_and_keeps_what_was_typed(pages: Pages) -> None:
    data = {"soort": "geld", "eigenaar": "", "actie": "reiskosten", "uiterlijk": "31-31-2026"}

    answer = pages.reader().post(pages.path("/feit/belemmering"), data=data)

    assert answer.status_code == 422
    assert answer.text.count("utrecht-form-field-error-message") == 2
    assert 'id="eigenaar-fout"' in answer.text
    assert 'aria-describedby="uiterlijk-hint uiterlijk-fout"' in answer.text
    assert 'value="reiskosten"' in answer.text
    assert 'value="31-31-2026"' in answer.text
    assert '<option value="geld" selected>' in answer.text
    assert len(_rows(pages, Barrier)) == 1


def test_what_is_wrong_with_no_field_stands_above_them(pages: Pages) -> None:
    data = {"voorwaarde": "maatregel", "van": "2026-11-20T00:00"}

    answer = pages.reader().post(pages.path("/feit/voorwaarde"), data=data)

    assert answer.status_code == 422
    assert "de periode overlapt" in answer.text.casefold()
    assert len(_rows(pages, ConditionFact)) == 4


def test_a_row_that_is_there_is_changed(pages: Pages) -> None:
    barrier = _rows(pages, Barrier)[0]
    reader, mark = pages.reader(), mark_of(barrier)
    form = reader.get(pages.path(f"/feit/belemmering?rij={mark}")).text
    data = {
        "rij": mark,
        "soort": "identiteit",
        "eigenaar": "avim",
        "actie": "vingerafdrukken vergelijken",
        "uiterlijk": "2026-11-20",
        "weggenomen_op": "2026-11-24",
    }

    answer = reader.post(pages.path("/feit/belemmering"), data=data)

    assert 'value="vingerafdrukken vergelijken"' in form
    assert 'value="2026-11-20"' in form
    assert answer.status_code == 303
    found = _rows(pages, Barrier)
    assert [one.removed_on.isoformat() for one in found if isinstance(one, Barrier) and one.removed_on] == [
        "2026-11-24"
    ]


def test_a_question_is_answered_by_choosing_it(pages: Pages) -> None:
    question = _rows(pages, InformationRequest)[0]
    reader = pages.reader()
    form = reader.get(pages.path("/feit/antwoord")).text
    data = {"rij": mark_of(question), "aan": "medische-dienst", "vraag": "medisch-advies", "gevraagd_op": "2026-11-02"}

    answer = reader.post(
        pages.path("/feit/antwoord"),
        data={**data, "uiterlijk": "2026-11-30", "beantwoord_op": "2026-11-24", "houdt_vertrek_op": "ja"},
    )

    assert "medische dienst, medisch-advies" in form
    assert answer.status_code == 303
    after = _rows(pages, InformationRequest)
    assert [str(one.answered_on) for one in after if isinstance(one, InformationRequest)] == ["2026-11-24"]


def test_who_enters_is_written_down_by_number(pages: Pages) -> None:
    pages.reader(Role.REGIEVOERDER, "r1").post(pages.path("/feit/contact"), data=GIVEN["contact"])

    with pages.desk.store.reading() as books:
        newest = books.events.newest(1)[0]
    assert (newest.actor, newest.what) == ("r1", "enter")
    assert {one.actor for one in _rows(pages, Contact) if isinstance(one, Contact)} == {"r1"}


def test_the_actor_cannot_be_given(pages: Pages) -> None:
    data = {**GIVEN["contact"], "door": "ander", "zaaknummer": "Z2"}

    pages.reader(Role.REGIEVOERDER, "r1").post(pages.path("/feit/contact"), data=data)

    assert {one.actor for one in _rows(pages, Contact) if isinstance(one, Contact)} == {"r1"}
    assert len(_rows(pages, Contact)) == 2


def test_a_kind_that_does_not_exist_is_not_found(pages: Pages) -> None:
    assert pages.reader().get(pages.path("/feit/naam")).status_code == 404


def test_a_text_that_is_a_script_is_shown_as_text(pages: Pages) -> None:
    reader = pages.reader()
    data = {**GIVEN["belemmering"], "actie": "<script>alert(1)</script>"}

    reader.post(pages.path("/feit/belemmering"), data=data)
    text = reader.get(pages.path()).text

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_address_fills_in_words_to_choose_from_alone(pages: Pages) -> None:
    reader = pages.reader()

    text = reader.get(pages.path("/feit/akkoord?soort=toets-ind&door=Jan&status=zomaar")).text

    assert '<option value="toets-ind" selected>' in text
    for given in ("Jan", "zomaar"):
        assert not re.search(rf'(value="|>){given}["<]', text)


def test_possibilities_are_kept_apart_by_country(pages: Pages) -> None:
    pages.reader().post(pages.path("/feit/mogelijkheid"), data=GIVEN["mogelijkheid"])

    found = [one.country for one in _rows(pages, Possibility) if isinstance(one, Possibility)]
    assert found == ["MA", "TN"]
