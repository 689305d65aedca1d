"""Noting that the letter about a published appointment was sent, or that it was received.

Not allowed here: the letter, and when one must go out (the rules say so).
"""

from planner.domain.ids import ActivityKey
from planner.domain.invitations import InvitationNote, InvitationStep, stand_of
from planner.domain.steps import StepRefusedError
from planner.domain.wording import either
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock


def note_invitation(
    store: Store, clock: Clock, activity: ActivityKey, step: InvitationStep, *, actor: str
) -> InvitationNote:
    """Add a line about the letter for the present moment and return it, the one before when it says the same.

    Raise StepRefusedError when the appointment is not published, or received is said of a letter that was not sent.
    """
    now = clock.now()
    with store.transaction() as books:
        release = books.releases.newest()
        items = () if release is None else release.appointments
        item = next((one for one in items if one.activity == activity), None)
        if item is None:
            raise StepRefusedError(
                either("deze afspraak is niet gepubliceerd", "this appointment was not published"),
                either("Open de lijst opnieuw.", "Open the list again."),
            )
        stand = stand_of(books.invitations.of([activity]).get(activity, ()), item.start)
        known = stand.sent if step is InvitationStep.SENT else stand.received
        if known is not None:
            return known
        if step is InvitationStep.RECEIVED and stand.sent is None:
            raise StepRefusedError(
                "de brief voor dit moment is nog niet verstuurd", "Leg eerst vast dat hij verstuurd is."
            )
        note = InvitationNote(activity=activity, step=step, start=item.start, at=now, actor=actor)
        books.invitations.add(note)
        books.events.add(Event(at=now, actor=actor, what=f"invitation {step.name.lower()}", subject=activity))
    return note
