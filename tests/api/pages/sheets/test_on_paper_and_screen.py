"""Sheets in a real Chromium: no axe violations in light and dark, no sideways scrolling, one or two A4 on paper."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from api.pages.page import HTML
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from planner.domain.ids import CaseId
from planner.domain.plan import part, with_parts
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from tests.api.example_release import CASE
from tests.api.pages.sheets.marked import marked_release
from tests.conftest import skip_unless_ci

AXE = Path(__file__).parents[3] / "node" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "axe.run().then((found) => found.violations.map((one) => one.id + ': ' + one.nodes.map((n) => n.html).join(' ')))"


def family_of_five() -> Release:
    """Return the marked release with five persons in the one departure: the fullest sheet there is."""
    release = marked_release()
    (case,) = release.cases
    codes = (CASE, *(CaseId(f"Z-26-0000{number}") for number in range(2, 6)))
    (brief,) = release.sheet.briefs
    return replace(
        release,
        cases=tuple(replace(case, id=code) for code in codes),
        activities=tuple(replace(a, cases=codes) if a.cases else a for a in release.activities),
        sheet=replace(release.sheet, briefs=tuple(replace(brief, case=code) for code in codes)),
    )


def family_with_two_teams() -> Release:
    """Return the family with a second team of escorts: twice the places to fill in."""
    release = family_of_five()
    second = ResourceRef(ResourceKind.ESCORT, "KMAR-02")
    return replace(
        release,
        appointments=tuple(
            with_parts(item, part(item.id, second, item.start, item.end, amount=2))
            if item.of_kind(ResourceKind.ESCORT)
            else item
            for item in release.appointments
        ),
    )


def written(folder: Path, role: Role, release: Release) -> list[Path]:
    """Write a role's sheets as publishing does and return the files that one can open."""
    found = []
    for path, page in pages(release, Viewer(role), address="https://planner.intern").items():
        if path.startswith(("escortbladen", "vervoersbladen", "dagen", "blad.js", "stijl.css")):
            file = folder / role / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(page.render())
            found += [file] if page.media_type == HTML else []
    return found


@pytest.mark.browser
@pytest.mark.parametrize("role", [Role.KMAR, Role.DJI])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    chromium: BrowserContext, tmp_path: Path, role: Role
) -> None:
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    page, found, wide = chromium.new_page(), dict[tuple[str, str], list[str]](), list[str]()
    files = written(tmp_path, role, marked_release())
    for file in files:
        page.goto(file.as_uri())
        page.evaluate(AXE.read_text("utf-8"))
        for scheme, width in (("light", 1440), ("dark", 390)):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found[file.name, scheme] = page.evaluate(RUN)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append(f"{file.name} {width}")
    page.close()

    assert len(files) == 3
    assert found == {key: [] for key in found}
    assert wide == []


@pytest.mark.browser
@pytest.mark.parametrize("role", [Role.KMAR, Role.DJI])
@pytest.mark.parametrize(
    ("release", "most"),
    [(marked_release, 1), (family_of_five, 2), (family_with_two_teams, 2)],
    ids=["one", "family", "two"],
)
def test_one_person_goes_on_one_a4_and_a_family_on_two(
    chromium: BrowserContext, tmp_path: Path, role: Role, release: object, most: int
) -> None:
    assert callable(release)
    page, counts = chromium.new_page(), list[int]()
    for file in written(tmp_path, role, release()):
        if file.name.startswith("V-"):
            page.goto(file.as_uri())
            page.emulate_media(color_scheme="dark")
            counts.append(len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))))
    page.close()

    assert [1 <= count <= most for count in counts] == [True]


@pytest.mark.browser
def test_the_time_of_printing_is_filled_in(chromium: BrowserContext, tmp_path: Path) -> None:
    (sheet,) = [f for f in written(tmp_path, Role.DJI, marked_release()) if f.name.startswith("V-")]
    page = chromium.new_page()
    page.goto(sheet.as_uri())
    said = page.text_content("[data-afgedrukt]") or ""
    page.close()

    assert re.fullmatch(r"\d\d-\d\d-\d{4},? \d\d:\d\d", said) is not None
