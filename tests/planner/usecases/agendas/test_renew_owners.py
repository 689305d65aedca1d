"""A case that got another regievoerder: its departure changes calendars at once, and the next publication agrees."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from calendars.event import EventRenderer
from planner.domain.cases import Ownership
from planner.domain.feeds import CalendarKind, CalendarRef
from planner.domain.ids import CaseId, RegievoerderId
from planner.ports.calendars import RenderedEntry
from planner.usecases.agendas.renew_owners import renew_owners
from tests.planner.usecases.world import Desk, open_desk, world_facts

CASE = CaseId("Z1")
OLD, NEW = (CalendarRef(CalendarKind.PERSONAL, who) for who in ("r1", "r2"))


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """Give a desk with a published week."""
    with open_desk(database_url) as opened:
        opened.deliver(world_facts())
        opened.solve()
        opened.publish("a")
        yield opened


def departure(desk: Desk, calendar: CalendarRef) -> RenderedEntry | None:
    """Return the departure of the case as it stands in a calendar."""
    with desk.store.reading() as books:
        release = books.releases.newest()
        assert release is not None
        entries = books.calendars.entries(calendar)
    (uid,) = (
        EventRenderer().uid(release, entry)
        for entry in release.entries
        if entry.participation.resource.id == CASE and "vertrek" in entry.appointment.activity
    )
    return next((entry for entry in entries if entry.uid == uid), None)


def give(desk: Desk, who: str) -> tuple[CalendarRef, ...]:
    """Record another regievoerder for the case, and renew."""
    desk.wait(5)
    with desk.store.transaction() as books:
        (held,) = (o for o in books.facts.in_force(Ownership) if o.case == CASE)
        given = replace(held, regievoerder=RegievoerderId(who))
        books.facts.record((given,), source="test", at=desk.clock.now())
    desk.wait(5)
    return renew_owners(desk.store, desk.clock, EventRenderer(), actor="T-1")


def test_a_departure_goes_to_who_has_the_case_now(desk: Desk) -> None:
    before = departure(desk, OLD)

    touched = give(desk, "r2")

    left, there = departure(desk, OLD), departure(desk, NEW)
    assert before is not None
    assert left is not None
    assert there is not None
    assert touched == (OLD, NEW)
    assert (left.cancelled, left.sequence > before.sequence) == (True, True)
    assert (there.cancelled, there.start, there.full) == (False, before.start, before.full)


def test_nothing_to_renew_changes_nothing(desk: Desk) -> None:
    first = give(desk, "r2")

    again = renew_owners(desk.store, desk.clock, EventRenderer(), actor="T-1")

    assert (len(first), again) == (2, ())


def test_what_goes_to_and_fro_keeps_a_sequence_that_rises(desk: Desk) -> None:
    seen = [departure(desk, OLD)]
    for who in ("r2", "r1", "r2", "r1"):
        give(desk, who)
        seen.append(departure(desk, OLD))

    assert [entry.cancelled for entry in seen if entry] == [False, True, False, True, False]
    sequences = [entry.sequence for entry in seen if entry]
    assert sequences == sorted(set(sequences))


def test_the_next_publication_finds_the_work_done(desk: Desk) -> None:
    give(desk, "r2")
    renewed = departure(desk, OLD), departure(desk, NEW)

    desk.solve(again=True)
    desk.publish("b")

    assert (departure(desk, OLD), departure(desk, NEW)) == renewed
