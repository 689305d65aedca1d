"""What could use something that came free, over HTTP and on its page: as the command says, applied as an edit."""

import html
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.desk.edit_shapes import EditAnswer, Log
from api.desk.edits import DRAFTS
from api.desk.freed_shapes import BackfillAnswer
from planner.domain.access import Role
from planner.domain.freed import Freed
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.usecases.planning.current_plan import stored_plan
from solver.backfill.ranking import backfill
from tests.api.desk.test_edits import TALK, WEEK, Desk, desk
from tests.planner.usecases.editing.small_week import THURSDAY
from tests.solver import world as w

__all__ = ["desk"]
PAGE = f"/bureau/{WEEK}/vrij"
ROW = "regievoerder:R1"
START, END = w.clock(9, 0, THURSDAY), w.clock(17, 0, THURSDAY)
ASKED = {"soort": "regievoerder", "code": "R1", "van": "2026-11-26T09:00", "tot": "2026-11-26T17:00"}


def opened(visitor: TestClient) -> str:
    return f"{DRAFTS}/{visitor.post(DRAFTS, json={'week': WEEK}).json()['id']}"


def edited(visitor: TestClient, here: str, version: int, body: object) -> EditAnswer:
    answer = visitor.post(f"{here}/edits", json=body, headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text
    return EditAnswer.model_validate_json(answer.text)


def without_talk(visitor: TestClient) -> str:
    """Begin the draft with one conversation that gave way to another; return its address."""
    here = opened(visitor)
    moved = {"activity": "N/gesprek/1", "start": w.clock(15, 0, THURSDAY)}
    edited(visitor, here, 0, {"what": "herschik", "moves": [moved], "left_out": [TALK]})
    return here


def asked(visitor: TestClient, here: str, **more: object) -> Response:
    return visitor.post(f"{here}/backfill", json={"row": ROW, "start": START, "end": END, **more})


def test_the_answer_is_that_of_the_command(desk: Desk) -> None:
    visitor = desk.visitor()
    here = without_talk(visitor)

    told = BackfillAnswer.model_validate_json(asked(visitor, here).text)

    with desk.store.reading() as books:
        plan = stored_plan(books, books.drafts.head(int(here.rpartition("/")[2])).plan)
    freed = Freed(resource=ResourceRef(ResourceKind.REGIEVOERDER, "R1"), when=Interval(START, END))
    same = backfill(plan.problem, plan.plan, freed)
    assert TALK in {one.activity for one in told.fits}
    assert [one.activity for one in told.fits] == [str(one.activity) for one in same.uses]
    assert [one.activity for one in told.one_rule_away] == [str(one.activity) for one in same.one_rule_away]
    assert (told.version, told.others) == (1, same.others)


def test_a_use_is_planned_by_its_edit_and_taken_back(desk: Desk) -> None:
    visitor = desk.visitor()
    here = without_talk(visitor)
    first = next(
        one for one in BackfillAnswer.model_validate_json(asked(visitor, here).text).fits if one.activity == TALK
    )
    assert first.edit is not None

    done = edited(visitor, here, 1, first.edit.model_dump())
    back = visitor.post(f"{here}/undo", headers={"If-Match": '"2"'})

    (item,) = [one for one in done.items if one.activity == TALK]
    assert (item.start >= START, item.end <= END, item.pin and item.pin.grade) == (True, True, "alles")
    assert back.status_code == 200
    assert TALK in EditAnswer.model_validate_json(back.text).gone


def test_who_fell_out_leaves_the_plan_in_the_same_step(desk: Desk) -> None:
    visitor = desk.visitor()
    here = opened(visitor)
    row, fell = "vlucht:KL3", "C/vertrek/1"
    edited(visitor, here, 0, {"what": "verplaats", "activity": fell, "row": row})

    told = BackfillAnswer.model_validate_json(
        visitor.post(f"{here}/backfill", json={"row": row, "fallen": [fell]}).text
    )

    assert fell not in {one.activity for one in (*told.fits, *told.one_rule_away)}
    assert all(one.edit is None or fell in getattr(one.edit, "left_out", []) for one in told.fits)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"row": "regievoerder:R1"}, "niet gezegd wanneer"),
        ({"row": "regievoerder:R1", "start": END, "end": START}, "het einde ligt niet na het begin"),
        ({"row": "voertuig:GEEN", "start": START, "end": END}, "niet bekend in dit plan"),
        ({"row": "vlucht:GEEN"}, "niet bekend in dit plan"),
        ({"row": ROW, "start": START, "end": END, "fallen": ["X"]}, "staat niet in dit concept"),
    ],
)
def test_what_is_not_there_or_has_no_time_is_refused(desk: Desk, body: dict[str, object], why: str) -> None:
    visitor = desk.visitor()

    answer = visitor.post(f"{opened(visitor)}/backfill", json=body)

    assert (answer.status_code, why in answer.json()["detail"]) == (422, True)


def test_the_page_plans_with_one_press_and_takes_back(desk: Desk) -> None:
    visitor = desk.visitor()
    here = without_talk(visitor)

    shown = visitor.get(PAGE, params=ASKED)
    fields = re.findall(r'name="wijziging" value="([^"]+)"', shown.text)
    mine = next(one for one in map(html.unescape, fields) if TALK in one)
    done = visitor.post(PAGE, data={**ASKED, "wijziging": mine, "versie": "1"}, follow_redirects=False)
    then = visitor.get(done.headers["location"])
    back = visitor.post(PAGE, data={**ASKED, "terug": "1", "versie": "2"}, follow_redirects=False)

    assert (shown.status_code, done.status_code, back.status_code) == (200, 303, 303)
    assert "Gepland en vastgezet." in then.text
    assert dict(parse_qsl(urlsplit(done.headers["location"]).query)) == {**ASKED, "gedaan": "gepland"}
    log = Log.model_validate_json(visitor.get(f"{here}/log").text)
    assert [line.what for line in log.lines] == ["ongedaan", "verplaats", "herschik"]


def test_the_page_refuses_in_words(desk: Desk) -> None:
    visitor = desk.visitor()
    without_talk(visitor)

    answers = [
        visitor.get(PAGE, params={**ASKED, "code": "GEEN"}),
        visitor.get(PAGE, params={**ASKED, "van": "straks"}),
        visitor.post(PAGE, data={**ASKED, "wijziging": "{}", "versie": "1"}),
        visitor.get("/bureau/2026-W99/vrij"),
    ]

    assert [one.status_code for one in answers] == [422, 422, 422, 404]
    assert "niet bekend in dit plan" in answers[0].text
    assert "Bekijk het opnieuw en kies er een" in answers[2].text


def test_the_page_speaks_english(desk: Desk) -> None:
    visitor = desk.visitor()
    without_talk(visitor)

    said = visitor.get(PAGE, params=ASKED, headers={"Cookie": f"{visitor.headers['Cookie']}; taal=en"})

    assert "What came free" in said.text
    assert "What could use this" in said.text
    assert "Plan here" in said.text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_see_the_desk_gets_nothing(desk: Desk, role: Role) -> None:
    here, other = without_talk(desk.visitor()), desk.visitor(role)

    assert asked(other, here).status_code == 403
    assert other.get(PAGE, params=ASKED).status_code == 403
    assert other.post(PAGE, data=ASKED).status_code == 403
