"""Element ids that hold no text and stay the same."""

import re

from maps.anchors import anchor, distinct, leg_anchor, route_anchor, stop_anchor
from tests.maps.attacks import ATTACKS


def test_ids_stay_the_same_for_ever() -> None:
    assert route_anchor("DV-07") == "rit-06c93bfb"
    assert (stop_anchor("rit-06c93bfb", 3), leg_anchor("rit-06c93bfb", 3)) == ("rit-06c93bfb-s3", "rit-06c93bfb-l3")


def test_ids_hold_letters_digits_and_hyphens_only() -> None:
    assert [attack for attack in ATTACKS if not re.fullmatch(r"rit-[0-9a-f]{8}", route_anchor(attack))] == []


def test_words_are_not_glued_together() -> None:
    assert anchor("x", "ab", "c") != anchor("x", "a", "bc")


def test_the_same_name_twice_gives_two_ids() -> None:
    assert distinct(["a", "b", "a", "a"]) == ("a", "b", "a-2", "a-3")
