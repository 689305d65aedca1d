"""Script in every free text that files and people can enter, and every page opened in a real Chromium: it never runs.

A new column, field of a form or field of the API in which any text may stand fails here until it is planted.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import BrowserContext, Page

from api.composition import desks, this_process
from api.v1.described import described
from planner.domain.access import Role
from planner.domain.feeds import CalendarKind, CalendarRef
from planner.domain.messages import Why
from planner.domain.protocols import Protocol
from planner.domain.release_proposal import ReleaseProposal
from planner.intake.tables import TABLES
from planner.usecases.access.accounts import AccountWanted, create_account
from planner.usecases.access.systems import admit_system
from planner.usecases.agendas.feed_access import AccessWanted, grant_access
from planner.usecases.editing.heads import Heads
from planner.usecases.publishing.propose_release import propose_release, reject_proposal
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.fork import remove
from tests.api.example_release import CASE
from tests.api.pages.sheets.marked import marked_release
from tests.api.privacy.planted_casework import OUTCOME
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.security.asking import Ask
from tests.security.conftest import MEMORY
from tests.security.made import CODES, NOW, OWN, WEEK, Made, answers, made
from tests.security.poison import (
    ATTACK,
    CODES_OF_PROGRAMS,
    PLANTED_BY_HAND,
    PLANTED_BY_PROGRAMS,
    POISONED_PROTOCOL,
    READ_AS_SOMETHING_ELSE,
    RUN,
    SHORT,
    is_planted,
    poisoned_facts,
    poisoned_release,
    sent_by_programs,
    text_columns,
    typed_on_pages,
)
from tests.security.texts import holding_script, texts_of_models
from tests.security.walking import walked

WALKERS = (Role.SUPERVISOR, Role.REGIEVOERDER, Role.KMAR, Role.DJI, Role.SITE, Role.MISSION_DESK, Role.IND,
           Role.LAWYER, Role.IOM, Role.INSPECTORATE, Role.AUDITOR, Role.ADMINISTRATOR)  # fmt: skip
"""One of each kind of page; the planner sees what the supervisor sees."""
OPEN_ALL = """() => {
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    document.querySelector(".vt-item, .leaflet-interactive")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}"""
FOUND = ("Content Security Policy", "Refused to", "ReferenceError", "SyntaxError")
"""What a browser complains of when text became part of a page's own code, also where it was held back."""


@pytest.fixture(scope="module")
def there() -> Iterator[Made]:
    """Give an installation full of script."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        found = made(f"sqlite:///{Path(folder)}/gif.sqlite", poisoned_release)
        with found.store.transaction() as books:
            books.facts.record(poisoned_facts(marked_release()), source="toets", at=NOW)
            books.outcomes.add(replace(OUTCOME, activity=type(OUTCOME.activity)(f"{CASE}/gesprek/7"), reason=ATTACK))
        _type_everywhere(found)
        yield found
        found.close()


def test_every_column_with_free_text_is_planted(there: Made) -> None:
    with there.store.reading() as books:
        missing = [
            f"{table.name}.{column.header}"
            for table, column in text_columns()
            if not any(is_planted(fact, table, column) for fact in books.facts.in_force(table.fact))
        ]

    assert missing == []
    assert len(list(text_columns())) > 25


def test_every_field_of_a_form_with_free_text_is_planted_or_read_as_something_else() -> None:
    assert sorted(typed_on_pages()) == sorted(PLANTED_BY_HAND | READ_AS_SOMETHING_ELSE)


def test_every_text_that_programs_may_send_is_planted_or_a_known_code(there: Made) -> None:
    found = sent_by_programs(dict(described(there.app)))

    assert sorted(found - PLANTED_BY_PROGRAMS - CODES_OF_PROGRAMS) == []
    assert found >= PLANTED_BY_PROGRAMS


def test_every_free_text_of_the_models_is_planted(there: Made) -> None:
    with there.store.reading() as books:
        kinds = dict.fromkeys((*(table.fact for table in TABLES), Protocol))
        entries = books.drafts.entries(there.draft)
        stored: list[object] = [
            *(fact for kind in kinds for fact in books.facts.in_force(kind)),
            *books.accounts.all(),
            *books.accounts.clients(),
            *books.credentials.all(),
            *filter(None, map(books.proposals.find, range(1, 10))),
            *books.disruptions.newest(50),
            *books.scenarios.newest(50),
            *books.outcomes.effective().values(),
            *entries,
            *books.drafts.decided(there.draft, entries[-1].version).placements.values(),
        ]

    assert sorted(texts_of_models() - holding_script(stored)) == []
    assert len(texts_of_models()) > 40


@pytest.mark.browser
@pytest.mark.parametrize("role", WALKERS)
def test_no_page_runs_what_was_written(there: Made, chromium: BrowserContext, role: Role) -> None:
    paths = [path for path, answer in walked(there, role) if "html" in answer.headers.get("content-type", "")]

    ran, said, shown = list[str](), list[str](), 0
    with serving(there.app) as port:
        here = f"http://127.0.0.1:{port}"
        token = token_for(there.store, role, CODES.get(role, ""), clock=there.clock)
        with signed_in(chromium, here, token):
            page = chromium.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            for path in paths:
                shown += _opened(page, here + path, ran)
            page.close()

    assert ran == []
    assert [text for text in said if any(word in text for word in FOUND)] == []
    assert paths != []
    assert shown > 0 or role in (Role.AUDITOR, Role.INSPECTORATE, Role.IND, Role.LAWYER, Role.MISSION_DESK)


def _opened(page: Page, address: str, ran: list[str]) -> bool:
    """Open a page and all that folds open on it; return whether it shows any of what was planted."""
    page.goto(address, wait_until="load")
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(20)
    if page.evaluate("() => window.ran ?? null") is not None:
        ran.append(address)
    return RUN in str(page.evaluate("() => document.body.textContent"))


def _type_everywhere(there: Made) -> None:
    """Type script where people and programs can: accounts, devices, proposals, edits, reports, what-ifs, protocols."""
    store, clock = there.store, there.clock
    wanted = AccountWanted(login="script", label=SHORT, role=Role.AUDITOR, issuer="https://idp.example", subject=SHORT)
    create_account(store, clock, wanted, actor="toets")
    admit_system(store, clock, SHORT, Role.PLANNER, "", actor="toets")
    calendars = (CalendarRef(CalendarKind.PERSONAL, OWN),)
    grant_access(store, clock, AccessWanted(owner=OWN, label=SHORT, calendars=calendars))
    proposal = ReleaseProposal(plan_id=1, by="toets", at=NOW, why=Why(note=ATTACK))
    numbers = [propose_release(store, clock, proposal) for _ in range(2)]
    reject_proposal(store, clock, numbers[-1], actor="toets", remark=ATTACK)
    edit = {"what": "zet-vast", "activity": f"{CASE}/gesprek/1", "reason": SHORT, "grade": "alles"}
    gone = {"kind": "persoon-niet-beschikbaar", "case": str(CASE), "start": NOW, "note": SHORT}
    sent = [
        _sent(f"/api/v1/drafts/{there.draft}/edits", edit, {"if-match": '"0"'}),
        _sent("/api/v1/disruptions", gone, {"idempotency-key": "toets-1"}),
        _sent("/api/v1/scenarios", {"name": SHORT, "week": str(WEEK)}, {}),
        _sent("/api/v1/disruptions/1/accept", {"reason": SHORT}, {}),
        _sent("/api/v1/protocols", {"toml": POISONED_PROTOCOL, "store": True}, {}, Role.SUPERVISOR),
    ]
    found = answers(there, sent)
    assert {int(answer.status_code) // 100 for answer in found} == {2}, [answer.text for answer in found]
    with store.reading() as books:
        (named,) = (one for one in books.scenarios.newest(50) if RUN in one.name)
    tools = Tools(store=store, clock=clock, heads=Heads(store, desks()), worker=this_process())
    remove(tools, named.number, actor="toets", note=SHORT)


def _sent(path: str, body: Mapping[str, object], more: Mapping[str, str], role: Role = Role.PLANNER) -> Ask:
    headers = {"content-type": "application/json", **more}
    return Ask(visitor=role.value, method="POST", path=path, headers=headers, content=json.dumps(body).encode())
