"""What somebody changed in a draft since the newest publication: it goes out with the next one.

Not allowed here: changing.
"""

from api.pages.lookup import Lookup
from api.pages.steps import step_words
from api.staff.tools import Staff
from api.web.speech import _
from planner.domain.access import Visitor
from planner.domain.civil import IsoWeek
from planner.domain.editing import Change, EntryKind
from planner.domain.spelling import moment
from planner.ports.store import Transaction

LOOKED_BACK = 20
"""So many of the own last steps are told."""
_NOT_OWN = (EntryKind.SOLVE,)


def pending(staff: Staff, lookup: Lookup | None, visitor: Visitor, week: IsoWeek) -> tuple[str, ...]:
    """Return the own steps in the draft of a week that no publication has yet, the last of each, in words."""
    since = 0 if lookup is None else lookup.release.published_at
    with staff.work.store.reading() as books:
        draft = books.drafts.of_week(week)
        if draft is None:
            return ()
        steps = [
            step
            for step in books.drafts.steps(draft.id)
            if step.actor == visitor.code and step.at >= since and step.kind not in _NOT_OWN
        ]
        changed = {
            change.activity: change
            for step in steps[-LOOKED_BACK:]
            for change in _changes(books, draft.id, step.version)
        }
    return tuple(text for change in changed.values() if (text := _words(lookup, change)))


def _changes(books: Transaction, draft: int, version: int) -> tuple[Change, ...]:
    (entry,) = books.drafts.entries(draft, after=version - 1, until=version)
    return entry.deal.changes


def _words(lookup: Lookup | None, change: Change) -> str:
    """Return what became of an activity, empty where it stands as it is published."""
    published = None if lookup is None else lookup.appointments.get(change.activity)
    activity = change.after.own or (None if lookup is None else lookup.activities.get(change.activity))
    said = change.activity if activity is None else f"{step_words(activity.step)} {', '.join(activity.cases)}"
    stands = change.after.appointment
    if stands is None:
        return "" if published is None else _("%(what)s: uit de week genomen", what=said)
    if published is not None and (published.start, published.place) == (stands.start, stands.place):
        return ""
    return _("%(what)s: %(when)s", what=said, when=moment(stands.start))
