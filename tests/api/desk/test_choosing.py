"""What helps to choose, over HTTP: trials, holders of cases, escorts, repairs, news; with a real store and rulebook."""

from fastapi.testclient import TestClient

from api.desk.choice_shapes import AboutAnswer, HoldersAnswer, NewsAnswer, RepairsAnswer, TryAnswer
from api.desk.edit_shapes import EditAnswer, Refusal
from api.desk.edits import DRAFTS
from api.desk.shapes import Week
from planner.domain.access import Role
from planner.domain.ids import ActivityKey
from planner.domain.operation_status import OperationReport, OperationState
from planner.domain.time import Minute
from tests.api.desk.test_edits import TALK, WEEK, Desk, desk
from tests.planner.usecases.editing.small_week import THURSDAY
from tests.solver import world as w

__all__ = ["desk"]
LEAVES, THIRD = "C/vertrek/1", "vlucht:KL3"


def _opened(visitor: TestClient) -> str:
    return f"{DRAFTS}/{visitor.post(DRAFTS, json={'week': WEEK}).json()['id']}"


def _edit(visitor: TestClient, here: str, version: int, body: dict[str, object]) -> EditAnswer:
    answer = visitor.post(f"{here}/edits", json=body, headers={"If-Match": f'"{version}"'})
    return EditAnswer.model_validate(answer.json())


def test_a_trial_tells_what_would_come_of_an_edit_and_changes_nothing(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)

    asked = visitor.post(f"{here}/try", json={"what": "verplaats", "activity": LEAVES, "row": THIRD})

    told = TryAnswer.model_validate(asked.json())
    assert (told.allowed, [one.activity for one in told.changes]) == (True, ["C/rit/1", LEAVES])
    assert {one.activity for one in told.follows} == {"C/rit/1", LEAVES}
    assert Week.model_validate_json(visitor.get(f"{here}/week").text).version == 0


def test_a_trial_says_which_rules_forbid_it(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)

    asked = visitor.post(f"{here}/try", json={"what": "verplaats", "activity": TALK, "start": w.clock(3, 0, THURSDAY)})
    nothing = visitor.post(f"{here}/try", json={"what": "wijs-toe", "case": "A", "regievoerder": "R2"})

    told = TryAnswer.model_validate(asked.json())
    assert (told.allowed, "P03" in {one.rule for one in told.hard}) == (False, True)
    assert (nothing.status_code, "heeft al een regievoerder" in nothing.json()["detail"]) == (422, True)


def test_who_could_have_a_case_is_told_with_what_is_in_the_way(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)

    told = HoldersAnswer.model_validate(visitor.post(f"{here}/holders", json={"case": "N"}).json())

    assert (told.given, {one.regievoerder: one.allowed for one in told.holders}) == ("R1", {"R1": True, "R2": True})
    done = _edit(visitor, here, 0, {"what": "wijs-toe", "case": "N", "regievoerder": "R2"})
    assert done.draft.version == 1


def test_what_belongs_to_an_item_is_told_with_the_page_of_its_case(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)

    told = AboutAnswer.model_validate(visitor.post(f"{here}/about", json={"activity": LEAVES}).json())

    (case,) = told.cases
    assert (case.code, case.assignable, case.page.startswith("/zaken/"), "C" in case.page) == ("C", False, True, False)
    assert told.escorts is not None
    assert (told.escorts.needed, told.escorts.rested - told.escorts.end) == (2, 660)
    assert sum(team.sent for team in told.escorts.teams) == 2


def test_a_way_to_plan_something_after_all_is_applied_by_its_edit(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    _edit(visitor, here, 0, {"what": "annuleer", "activity": TALK, "code": "anders"})

    told = RepairsAnswer.model_validate(visitor.post(f"{here}/repairs", json={"activity": TALK}).json())

    first = next(one for one in told.repairs if one.edit is not None)
    assert first.edit is not None
    done = _edit(visitor, here, 1, first.edit.model_dump(mode="json"))
    assert TALK in {item.activity for item in done.items}


def test_planned_items_have_no_repairs(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)

    answer = visitor.post(f"{here}/repairs", json={"activity": TALK})

    assert (answer.status_code, "is al gepland" in answer.json()["detail"]) == (422, True)


def test_news_tells_what_others_did_and_nothing_otherwise(desk: Desk) -> None:
    anne, bram = desk.visitor(), desk.visitor(Role.SUPERVISOR)
    here = _opened(anne)
    quiet = anne.get(f"{here}/news?after=0")
    body: dict[str, object] = {"what": "verplaats", "activity": TALK, "start": w.clock(15, 0, THURSDAY)}
    _edit(bram, here, 0, body)

    told = NewsAnswer.model_validate(
        anne.get(f"{here}/news?after=0", headers={"If-None-Match": quiet.headers["ETag"]}).json()
    )
    own = NewsAnswer.model_validate(bram.get(f"{here}/news?after=0").json())
    again = anne.get(f"{here}/news?after=1", headers={"If-None-Match": f'"1-{told.release}-{told.reports}-{told.now}"'})

    assert [(step.number, step.what, step.activities) for step in told.steps] == [(1, "verplaats", [TALK])]
    assert "15:00" in told.steps[0].text
    assert (own.steps, own.own) == ([], [1])
    assert (again.status_code, again.content) == (304, b"")


def test_a_conflict_says_how_it_stood_and_stands(desk: Desk) -> None:
    anne, bram = desk.visitor(), desk.visitor()
    here = _opened(anne)
    _edit(anne, here, 0, {"what": "verplaats", "activity": TALK, "start": w.clock(15, 0, THURSDAY)})

    answer = bram.post(
        f"{here}/edits",
        json={"what": "annuleer", "activity": TALK, "code": "anders"},
        headers={"If-Match": '"0"'},
    )

    (changed,) = Refusal.model_validate(answer.json()).changed
    assert ("15:00" in changed.after, changed.before != changed.after) == (True, True)


def test_a_report_of_a_partner_is_a_mark_on_the_item_and_news(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)
    week = visitor.get(f"{here}/week")
    report = OperationReport(
        activity=ActivityKey(LEAVES),
        state=OperationState.DELAYED,
        at=Minute(3_626_400),
        actor="K-1",
        party="kmar",
        delay=40,
    )
    with desk.store.transaction() as books:
        books.reports.add(report)

    after = visitor.get(f"{here}/week", headers={"If-None-Match": week.headers["ETag"]})
    news = NewsAnswer.model_validate(visitor.get(f"{here}/news").json())

    item = next(one for one in Week.model_validate_json(after.text).items if one.activity == LEAVES)
    assert item.report is not None
    assert (item.report.state, item.report.text.startswith("40 minuten later")) == ("vertraagd", True)
    assert (after.status_code, news.reports) == (200, 1)


def test_escorts_rest_after_their_duty(desk: Desk) -> None:
    visitor = desk.visitor()
    here = _opened(visitor)

    week = Week.model_validate_json(visitor.get(f"{here}/week").text)

    item = next(one for one in week.items if one.activity == LEAVES)
    duty = [(part.start < item.start, part.rested) for part in item.parts if part.row.startswith("escort:")]
    assert [(early, rested is not None) for early, rested in duty] == [(True, True)]
