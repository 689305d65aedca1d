"""What the steps of a draft moved out of the frozen zone: who did it, when and why.

Not allowed here: what is frozen now (``zones_now``), and moving anything.
"""

from collections.abc import Iterator, Mapping

from planner.domain.civil import IsoWeek
from planner.domain.editing import Entry
from planner.domain.ids import ActivityKey
from planner.domain.thawed import Thawed
from planner.ports.editing import Head
from planner.ports.store import Transaction
from planner.usecases.editing.undo_redo import counting


def thawed_by(entry: Entry, week: IsoWeek, *, undone: bool = False) -> Iterator[Thawed]:
    """Yield what one step of the draft of a week moved out of the frozen zone."""
    changes = {change.activity: change for change in entry.deal.changes}
    for key in entry.deal.thawed:
        before, after = changes[key].before.appointment, changes[key].after.appointment
        yield Thawed(
            activity=key,
            week=week,
            version=entry.version,
            kind=entry.kind,
            at=entry.at,
            actor=entry.actor,
            reason=entry.reason,
            before=None if before is None else before.start,
            after=None if after is None else after.start,
            undone=undone,
        )


def standing_thaws(books: Transaction, head: Head) -> Mapping[ActivityKey, Thawed]:
    """Return, per item that stands in a version by a step that took it out of the frozen zone, that step.

    A later step that moved the item while it was not frozen any more, because it was published anew, replaces it;
    so does taking the step back.
    """
    counted = counting(books.drafts.steps(head.draft, until=head.version))
    week, found = books.drafts.load(head.draft).week, dict[ActivityKey, Thawed]()
    for entry in books.drafts.entries(head.draft, until=head.version):
        if entry.version not in counted:
            continue
        for change in entry.deal.changes:
            if change.before.appointment != change.after.appointment:
                found.pop(change.activity, None)
        found.update((one.activity, one) for one in thawed_by(entry, week))
    return found
