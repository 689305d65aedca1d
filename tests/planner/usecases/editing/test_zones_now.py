"""The zones as they are now, and what moved out of the frozen one."""

from collections.abc import Iterator

import pytest

from calendars.event import EventRenderer
from planner.domain.activities import ActivityKind
from planner.domain.editing import Cancel, CancelCode, Edit
from planner.domain.ids import ActivityKey
from planner.domain.settings import Settings
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.usecases.editing.undo_redo import undo
from planner.usecases.editing.zones_now import Zones, read_zones
from planner.usecases.norms.norms_in_force import norms_in_force
from planner.usecases.publishing.publish_release import Publication, publish_release
from solver.judge import RulebookJudge
from tests.planner.usecases.editing.booked_week import booked
from tests.planner.usecases.editing.drafted import ANNE, Drafted
from tests.solver import world as w

TALK = ActivityKey("D/gesprek/1")
OUT = Edit(deed=Cancel(activity=TALK, code=CancelCode.PERSON), reason="ziek")


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Drafted]:
    """Give a published draft, on the day before."""
    found = booked(sqlite_url)
    publication = Publication(key="one", actor=ANNE, plan_id=found.head.plan)
    publish_release(found.store, found.clock, RulebookJudge(), EventRenderer(), publication)
    found.clock.minute = w.clock(12)
    yield found
    found.store.close()


def zones(desk: Drafted) -> Zones:
    norms = Settings(norms_in_force(desk.store))
    with desk.store.reading() as books:
        return read_zones(books, norms, desk.clock.now())


def test_each_kind_has_its_border_and_what_is_before_it(desk: Drafted) -> None:
    found = zones(desk)

    assert {one.kind: one.hours for one in found.borders} == {
        ActivityKind.CONVERSATION: 24,
        ActivityKind.PRESENTATION: 48,
        ActivityKind.DEPARTURE: 36,
        ActivityKind.MOVE: 12,
        ActivityKind.MEETING: 24,
    }
    talks = next(one for one in found.borders if one.kind is ActivityKind.CONVERSATION)
    assert talks.until == w.clock(12, 0, w.TUESDAY)
    assert [item.activity for item in talks.frozen] == [
        *("A/gesprek/1", "D/gesprek/1", "A/gesprek/2", "D/gesprek/2", "B/gesprek/1")
    ]


def test_what_moved_out_says_who_when_and_why_and_whether_it_was_taken_back(desk: Drafted) -> None:
    desk.edit(ANNE, OUT)
    first = zones(desk).thawed
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    (one,) = zones(desk).thawed

    assert [(each.activity, each.undone) for each in first] == [(TALK, False)]
    assert (one.actor, one.at, one.reason, one.before, one.after, one.undone) == (
        ANNE,
        w.clock(12),
        "ziek",
        w.clock(9, 0, w.TUESDAY),
        None,
        True,
    )


def test_what_is_longer_ago_than_a_week_is_not_told(desk: Drafted) -> None:
    desk.edit(ANNE, OUT)
    desk.clock.minute = Minute(desk.clock.minute + 8 * MINUTES_PER_DAY)

    assert zones(desk).thawed == ()
