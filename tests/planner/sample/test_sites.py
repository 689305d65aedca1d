"""What a driver is told of places in a sample."""

from planner.domain.opening import opening_hours_text, parse_opening_hours
from planner.domain.places import Place, PlaceKind
from planner.sample import SampleSize
from planner.sample.sites import SITE_NOTE
from tests.planner.sample.samples import facts_of, sample


def test_places_with_a_gate_have_hours_and_a_function_to_call() -> None:
    places = facts_of(sample(SampleSize.OFFICE), Place)
    quiet = {PlaceKind.MISSION, PlaceKind.AIRPORT}

    assert {bool(place.opening_hours and place.contacts) for place in places if place.kind not in quiet} == {True}
    assert {place.opening_hours for place in places if place.kind in quiet} == {""}


def test_hours_stand_in_their_even_notation() -> None:
    hours = {place.opening_hours for place in facts_of(sample(SampleSize.OFFICE), Place)}

    assert {opening_hours_text(parse_opening_hours(text)) for text in hours} == hours


def test_numbers_are_nobodys_and_the_sample_says_that_they_are_made_up() -> None:
    made = sample(SampleSize.OFFICE)

    assert {contact.phone for place in facts_of(made, Place) for contact in place.contacts} == {"000-0000000"}
    assert SITE_NOTE in made.notes
