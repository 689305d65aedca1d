"""The picture of the way on each sheet: where it stands, what it says in words, and that it is drawn when asked for."""

from dataclasses import replace
from datetime import date

import pytest

from api.pages.page import PNG
from api.pages.roads import Rides
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from maps.view import DayMap
from planner.domain.activities import ActivityKind
from tests.api.example_release import SECRETS
from tests.api.pages.sheets.marked import marked_release

DAY = "2026-11-26"
FOLDERS = {Role.KMAR: "escortbladen", Role.DJI: "vervoersbladen"}


def sheets(role: Role) -> dict[str, bytes]:
    """Return the sheets and pictures of a role, rendered."""
    found = pages(marked_release(), Viewer(role)).items()
    return {path: page.render() for path, page in found if path.startswith(FOLDERS[role])}


@pytest.mark.parametrize("role", list(FOLDERS))
def test_each_operation_has_one_picture_that_both_its_pages_show(role: Role) -> None:
    found = sheets(role)
    (picture,) = [path for path in found if path.endswith(".png")]
    source = f'src="{picture.rpartition("/")[2]}"'.encode()

    assert found[picture].startswith(b"\x89PNG")
    assert {path: text.count(source) for path, text in found.items() if path != picture} == {
        f"{FOLDERS[role]}/{DAY}.html": 1,
        picture.replace(".png", ".html"): 1,
    }


@pytest.mark.parametrize("role", list(FOLDERS))
def test_the_picture_is_told_in_words_without_a_country(role: Role) -> None:
    text = sheets(role)[f"{FOLDERS[role]}/{DAY}.html"].decode()
    alt = text.partition('alt="')[2].partition('"')[0]

    assert alt == "Kaart van de route: ± azc Ter Apel (09:30) naar ± Schiphol (11:45)"
    assert [word for word in SECRETS if word in alt] == []


@pytest.mark.parametrize("role", [Role.PLANNER, Role.KMAR, Role.DJI, Role.REGIEVOERDER])
def test_only_who_has_the_sheet_has_the_picture(role: Role) -> None:
    found = pages(marked_release(), Viewer(role, "RV-0001" if role is Role.REGIEVOERDER else ""))
    pictures = {path.partition("/")[0] for path, page in found.items() if page.media_type == PNG}

    assert pictures - {"kaarten"} == ({FOLDERS[role]} if role in FOLDERS else set())


def test_a_departure_that_nobody_is_brought_to_has_no_picture() -> None:
    release = marked_release()
    rides = {activity.key for activity in release.activities if activity.kind is ActivityKind.MOVE}
    left = tuple(item for item in release.appointments if item.activity not in rides)
    found = pages(replace(release, appointments=left), Viewer(Role.KMAR))

    assert [path for path in found if path.startswith("escort") and path.endswith(".png")] == []
    assert b"<img" not in found[f"escortbladen/{DAY}.html"].render()


def test_nothing_is_worked_out_before_somebody_asks() -> None:
    class Counted(Rides):
        asked = 0

        def on(self, day: date) -> DayMap:
            Counted.asked += 1
            return super().on(day)

    found = pages(marked_release(), Viewer(Role.DJI), Counted(marked_release()))
    before = Counted.asked
    next(page for path, page in found.items() if path.startswith("vervoersbladen/V-")).render()

    assert (before, Counted.asked) == (0, 1)
