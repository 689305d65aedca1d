"""What in a delivery looks like something there is already, under another key: shown before it is stored.

Not allowed here: refusing it (a person decides) and storing.
"""

from planner.domain.activities import Activity
from planner.domain.issues import Issue
from planner.ports.intake import Preview
from planner.ports.store import Store
from planner.usecases.validation.lookalikes import lookalikes


def doubtful_in(store: Store, preview: Preview) -> tuple[Issue, ...]:
    """Return the delivered activities that look like others, also like published ones that the protocols asked."""
    facts = (*preview.new, *(change.after for change in preview.changed))
    delivered = {fact.key: fact for fact in facts if isinstance(fact, Activity)}
    wanted = {(case, activity.step) for activity in delivered.values() for case in activity.cases}
    if not wanted:
        return ()
    with store.reading() as books:
        release = books.releases.newest()
        asked = {a.key: a for a in release.activities if a.protocol} if release is not None else {}
        held = {activity.key: activity for activity in books.facts.in_force(Activity)}
        ended = books.outcomes.effective().keys()
    known = {key: activity for key, activity in {**asked, **held, **delivered}.items() if key not in ended}
    return tuple(lookalikes(a for a in known.values() if any((case, a.step) in wanted for case in a.cases)))
