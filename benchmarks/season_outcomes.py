"""What became of what was published: what could not go on, what fell out on the day itself, and what leans on that.

Not allowed here: plans, and what is done about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.season_chance import HEARD, TALKS, Chance
from benchmarks.season_events import Bookings
from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.bookings import CancelReason
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.ports.store import Transaction
from planner.usecases.cases.record_outcome import Happened
from planner.usecases.publishing.compose_release import same_appointment

Over = Sequence[tuple[Appointment, Activity]]
_TO = (MoveRole.TO_DEPARTURE, MoveRole.TO_PRESENTATION)
_ACTOR = "PL-01"


@dataclass(slots=True)
class Fallen:
    """What cannot go on as it is published, and why; once it is published otherwise that is over."""

    void: dict[ActivityKey, tuple[Appointment, CancelReason]] = field(default_factory=dict)

    def is_void(self, item: Appointment) -> bool:
        """Return whether something cannot go on as it is published."""
        found = self.void.get(item.activity)
        return found is not None and same_appointment(found[0], item)

    def failing(
        self, books: Transaction, over: Over, release: Release, bookings: Bookings
    ) -> dict[ActivityKey, CancelReason]:
        """Return what did not go on: known before, on the day itself, and what leans on that."""
        rides = rides_of(release)
        failed = {item.activity: self.void[item.activity][1] for item, _ in over if self.is_void(item)}
        for item, activity in over:
            ride = rides.get(item.activity)
            if item.activity not in failed and ride is not None and self.is_void(ride):
                failed[item.activity] = CancelReason.TRANSPORT
            fate = bookings.fate(books, item, activity) if activity.kind is ActivityKind.DEPARTURE else None
            if fate is not None:
                failed.setdefault(item.activity, fate[1])
        leaning = ((item, _served(activity)) for item, activity in over)
        return {item.activity: CancelReason.OTHER for item, served in leaning if served in failed} | failed


def became(chance: Chance, item: Appointment, activity: Activity, cause: CancelReason | None) -> Happened:
    """Return what is recorded of something that is over; ``cause``: why it did not go on, None when it could."""
    code = OutcomeCode.NOT_PERFORMED
    if activity.kind is ActivityKind.DEPARTURE:
        code = OutcomeCode.REALISED if cause is None else OutcomeCode.FAILED
    elif cause is None:
        table = {ActivityKind.CONVERSATION: TALKS, ActivityKind.PRESENTATION: HEARD}.get(activity.kind)
        code = OutcomeCode.PERFORMED if table is None else chance.pick(table, "outcome", item.activity)
    return Happened(
        activity=item.activity,
        code=code,
        started=item.start,
        ended=item.end,
        actor=_ACTOR,
        cause=cause if code is OutcomeCode.FAILED else None,
    )


def rides_of(release: Release) -> Mapping[ActivityKey, Appointment]:
    """Return the ride that brings people to each departure or presentation."""
    planned = {item.activity: item for item in release.appointments}
    return {served: planned[key] for key, served in _bringing(release.activities) if key in planned}


def _bringing(activities: Iterable[Activity]) -> Iterable[tuple[ActivityKey, ActivityKey]]:
    for activity in activities:
        served = _served(activity)
        if served is not None and activity.move.role in _TO:
            yield activity.key, served


def _served(activity: Activity) -> ActivityKey | None:
    return activity.detail.serves if isinstance(activity.detail, MoveDetail) else None
