"""How sure it is where a place lies."""

import pytest

from planner.domain.ids import PlaceId
from planner.domain.places import Certainty, Place, PlaceKind, certainty


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        ("high", Certainty.SURE),
        ("medium", Certainty.ABOUT),
        ("low", Certainty.UNCERTAIN),
        (" High ", Certainty.SURE),
        ("", Certainty.UNCERTAIN),
        ("hoog", Certainty.UNCERTAIN),
    ],
)
def test_a_position_is_uncertain_unless_the_source_says_otherwise(confidence: str, expected: Certainty) -> None:
    place = Place(id=PlaceId("A"), name="A", kind=PlaceKind.AZC, city="A", lat=52.0, lon=5.0, confidence=confidence)
    assert certainty(place) is expected
