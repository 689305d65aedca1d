"""Whether a sheet on paper still holds, and what its code holds."""

from dataclasses import replace

import pytest

from api.pages.lookup import Lookup
from api.pages.sheets.escort import escort_operations
from api.pages.sheets.newer import Standing, code_picture, sheet_address, standing
from api.pages.sheets.transport import transport_operations
from planner.domain.activities import ActivityKind
from planner.domain.ids import CarrierCode
from planner.domain.release import Release
from planner.domain.sheet_facts import SheetFacts
from tests.api.pages.sheets.marked import marked_release


def numbers() -> tuple[str, str]:
    """Return the operation of KMar and that of DJI."""
    lookup = Lookup(marked_release())
    return escort_operations(lookup)[0].reference, transport_operations(lookup)[0].reference


def later(**changes: object) -> Release:
    """Return the next release with something else in it."""
    release = replace(marked_release(), number=2)
    return replace(release, **changes)  # type: ignore[arg-type]


def test_a_sheet_of_which_nothing_changed_still_holds() -> None:
    printed, newest = Lookup(marked_release()), Lookup(later())

    assert [standing(printed, newest, number) for number in numbers()] == [Standing.SAME, Standing.SAME]


def test_something_done_for_the_hand_over_makes_no_newer_sheet() -> None:
    sheet = replace(marked_release().sheet, hand_over=())

    assert standing(Lookup(marked_release()), Lookup(later(sheet=sheet)), numbers()[0]) is Standing.SAME


def test_other_numbers_to_call_make_a_newer_sheet() -> None:
    newest = Lookup(later(sheet=SheetFacts()))

    assert [standing(Lookup(marked_release()), newest, number) for number in numbers()] == [Standing.NEWER] * 2


def test_another_carrier_is_nothing_that_dji_s_sheet_shows() -> None:
    release = marked_release()
    flights = tuple(replace(f, number="XX 9999", carrier=CarrierCode("XX")) for f in release.resources.flights)
    newest = Lookup(later(resources=replace(release.resources, flights=flights)))

    assert [standing(Lookup(release), newest, n) for n in numbers()] == [Standing.NEWER, Standing.SAME]


def test_a_departure_that_is_gone_is_cancelled() -> None:
    release = marked_release()
    gone = {a.key for a in release.activities if a.kind in (ActivityKind.DEPARTURE, ActivityKind.MOVE)}
    kept = tuple(item for item in release.appointments if item.activity not in gone)

    found = [standing(Lookup(release), Lookup(later(appointments=kept)), number) for number in numbers()]

    assert found == [Standing.CANCELLED, Standing.CANCELLED]


def test_a_number_that_was_on_no_sheet_is_not_known() -> None:
    assert standing(Lookup(marked_release()), Lookup(marked_release()), "V-000000") is None


def test_the_address_holds_the_number_and_the_release_and_nothing_else() -> None:
    assert sheet_address("https://planner.intern", "V-1A2B3C", 8) == "https://planner.intern/blad/V-1A2B3C/8"


@pytest.mark.parametrize("word", ["<svg", "viewBox", "<path"])
def test_the_code_is_a_drawing_inside_the_page(word: str) -> None:
    assert word in code_picture("https://planner.intern/blad/V-1A2B3C/8")


def test_the_code_needs_nothing_from_elsewhere_and_no_style() -> None:
    picture = code_picture("https://planner.intern/blad/V-1A2B3C/8")

    assert [word for word in ("http", "style=", "<script", "href") if word in picture] == []
