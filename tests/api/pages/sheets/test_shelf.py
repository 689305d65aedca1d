"""Which pages with sheets each role has, and what stands in none of them."""

import pytest

from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from planner.domain.release import Release
from tests.api.example_release import SECRETS
from tests.api.pages.sheets.marked import DJI_ONLY, KMAR_ALSO, KMAR_ONLY, NOBODY, marked_release

ADDRESS = "https://planner.intern"
VIEWERS = (Viewer(Role.PLANNER), Viewer(Role.KMAR), Viewer(Role.DJI), Viewer(Role.REGIEVOERDER, "RV-0001"))


def texts(viewer: Viewer, release: Release | None = None) -> dict[str, str]:
    """Return everything that a viewer can open, as text; drawn words in pictures cannot be searched for."""
    found = pages(release or marked_release(), viewer, served=True, address=ADDRESS)
    return {path: page.render().decode() for path, page in found.items() if not page.media_type.startswith("image")}


def sheets(viewer: Viewer) -> dict[str, str]:
    """Return the sheets and the list of days of a viewer."""
    return {p: t for p, t in texts(viewer).items() if p.startswith(("escortbladen/", "vervoersbladen/", "dagen"))}


def test_each_role_has_a_list_of_days_a_page_per_day_and_a_page_per_operation() -> None:
    kmar, dji = sheets(Viewer(Role.KMAR)), sheets(Viewer(Role.DJI))

    assert [path.partition("/")[0] for path in sorted(kmar)] == ["dagen.html", "escortbladen", "escortbladen"]
    assert [path.partition("/")[0] for path in sorted(dji)] == ["dagen.html", "vervoersbladen", "vervoersbladen"]
    assert "escortbladen/2026-11-26.html" in kmar
    assert "vervoersbladen/2026-11-26.html" in dji


@pytest.mark.parametrize("viewer", [VIEWERS[0], VIEWERS[3]], ids=str)
def test_other_roles_have_no_sheets(viewer: Viewer) -> None:
    assert sheets(viewer) == {}


@pytest.mark.parametrize("secret", [*KMAR_ONLY, *KMAR_ALSO, *SECRETS, *NOBODY])
def test_dji_finds_none_of_what_is_kmar_s_or_nobody_s_in_any_page(secret: str) -> None:
    assert [path for path, text in texts(VIEWERS[2]).items() if secret in text] == []


@pytest.mark.parametrize("secret", [*DJI_ONLY, *NOBODY])
def test_kmar_finds_none_of_what_is_dji_s_or_nobody_s_in_any_page(secret: str) -> None:
    assert [path for path, text in texts(VIEWERS[1]).items() if secret in text] == []


@pytest.mark.parametrize("viewer", [VIEWERS[0], VIEWERS[3]], ids=str)
@pytest.mark.parametrize("secret", ["KM-GEHEIM-1", "DV-GEHEIM-2"])
def test_a_partner_s_reference_is_shown_to_no_other_role(viewer: Viewer, secret: str) -> None:
    assert [path for path, text in texts(viewer).items() if secret in text] == []


def test_every_sheet_of_kmar_shows_what_kmar_must_see() -> None:
    found = {p: t for p, t in sheets(VIEWERS[1]).items() if p != "dagen.html"}

    assert {path: [word for word in (*KMAR_ONLY, *KMAR_ALSO) if word not in text] for path, text in found.items()} == (
        {path: [] for path in found}
    )


def test_every_sheet_of_dji_shows_what_dji_must_see() -> None:
    found = {p: t for p, t in sheets(VIEWERS[2]).items() if p != "dagen.html"}

    assert {path: [word for word in DJI_ONLY if word not in text] for path, text in found.items()} == (
        {path: [] for path in found}
    )


def test_without_an_address_a_sheet_has_no_code_and_says_so() -> None:
    path = "escortbladen/2026-11-26.html"

    bare = pages(marked_release(), VIEWERS[1])[path].render().decode()

    assert ("<svg" in bare, "adres van de server is niet ingesteld" in bare) == (False, True)
    assert "<svg" in texts(VIEWERS[1])[path]


def test_every_link_on_a_sheet_leads_to_a_page() -> None:
    for viewer in VIEWERS[1:3]:
        found, listed = texts(viewer), pages(marked_release(), viewer, served=True, address=ADDRESS).keys()
        for path in sheets(viewer):
            links = [rest.split('"')[0].partition("#")[0] for rest in found[path].split('href="')[1:]]
            folder = path.rpartition("/")[0]
            links += [folder + "/" + rest.split('"')[0] for rest in found[path].split('<img src="')[1:]]
            depth = path.count("/")
            inside = {link.removeprefix("../") for link in links if link and not link.startswith(("tel:", "http"))}

            assert (depth <= 1, inside - listed) == (True, set())
