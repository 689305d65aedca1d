"""Absences from people's own calendars: planned around once accepted, a task where they meet what is published."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.domain.absences import AbsenceProposal, ProposalState
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.plan import Appointment
from planner.domain.resources import Absence, ResourceKind
from planner.domain.settings import Setting, Unit
from planner.domain.time import Interval, Minute
from planner.usecases.agendas.propose_absence import (
    POLICY,
    ProposalRefusedError,
    decide_absence,
    propose_absence,
    withdraw_absence,
)
from tests.planner.usecases.world import NOW, Desk, open_desk, world_facts

FREE = Interval(Minute(NOW + 300 * 1440), Minute(NOW + 301 * 1440))


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """Give a desk with a published week."""
    with open_desk(database_url) as opened:
        opened.deliver(world_facts())
        opened.solve()
        opened.publish("a")
        yield opened


def published(desk: Desk) -> tuple[RegievoerderId, Appointment]:
    """Return a published appointment and its regievoerder."""
    with desk.store.reading() as books:
        release = books.releases.newest()
    assert release is not None
    return next(
        (RegievoerderId(part.resource.id), appointment)
        for appointment in release.appointments
        for part in appointment.of_kind(ResourceKind.REGIEVOERDER)
    )


def proposal(owner: RegievoerderId, *intervals: Interval) -> AbsenceProposal:
    return AbsenceProposal(owner=owner, name="a.ics", uid="u1", intervals=intervals, body="", recorded_at=NOW)


def absences(desk: Desk) -> set[Interval]:
    with desk.store.reading() as books:
        return {absence.interval for absence in books.facts.in_force(Absence)}


def open_tasks(desk: Desk) -> list[str]:
    with desk.store.reading() as books:
        return [task.subject for task in books.tasks.open()]


def test_a_free_stretch_is_accepted_by_policy_and_planned_around(desk: Desk) -> None:
    who, _ = published(desk)
    before = absences(desk)

    kept = propose_absence(desk.store, desk.clock, proposal(who, FREE))

    assert (kept.state, kept.decided_by) == (ProposalState.ACCEPTED, POLICY)
    assert absences(desk) == before | {FREE}
    assert open_tasks(desk) == []


def test_one_that_meets_a_published_appointment_becomes_a_task(desk: Desk) -> None:
    who, appointment = published(desk)
    before = absences(desk)

    kept = propose_absence(desk.store, desk.clock, proposal(who, Interval(appointment.start, appointment.end)))

    assert kept.state is ProposalState.PROPOSED
    assert absences(desk) == before
    assert open_tasks(desk) == [appointment.activity]


def test_an_officer_may_accept_it_after_all(desk: Desk) -> None:
    who, appointment = published(desk)
    away = Interval(appointment.start, appointment.end)
    propose_absence(desk.store, desk.clock, proposal(who, away))

    decide_absence(desk.store, desk.clock, who, "a.ics", accept=True, actor="planner")

    assert away in absences(desk)
    assert open_tasks(desk) == []


def test_a_declined_one_changes_nothing_and_is_settled(desk: Desk) -> None:
    who, appointment = published(desk)
    before = absences(desk)
    propose_absence(desk.store, desk.clock, proposal(who, Interval(appointment.start, appointment.end)))

    decide_absence(desk.store, desk.clock, who, "a.ics", accept=False, actor="planner")

    with desk.store.reading() as books:
        found = books.absences.find(who, "a.ics")
    assert found is not None
    assert (found.state, found.decided_by) == (ProposalState.DECLINED, "planner")
    assert absences(desk) == before
    assert open_tasks(desk) == []


def test_a_moved_one_takes_the_old_one_back(desk: Desk) -> None:
    who, _ = published(desk)
    before = absences(desk)
    propose_absence(desk.store, desk.clock, proposal(who, FREE))
    assert FREE.end is not None
    later = Interval(FREE.end, Minute(FREE.end + 60))

    propose_absence(desk.store, desk.clock, proposal(who, later))

    assert absences(desk) == before | {later}


def test_the_same_again_changes_no_revision(desk: Desk) -> None:
    who, _ = published(desk)
    first = propose_absence(desk.store, desk.clock, proposal(who, FREE))
    desk.wait(60)

    second = propose_absence(desk.store, desk.clock, proposal(who, FREE))

    with desk.store.reading() as books:
        assert books.absences.revision(who) == 1
    assert second == first


def test_a_withdrawn_one_leaves_no_absence_and_no_task(desk: Desk) -> None:
    who, appointment = published(desk)
    before = absences(desk)
    propose_absence(desk.store, desk.clock, proposal(who, FREE, Interval(appointment.start, appointment.end)))

    withdraw_absence(desk.store, desk.clock, who, "a.ics")

    with desk.store.reading() as books:
        assert books.absences.of(who) == ()
        assert books.absences.removed(who, since=1) == ("a.ics",)
    assert absences(desk) == before
    assert open_tasks(desk) == []


def test_an_absence_from_another_source_stays_when_the_proposal_goes(desk: Desk) -> None:
    who, _ = published(desk)
    kept = propose_absence(desk.store, desk.clock, proposal(who, FREE))
    absence = next(a for a in _facts(desk) if a.interval == FREE)
    with desk.store.transaction() as books:
        books.facts.record([absence], source="personeelszaken", at=desk.clock.now())

    withdraw_absence(desk.store, desk.clock, who, kept.name)

    assert FREE in absences(desk)


def test_without_the_policy_an_officer_decides(desk: Desk) -> None:
    who, _ = published(desk)
    with desk.store.transaction() as books:
        strict = Setting(rule=RuleId("T03"), key="accept", value=0, unit=Unit.COUNT)
        books.facts.record([strict], source="test", at=desk.clock.now())

    assert propose_absence(desk.store, desk.clock, proposal(who, FREE)).state is ProposalState.PROPOSED


def test_an_unknown_person_is_refused(desk: Desk) -> None:
    with pytest.raises(ProposalRefusedError, match="is geen regievoerder"):
        propose_absence(desk.store, desk.clock, replace(proposal(RegievoerderId("RV-X"), FREE)))


def _facts(desk: Desk) -> tuple[Absence, ...]:
    with desk.store.reading() as books:
        return books.facts.in_force(Absence)
