"""That a letter about an appointment was sent, and that it was received: when, by whom, and for which moment.

Not allowed here: the letter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import ActivityKey
from planner.domain.time import Minute


class InvitationStep(StrEnum):
    """What happened with a letter."""

    SENT = "verstuurd"
    RECEIVED = "ontvangen"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationNote:
    """One line: the letter that invites for ``start`` was sent or received. Append-only."""

    activity: ActivityKey
    step: InvitationStep
    start: Minute
    """When the appointment was, as the letter says it."""
    at: Minute
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationStand:
    """How far an invitation is: when the letter for the present moment was sent and received."""

    sent: InvitationNote | None = None
    received: InvitationNote | None = None
    outdated: bool = False
    """A letter went out, for another moment than the present one."""


def stand_of(notes: Iterable[InvitationNote], start: Minute) -> InvitationStand:
    """Return how far the invitation for an appointment at ``start`` is; letters for other moments do not count."""
    every = sorted(notes, key=lambda note: note.at)
    fitting = {note.step: note for note in every if note.start == start}
    sent = fitting.get(InvitationStep.SENT)
    return InvitationStand(
        sent=sent,
        received=fitting.get(InvitationStep.RECEIVED),
        outdated=sent is None and any(note.step is InvitationStep.SENT for note in every),
    )
