"""Reminders: what must soon be complete for a published departure or presentation, and is not.

Not allowed here: what a departure needs (the readiness gate says so), and sending anything.
"""

from collections.abc import Iterator

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import NETHERLANDS
from planner.domain.plan import Appointment
from planner.domain.readiness import Gate, GateItem, GateState
from planner.domain.resources import ClosedDays
from planner.domain.spelling import moment
from planner.domain.tasks import Task, TaskKind
from planner.domain.terms import lead_end, work_calendars
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Store, Transaction
from planner.usecases.clock.notices import Renewed, renew
from planner.usecases.clock.running import clock_settings
from planner.usecases.gate.readiness import read_gates

AHEAD = 2 * MINUTES_PER_DAY
"""What must be complete within so long is reminded of."""


def renew_reminders(store: Store, now: Minute) -> Renewed:
    """Raise a reminder for each item that is due within two days, and end those that are settled or past."""
    with store.transaction() as books:
        if books.releases.newest_number() == 0:
            return renew(books, {TaskKind.REMINDER}, (), now=now)
        found = (*_of_departures(books, now), *_of_presentations(books, now))
        return renew(books, {TaskKind.REMINDER}, found, now=now)


def _of_departures(books: Transaction, now: Minute) -> Iterator[Task]:
    for gate in read_gates(books, now=now).gates:
        for item in gate.items:
            if item.state is GateState.OPEN and item.until is not None and now <= item.until <= now + AHEAD:
                yield _task(gate, item, item.until, now)


def _task(gate: Gate, item: GateItem, until: Minute, now: Minute) -> Task:
    return Task(
        key=f"{TaskKind.REMINDER}/{gate.activity}/{item.what}",
        kind=TaskKind.REMINDER,
        subject=gate.activity,
        text=f"{item.what.value.replace('-', ' ')}: {item.because}; uiterlijk {moment(until)}",
        raised_at=now,
    )


def _of_presentations(books: Transaction, now: Minute) -> Iterator[Task]:
    release = books.releases.newest()
    if release is None:
        return
    activities = {activity.key: activity for activity in release.activities}
    settings = clock_settings(books)
    calendar = work_calendars(books.facts.in_force(ClosedDays))[NETHERLANDS]
    for item in release.appointments:
        activity = activities.get(item.activity)
        if activity is None or activity.kind is not ActivityKind.PRESENTATION or item.start <= now:
            continue
        length = settings.get("R07", "notice", on=day_of(item.start), regime=activity.regime)
        until = lead_end(length.value, length.unit, item.start, calendar)
        if now <= until <= now + AHEAD:
            yield _check_due(item, activity, until, now)


def _check_due(item: Appointment, activity: Activity, until: Minute, now: Minute) -> Task:
    return Task(
        key=f"{TaskKind.REMINDER}/{activity.key}/presentabiliteitstoets",
        kind=TaskKind.REMINDER,
        subject=activity.key,
        text=f"presentabiliteitstoets voor de presentatie van {moment(item.start)}; voor {moment(until)}",
        raised_at=now,
    )
