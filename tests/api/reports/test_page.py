"""A report as a page: figures beside charts, without a network, readable for everybody."""

from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from api.reports.charts import chart
from api.reports.files import one_file
from api.reports.page import render_report
from planner.domain.wording import Language, Text, speaking
from planner.usecases.reports.disclosure import external
from planner.usecases.reports.half_year import half_year_report
from planner.usecases.reports.shape import Blank, Chart, Column, Drawn, Row, Table, Unit
from planner.usecases.reports.waiting import waiting_report
from tests.browser import open_html
from tests.maps.test_accessibility import RUN, axe
from tests.planner.usecases.reports.small_past import HALF, small_past

__all__ = ["axe"]

HALF_YEAR = half_year_report(small_past(), HALF)
WIDTHS = (1440, 390)


def test_page_says_what_it_is_and_how_it_may_be_used() -> None:
    page = one_file(HALF_YEAR).decode()

    assert "<h1>Halfjaarrapport</h1>" in page
    assert "01-01-2026 tot en met 30-06-2026" in page
    assert "Geef dit niet door" in page
    assert "Afgerond op tientallen" in one_file(external(HALF_YEAR)).decode()


def test_page_is_in_the_language_spoken() -> None:
    with speaking(Language.ENGLISH):
        page = one_file(HALF_YEAR).decode()

    assert '<html lang="en">' in page
    assert "<h1>Half-year report</h1>" in page
    assert "2026-01-01 to 2026-06-30" in page


def test_page_of_the_server_links_its_style_and_its_other_forms() -> None:
    links = (("/rapporten/halfjaar/2026-1?vorm=xlsx", "Werkmap (.xlsx)"),)
    page = render_report(HALF_YEAR, style="/static/", links=links, other="/x?taal=en").decode()

    assert '<link rel="stylesheet" href="/static/rapport.css">' in page
    assert "<style>" not in page
    assert '<a href="/x?taal=en" hreflang="en" lang="en">Read this in English</a>' in page


_TWO = Table(
    key="t",
    title=Text(nl="A & B", en="A & B"),
    head=Text(nl="x", en="x"),
    columns=(Column(title=Text(nl="n", en="n")), Column(title=Text(nl="p", en="p"), unit=Unit.PERCENT)),
    rows=(
        Row(label=Text(nl="<b>", en="<b>"), cells=(50, 25.0)),
        Row(label=Text(nl="twee", en="two"), cells=(Blank.SMALL, Blank.NONE)),
        Row(label=Text(nl="Totaal", en="Total"), cells=(200, 100.0), total=True),
    ),
    chart=Chart(kind=Drawn.BARS, columns=(0,)),
)


def test_chart_draws_bars_to_scale_and_escapes_words() -> None:
    """The longest bar takes 82 %; the total is no bar; what may not be shown is none either."""
    drawn = chart(_TWO)

    assert drawn.count("<rect") == 1
    assert 'width="82%"' in drawn
    assert escape("A & B") in drawn
    assert "&lt;b&gt;" in drawn
    assert "te klein" in drawn
    assert ">200<" not in drawn


def test_chart_of_nothing_is_not_drawn() -> None:
    empty = Table(
        key="t", title=_TWO.title, head=_TWO.head, columns=_TWO.columns, rows=(_TWO.rows[1],), chart=_TWO.chart
    )

    assert chart(empty) == ""


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["half-year", "waiting", "external"])
def test_page_is_accessible_and_fits(chromium: BrowserContext, tmp_path: Path, axe: str, kind: str) -> None:
    """No violation light or dark, nothing asked of the network, and no sideways scrolling of the page."""
    made = {"half-year": HALF_YEAR, "waiting": waiting_report(small_past(), HALF), "external": external(HALF_YEAR)}
    page, watch = open_html(chromium, tmp_path, one_file(made[kind]).decode())
    page.evaluate(axe)
    found, wide = {}, {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide[width] = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[width, scheme] = page.evaluate(RUN)

    assert wide == dict.fromkeys(WIDTHS, False)
    assert set(map(tuple, found.values())) == {()}
    assert (watch.requests, watch.complaints) == ([], [])
    page.close()
