"""The algorithm card: generated, current, complete, and the same in both languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.card.__main__ import PAGE, page
from api.card.content import card, settings_hash
from api.card.features import FEATURES, read_by, recorded, searches_reading
from api.card.shape import Card, Field
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.wording import Language, speaking
from planner.intake.tables import TABLES
from solver.rulebook import RULEBOOK
from tests.solver.rules.languages import DUTCH, words

ROOT = Path(__file__).parents[3]
REGISTER = [
    "Naam",
    "Korte omschrijving",
    "Organisatie",
    "Soort algoritme",
    "Versie",
    "Status, begindatum, thema en contact",
    "Doel en impact",
    "Afwegingen",
    "Menselijke tussenkomst",
    "Risicobeheer",
    "Wettelijke basis en herkomst van de regels",
    "Impacttoetsen (DPIA, IAMA)",
    "Bekende grenzen",
    "Wat van de persoon wordt gebruikt",
    "Wat niet wordt vastgelegd",
    "Hoe gelijke behandeling wordt getoond",
    "Gegevens",
    "Gegevensbronnen",
    "Technische werking",
    "Regels",
    "Gewichten en normen",
    "Leverancier en broncode",
]


def fields_of(made: Card) -> dict[str, Field]:
    """Return the fields of a card by name."""
    return {field.name: field for section in made.sections for field in section.fields}


def test_the_card_in_the_repository_is_current() -> None:
    """It was generated after the last change: ``python -m api.card``."""
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page()


def test_the_card_has_the_fields_of_the_register() -> None:
    found = fields_of(card(DEFAULT_SETTINGS))

    assert list(found) == REGISTER
    assert [name for name, field in found.items() if not field.says and not field.rows] == []


def test_the_card_names_every_rule_table_and_norm() -> None:
    found = fields_of(card(DEFAULT_SETTINGS))

    assert [row[0] for row in found["Regels"].rows] == [rule.id for rule in RULEBOOK]
    assert [row[0] for row in found["Gegevens"].rows] == [table.name for table in TABLES]
    assert len(found["Gewichten en normen"].rows) == len(DEFAULT_SETTINGS)


def test_the_versions_change_with_a_setting() -> None:
    """The card of an installation says which rulebook and settings it is about."""
    changed = (replace(DEFAULT_SETTINGS[0], value=27), *DEFAULT_SETTINGS[1:])
    (_, now), (_, later) = (fields_of(card(settings))["Versie"].says for settings in (DEFAULT_SETTINGS, changed))

    assert settings_hash(DEFAULT_SETTINGS) in now
    assert now != later


def test_absences_are_told_as_they_are_set() -> None:
    """Whether somebody else decides on an absence is a setting."""
    asked = tuple(replace(s, value=0) if (s.rule, s.key) == ("T03", "accept") else s for s in DEFAULT_SETTINGS)
    at_once, decided = (
        fields_of(card(settings))["Menselijke tussenkomst"].says[3] for settings in (DEFAULT_SETTINGS, asked)
    )

    assert "geldt in deze installatie meteen" in at_once
    assert "beslist in deze installatie een ander" in decided


def test_the_card_speaks_english_without_dutch() -> None:
    """But for names of tables and columns, and of the organisation."""
    with speaking(Language.ENGLISH):
        found = fields_of(card(DEFAULT_SETTINGS))

    assert len(found) == len(REGISTER)
    mixed = {name: words(" ".join(field.says)) & DUTCH for name, field in found.items() if name != "Organisation"}
    assert {name: said for name, said in mixed.items() if said} == {}


@pytest.mark.parametrize("feature", ["country", "target_group"])
def test_no_rule_or_search_reads_where_a_person_comes_from(feature: str) -> None:
    """Countries of flights, missions and documents count; that of the case does not."""
    assert (read_by(feature), searches_reading(feature)) == ((), ())


def test_sex_is_read_for_the_escorts_alone() -> None:
    """Someone of the person's sex goes along (P40); compartments come from what was asked for the ride."""
    assert (read_by("sex"), searches_reading("sex")) == (("P40",), ("solver.escort_officers",))


def test_readers_are_found_through_what_they_call() -> None:
    """R27 asks how many escorts, which a function elsewhere works out from the risk."""
    assert "R27" in read_by("risk")
    assert set(FEATURES) <= recorded()


def test_nothing_is_recorded_that_the_card_says_is_not() -> None:
    never = {
        "nationality", "birth", "born", "date_of_birth", "birthday", "ethnicity", "race", "religion", "belief",
        "orientation", "opinion", "diagnosis", "first_name", "last_name", "surname", "family_name", "full_name",
    }  # fmt: skip

    assert recorded() & never == set()
