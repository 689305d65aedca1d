"""What is kept of the week that was shown last: the next one is as if all of it were made anew."""

from api.desk.edits import DRAFTS
from api.desk.shapes import Draft, Week
from api.desk.week import week_of
from planner.domain.time import Minute
from planner.domain.wording import Language, speaking
from planner.usecases.editing.heads import Heads
from solver.editing.desk import RuleDesks
from tests.api.desk.test_edits import TALK, WEEK, Desk, desk
from tests.planner.usecases.editing.small_week import THURSDAY
from tests.solver import world as w

__all__ = ["desk"]


def test_week_after_each_step_is_as_made_anew(desk: Desk) -> None:
    visitor = desk.visitor()
    draft = Draft.model_validate(visitor.post(DRAFTS, json={"week": WEEK}).json()).id
    here, shown = f"{DRAFTS}/{draft}", list[Week]()
    steps = (
        ("edits", {"what": "verplaats", "activity": TALK, "start": w.clock(15, 0, THURSDAY)}),
        ("edits", {"what": "zet-vast", "activity": TALK, "grade": "tijd", "reason": "afgesproken"}),
        ("undo", None),
        ("undo", None),
        ("redo", None),
    )

    for version, (what, body) in enumerate(steps):
        before = visitor.get(f"{here}/week")
        done = visitor.post(f"{here}/{what}", json=body, headers={"If-Match": f'"{version}"'})
        assert (before.status_code, done.status_code) == (200, 200), done.text
        shown.append(Week.model_validate_json(visitor.get(f"{here}/week").content))
        with speaking(Language.DUTCH):
            anew = week_of(Heads(desk.store, RuleDesks()).of(draft), Minute(shown[-1].now))
        assert shown[-1] == anew

    moved = [next(item for item in week.items if item.activity == TALK) for week in shown]
    assert [item.start == w.clock(15, 0, THURSDAY) for item in moved] == [True, True, True, False, True]
    assert "afgesproken" in {item.pin.reason for item in moved if item.pin is not None}
