"""Who has a case by a publication, until the source says so itself.

Not allowed here: choosing a regievoerder (the search does) and publishing.
"""

from collections.abc import Iterable, Mapping

from planner.domain.cases import Case, Ownership
from planner.domain.facts import fact_key
from planner.domain.ids import CaseId
from planner.domain.plan import Assignment
from planner.domain.release import Release
from planner.domain.time import Interval, Minute
from planner.ports.store import RecordedFact, Transaction


def with_published_owners(
    books: Transaction,
    ownerships: tuple[Ownership, ...],
    cases: Iterable[Case],
    *,
    at: Minute,
    known_at: Minute | None,
    begins: Minute | None = None,
) -> tuple[Ownership, ...]:
    """Return the ownerships with those that the newest publication gave cases that nobody holds at a moment.

    They begin when a publication first said so, at ``begins`` at the latest. A case that an officer marked for
    reassignment after the publication stays marked.
    """
    release = books.releases.newest()
    if release is None or not release.assignments:
        return ownerships
    recorded = {(r.fact.case, r.fact.valid.start): r for r in books.facts.recorded(Ownership, at=known_at)}
    assigned = {assignment.case for assignment in release.assignments}
    kept = [
        ownership
        for ownership in ownerships
        if ownership.case not in assigned or not _is_answered(recorded[ownership.case, ownership.valid.start], release)
    ]
    held = {ownership.case for ownership in kept if ownership.valid.contains(at)}
    open_cases: set[CaseId] = {case.id for case in cases}
    new = (
        Ownership(
            case=assignment.case,
            regievoerder=assignment.regievoerder,
            valid=Interval(_begin(assignment.since, release, begins)),
        )
        for assignment in release.assignments
        if assignment.case in open_cases - held
    )
    return tuple(sorted((*kept, *new), key=lambda ownership: (ownership.case, ownership.valid.start)))


def still_entered(
    books: Transaction, ownerships: tuple[Ownership, ...], assigned: Mapping[CaseId, Assignment], release: Release
) -> tuple[Ownership, ...]:
    """Return the ownerships of a case without one that was marked for reassignment before the publication gave it."""
    if not any(ownership.marked and ownership.case in assigned for ownership in ownerships):
        return ownerships
    return tuple(
        ownership
        for ownership in ownerships
        if not ownership.marked
        or ownership.case not in assigned
        or not _is_answered(books.facts.history(Ownership, fact_key(ownership))[-1], release)
    )


def _begin(since: Minute | None, release: Release, begins: Minute | None) -> Minute:
    first = release.published_at if since is None else since
    return first if begins is None else min(first, begins)


def _is_answered(record: RecordedFact[Ownership], release: Release) -> bool:
    return record.fact.marked and record.recorded_at <= release.published_at
