"""Conversations into a week, on problems whose answer is plain."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, Lead
from planner.domain.ids import RuleId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.diaries import Diaries, DiaryResult
from solver.occupancy import Occupancy
from tests.solver import small
from tests.solver import world as w

MORNING = Interval(w.clock(9), w.clock(12))


def _plan(
    world: w.World, fixed: Sequence[Appointment] = (), *, seed: int = 1, tries: int | None = 40, seconds: float = 60
) -> DiaryResult:
    found = small.candidates(world)
    diaries = Diaries(found, world.activities, Occupancy(found.known, fixed), seed)
    return diaries.plan(small.budget(seconds), lambda _fraction, _planned, _current: None, tries=tries)


def _talks(*codes: str, window: Interval = MORNING, interpreter: bool = False) -> list[Activity]:
    number = {"A": w.A, "B": w.B, "C": w.C}
    return [small.conversation(number[code], i, window=window, interpreter=interpreter) for i, code in enumerate(codes)]


def test_diaries_fill_a_morning_back_to_back() -> None:
    # one room from 9 to 12 and three hours to talk: all fit, without a minute between
    result = _plan(w.World(activities=_talks("A", "B", "C")))

    assert sorted(a.start for a in result.appointments) == [w.clock(9), w.clock(10), w.clock(11)]


def test_diaries_leave_out_one_too_many() -> None:
    assert len(_plan(w.World(activities=_talks("A", "B", "C", "C"))).appointments) == 3


def test_diaries_use_a_second_room_at_the_same_time_for_another_regievoerder() -> None:
    # two rooms: R1 has three conversations, R2 one; R1's fill the morning
    world = w.World(activities=_talks("A", "B", "A", "C")).with_resources(capacities=(w.rooms(w.AZC, 2),))

    assert len(_plan(world).appointments) == 4


def test_diaries_leave_time_to_travel() -> None:
    # at 9:00 R1 is at the office until 10:00; half an hour's drive: 10:30 is the first moment, 11:00 the last
    meeting = small.meeting(w.R1, w.clock(9))
    (talk,) = _talks("A")

    result = _plan(w.World(activities=[meeting, talk]))

    assert small.starts(result.appointments)[meeting.key] == w.clock(9)
    assert small.starts(result.appointments)[talk.key] in (w.clock(10, 30), w.clock(10, 45), w.clock(11))


def test_diaries_share_one_interpreter() -> None:
    # two regievoerders, two rooms, but R2 speaks Tigrinya and needs no interpreter: R1's two share the one there is
    world = w.World(activities=_talks("A", "B", "C", interpreter=True)).with_resources(
        capacities=(w.rooms(w.AZC, 2), w.interpreters(1))
    )

    result = _plan(world)

    used = [a for a in result.appointments if a.of_kind(ResourceKind.INTERPRETER)]
    assert len(result.appointments) == 3
    assert len(used) == 2
    assert used[0].end <= used[1].start or used[1].end <= used[0].start


def test_diaries_plan_what_is_due_first() -> None:
    # one hour in one room for two conversations: the one that is due in the scope goes before the one that may wait
    window = Interval(w.clock(9), w.clock(10))
    soon = small.conversation(w.A, window=window, terms=[small.due(date(2026, 11, 25))])
    late = small.conversation(w.C, window=window, terms=[small.due(date(2026, 12, 20))])

    assert list(small.starts(_plan(w.World(activities=[late, soon])).appointments)) == [soon.key]


def test_diaries_prefer_to_be_in_time() -> None:
    # due on Monday, allowed until Friday: Monday it is
    talk = small.conversation(w.A, terms=[small.due(w.MONDAY)])

    (planned,) = _plan(w.World(activities=[talk])).appointments

    assert planned.end <= w.clock(17)


def test_diaries_plan_one_drive_for_two_conversations() -> None:
    # two conversations at one site, any day of the week: the same day saves a drive
    first, second = small.conversation(w.A, 1), small.conversation(w.B, 1)

    one, other = _plan(w.World(activities=[first, second])).appointments

    assert (one.start - w.clock(0)) // 1440 == (other.start - w.clock(0)) // 1440


def test_diaries_stay_clear_of_what_is_fixed() -> None:
    first, second = _talks("A", "B", window=Interval(w.clock(9), w.clock(11)))
    held = _plan(w.World(activities=[first])).appointments[0]

    (planned,) = _plan(w.World(activities=[second]), [held]).appointments

    assert {held.start, planned.start} <= {w.clock(9), w.clock(10), w.clock(9, 15), w.clock(9, 30), w.clock(9, 45)}
    assert planned.start >= held.end or planned.end <= held.start


def test_diaries_repeat_for_a_seed() -> None:
    world = w.World(activities=_talks("A", "B", "C", "C", "A", window=w.SCOPE))

    assert _plan(world, seed=5).appointments == _plan(world, seed=5).appointments


def test_diaries_without_time_say_what_was_not_tried() -> None:
    world = w.World(activities=_talks("A", "B"))

    result = _plan(world, seconds=0)

    assert result.appointments == ()
    assert result.untried == {activity.key for activity in world.activities}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_diaries_hold_a_closing_conversation_three_working_days_before_the_departure(seed: int) -> None:
    # A flies on Friday the 27th and may be spoken to until then: Tuesday the 24th is the last day in time
    leaves = small.departure(w.A, escorted=False)
    lead = Lead(before=leaves.key, rule=RuleId("T10"), key="closing")
    talk = replace(small.conversation(w.A), leads=(lead,))
    flight = w.mode(leaves, w.AIRPORT, duration=180).at(w.clock(12, 0, date(2026, 11, 27)))
    world = w.World(activities=[talk, leaves])
    found = small.candidates(world)

    diaries = Diaries(found, [talk], Occupancy(found.known, [flight]), seed)
    (planned,) = diaries.plan(small.budget(), lambda _fraction, _planned, _current: None, tries=40).appointments

    assert planned.end <= w.clock(17, 0, w.TUESDAY)
