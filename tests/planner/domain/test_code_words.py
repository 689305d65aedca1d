"""Codes that are no fixed list: said in both languages as far as the program itself brings them."""

import pytest

from planner.codec.protocol_file import delivered_protocols
from planner.domain.code_words import code_text, code_words
from planner.domain.protocol_facts import OPTIONAL_VALUES, VALUES
from planner.domain.wording import Language, speaking

SAME = frozenset({"azc", "fit-to-fly", "htl", "vertrekplan"})
"""Said the same way in both languages, hyphens apart."""


def test_every_step_that_comes_with_the_program_has_english_words() -> None:
    codes = {step.code for protocol in delivered_protocols() for step in protocol.steps}

    assert [code for code in sorted(codes - SAME) if code_text(code).en == code_text(code).nl] == []


def test_every_fact_that_a_protocol_may_name_has_english_words() -> None:
    codes = {one.value for kind in (*VALUES.values(), *OPTIONAL_VALUES.values()) for one in kind}

    assert [code for code in sorted(codes - SAME) if code_text(code).en == code_text(code).nl] == []


@pytest.mark.parametrize(
    ("code", "spoken", "said"),
    [
        ("eerste-gesprek", Language.DUTCH, "eerste gesprek"),
        ("eerste-gesprek", Language.ENGLISH, "first conversation"),
        ("eigen-stap", Language.ENGLISH, "eigen stap"),
    ],
)
def test_a_code_is_said_in_the_language_spoken_and_an_own_one_as_it_is_written(
    code: str, spoken: Language, said: str
) -> None:
    with speaking(spoken):
        assert code_words(code) == said
