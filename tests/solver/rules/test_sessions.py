"""Sessions of missions, in examples: P16, P16a, R07, R10. Now is Thursday 19 November, 16:00."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.missions import Mission, Session
from planner.domain.people import WorkingHours
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import found, heard, presentation, texts

FRIDAY, WEDNESDAY = date(2026, 11, 20), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("starts", "breaches"),
    [
        pytest.param([w.clock(10), w.clock(10, 20)], 0, id="one after another, quota 2"),
        pytest.param([w.clock(10), w.clock(10, 19)], 1, id="one shared minute"),
        pytest.param([w.clock(10), w.clock(10, 20), w.clock(10, 40)], 1, id="one person over the quota"),
        pytest.param([w.clock(10), w.clock(10), w.clock(10, 40)], 2, id="both"),
    ],
)
def test_quota_and_order(starts: list[Minute], breaches: int) -> None:
    """Presentations of 20 minutes in one session for two persons."""
    activities = [
        presentation(f"p{i}", cases=(case,)) for i, case in zip(range(len(starts)), (w.A, w.B, w.C), strict=False)
    ]
    planned = [heard(activity, start) for activity, start in zip(activities, starts, strict=True)]

    assert len(found("P16", w.World(activities=activities), *planned)) == breaches


@pytest.mark.parametrize(
    ("start", "breaches"), [(w.clock(10), 0), (w.clock(11, 40), 0), (w.clock(11, 41), 1), (w.clock(9, 59), 1)]
)
def test_presentation_lies_inside_the_session(start: Minute, breaches: int) -> None:
    """The session is from 10 to 12."""
    activity = presentation()

    assert len(found("P16a", w.World(activities=[activity]), heard(activity, start))) == breaches


@pytest.mark.parametrize(
    ("start", "breaches"), [(w.clock(10, 40), 0), (w.clock(10, 41), 1), (w.clock(11), 1), (w.clock(11, 30), 0)]
)
def test_presentation_lies_in_the_opening_hours(start: Minute, breaches: int) -> None:
    """The session is from 10 to 12; on Mondays the mission receives from 9 to 11 and from 11:30 to 13."""
    activity = presentation()
    hours = (WorkingHours(weekday=0, start=9 * 60, end=11 * 60), WorkingHours(weekday=0, start=690, end=13 * 60))
    mission = Mission(id=w.MISSION, country=w.XX, place=w.MISSION_PLACE, hours=hours)
    world = w.World(activities=[activity]).with_resources(missions=(mission,))

    assert len(found("P16a", world, heard(activity, start))) == breaches


@pytest.mark.parametrize(
    ("notice", "day", "breaches"),
    [
        pytest.param(1, FRIDAY, 0, id="one working day: Friday"),
        pytest.param(2, FRIDAY, 1, id="two: not Friday"),
        pytest.param(2, w.MONDAY, 0, id="two: Monday"),
        pytest.param(3, w.MONDAY, 1, id="three: not Monday"),
        pytest.param(0, w.TUESDAY, 1, id="Tuesday is a day off in the country"),
        pytest.param(0, WEDNESDAY, 0, id="Wednesday is not"),
    ],
)
def test_notice_to_the_mission(notice: int, day: date, breaches: int) -> None:
    """Working days from Thursday 19 November on; the country is closed on Tuesday 24."""
    activity = presentation()
    mission = Mission(id=w.MISSION, country=w.XX, place=w.MISSION_PLACE, notice_working_days=notice)
    world = w.World(activities=[activity]).with_resources(missions=(mission,))

    assert len(found("R10", world, heard(activity, at(day, 10)))) == breaches


@pytest.mark.parametrize(
    ("day", "breaches"), [pytest.param(w.MONDAY, 1, id="two working days"), pytest.param(w.TUESDAY, 0, id="three")]
)
def test_presentability_check(day: date, breaches: int) -> None:
    """Three working days after Thursday: Tuesday."""
    activity = presentation()

    assert len(found("R07", w.World(activities=[activity]), heard(activity, at(day, 10)))) == breaches


@pytest.mark.parametrize("rule", ["R10", "R07"])
def test_what_was_announced_stays(rule: str) -> None:
    """Published in a session, it may stay there when the notice no longer fits; in another session it may not."""
    activity = presentation()
    sessions = tuple(
        Session(id=code, mission=w.MISSION, interval=Interval(at(FRIDAY, 9), at(FRIDAY, 12)), quota=2)
        for code in (w.SESSION, w.OTHER_SESSION)
    )
    world = w.World(activities=[activity]).with_resources(sessions=sessions)
    published = heard(activity, at(FRIDAY, 10))
    again = replace(world, baseline=[published])

    assert len(found(rule, world, published)) == 1
    assert found(rule, again, published) == []
    assert len(found(rule, again, heard(activity, at(FRIDAY, 10), w.OTHER_SESSION))) == 1


def test_sentence_gives_the_first_day() -> None:
    """An officer reads what to change."""
    activity = presentation()

    assert texts("R07", w.World(activities=[activity]), heard(activity, w.clock(10))) == [
        "de presentabiliteitstoets is 3 werkdagen vooraf: presenteren kan vanaf di 24 nov"
    ]
