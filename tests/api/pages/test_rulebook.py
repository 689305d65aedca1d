"""The rulebook and the algorithm card as pages of a release."""

import re
from dataclasses import replace
from datetime import date

import pytest

from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import RuleId
from planner.domain.release import Release
from planner.domain.settings import Mark, Setting, Unit
from planner.usecases.norms.merge_settings import settings_in_force
from solver.rulebook import RULEBOOK
from tests.api.example_release import example_release

PATHS = ("regelboek.html", "rulebook.html", "algoritmekaart.html", "algorithm-card.html")
PLANNER = Viewer(Role.PLANNER)
ENTERED = Setting(
    rule=RuleId("R42"),
    key="notice",
    value=4,
    unit=Unit.WORKING_DAYS,
    valid_from=date(2026, 1, 1),
    mark=Mark.FOUND,
    source="werkinstructie",
)


def planned_with(*entered: Setting) -> Release:
    """Return a release that was planned with the delivered norms and some of its own."""
    return replace(example_release(), settings=settings_in_force(entered))


def text(release: Release, path: str) -> str:
    """Return a page of the planner."""
    return pages(release, PLANNER)[path].render().decode()


def section(page: str, rule: str) -> str:
    """Return what a page says of one rule."""
    return page.split(f'<section id="{rule}"')[1].split("</section>", maxsplit=1)[0]


@pytest.mark.parametrize("role", [Role.KMAR, Role.DJI])
def test_the_pages_are_for_planning(role: Role) -> None:
    """Partners get what concerns their work; the pages of the server show the rules to whoever sits at it."""
    assert [path for path in PATHS if path in pages(planned_with(), Viewer(role))] == []
    assert [path for path in PATHS if path not in pages(planned_with(), PLANNER)] == []


@pytest.mark.parametrize("path", PATHS[:2])
def test_every_rule_has_an_anchor_of_its_own_and_a_link_to_it(path: str) -> None:
    page = text(planned_with(), path)

    assert re.findall(r'<section id="([^"]+)"', page) == [
        *(str(rule.id) for rule in RULEBOOK),
        "verplichtingen",
        "modellen",
    ]
    assert [rule.id for rule in RULEBOOK if page.count(f'href="#{rule.id}"') != 2] == []


def test_values_are_those_that_the_release_was_planned_with() -> None:
    """Delivered where nothing was entered; both with validity, how sure it is and where it is from."""
    delivered, own = (
        section(text(release, "regelboek.html"), "R42") for release in (planned_with(), planned_with(ENTERED))
    )

    def rows(said: str) -> list[str]:
        return [re.sub(r"<[^>]+>", "|", row) for row in said.splitlines() if "R42 notice</td><td>alle" in row]

    assert [re.sub(r"\|+", "|", row) for row in rows(delivered)] == [
        "|R42 notice|alle|3 werkdagen|altijd|[A] aanname|meegeleverd|"
    ]
    assert [re.sub(r"\|+", "|", row) for row in rows(own)] == [
        "|R42 notice|alle|3 werkdagen|tot 01-01-2026|[A] aanname|meegeleverd|",
        "|R42 notice|alle|4 werkdagen|vanaf 01-01-2026|[F] gevonden in een officiële bron|werkinstructie|",
    ]


def test_a_rule_says_level_anchor_unit_override_and_how_sure_it_is() -> None:
    said = re.findall(r"<li>(.*)</li>", section(text(planned_with(), "regelboek.html"), "R42"))

    assert said[:6] == [
        "Niveau: L3 op tijd",
        "Termijn telt vanaf: gesprek",
        "Telt in: werkdagen",
        "Uitzondering door: regievoerder, met reden",
        "Bron: werkafspraak; aanname",
        "Zekerheid: [A] aanname",
    ]


def test_what_no_plan_can_break_stands_beside_the_rules_with_how_sure_it_is() -> None:
    obligations = section(text(planned_with(), "regelboek.html"), "verplichtingen")

    assert re.findall(r'<h3 id="(R\d+)">', obligations) == ["R32"]
    assert re.findall(r"<li>(Wanneer|Zekerheid): (.*)</li>", obligations) == [
        ("Wanneer", "bij iedere publicatie"),
        ("Zekerheid", "[A] aanname"),
    ]


@pytest.mark.parametrize(("path", "other"), list(zip(PATHS, (PATHS[1], PATHS[0], PATHS[3], PATHS[2]), strict=True)))
def test_each_page_leads_to_the_other_language(path: str, other: str) -> None:
    page = text(planned_with(), path)
    spoken, there = ("nl", "en") if path in (PATHS[0], PATHS[2]) else ("en", "nl")

    assert f'<div lang="{spoken}">' in page
    assert f'<a href="{other}" lang="{there}" hreflang="{there}">' in page


def test_the_index_names_the_dutch_pages() -> None:
    index = text(planned_with(), "index.html")

    assert [path for path in PATHS if f'href="{path}"' in index] == [PATHS[0], PATHS[2]]


def test_the_card_counts_the_settings_of_the_release() -> None:
    card = text(planned_with(ENTERED), "algoritmekaart.html")

    assert f"Van de {len(DEFAULT_SETTINGS) + 1} waarden zijn er" in card
