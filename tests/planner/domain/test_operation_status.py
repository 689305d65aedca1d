"""Which report may follow which, and what a letter's lines come to."""

import pytest

from planner.domain.bookings import CancelReason
from planner.domain.ids import ActivityKey
from planner.domain.invitations import InvitationNote, InvitationStep, stand_of
from planner.domain.operation_status import OperationReport, OperationState, wrong_report
from planner.domain.time import Minute

KEY = ActivityKey("Z1/vertrek/1")
STARTED, DELAYED, DONE, CANCELLED = OperationState


def report(state: OperationState, delay: int = 10, cause: CancelReason | None = CancelReason.OTHER) -> OperationReport:
    return OperationReport(activity=KEY, state=state, at=Minute(0), actor="k1", delay=delay, cause=cause)


@pytest.mark.parametrize(
    ("before", "allowed"),
    [
        (None, {STARTED, DELAYED, CANCELLED}),
        (STARTED, {DELAYED, DONE, CANCELLED}),
        (DELAYED, {STARTED, DELAYED, DONE, CANCELLED}),
        (DONE, {STARTED}),
        (CANCELLED, {STARTED}),
    ],
)
def test_a_report_follows_only_those_it_may(before: OperationState | None, allowed: set[OperationState]) -> None:
    earlier = None if before is None else report(before)

    assert {state for state in OperationState if wrong_report(earlier, report(state)) is None} == allowed


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (report(DELAYED, delay=0), "delay"),
        (report(DELAYED, delay=1441), "delay"),
        (report(DELAYED, delay=1440), None),
        (report(DELAYED, cause=None), None),
        (report(CANCELLED, cause=None), "cause"),
    ],
)
def test_a_delay_has_minutes_and_a_cancellation_a_reason(given: OperationReport, field: str | None) -> None:
    wrong = wrong_report(None, given)

    assert (None if wrong is None else wrong.field) == field


def note(step: InvitationStep, start: int, at: int) -> InvitationNote:
    return InvitationNote(activity=KEY, step=step, start=Minute(start), at=Minute(at), actor="r1")


def test_a_letter_for_another_moment_does_not_count() -> None:
    old = [note(InvitationStep.SENT, 100, 1), note(InvitationStep.RECEIVED, 100, 2)]
    new = note(InvitationStep.SENT, 200, 3)

    before, after, back = stand_of(old, Minute(200)), stand_of([*old, new], Minute(200)), stand_of(old, Minute(100))

    assert (before.sent, before.received, before.outdated) == (None, None, True)
    assert (after.sent, after.received, after.outdated) == (new, None, False)
    assert (back.sent, back.received, back.outdated) == (*old, False)
