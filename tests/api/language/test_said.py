"""What finds texts in the wrong language finds them, and leaves the rest alone."""

import pytest

from planner.domain.wording import Language
from tests.api.language.said import in_other, pieces

PAGE = """<html lang="en"><head><title>Cases</title><style>.niet { color: red }</style></head>
<body><h1 title="Wat hier staat">Cases</h1><p>3 cases, <b>van de week</b></p><code>zaak</code>
<input type="submit" value="Zoek een zaak"><input value="van"><textarea>een reden</textarea>
<script>const niet = 'een';</script><script type="application/json">{"een sleutel": "geen tijd meer"}</script>
</body></html>"""


def test_what_is_read_out_is_found_and_codes_scripts_and_what_people_write_are_not() -> None:
    assert list(pieces(PAGE)) == [
        "Cases",
        "Wat hier staat",
        "3 cases,",
        "van de week",
        "Zoek een zaak",
        "geen tijd meer",
    ]


@pytest.mark.parametrize(
    ("said", "spoken", "found"),
    [
        ("Het plan is klaar", Language.ENGLISH, True),
        ("The plan is done", Language.ENGLISH, False),
        ("The plan is done", Language.DUTCH, True),
        ("Het plan is klaar", Language.DUTCH, False),
        ("Zaken", Language.ENGLISH, True),
        ("Cases", Language.DUTCH, True),
        ("Regievoerder", Language.ENGLISH, False),
        ("notice-DE, VAN", Language.ENGLISH, False),
        ("Z-1/eerste/gesprek in zaken.csv: {van}", Language.ENGLISH, False),
        ("Het staat in zaken.csv", Language.ENGLISH, True),
    ],
)
def test_a_piece_is_told_by_words_of_its_own_or_as_a_text_of_the_program(
    said: str, spoken: Language, *, found: bool
) -> None:
    assert (in_other([said], spoken) == [said]) is found


def test_known_codes_alone_or_in_a_list_give_nothing_away_and_words_that_are_codes_too_do() -> None:
    known = ["soort", "van", "before"]

    found = in_other(["soort, van", "(van)", "R28 before", "Fill in van"], Language.ENGLISH, known)

    assert found == ["Fill in van"]


def test_codes_and_names_inside_a_piece_give_nothing_away() -> None:
    said = ["Ambassade van Albanië, 3 persons", "Ambassade van Albanië, 3 personen"]

    assert in_other(said, Language.ENGLISH, ["Ambassade van Albanië", "personen", "n", ""]) == said[1:]
