"""The routes of reports."""

import io

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

PAGES = (
    "/rapporten/week/2026-W47",
    "/rapporten/verloop/2026-W47",
    "/rapporten/halfjaar/2026-1",
    "/rapporten/halfjaar/2026-1?extern=true",
    "/rapporten/wachttijden/2026-2?taal=en",
    "/rapporten/wachttijden/2026-1?extern=true&taal=en",
)


@pytest.mark.parametrize("path", PAGES)
def test_page(reader: TestClient, path: str) -> None:
    """A page under the strict policy, with the same as a workbook, in the language asked for."""
    answer = reader.get(path)

    assert answer.status_code == 200
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert ('class="report" lang="en"' in answer.text) == ("taal=en" in path)
    assert "vorm=xlsx" in answer.text


def test_list_names_them_all(reader: TestClient) -> None:
    listed = reader.get("/rapporten").text

    assert listed.count('href="/rapporten/week/') == 8
    assert listed.count('href="/rapporten/halfjaar/') == listed.count('href="/rapporten/wachttijden/') == 4


def test_workbook_is_a_download(reader: TestClient) -> None:
    answer = reader.get("/rapporten/halfjaar/2026-1?extern=true&vorm=xlsx")

    assert answer.headers["content-disposition"] == 'attachment; filename="half-year-2026-01-01-extern.xlsx"'
    assert answer.headers["cache-control"] == "no-store"
    assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "Toelichting"


@pytest.mark.parametrize(
    "path",
    ["/rapporten/week/2026-W99", "/rapporten/halfjaar/2026-3", "/rapporten/halfjaar/x", "/rapporten/wachttijden/0-1"],
)
def test_period_that_does_not_exist(reader: TestClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_page_links_only_to_pages_that_exist(reader: TestClient) -> None:
    """Also from the external version back."""
    for path in PAGES:
        text = reader.get(path).text
        links = [part.split('"')[0].replace("&amp;", "&") for part in text.split('href="')[1:]]
        asked = {link: reader.get(link).status_code for link in links if link.startswith("/")}
        assert {link: status for link, status in asked.items() if status not in {200, 303}} == {}
