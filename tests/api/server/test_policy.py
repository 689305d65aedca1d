"""What a page may load."""

from api.server.policy import STRICT, policy_of
from api.tiles import configured_tiles
from maps.day_map import render_day_map
from tests.maps.examples import escort_day


def test_ordinary_pages_get_the_strict_policy() -> None:
    assert policy_of(b"<!doctype html>") == STRICT


def test_a_tile_server_is_added_for_pictures_and_nothing_else() -> None:
    parts = dict(part.strip().split(" ", 1) for part in policy_of(b"", "https://tegels.example.test").split(";"))
    strict = dict(part.strip().split(" ", 1) for part in STRICT.split(";"))
    assert parts.pop("img-src") == "'self' data: https://tegels.example.test"
    assert parts == {name: value for name, value in strict.items() if name != "img-src"}


def test_a_map_in_one_file_keeps_its_hashes_and_allows_no_tiles() -> None:
    policy = policy_of(render_day_map(escort_day()).html.encode())
    assert "unsafe" not in policy
    assert "https:" not in policy
    assert policy.count("'sha256-") > 5


def test_no_tile_server_is_configured_by_default() -> None:
    assert configured_tiles({}) is None


def test_a_tile_server_is_taken_from_the_environment() -> None:
    found = configured_tiles(
        {"VERTREKPLANNER_TILES": "https://t.example.test/{z}/{x}/{y}.png", "VERTREKPLANNER_TILES_CREDIT": "Wij"}
    )
    assert found is not None
    assert (found.origin, found.credit) == ("https://t.example.test", "Wij")
