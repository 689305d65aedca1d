"""Drafts over HTTP, with real sessions and a real store."""

from collections.abc import Iterator
from functools import lru_cache, partial

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.composition import SystemClock, drafting
from api.desk.edit_shapes import AlternativesAnswer, EditAnswer, Log, Refusal
from api.desk.edits import DRAFTS, draft_routes
from api.desk.filling import FillAnswer
from api.desk.shapes import CheckAnswer, Draft, RowsAnswer, SlotsAnswer, Week
from api.web.guard import guard
from api.web.handles import Handles
from api.web.once import Once
from api.web.reads import READ, Reads
from api.web.refusals import refusal
from api.web.who import is_fresh, who_asks
from planner.domain.access import Role
from planner.domain.audit import AuditQuery
from planner.usecases.access.reading_log import ReadLog
from tests.api.web.visiting import visiting
from tests.planner.usecases.editing.drafted import stored_week, week_of
from tests.planner.usecases.editing.small_week import THURSDAY, small_problem
from tests.solver import world as w

TALK = "A/gesprek/1"
WEEK = str(week_of(small_problem()))


class Desk:
    """Visitors of a server with one solved week."""

    def __init__(self, url: str) -> None:
        self.store, clock, _, _ = stored_week(url)
        signed = SystemClock()
        self.app = FastAPI()
        tools = lru_cache(maxsize=1)(lambda: drafting(self.store, clock))
        self.app.router.routes[:] = draft_routes(tools, Reads(ReadLog(self.store), signed), Handles(self.store)).routes
        who, fresh = partial(who_asks, self.store, signed), partial(is_fresh, self.store, signed)
        guard(self.app.routes, who, fresh, refusal, Once(self.store, Reads(ReadLog(self.store), signed)))

    def visitor(self, role: Role = Role.PLANNER) -> TestClient:
        """Return somebody who signed in."""
        return visiting(self.app, self.store, role)


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a server."""
    made = Desk(sqlite_url)
    yield made
    made.store.close()


def _opened(visitor: TestClient) -> str:
    draft = Draft.model_validate(visitor.post(DRAFTS, json={"week": WEEK}).json())
    return f"{DRAFTS}/{draft.id}"


def _moved(visitor: TestClient, here: str, version: int, key: str = "") -> Response:
    body = {"what": "verplaats", "activity": TALK, "start": w.clock(15, 0, THURSDAY)}
    headers = {"If-Match": f'"{version}"', **({"Idempotency-Key": key} if key else {})}
    return visitor.post(f"{here}/edits", json=body, headers=headers)


def test_opened_week_holds_every_item_on_its_rows(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)

    answer = visitor.get(f"{here}/week")

    week = Week.model_validate_json(answer.text)
    rows = {row.id for group in week.groups for row in group.rows}
    assert (answer.status_code, week.version, len(week.days)) == (200, 0, 7)
    assert {item.activity for item in week.items} | {one.activity for one in week.unplanned} == {
        activity.key for activity in small_problem().activities
    }
    assert [row for item in week.items for row in item.rows if row not in rows] == []
    again = visitor.get(f"{here}/week", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_questions_about_one_item_are_answered(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    start = w.clock(15, 0, THURSDAY)

    check = CheckAnswer.model_validate(visitor.post(f"{here}/check", json={"activity": TALK, "start": start}).json())
    night = CheckAnswer.model_validate(
        visitor.post(f"{here}/check", json={"activity": TALK, "start": w.clock(3, 0, THURSDAY)}).json()
    )
    rows = RowsAnswer.model_validate(visitor.post(f"{here}/rows", json={"activity": TALK, "start": start}).json())
    slots = SlotsAnswer.model_validate(visitor.post(f"{here}/slots", json={"activity": TALK}).json())
    better = AlternativesAnswer.model_validate(visitor.post(f"{here}/alternatives", json={"activity": TALK}).json())

    assert (check.allowed, check.hard, check.start) == (True, [], start)
    assert (night.allowed, night.hard[0].rule) == (False, "P03")
    assert {state.row: (state.allowed, state.rule) for state in rows.rows} == {
        "regievoerder:R1": (True, ""),
        "regievoerder:R2": (False, "P07"),
    }
    assert start in {slot.start for slot in slots.slots}
    assert len(better.alternatives) == 5


def test_alternative_is_applied_with_its_own_edit(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    better = visitor.post(f"{here}/alternatives", json={"activity": TALK}).json()["alternatives"][0]

    answer = visitor.post(f"{here}/edits", json=better["edit"], headers={"If-Match": '"0"'})

    done = EditAnswer.model_validate(answer.json())
    assert (answer.status_code, answer.headers["ETag"], done.draft.version) == (200, '"1"', 1)
    assert [(item.activity, item.start) for item in done.items] == [(TALK, better["start"])]


def test_same_key_answers_the_same_again(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    first = _moved(visitor, here, 0, "k")
    _moved(visitor, here, 1, "l")

    again = _moved(visitor, here, 0, "k")

    assert EditAnswer.model_validate_json(first.text).draft.version == 1
    assert (again.status_code, again.content, again.headers["ETag"]) == (200, first.content, '"1"')
    assert visitor.get(here).json()["version"] == 2


def test_same_key_for_another_edit_is_refused(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    _moved(visitor, here, 0, "k")

    body = {"what": "annuleer", "activity": TALK, "code": "anders"}
    other = visitor.post(f"{here}/edits", json=body, headers={"If-Match": '"1"', "Idempotency-Key": "k"})
    undone = visitor.post(f"{here}/undo", headers={"If-Match": '"1"', "Idempotency-Key": "k"})

    assert [(one.status_code, one.json()["title"]) for one in (other, undone)] == [(422, "Sleutel al gebruikt")] * 2
    assert visitor.get(here).json()["version"] == 1


def test_same_key_of_somebody_else_is_another(desk: Desk) -> None:
    anne, bram = desk.visitor(), desk.visitor()
    here = _opened(anne)
    _moved(anne, here, 0, "k")

    undone = bram.post(f"{here}/undo", headers={"If-Match": '"1"', "Idempotency-Key": "k"})

    assert (undone.status_code, undone.json()["title"]) == (409, "Niet gedaan")


def test_what_was_refused_under_a_key_is_refused_the_same_again(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    night = {"what": "verplaats", "activity": TALK, "start": w.clock(3, 0, THURSDAY)}
    headers = {"If-Match": '"0"', "Idempotency-Key": "k"}

    first, again = (visitor.post(f"{here}/edits", json=night, headers=headers) for _ in range(2))

    assert (first.status_code, again.status_code) == (422, 422)
    assert (again.content, again.headers["Content-Type"]) == (first.content, "application/problem+json")


def test_what_is_shown_again_is_noted_again(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    _moved(visitor, here, 0, "k")
    before = _noted(desk)

    _moved(visitor, here, 0, "k")

    assert _noted(desk) == [*before, before[-1]]
    assert before[-1][0] == "concept wijzigen"


def _noted(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    with desk.store.reading() as books:
        lines = books.audit.find(AuditQuery(action=READ))
    return [(line.purpose, line.cases) for line in reversed(lines)]


def test_conflict_says_what_who_and_when(desk: Desk) -> None:
    anne, bram = desk.visitor(), desk.visitor()
    here = _opened(anne)
    _moved(anne, here, 0)

    body = {"what": "annuleer", "activity": TALK, "code": "anders"}
    answer = bram.post(f"{here}/edits", json=body, headers={"If-Match": '"0"'})

    refused = Refusal.model_validate(answer.json())
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
    assert [(one.activity, one.what) for one in refused.changed] == [(TALK, "verplaats")]
    assert refused.version == 1


def test_broken_rules_are_told(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    body = {"what": "verplaats", "activity": TALK, "start": w.clock(3, 0, THURSDAY)}

    answer = visitor.post(f"{here}/edits", json=body, headers={"If-Match": '"0"'})

    refused = Refusal.model_validate(answer.json())
    assert (answer.status_code, "P03" in {one.rule for one in refused.broken}) == (422, True)


def test_version_must_be_named(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    body = {"what": "maak-los", "activity": TALK}

    answers = [visitor.post(f"{here}/edits", json=body, headers=h).status_code for h in ({}, {"If-Match": '"7"'})]

    assert answers == [428, 412]


def test_undo_redo_and_the_log(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    _moved(visitor, here, 0)

    back = EditAnswer.model_validate(visitor.post(f"{here}/undo", headers={"If-Match": '"1"'}).json())
    again = EditAnswer.model_validate(visitor.post(f"{here}/redo", headers={"If-Match": '"2"'}).json())
    nothing = visitor.post(f"{here}/redo", headers={"If-Match": '"3"'})
    log = Log.model_validate(visitor.get(f"{here}/log").json())

    assert (back.draft.can_redo, again.draft.can_undo, nothing.status_code) == (True, True, 409)
    assert [(line.number, line.what, line.undone) for line in log.lines] == [
        (3, "opnieuw", False),
        (2, "ongedaan", False),
        (1, "verplaats", True),
    ]


def test_own_conversation_is_added(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    body = {
        "what": "voeg-toe",
        "kind": "gesprek",
        "label": "Extra gesprek",
        "case": "A",
        "start": w.clock(14, 0, w.TUESDAY),
        "duration": 60,
    }

    done = EditAnswer.model_validate(visitor.post(f"{here}/edits", json=body, headers={"If-Match": '"0"'}).json())

    assert [(item.activity, item.code) for item in done.items] == [("A/extra-gesprek/1", "A")]


@pytest.mark.parametrize("role", [Role.KMAR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_see_the_desk_gets_nothing(desk: Desk, role: Role) -> None:
    here = _opened(desk.visitor())

    answers = {desk.visitor(role).get(f"{here}/{part}").status_code for part in ("week", "log")}

    assert answers == {403}


def test_free_time_is_filled_with_what_waits(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    week = Week.model_validate_json(visitor.get(f"{here}/week").text)
    row = next(row for group in week.groups for row in group.rows if row.kind == "regievoerder")
    start, end = row.works[-1]

    ask = {"row": row.id, "start": start, "end": end}
    good = visitor.post(f"{here}/fill", json=ask)
    whole = visitor.post(f"{here}/fill", json={**ask, "together": True})
    wrong = visitor.post(f"{here}/fill", json={**ask, "end": start})
    other = visitor.post(f"{here}/fill", json={**ask, "row": "zitting:ZIT-0"})

    assert [one.status_code for one in (good, whole, wrong, other)] == [200, 200, 422, 422]
    known = {item.activity for item in week.items} | {one.activity for one in week.unplanned}
    offered = FillAnswer.model_validate_json(good.text).fillers
    assert {one.activity for one in offered} <= known
    assert all(start <= one.place.start and one.place.end <= end for one in offered)
    assert other.json()["detail"].splitlines()[0] == "op deze tijd is er geen zitting"
