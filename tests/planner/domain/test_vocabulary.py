"""English for the words that facts are entered with."""

from enum import StrEnum

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.cases import Track
from planner.domain.vocabulary import vocabulary, word
from planner.domain.wording import Language, speaking


@pytest.mark.parametrize("kind", vocabulary(), ids=lambda kind: kind.__name__)
def test_vocabulary_has_english_for_every_word_of_a_kind(kind: type[StrEnum]) -> None:
    assert list(vocabulary()[kind]) == [member.value for member in kind]


def test_word_is_the_value_itself_in_dutch_and_translated_in_english() -> None:
    dutch = [word(ActivityKind.CONVERSATION), word(Track.INDEPENDENT_IOM)]
    with speaking(Language.ENGLISH):
        english = [word(ActivityKind.CONVERSATION), word(Track.INDEPENDENT_IOM)]
    assert (dutch, english) == (
        ["gesprek", "zelfstandig-iom"],
        ["conversation", "independent with IOM"],
    )
