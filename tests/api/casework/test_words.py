"""Words of facts as they are written on pages."""

import pytest

from api.casework.words import plain
from api.web.speech import country, language_words


@pytest.mark.parametrize(
    ("entered", "written"),
    [
        ("zelfstandig-iom", "zelfstandig met IOM"),
        ("toets-ind", "toets IND"),
        ("in-gesprek-meegedeeld", "in gesprek meegedeeld"),
        ("lp-medewerker", "LP-medewerker"),
        ("fit-to-fly", "fit-to-fly"),
        ("kmar", "KMar"),
    ],
)
def test_a_word_of_a_fact_is_written_as_officers_do(entered: str, written: str) -> None:
    assert plain(entered) == written


def test_countries_and_languages_go_by_name_and_unknown_ones_by_code() -> None:
    assert (country("GE"), country("Q9"), language_words("ti"), language_words("sw")) == (
        "Georgië",
        "Q9",
        "Tigrinya",
        "Swahili",
    )
