"""What a publication changes although it was frozen: kept with the publication, and told to whom it concerns.

Not allowed here: what is frozen, and composing a release.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from planner.domain.ids import ActivityKey
from planner.domain.messages import Why
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.thawed import Thawed
from planner.ports.editing import Head
from planner.ports.store import Transaction
from planner.usecases.editing.thawed_items import standing_thaws
from planner.usecases.publishing.compose_release import same_appointment


def thawed_by_draft(
    books: Transaction,
    head: Head | None,
    chosen: Collection[ActivityKey],
    published: Mapping[ActivityKey, Appointment],
    appointments: Iterable[Appointment],
) -> tuple[Thawed, ...]:
    """Return what officers moved out of the frozen zone in a draft, of what its publication changes."""
    if head is None or not chosen:
        return ()
    after = {item.activity: item for item in appointments}
    moved = {key for key in chosen if not same_appointment(published.get(key), after.get(key))}
    found = (one for key, one in standing_thaws(books, head).items() if key in moved)
    return tuple(replace(one, actor=_called(books, one.actor)) for one in sorted(found, key=lambda one: one.activity))


def thawed_reasons(release: Release, known: Mapping[ActivityKey, Why]) -> dict[ActivityKey, Why]:
    """Return why frozen items changed, over what is known already; the empty key holds for all others.

    What an officer wrote is left out when it names a case: colleagues who do not know that case read it.
    """
    cases = {str(case) for activity in release.activities for case in activity.cases}
    found: dict[ActivityKey, Why] = {}
    for one in release.thawed:
        told = one.reason if one.reason and not any(case in one.reason for case in cases) else ""
        why = known.get(one.activity, known[ActivityKey("")])
        found[one.activity] = replace(why, frozen=True, by_whom=": ".join(part for part in (one.actor, told) if part))
    return found


def _called(books: Transaction, actor: str) -> str:
    """Return what somebody is called: the label of the account, where there is one."""
    account = books.accounts.by_login(actor)
    return actor if account is None else account.label
