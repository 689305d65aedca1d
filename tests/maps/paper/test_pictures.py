"""Pictures of a day, a vehicle and flights: A4, repeatable, and showing what they should."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from maps.palette import LAND, SEA, line_style
from maps.paper import paper_day, paper_flights, paper_vehicle
from maps.paper.sheet import Entry, shortened
from maps.view import SiteInfo
from tests.maps.examples import busy_day, escort_day, flight_week
from tests.maps.week_examples import driver_sheet

PICTURES = {
    "day": lambda: paper_day(escort_day()),
    "vehicle": lambda: paper_vehicle(driver_sheet()),
    "flights": lambda: paper_flights(flight_week()),
}


def _colours(png: bytes) -> dict[tuple[int, ...], int]:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return {colour: count for count, colour in picture.getcolors(1 << 24) or [] if isinstance(colour, tuple)}


def _near(found: dict[tuple[int, ...], int], wanted: str) -> int:
    """Count the pixels of a colour, give or take what a palette of 128 colours does to it."""
    rgb = tuple(int(wanted[i : i + 2], 16) for i in (1, 3, 5))
    near = (n for colour, n in found.items() if all(abs(a - b) <= 12 for a, b in zip(colour, rgb, strict=True)))
    return sum(near)


@pytest.mark.parametrize("kind", list(PICTURES))
def test_pictures_are_a4_at_150_dots_per_inch(kind: str) -> None:
    picture = Image.open(io.BytesIO(PICTURES[kind]()))
    assert picture.size == (1240, 1754)
    assert [round(dots) for dots in picture.info["dpi"]] == [150, 150]


@pytest.mark.parametrize("kind", list(PICTURES))
def test_pictures_are_repeatable_to_the_byte(kind: str) -> None:
    assert PICTURES[kind]() == PICTURES[kind]()


@pytest.mark.parametrize("kind", list(PICTURES))
def test_pictures_show_land_sea_and_the_first_line(kind: str) -> None:
    found = _colours(PICTURES[kind]())
    assert [_near(found, colour) > 1000 for colour in (LAND, SEA, line_style(0).colour)] == [True, True, True]


def test_every_vehicle_is_drawn_in_its_colour() -> None:
    found = _colours(paper_day(escort_day()))
    assert [_near(found, line_style(n).colour) > 300 for n in range(6)] == [True] * 6


def test_the_busiest_day_fits_on_one_page() -> None:
    picture = Image.open(io.BytesIO(paper_day(busy_day())))
    assert picture.size == (1240, 1754)


def test_empty_views_give_a_picture() -> None:
    for png in (paper_day(replace(escort_day(), routes=())), paper_flights(replace(flight_week(), flights=()))):
        assert Image.open(io.BytesIO(png)).size == (1240, 1754)


def _below_the_map(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L").crop((0, 1300, 1240, 1660))


def test_the_times_of_every_stop_stand_in_the_picture_of_a_day() -> None:
    day = escort_day()
    other = tuple(
        replace(route, stops=tuple(replace(stop, time="00:00") for stop in route.stops)) for route in day.routes
    )
    assert _below_the_map(paper_day(day)) != _below_the_map(paper_day(replace(day, routes=other)))


def test_what_a_driver_must_know_of_places_stands_under_the_table() -> None:
    sheet = driver_sheet()
    known = tuple(replace(stop, site=SiteInfo(access="poort 2")) for stop in sheet.route.stops)
    more = replace(sheet, route=replace(sheet.route, stops=known))
    assert paper_vehicle(sheet) != paper_vehicle(more)


def test_names_come_before_times_where_not_all_fits() -> None:
    blocks = [(Entry(style=line_style(n), name=f"V{n}", words=""), ["1 05:00", "2 06:00", "3 07:00"]) for n in range(6)]
    # Three columns of two entries: 27 pixels for a name and 18 for a line of times.
    assert next(lines for _, lines in shortened(blocks, 3, 200)) == ["1 05:00", "2 06:00", "3 07:00"]
    assert next(lines for _, lines in shortened(blocks, 3, 130)) == ["1 05:00", "2 06:00 …"]
    assert next(lines for _, lines in shortened(blocks, 3, 60)) == []
