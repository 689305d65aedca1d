"""``rules`` as an officer meets it, in Dutch and in English."""

from datetime import date

import pytest

from planner.domain.ids import RuleId
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.time import Minute
from planner.domain.wording import Language, language
from planner.store import open_store
from tests.api.cli.conftest import Run

R42 = [
    "R42 Uitnodiging op tijd",
    "Wie op tijd wordt uitgenodigd, kan komen en zich voorbereiden.",
    "Niveau: L3 op tijd",
    "Termijn telt vanaf: gesprek",
    "Telt in: werkdagen",
    "Uitzondering door: regievoerder, met reden",
    "Bron: werkafspraak; aanname",
    "Zekerheid: [A] aanname",
]
R42_ENGLISH = [
    "R42 Invitation in time",
    "Who is invited in time can come and prepare.",
    "Level: L3 on time",
    "Term counts from: conversation",
    "Counts in: working days",
    "Exception by: regievoerder, with a reason",
    "Source: working agreement; assumption",
    "How sure: [A] assumption",
]


def test_a_rule_says_all_that_it_carries(run: Run) -> None:
    assert run("rules", "R42").out.splitlines()[: len(R42)] == R42


def test_what_no_plan_can_break_is_found_by_its_number_too(run: Run) -> None:
    said = run("rules", "r32").out.splitlines()
    listed = run("rules", "--json").out

    assert said[0] == "R32 Schema voor de inspectie"
    assert [line for line in said if line.startswith(("Wanneer", "Zekerheid"))] == [
        "Wanneer: bij iedere publicatie",
        "Zekerheid: [A] aanname",
    ]
    assert listed.count('"regel": "R32"') == 1


@pytest.mark.parametrize("arguments", [("--taal", "en", "rules", "R42"), ("rules", "R42", "--taal", "en")])
def test_a_rule_is_told_in_english_when_asked(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).out.splitlines()[: len(R42)] == R42_ENGLISH
    assert language() is Language.DUTCH


def test_the_environment_chooses_the_language_and_an_option_goes_first(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERTREKPLANNER_TAAL", "en")

    assert run("rules", "R42").out.splitlines()[0] == R42_ENGLISH[0]
    assert run("rules", "R42", "--taal", "nl").out.splitlines()[0] == R42[0]
    assert run("--taal", "nl", "rules", "R42").out.splitlines()[0] == R42[0]


def test_another_language_is_refused(run: Run) -> None:
    assert run("rules", "--taal", "fr").code == 2


def test_values_are_those_in_force_in_this_installation(run: Run, sqlite_url: str) -> None:
    """What was entered goes before what was delivered, from its day on; both say how sure they are."""
    entered = Setting(
        rule=RuleId("R42"),
        key="notice",
        value=4,
        unit=Unit.WORKING_DAYS,
        valid_from=date(2027, 1, 1),
        mark=Mark.FOUND,
        source="werkinstructie",
    )
    store = open_store(sqlite_url)
    with store.transaction() as books:
        books.facts.record([entered], source="test", at=Minute(0))
    store.close()

    found = run("rules", "R42", "--json").data()["regels"]

    assert isinstance(found, list)
    general = [(row["waarde"], row["geldig"], row["zekerheid"], row["vandaan"]) for row in found[0]["instellingen"]]
    assert general[:2] == [
        ("3 werkdagen", "tot 01-01-2027", "[A] aanname", "meegeleverd"),
        ("4 werkdagen", "vanaf 01-01-2027", "[F] gevonden in een officiële bron", "werkinstructie"),
    ]


def test_without_a_database_the_values_are_those_delivered(run: Run, tmp_path: object) -> None:
    told = run("rules", "R11", "--database", f"sqlite:///{tmp_path}/none.sqlite").out

    assert "Waarden zoals meegeleverd (instellingen gaan voor)" in told.splitlines()


def test_the_algorithm_card_is_about_this_installation(run: Run) -> None:
    """It says which rulebook and settings it is about; the kept page does not."""
    told = run("rules", "card").out.splitlines()

    assert told[0] == "# Algoritmekaart van de Vertrekplanner"
    assert [line.startswith("Regelboek ") for line in told].count(True) == 1
    assert run("rules", "card", "--taal", "en").out.splitlines()[0] == "# Algorithm card of the Vertrekplanner"


def test_the_algorithm_card_is_data_for_a_script(run: Run) -> None:
    found = run("rules", "card", "--json").data()["kaart"]

    assert isinstance(found, dict)
    assert [section["anchor"] for section in found["sections"]] == ["algemeen", "verantwoord", "gelijk", "werking"]
