"""Places on a picture that keep clear of each other."""

from maps.paper.room import Room, around, beside


def test_the_second_thing_goes_above_where_below_is_taken() -> None:
    room = Room(200, 200)
    assert room.first(around((100, 100), 5, 40, 20)) == (80, 105, 120, 125)
    assert room.first(around((100, 100), 5, 40, 20)) == (80, 75, 120, 95)


def test_nothing_goes_outside_the_picture() -> None:
    # At the lower left corner only the place up to the right is inside.
    assert Room(200, 200).first(around((0, 200), 5, 40, 20)) == (5, 175, 45, 195)
    assert Room(30, 30).first(around((15, 15), 5, 40, 20)) is None


def test_beside_a_box_is_above_it_first() -> None:
    assert next(beside((10, 10, 30, 30), 10, 5)) == (15, 5, 25, 10)
