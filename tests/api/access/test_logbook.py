"""The page of the audit log: for the auditor alone, searchable, without codes of cases, and looking is told."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.web.speech import COOKIE
from planner.domain.access import Role
from planner.domain.audit import AuditQuery, Deed, Result
from planner.domain.ids import CaseId
from planner.store.transactions import SqlStore
from tests.api.access.conftest import BEGAN, enter, member
from tests.api.web.visiting import visiting
from tests.planner.usecases.fakes import HandClock

CASE = CaseId("Z-26-00012")


@pytest.fixture
def auditor(browser: TestClient, store: SqlStore, clock: HandClock) -> TestClient:
    """Give the browser of an auditor, over a log in which somebody read a case."""
    enter(browser, member(store, clock, "auditor-01", Role.AUDITOR).login)
    with store.transaction() as books:
        books.audit.add(Deed(at=BEGAN, actor="rv-0001", action="read", cases=(CASE,), purpose="casusregie"))
    return browser


def test_a_case_is_found_by_its_code_and_shown_by_its_pseudonym(auditor: TestClient, store: SqlStore) -> None:
    found = auditor.post("/logboek", data={"zaak": CASE})
    other = auditor.post("/logboek", data={"zaak": "Z-26-00013"})

    with store.reading() as books:
        pseudonym = books.audit.pseudonym(CASE)
    assert ("rv-0001" in found.text, f"zaak {pseudonym[:8]}" in found.text) == (True, True)
    assert ("rv-0001" in other.text, "Er is niets gevonden." in other.text) == (False, True)
    assert CASE not in auditor.get("/logboek").text


def test_many_cases_of_a_line_are_counted(auditor: TestClient, store: SqlStore) -> None:
    many = tuple(CaseId(f"Z-26-{number:05}") for number in range(1012))
    with store.transaction() as books:
        books.audit.add(Deed(at=BEGAN, actor="planner-07", action="read", cases=many, purpose="plan bekijken"))
        (line,) = books.audit.find(AuditQuery(actor="planner-07"))

    shown = auditor.post("/logboek", data={"zaak": many[1000]}).text

    assert ("planner-07" in shown, "rv-0001" in shown) == (True, False)
    assert f"<td>1012 zaken (lijst {line.case_set[:8]})</td>" in shown


@pytest.mark.parametrize(("spoken", "said"), [("nl", "verstoring 7"), ("en", "disruption 7")])
def test_what_a_line_is_about_is_in_the_language_chosen(
    auditor: TestClient, store: SqlStore, spoken: str, said: str
) -> None:
    with store.transaction() as books:
        books.audit.add(Deed(at=BEGAN, actor="x", action="disruption", kind="verstoring", object="verstoring 7"))
    auditor.cookies.set(COOKIE, spoken)

    assert f"<td>{said}</td>" in auditor.get("/logboek").text


def test_looking_is_a_line_of_the_log_itself(auditor: TestClient, store: SqlStore) -> None:
    auditor.post("/logboek", data={"zaak": CASE})

    with store.reading() as books:
        line, pseudonym = books.audit.find(AuditQuery(count=1))[0], books.audit.pseudonym(CASE)
    assert (line.action, line.actor, line.cases, line.purpose) == ("audit read", "auditor-01", (pseudonym,), "toezicht")


def test_older_lines_stand_on_the_next_page(auditor: TestClient, store: SqlStore) -> None:
    with store.transaction() as books:
        for number in range(60):
            books.audit.add(Deed(at=BEGAN, actor=f"proef-{number:02}", action="read"))

    first = auditor.get("/logboek").text
    older = first.partition('name="voor" value="')[2].partition('"')[0]
    second = auditor.post("/logboek", data={"voor": older}).text

    shown = [[f"proef-{number:02}" in page for number in range(60)] for page in (first, second)]
    assert shown == [[False] * 10 + [True] * 50, [True] * 10 + [False] * 50]


@pytest.mark.parametrize("fields", [{"van": "gisteren"}, {"tot": "9999-12-31"}])
def test_a_date_that_cannot_be_read_is_told(auditor: TestClient, fields: dict[str, str]) -> None:
    answer = auditor.post("/logboek", data=fields)

    assert (answer.status_code, "niet leesbaar" in answer.text) == (400, True)


def test_nobody_else_reads_the_log(app: FastAPI, store: SqlStore, clock: HandClock) -> None:
    found = {}
    for role in Role:
        reader = visiting(app, store, role, "X-1", clock=clock, page=True)
        found[role] = [reader.get("/logboek").status_code, reader.post("/logboek").status_code]

    assert found == {role: [200, 200] if role is Role.AUDITOR else [403, 403] for role in Role}


def test_asking_for_what_the_role_does_not_have_is_told(auditor: TestClient, store: SqlStore) -> None:
    status = auditor.get("/accounts/a0000000000").status_code

    with store.reading() as books:
        line = books.audit.find(AuditQuery(count=1))[0]
    told = (line.action, line.actor, line.object, line.result, line.origin)
    assert status == 403
    assert told == ("refused", "auditor-01", "/accounts/{account}", Result.REFUSED, "web testclient")
