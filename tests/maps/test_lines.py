"""Great circles, curves and arrows."""

import pytest

from maps.lines import arrow_at_middle, great_circle, schematic_curve


def test_great_circle_along_the_equator_is_split_at_the_antimeridian() -> None:
    # From 170 east to 170 west the short way is 20 degrees; four steps of 5 give 170, 175, 180, 185, 190.
    assert great_circle((0.0, 170.0), (0.0, -170.0), steps=4) == (
        ((0.0, 170.0), (0.0, 175.0), (0.0, 180.0)),
        ((0.0, -180.0), (0.0, -175.0), (0.0, -170.0)),
    )


def test_great_circle_westward_is_split_at_the_antimeridian() -> None:
    assert great_circle((0.0, -170.0), (0.0, 170.0), steps=4) == (
        ((0.0, -170.0), (0.0, -175.0), (0.0, -180.0)),
        ((0.0, 180.0), (0.0, 175.0), (0.0, 170.0)),
    )


def test_great_circle_crosses_the_antimeridian_at_the_latitude_between_two_steps() -> None:
    # 60 north, 150 east to 60 north, 150 west: 60 degrees of longitude, so the top lies on 180 degrees
    # exactly, at tan(lat) = tan(60) / cos(30) = 1.7321 / 0.8660 = 2, lat = 63.435.
    first, second = great_circle((60.0, 150.0), (60.0, -150.0), steps=64)
    assert first[-1] == (63.435, 180.0)
    assert second[0] == (63.435, -180.0)


def test_great_circle_along_a_meridian_passes_the_middle() -> None:
    assert great_circle((0.0, 5.0), (60.0, 5.0), steps=2) == (((0.0, 5.0), (30.0, 5.0), (60.0, 5.0)),)


def test_great_circle_within_one_half_of_the_world_is_one_piece() -> None:
    assert len(great_circle((52.3, 4.8), (40.1, 116.6))) == 1


def test_great_circle_of_one_point_is_no_line() -> None:
    assert great_circle((52.3, 4.8), (52.3, 4.8)) == ()


def test_great_circle_between_antipodes_goes_over_the_north() -> None:
    pieces = great_circle((0.0, 10.0), (0.0, -170.0), steps=4)
    assert max(lat for piece in pieces for lat, _ in piece) == pytest.approx(90.0)


def test_great_circle_with_a_bulge_keeps_its_ends_and_moves_its_middle() -> None:
    # Along the equator towards the east, a bulge of 0.1 over 60 degrees pushes the middle by
    # atan(0.1 * 1.0472) = 5.978.
    (line,) = great_circle((0.0, 0.0), (0.0, 60.0), steps=2, bulge=0.1)
    assert line == ((0.0, 0.0), (5.978, 30.0), (0.0, 60.0))


def test_schematic_curves_out_and_back_lie_on_different_sides() -> None:
    out = schematic_curve((52.0, 4.0), (52.0, 6.0), 0.1)
    back = schematic_curve((52.0, 6.0), (52.0, 4.0), 0.1)
    assert (out[0], out[-1]) == (back[-1], back[0])
    assert out[6][0] < 52.0 < back[6][0]


@pytest.mark.parametrize(
    ("end", "angle"),
    [((53.0, 5.0), 0), ((52.0, 6.0), 90), ((51.0, 5.0), 180), ((52.0, 4.0), 270)],
    ids=["north", "east", "south", "west"],
)
def test_arrow_points_along_the_line(end: tuple[float, float], angle: int) -> None:
    arrow = arrow_at_middle(schematic_curve((52.0, 5.0), end, 0.1))
    assert arrow is not None
    assert arrow[2] == angle


def test_arrow_is_absent_without_a_line() -> None:
    assert arrow_at_middle(schematic_curve((52.0, 5.0), (52.0, 5.0), 0.1)) is None
