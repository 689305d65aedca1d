"""What a publication changes although it was frozen stands in it, with who and why; each is told what he may know."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from calendars.event import EventRenderer
from planner.domain.editing import Cancel, CancelCode, Edit, EntryKind
from planner.domain.feeds import CalendarKind, DetailLevel
from planner.domain.ids import ActivityKey
from planner.domain.messages import Channel, Reason, Subscriber, Why
from planner.domain.release import Release
from planner.usecases.editing.undo_redo import undo
from planner.usecases.publishing.publish_release import Publication, preview_release, publish_release
from planner.usecases.publishing.thawed_changes import thawed_reasons
from solver.judge import RulebookJudge
from tests.planner.usecases.editing.booked_week import booked
from tests.planner.usecases.editing.drafted import ANNE, Drafted
from tests.solver import world as w

TALK = ActivityKey("D/gesprek/1")
OTHER = ActivityKey("A/gesprek/1")
DROPPED = Cancel(activity=TALK, code=CancelCode.PERSON)
OUT = Edit(deed=DROPPED, reason="advocaat kan niet")
FULL = Subscriber(
    kind=CalendarKind.PERSONAL, owner="RV-1", channel=Channel.MAIL, address="x@example.org", level=DetailLevel.FULL
)
PARTNER = Subscriber(
    kind=CalendarKind.VEHICLE, owner="VV-1", channel=Channel.MAIL, address="x@example.org", level=DetailLevel.FULL
)


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Drafted]:
    """Give a published draft, on the day before."""
    found = booked(sqlite_url)
    publish(found, "one")
    found.clock.minute = w.clock(12)
    yield found
    found.store.close()


def publish(desk: Drafted, key: str) -> Release:
    publication = Publication(key=key, actor=ANNE, plan_id=desk.head.plan)
    return publish_release(desk.store, desk.clock, RulebookJudge(), EventRenderer(), publication).release


def test_a_publication_says_what_it_takes_from_the_frozen_zone_who_did_so_and_why(desk: Drafted) -> None:
    desk.edit(ANNE, OUT)

    publish(desk, "two")

    with desk.store.reading() as books:
        (one,) = books.releases.load(2).thawed
    assert (one.activity, one.actor, one.reason, one.kind, one.at) == (
        *(TALK, ANNE, "advocaat kan niet", EntryKind.CANCEL),
        w.clock(12),
    )
    assert (one.before, one.after) == (w.clock(9, 0, w.TUESDAY), None)


def test_what_was_taken_back_or_published_before_is_not_told(desk: Drafted) -> None:
    ahead = Publication(key="", actor=ANNE, plan_id=desk.edit(ANNE, OUT).entry.plan)
    before = preview_release(desk.store, desk.clock, RulebookJudge(), ahead)
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    after = preview_release(desk.store, desk.clock, RulebookJudge(), replace(ahead, plan_id=desk.head.plan))
    desk.edit(ANNE, OUT)
    publish(desk, "two")
    desk.edit(ANNE, Edit(deed=replace(DROPPED, activity=OTHER), reason="ziek"))

    third = publish(desk, "three")

    assert [one.activity for one in before.release.thawed] == [TALK]
    assert (after.created, after.release.number) == (False, 1)
    assert [one.activity for one in third.thawed] == [OTHER]


def test_each_is_told_as_far_as_may_be_known(desk: Drafted) -> None:
    desk.edit(ANNE, OUT)
    release = publish(desk, "two")

    why = thawed_reasons(release, {ActivityKey(""): Why(reason=Reason.REQUEST, note="vandaag gevraagd")})[TALK]

    assert why.told(FULL) == (
        "op verzoek: vandaag gevraagd; dit was al bevroren en is toch gewijzigd (anne: advocaat kan niet)"
    )
    assert why.told(PARTNER) == "op verzoek; dit was al bevroren en is toch gewijzigd"


def test_a_reason_that_names_a_case_is_told_nobody(desk: Drafted) -> None:
    case = desk.problem.case_file.cases[0].id
    desk.edit(ANNE, replace(OUT, reason=f"ruil met {case}"))
    release = publish(desk, "two")

    why = thawed_reasons(release, {ActivityKey(""): Why()})[TALK]

    assert why.told(FULL) == "dit was al bevroren en is toch gewijzigd (anne)"
