"""Each kind of script by itself in texts that people write, in a real Chromium: shown word for word, and never run."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page

from api.composition import desks, this_process
from planner.domain.access import Role
from planner.domain.civil import at, day_start
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    Channel,
    Contact,
    InformationRequest,
    Party,
    Representative,
    Representing,
)
from planner.domain.ids import CaseId
from planner.domain.messages import Why
from planner.domain.release_proposal import ReleaseProposal
from planner.domain.time import Interval, Minute
from planner.usecases.access.accounts import AccountWanted, create_account
from planner.usecases.editing.heads import Heads
from planner.usecases.publishing.propose_release import propose_release
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.fork import ForkAsked, fork, remove
from tests.api.example_release import CASE
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.security.made import NOW, Made
from tests.security.poison import PAYLOADS

DAY = date(2026, 11, 2)
pytestmark = pytest.mark.browser


@pytest.fixture
def pages(here: Made, chromium: BrowserContext) -> Iterator[tuple[str, Page, list[str]]]:
    """Give a browser that a supervisor signed in with, and what it complained of."""
    _plant(here)
    said = list[str]()
    with serving(here.app) as port:
        address = f"http://127.0.0.1:{port}"
        with signed_in(chromium, address, token_for(here.store, Role.SUPERVISOR, clock=here.clock)):
            page = chromium.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("dialog", lambda dialog: said.append(dialog.message))
            yield address, page, said
            page.close()


def test_what_people_wrote_is_shown_and_never_run(here: Made, pages: tuple[str, Page, list[str]]) -> None:
    address, page, said = pages

    shown, ran = dict[str, list[str]](), list[object]()
    for path in (f"/zaken/{here.handle(CASE)}", "/publiceren"):
        page.goto(address + path)
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        text = page.evaluate("() => document.body.textContent")
        shown[path.split("/")[1]] = [payload for payload in PAYLOADS if payload not in text]
        ran.append(page.evaluate("() => window.ran ?? null"))

    assert ran == [None, None]
    assert said == []
    assert shown == {"zaken": [], "publiceren": []}


def test_names_of_accounts_are_shown_and_never_run(here: Made, chromium: BrowserContext) -> None:
    for number, payload in enumerate(PAYLOADS):
        wanted = AccountWanted(login=f"script-{number}", label=payload, role=Role.AUDITOR)
        create_account(here.store, here.clock, wanted, actor="toets")
    said = list[str]()
    with serving(here.app) as port:
        address = f"http://127.0.0.1:{port}"
        with signed_in(chromium, address, token_for(here.store, Role.ADMINISTRATOR, clock=here.clock)):
            page = chromium.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.goto(f"{address}/accounts")
            text, ran = page.evaluate("() => document.body.textContent"), page.evaluate("() => window.ran ?? null")
            page.close()

    assert (ran, said, [payload for payload in PAYLOADS if payload not in text]) == (None, [], [])


def test_names_and_notes_of_what_ifs_are_shown_and_never_run(here: Made, pages: tuple[str, Page, list[str]]) -> None:
    address, page, said = pages
    numbers = [_supposed(here, text) for text in PAYLOADS]

    shown, ran = dict[str, list[str]](), list[object]()
    paths = {f"/scenarios/{number}": [text] for number, text in zip(numbers, PAYLOADS, strict=True)}
    for path, texts in {"/scenarios": list(PAYLOADS), **paths}.items():
        page.goto(address + path)
        text = page.evaluate("() => document.body.textContent")
        shown[path] = [one for one in texts if text.count(one) < (1 if path == "/scenarios" else 2)]
        ran.append(page.evaluate("() => window.ran ?? null"))

    assert (set(ran), said) == ({None}, [])
    assert {path: missed for path, missed in shown.items() if missed} == {}


def _supposed(here: Made, text: str) -> int:
    """Split a scenario off under a name, put it away with the same for a reason, and return its number."""
    heads = Heads(here.store, desks())
    tools = Tools(store=here.store, clock=here.clock, heads=heads, worker=this_process())
    made = fork(tools, ForkAsked(name=text, actor="toets", draft=here.draft))
    return remove(tools, made.number, actor="toets", note=text).number


def _plant(here: Made) -> None:
    case, since = CaseId(CASE), Interval(day_start(DAY))
    facts = [
        fact
        for number, text in enumerate(PAYLOADS)
        for fact in (
            Contact(
                case=case,
                at=Minute(at(DAY, 12) + number),
                party=Party.LAWYER,
                channel=Channel.MAIL,
                actor="RV-0001",
                subject=text,
            ),
            Barrier(case=case, number=100 + number, kind=BarrierKind.HEALTH, owner=Party.MEDICAL, action=text, due=DAY),
            InformationRequest(case=case, party=Party.MEDICAL, item=text, asked_on=DAY, due=DAY),
        )
    ]
    guardian = Representative(case=case, role=Representing.LAWYER, reference=PAYLOADS[0], valid=since)
    fit = Clearance(case=case, kind=ClearanceKind.RECEPTION, state=ClearanceState.NO, valid=since, by=PAYLOADS[1])
    with here.store.transaction() as books:
        books.facts.record([*facts, guardian, fit], source="toets", at=NOW)
    for text in PAYLOADS:
        proposal = ReleaseProposal(plan_id=1, by="toets", at=NOW, why=Why(note=text))
        propose_release(here.store, here.clock, proposal)
