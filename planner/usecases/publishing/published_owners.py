"""Who has a case by a publication, until the source says so itself.

Not allowed here: choosing a regievoerder (the search does) and publishing.
"""

from collections.abc import Collection, Iterable

from planner.domain.cases import Case, Ownership
from planner.domain.facts import fact_key
from planner.domain.ids import CaseId
from planner.domain.release import Release
from planner.domain.time import Interval, Minute
from planner.ports.store import Transaction


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
    kept = still_entered(books, ownerships, {one.case for one in release.assignments}, release, known_at=known_at)
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
    books: Transaction,
    ownerships: tuple[Ownership, ...],
    assigned: Collection[CaseId],
    release: Release,
    *,
    known_at: Minute | None = None,
) -> tuple[Ownership, ...]:
    """Return the ownerships without those that were marked for reassignment before the publication gave the case."""
    return tuple(
        ownership
        for ownership in ownerships
        if not (ownership.marked and ownership.case in assigned and _is_answered(books, ownership, release, known_at))
    )


def _begin(since: Minute | None, release: Release, begins: Minute | None) -> Minute:
    first = release.published_at if since is None else since
    return first if begins is None else min(first, begins)


def _is_answered(books: Transaction, ownership: Ownership, release: Release, known_at: Minute | None) -> bool:
    """Return whether the mark was there when the release was published, as far as was known at a moment."""
    history = books.facts.history(Ownership, fact_key(ownership))
    last = [record for record in history if known_at is None or record.recorded_at <= known_at][-1]
    return last.recorded_at <= release.published_at
