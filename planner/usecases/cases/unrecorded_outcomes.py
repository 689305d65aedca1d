"""The work list of outcomes: what was published, has ended, and of which nobody said yet how it went.

Not allowed here: recording (``record_outcome``), and guessing how it went.
"""

from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId
from planner.domain.outcome_codes import FITTING
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from planner.domain.sheet_facts import Partner
from planner.domain.time import Minute
from planner.ports.store import Transaction

_PARTNERS = {
    ResourceKind.ESCORT: Partner.KMAR,
    ResourceKind.OFFICER: Partner.KMAR,
    ResourceKind.VEHICLE: Partner.DJI,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrecorded:
    """A published appointment that has ended without an outcome; whose it is, and what can be recorded."""

    activity: ActivityKey
    kind: ActivityKind
    cases: tuple[CaseId, ...]
    start: Minute
    end: Minute
    regievoerders: tuple[RegievoerderId, ...]
    partners: tuple[Partner, ...]
    codes: tuple[OutcomeCode, ...]


def unrecorded_outcomes(books: Transaction, *, now: Minute) -> tuple[Unrecorded, ...]:
    """Return what waits for an outcome, longest ended first."""
    release = books.releases.newest()
    if release is None:
        return ()
    known = books.outcomes.effective()
    activities = {activity.key: activity for activity in release.activities}
    owners = _owners(release)
    waiting = (
        _unrecorded(item, activities[item.activity], owners)
        for item in release.appointments
        if item.end <= now and item.activity not in known and item.activity in activities
    )
    return tuple(sorted(waiting, key=lambda item: (item.end, item.activity)))


def _owners(release: Release) -> dict[CaseId, RegievoerderId]:
    """Return who is responsible for each case, as far as the release says so."""
    return {one.case: one.regievoerder for one in (*release.assignments, *release.owners)}


def _unrecorded(item: Appointment, activity: Activity, owners: dict[CaseId, RegievoerderId]) -> Unrecorded:
    present = [
        RegievoerderId(part.resource.id)
        for part in item.participations
        if part.resource.kind is ResourceKind.REGIEVOERDER
    ]
    partners = {_PARTNERS[part.resource.kind] for part in item.participations if part.resource.kind in _PARTNERS}
    return Unrecorded(
        activity=activity.key,
        kind=activity.kind,
        cases=activity.cases,
        start=item.start,
        end=item.end,
        regievoerders=tuple(dict.fromkeys(present or [owners[case] for case in activity.cases if case in owners])),
        partners=tuple(sorted(partners)),
        codes=FITTING[activity.kind],
    )
