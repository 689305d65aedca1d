"""Calendar entries from one release to the next: lasting identities, sequence numbers, tombstones.

Pure functions. Not allowed here: rendering calendars.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.domain.activities import Activity, DepartureDetail
from planner.domain.ids import ActivityKey, ParticipationId
from planner.domain.plan import Appointment, Participation
from planner.domain.release import CalendarEntry
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.usecases.publishing.compose_release import same_appointment

TOMBSTONE = 7 * MINUTES_PER_DAY
"""So long after its end a cancelled entry stays, for calendars that look seldom."""
Activities = Mapping[ActivityKey, Activity]


def next_entries(
    earlier: Iterable[CalendarEntry],
    appointments: Iterable[Appointment],
    known: tuple[Activities, Activities],
    *,
    at: Minute,
    now: Minute,
) -> tuple[CalendarEntry, ...]:
    """Return the entries of the next release; ``known`` are the activities as published before and now.

    ``at`` is the minute of the release. What ended longer than ``TOMBSTONE`` before ``now`` and is no
    longer in the release disappears without a trace.
    """
    before = {entry.id: entry for entry in earlier}
    result: list[CalendarEntry] = []
    for appointment in appointments:
        steady = _reads_the_same(appointment.activity, known)
        result.extend(
            _entry(before.pop(part.id, None), part, appointment, at=at, steady=steady)
            for part in appointment.participations
        )
    left = (_tombstone(entry, at) for entry in before.values() if entry.participation.end + TOMBSTONE > now)
    return (*result, *sorted(left, key=lambda entry: entry.id))


def changed_entries(earlier: Iterable[CalendarEntry], entries: Iterable[CalendarEntry]) -> tuple[ParticipationId, ...]:
    """Return the entries that are new, changed or cancelled since."""
    sequences = {entry.id: entry.sequence for entry in earlier}
    return tuple(entry.id for entry in entries if sequences.get(entry.id) != entry.sequence)


def _entry(
    old: CalendarEntry | None, part: Participation, appointment: Appointment, *, at: Minute, steady: bool
) -> CalendarEntry:
    if old is None:
        return CalendarEntry(id=part.id, participation=part, appointment=appointment, sequence=0, changed_at=at)
    if steady and not old.cancelled and same_appointment(old.appointment, appointment):
        return old
    return CalendarEntry(
        id=part.id, participation=part, appointment=appointment, sequence=old.sequence + 1, changed_at=at
    )


def _tombstone(entry: CalendarEntry, at: Minute) -> CalendarEntry:
    if entry.cancelled:
        return entry
    return replace(entry, sequence=entry.sequence + 1, changed_at=at, cancelled=True)


def _reads_the_same(key: ActivityKey, known: tuple[Activities, Activities]) -> bool:
    before, now = (activities.get(key) for activities in known)
    return before is None or now is None or _visible(before) == _visible(now)


def _visible(activity: Activity) -> tuple[object, ...]:
    """Return what a calendar may tell of an activity; terms and windows are not among it."""
    detail = activity.detail
    if isinstance(detail, DepartureDetail):
        detail = replace(detail, risk_form_sent=None, notice_given=None)
    return (
        activity.kind,
        activity.step,
        activity.cases,
        activity.place,
        activity.language,
        activity.interpreter,
        detail,
    )
