"""Moving departures between calendars when a case got another regievoerder, without waiting for a publication.

Only calendars change: the release stays as it was published, and the next one finds the work done.
Not allowed here: rendering.
"""

from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.cases import Ownership
from planner.domain.feeds import CalendarRef
from planner.domain.plan import Assignment
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.ports.calendars import CalendarRenderer
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.agendas.publish_calendars import move_entries
from planner.usecases.planning.cut_problem import PUBLISHER


def renew_owners(store: Store, clock: Clock, renderer: CalendarRenderer, *, actor: str) -> tuple[CalendarRef, ...]:
    """Bring calendars up to date with who is responsible for each case that leaves; return those that changed."""
    now = clock.now()
    with store.transaction() as books:
        release = books.releases.newest()
        if release is None or books.calendars.empty:
            return ()
        touched = move_entries(books, renderer, replace(release, owners=owners_now(books, release, now)), at=now)
        if touched:
            subject = f"publicatie {release.number}, {len(touched)} agenda's"
            books.events.add(Event(at=now, actor=actor, what="calendars renewed", subject=subject))
    return touched


def owners_now(books: Transaction, release: Release, now: Minute) -> tuple[Assignment, ...]:
    """Return who is responsible on the day of leaving, by what was recorded since; what is past stays as published."""
    leaving = {
        case: item.start
        for item in release.appointments
        for activity in release.activities
        if activity.key == item.activity and activity.kind is ActivityKind.DEPARTURE and item.start > now
        for case in activity.cases
    }
    since = {
        record.fact.case: record.fact.regievoerder
        for record in sorted(books.facts.recorded(Ownership), key=lambda record: record.recorded_at)
        if record.source != PUBLISHER
        and record.recorded_at > release.published_at
        and record.fact.case in leaving
        and record.fact.valid.contains(leaving[record.fact.case])
    }
    owners = {owner.case: owner.regievoerder for owner in release.owners} | since
    return tuple(Assignment(case=case, regievoerder=owners[case]) for case in sorted(owners))
