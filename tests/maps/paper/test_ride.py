"""The small picture of one operation's ride."""

import io
from collections.abc import Sequence

from PIL import Image

from maps.main_roads import MainRoads
from maps.palette import line_style
from maps.paper import paper_ride, ride_words
from maps.view import RideMap, StopTask, VehicleRoute
from tests.maps.examples import SCHIPHOL, TER_APEL, ZEIST, ZWOLLE, route, stop

ROADS = MainRoads(lines=(((52.0, 5.0), (52.5, 6.0)),), attribution="Wegenmakers")


def ride(name: str = "azc Ter Apel") -> VehicleRoute:
    """Return a ride over half the country."""
    first = stop(TER_APEL, "07:00", name, StopTask.PICK_UP, 1)
    return route("DV-07", "", first, stop(SCHIPHOL, "10:00", "Schiphol", StopTask.DELIVER, 1))


def other() -> VehicleRoute:
    """Return a ride of another vehicle."""
    first = stop(ZWOLLE, "07:00", "azc Zwolle", StopTask.PICK_UP, 1)
    return route("DV-08", "", first, stop(ZEIST, "10:00", "Zeist", StopTask.DELIVER, 1))


def picture(*routes: VehicleRoute) -> Image.Image:
    """Return the picture, decoded."""
    return Image.open(io.BytesIO(paper_ride(RideMap(routes=routes)))).convert("RGB")


def pixels(found: Image.Image, wanted: str) -> int:
    """Count the pixels of about a colour."""
    rgb: Sequence[int] = [int(wanted[i : i + 2], 16) for i in (1, 3, 5)]
    counted = found.getcolors(1 << 24) or []
    near = (n for n, pixel in counted if isinstance(pixel, tuple) and max(map(_apart, pixel, rgb)) <= 12)
    return sum(near)


def _apart(one: int, other_one: int) -> int:
    return abs(one - other_one)


def test_it_is_half_an_a4_wide_on_paper() -> None:
    found = Image.open(io.BytesIO(paper_ride(RideMap(routes=(ride(),)))))

    assert (found.size, [round(dots) for dots in found.info["dpi"]]) == ((560, 330), [150, 150])


def test_each_ride_is_drawn_in_its_own_colour_and_nothing_else_is() -> None:
    one, two = picture(ride()), picture(ride(), other())
    seen = [[pixels(found, line_style(n).colour) > 200 for n in (0, 1)] for found in (one, two)]

    assert seen == [[True, False], [True, True]]


def test_times_and_names_are_drawn() -> None:
    assert picture(ride()).tobytes() != picture(ride("azc Emmen")).tobytes()


def test_the_same_ride_gives_the_same_bytes() -> None:
    assert paper_ride(RideMap(routes=(ride(),)), ROADS) == paper_ride(RideMap(routes=(ride(),)), ROADS)


def test_a_place_that_may_lie_elsewhere_is_explained() -> None:
    found = ride_words(RideMap(routes=(ride("\N{PLUS-MINUS SIGN} azc Ter Apel"),)))

    assert "\N{PLUS-MINUS SIGN} vóór een plaats: ligging onzeker. Ondergrond" in found


def test_words_say_how_lines_are_drawn_and_whose_the_ground_is() -> None:
    plain, on_roads = ride_words(RideMap(routes=(ride(),))), ride_words(RideMap(routes=(ride(),)), ROADS)

    how = "Lijnen zijn schematisch en geen rijroute; pijlen geven de richting."
    assert plain == f"{how} Ondergrond: Natural Earth."
    assert on_roads == f"{how} Ondergrond: Natural Earth; wegen Wegenmakers."
