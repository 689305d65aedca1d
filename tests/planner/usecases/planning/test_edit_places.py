"""Places entered and corrected by hand."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from maps.travel import FittedGreatCircle
from planner.domain.ids import CountryCode, PlaceId
from planner.domain.places import Place, PlaceContact, PlaceKind
from planner.domain.time import Minute
from planner.ports.store import Store
from planner.store import open_store
from planner.usecases.planning.edit_places import (
    BY_HAND,
    PlaceEdit,
    PlaceRefusedError,
    UnknownPlaceError,
    add_place,
    change_place,
    known_places,
    place_history,
)
from planner.usecases.planning.refresh_travel import refresh_travel, stale_places
from tests.planner.usecases.fakes import HandClock

CLOCK = HandClock(Minute(5_000))
AZC = Place(id=PlaceId("A"), name="azc", kind=PlaceKind.AZC, city="Echt", lat=51.1, lon=5.9, provenance="geschat")
NEW = replace(AZC, id=PlaceId("B"), name="nieuw", lat=52.1)
MOVE = PlaceEdit(lat=51.2, lon=5.8, confidence="high", provenance="BAG, 2026-11")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Give a store that knows one place, with its travel times."""
    opened = open_store(database_url)
    with opened.transaction() as books:
        books.facts.record([AZC], source="locaties", at=Minute(1_000))
    refresh_travel(opened, CLOCK, FittedGreatCircle(), actor="test")
    yield opened
    opened.close()


def test_a_change_is_added_to_what_was_known(store: Store) -> None:
    contact = PlaceContact(function="receptie", phone="088-1234567")
    edit = PlaceEdit(opening_hours="MA-vr 8.00-17.00", contacts=(contact,), vehicle_access=" poort 2 ")
    done = change_place(store, CLOCK, AZC.id, edit, actor="planner")

    expected = replace(AZC, opening_hours="ma-vr 08:00-17:00", contacts=(contact,), vehicle_access="poort 2")
    assert (done.place, done.before, done.source) == (expected, AZC, "locaties")
    assert (done.changed, done.moved) == (True, False)
    history = place_history(store, "A")
    assert [(one.fact, one.source, one.retired_at) for one in history] == [
        (AZC, "locaties", CLOCK.now()),
        (expected, BY_HAND, None),
    ]


def test_what_is_not_named_stays_and_the_same_again_adds_nothing(store: Store) -> None:
    done = change_place(store, CLOCK, AZC.id, PlaceEdit(name="azc"), actor="planner")
    assert (done.place, done.changed) == (AZC, False)
    assert [one.source for one in known_places(store)] == ["locaties"]


def test_an_empty_text_takes_away_what_was_known(store: Store) -> None:
    change_place(store, CLOCK, AZC.id, PlaceEdit(opening_hours="altijd", vehicle_access="poort 2"), actor="planner")
    done = change_place(store, CLOCK, AZC.id, PlaceEdit(opening_hours="", vehicle_access=""), actor="planner")
    assert done.place == AZC


def test_the_log_names_fields_and_no_telephone_number(store: Store) -> None:
    contact = PlaceContact(function="receptie", phone="088-1234567")
    change_place(store, CLOCK, AZC.id, PlaceEdit(contacts=(contact,), name="ander"), actor="RV-0001")
    with store.reading() as books:
        event = books.events.newest(1)[0]
    assert (event.actor, event.what, event.subject) == ("RV-0001", "place", "A: name, contacts")


def test_a_place_that_moved_or_is_new_has_no_stored_times_until_they_are_computed_anew(store: Store) -> None:
    with store.reading() as books:
        before = stale_places(books)
    change_place(store, CLOCK, AZC.id, MOVE, actor="planner")
    add_place(store, CLOCK, NEW, actor="planner")
    with store.reading() as books:
        between = stale_places(books)
    refresh_travel(store, CLOCK, FittedGreatCircle(), actor="planner")
    with store.reading() as books:
        after = stale_places(books)
    assert (before, between, after) == ((), ("A", "B"), ())


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (PlaceEdit(lat=51.2), "een punt verschuift niet zonder herkomst"),
        (replace(MOVE, lat=5.8, lon=51.2), "5.8, 51.2 ligt niet in Nederland\nBreedte en lengte lijken verwisseld"),
        (replace(MOVE, lat=48.9, lon=2.3), "48.9, 2.3 ligt niet in Nederland\nControleer breedte en lengte"),
        (replace(MOVE, lat=float("nan")), "nan, 5.8 ligt niet op aarde"),
        (replace(MOVE, lat=95.0), "95, 5.8 ligt niet op aarde"),
        (PlaceEdit(confidence="zeker"), "'zeker' zegt niet hoe zeker de ligging is\nKies uit: high, medium, low."),
        (PlaceEdit(confidence="high", provenance=""), "een zeker punt heeft een herkomst"),
        (PlaceEdit(name=" "), "locatie A heeft geen naam"),
        (PlaceEdit(city=""), "locatie A heeft geen plaats"),
        (PlaceEdit(opening_hours="overdag"), "'overdag' is geen dag met tijden\nSchrijf openingstijden als"),
        (PlaceEdit(vehicle_access="x" * 301), "een tekst van A is te lang"),
        (PlaceEdit(vehicle_access="a\nb"), "een tekst van A is te lang of bevat stuurtekens"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(store: Store, edit: PlaceEdit, problem: str) -> None:
    with pytest.raises(PlaceRefusedError) as refused:
        change_place(store, CLOCK, AZC.id, edit, actor="planner")
    assert str(refused.value).startswith(problem)
    assert [one.fact for one in known_places(store)] == [AZC]


def test_a_place_abroad_says_in_which_country_it_lies(store: Store) -> None:
    edit = replace(MOVE, lat=50.85, lon=4.35, country=CountryCode("BE"))
    moved = change_place(store, CLOCK, AZC.id, edit, actor="planner").place
    assert (moved.lat, moved.country) == (50.85, "BE")


def test_a_code_is_used_once(store: Store) -> None:
    with pytest.raises(PlaceRefusedError, match="locatie A bestaat al"):
        add_place(store, CLOCK, replace(NEW, id=AZC.id), actor="planner")


def test_an_unknown_code_is_said_to_be_so(store: Store) -> None:
    with pytest.raises(UnknownPlaceError, match="locatie X is niet bekend"):
        change_place(store, CLOCK, PlaceId("X"), PlaceEdit(name="x"), actor="planner")
    with pytest.raises(UnknownPlaceError, match="locatie X is niet bekend"):
        place_history(store, "X")
