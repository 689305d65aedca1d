"""The reports of a publication: for planning alone."""

from api.pages.site import pages, viewers
from api.pages.viewer import Role
from api.reports.shelf import report_pages
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.example_release import add_example_release


def _filled(url: str) -> SqlStore:
    store = open_store(url)
    add_example_release(store)
    return store


def test_planning_gets_five_reports_and_nobody_else_any(sqlite_url: str) -> None:
    """Last week's, and of two half years the dossiers and the waits; listed, and with a way back."""
    store = _filled(sqlite_url)
    with store.reading() as books:
        release = books.releases.load(1)
        made = report_pages(books, release)
    seen = {viewer: pages(release, viewer, reports=made) for viewer in viewers(release)}
    store.close()
    planner = next(found for viewer, found in seen.items() if viewer.role is Role.PLANNER)
    listed = [path for path in planner if path.startswith("rapport-")]

    assert len(listed) == 5
    assert all(f'href="{path}"' in planner["index.html"].render().decode() for path in listed)
    assert 'href="index.html"' in planner[listed[0]].render().decode()
    assert 'href="rapport.css"' in planner[listed[0]].render().decode()
    assert "rapport.css" in planner
    others = [path for viewer, found in seen.items() if viewer.role is not Role.PLANNER for path in found]
    assert [path for path in others if path.startswith("rapport")] == []
