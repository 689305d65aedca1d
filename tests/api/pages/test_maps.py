"""Which maps each role can open, and how they are delivered."""

from dataclasses import replace

import pytest

from api.pages.maps import MapShelf
from api.pages.roads import NO_ROADS, Rides
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from maps.tiles import Tiles
from planner.domain.activities import ActivityKind
from planner.domain.places import PlaceContact
from planner.domain.release import Release
from tests.api.example_release import SECRETS, example_release

DAY = "2026-11-26"
TILES = Tiles(url="https://tegels.example.test/{z}/{x}/{y}.png", credit="Gemeente")
INSPECTORATE = Role.INSPECTORATE
SEEN = {
    Role.PLANNER: {
        f"vervoer-{DAY}.html",
        f"vervoer-{DAY}.png",
        f"vervoer-{DAY}.geojson",
        f"rit-DV-07-{DAY}.html",
        f"DV-07-{DAY}.gpx",
        "vluchten.html",
        "vluchten.png",
        "presentaties-2026-W48.html",
        "werklast-2026-W48.html",
        "verschil.html",
    },
    Role.KMAR: {f"vervoer-{DAY}.html", "vluchten.html", "vluchten.png"},
    Role.DJI: {
        f"vervoer-{DAY}.html",
        f"vervoer-{DAY}.png",
        f"vervoer-{DAY}.geojson",
        f"rit-DV-07-{DAY}.html",
        f"DV-07-{DAY}.gpx",
    },
    Role.REGIEVOERDER: set[str](),
    INSPECTORATE: set(),
}


def _shelf(release: Release, previous: Release | None = None, tiles: Tiles | None = None) -> MapShelf:
    return MapShelf(release=release, rides=Rides(release, NO_ROADS), previous=previous, tiles=tiles)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_its_own_maps_and_no_other(role: Role) -> None:
    found = _shelf(example_release(2), example_release(1)).pages(role)
    assert {path.removeprefix("kaarten/") for path, page in found.items() if page.group} == SEEN[role]


def test_the_first_release_differs_from_nothing() -> None:
    assert "kaarten/verschil.html" not in _shelf(example_release(1)).pages(Role.PLANNER)


def test_the_difference_is_with_the_release_before() -> None:
    now = example_release(2)
    before = replace(example_release(1), appointments=now.appointments[1:])
    page = pages(now, Viewer(Role.PLANNER), previous=before)["kaarten/verschil.html"]
    assert page.title == "Verschil met publicatie 1"
    assert b"1 nieuw" in page.render()


def test_nothing_for_drivers_gives_away_a_nationality() -> None:
    found = _shelf(example_release(2), example_release(1)).pages(Role.DJI)
    everything = b"".join(page.render() for page in found.values() if page.media_type != "image/png")
    assert [word for word in SECRETS if word.encode() in everything] == []


def test_linked_sheets_find_all_their_parts_beside_them() -> None:
    found = _shelf(example_release()).pages(Role.DJI)
    sheet = found[f"kaarten/rit-DV-07-{DAY}.html"].render().decode()
    parts = [part.split('"')[0] for part in sheet.split('="onderdelen/')[1:]]
    assert len(parts) > 5
    assert [part for part in parts if f"kaarten/onderdelen/{part}" not in found] == []


def test_a_code_that_fits_no_file_name_still_has_a_sheet() -> None:
    release = example_release()
    old, new = "DV-07", "DV/07 é"
    items = tuple(
        replace(
            item,
            participations=tuple(
                replace(p, resource=replace(p.resource, id=new)) if p.resource.id == old else p
                for p in item.participations
            ),
        )
        for item in release.appointments
    )
    found = _shelf(replace(release, appointments=items)).pages(Role.DJI)
    sheets = [path for path, page in found.items() if page.group == "Ritbladen"]
    assert len(sheets) == 1
    assert sheets[0].startswith("kaarten/rit-voertuig-")
    tracks = [path for path, page in found.items() if page.group == "Navigatie"]
    assert [path.rpartition("-2026")[0] for path in tracks] == [sheets[0].replace("rit-", "").rpartition("-2026")[0]]


def test_tiles_come_only_with_the_setting_and_name_their_origin() -> None:
    path = f"kaarten/vervoer-{DAY}.html"
    without, using = (_shelf(example_release(), tiles=tiles).pages(Role.PLANNER)[path] for tiles in (None, TILES))
    assert (without.pictures_from, using.pictures_from) == ("", "https://tegels.example.test")
    assert (b"tegels.example.test" in without.render(), b"tegels.example.test" in using.render()) == (False, True)


def test_the_server_also_has_a_picture_of_each_vehicle() -> None:
    release = example_release()
    served = MapShelf(release=release, rides=Rides(release), served=True)
    path = f"kaarten/rit-DV-07-{DAY}.png"
    seen = {role: path in served.pages(role) for role in Role}
    assert seen == {Role.PLANNER: True, Role.DJI: True, Role.KMAR: False, Role.REGIEVOERDER: False, INSPECTORATE: False}
    assert served.pages(Role.DJI)[path].render().startswith(b"\x89PNG")


def test_only_who_drives_reads_how_to_get_in_and_whom_to_call() -> None:
    release = example_release()
    contact = PlaceContact(function="receptie", phone="088-1234567")
    places = tuple(replace(place, contacts=(contact,), vehicle_access="poort 2") for place in release.resources.places)
    found = _shelf(replace(release, resources=replace(release.resources, places=places)))
    pages_of = {role: found.pages(role)[f"kaarten/vervoer-{DAY}.html"].render() for role in (Role.DJI, Role.KMAR)}
    assert {role: b"088-1234567" in page for role, page in pages_of.items()} == {Role.DJI: True, Role.KMAR: False}
    assert {role: b"poort 2" in page for role, page in pages_of.items()} == {Role.DJI: True, Role.KMAR: False}


def test_kmar_sees_no_ride_and_no_flight_of_what_it_does_not_carry_out() -> None:
    release = example_release()
    rides = [one.key for one in release.activities if one.kind is ActivityKind.MOVE and one.move.serves]
    others = tuple(
        replace(one, detail=replace(one.move, serves=None)) if one.key in rides else one for one in release.activities
    )

    found = _shelf(replace(release, activities=others)).pages(Role.KMAR)

    assert rides != []
    assert f"kaarten/vervoer-{DAY}.html" not in found
    assert "kaarten/vluchten.html" in found
