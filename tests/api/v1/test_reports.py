"""Reports for programs: the figures of the pages, for who may see them, and periods that do not exist refused."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.reports.data import report_data
from api.reports.keeping import KeptReports, period_named
from api.server.app import create_app
from planner.domain.access import Role
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.reports.make import ReportKind
from tests.api.example_release import add_example_release
from tests.api.web.visiting import visiting
from tests.planner.usecases.fakes import HandClock

KEYS = {"trend-held", "trend-departures", "trend-cancelled", "trend-terms", "trend-detention", "trend-unplanned",
        "trend-means", "trend-travel", "trend-stability", "trend-work"}  # fmt: skip


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with a publication."""
    opened = open_store(sqlite_url)
    add_example_release(opened)
    yield opened
    opened.close()


@pytest.fixture
def clock(store: SqlStore) -> HandClock:
    """Give a clock two weeks after the publication."""
    with store.reading() as books:
        release = books.releases.load(1)
    return HandClock(type(release.published_at)(release.published_at + 14 * 1440))


@pytest.fixture
def reader(store: SqlStore, clock: HandClock) -> TestClient:
    """Give a planner."""
    return visiting(create_app(store, clock), store, Role.PLANNER, clock=clock)


def test_the_trend_has_all_its_tables_and_the_figures_of_the_page(
    reader: TestClient, store: SqlStore, clock: HandClock
) -> None:
    shown = reader.get("/api/v1/reports/verloop/2026-W49").json()

    same = KeptReports(store, clock).of(ReportKind.TREND, period_named(ReportKind.TREND, "2026-W49"))
    assert {table["key"] for table in shown["tables"]} == KEYS
    assert (shown["report"], shown["first"], shown["external"]) == ("verloop", same.first.isoformat(), False)
    plain = report_data(same)["tabellen"]
    assert isinstance(plain, list)
    figures = [[[_plain(cell) for cell in row["cells"]] for row in table["rows"]] for table in shown["tables"]]
    assert figures == [[row["cijfers"] for row in table["rijen"]] for table in plain]


def _plain(cell: dict[str, object]) -> object:
    if "none" in cell:
        return {"geen": cell["none"]}
    return {"van": cell["low"], "tot": cell["high"]} if "low" in cell else cell["value"]


@pytest.mark.parametrize("path", ["week/2026-W47", "halfjaar/2026-1", "wachttijden/2026-1?extern=true"])
def test_every_report_is_there(reader: TestClient, path: str) -> None:
    assert reader.get(f"/api/v1/reports/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["week/2026-W99", "verloop/x", "halfjaar/2026-3", "halfjaar/2027-1", "week/2026-W47?extern=true"]
)
def test_what_is_not_there_is_refused_with_what_to_do(reader: TestClient, path: str) -> None:
    answer = reader.get(f"/api/v1/reports/{path}")

    assert answer.status_code == 404
    assert "\n" in answer.json()["detail"]


def test_who_may_see_no_reports_sees_none(store: SqlStore, clock: HandClock) -> None:
    app = create_app(store, clock)

    found = [
        visiting(app, store, role, clock=clock).get("/api/v1/reports/week/2026-W47").status_code
        for role in (Role.KMAR, Role.DJI, Role.INSPECTORATE)
    ]

    assert found == [403, 403, 403]
