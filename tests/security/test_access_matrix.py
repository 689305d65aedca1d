"""Every route for every role, who is not signed in, programs, and sessions that no longer hold: as the table says.

The table is the specification. A route without rows fails; so does a row without a route.
"""

from planner.domain.access import Role
from tests.security.carried import faults, kept_by_others
from tests.security.cells import cells, every, read_table
from tests.security.made import ANONYMOUS, DISABLED, EXPIRED, VISITORS, Made

SIGN_IN = frozenset({"401"})
OPEN = ("/dav", "/.well-known", "/ical", "/bericht", "/voorstel", "/blad", "/static", "/aanmelden", "/afmelden",
        "/taal", "/wachtwoord", "/api/v1/token", "/gezondheid", "/favicon.ico",
        "/agenda/{owner}/{until:int}")  # fmt: skip
"""What anybody may ask for: it holds nothing of a case, or asks for a secret of its own."""


def test_every_route_has_its_rows_and_every_row_its_route(here: Made) -> None:
    assert sorted(cell.key for cell in cells(here)) == sorted(read_table())


def test_every_cell_answers_as_the_table_says_with_every_header(here: Made) -> None:
    table, asked = read_table(), list(cells(here))

    found = every(here, asked)

    wrong = [
        (cell.key, visitor, status, table.get(cell.key, {}).get(visitor, "no row"))
        for cell in asked
        for visitor in VISITORS
        if (status := str(int(found[cell.key][visitor].status_code))) != table.get(cell.key, {}).get(visitor)
    ]
    lacking = {
        (cell.key, int(answer.status_code), fault)
        for cell in asked
        for answer in found[cell.key].values()
        for fault in faults(answer.headers, int(answer.status_code))
    }
    kept = {cell.key for cell in asked for a in found[cell.key].values() if kept_by_others(a.headers, cell.path)}
    assert (wrong, sorted(lacking), sorted(kept)) == ([], [], [])


def test_the_table_lets_nobody_in_without_a_session_that_holds() -> None:
    closed = {key: row for key, row in read_table().items() if not key[1].startswith(OPEN)}

    answers = {row[visitor] for row in closed.values() for visitor in (ANONYMOUS, EXPIRED, DISABLED)}

    assert answers == SIGN_IN


def test_the_table_holds_no_answer_that_the_server_broke_down() -> None:
    broken = [(key, status) for key, row in read_table().items() for status in row.values() if status >= "500"]

    assert broken == []


def test_who_must_not_see_cases_opens_nothing_about_cases() -> None:
    blind = (Role.AUDITOR.value, Role.ADMINISTRATOR.value, Role.INSPECTORATE.value)
    about = (
        "/zaken",
        "/api/v1/cases",
        "/api/v1/plans",
        "/api/v1/drafts",
        "/bureau",
        "/vergelijk",
        "/zittingen",
        "/locatie",
    )

    answers = {row[role] for key, row in read_table().items() if key[1].startswith(about) for role in blind}

    assert answers == {"403"}
