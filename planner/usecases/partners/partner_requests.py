"""Requests to partners that follow from a release: asked for what is new, withdrawn for what ends.

Pure functions. Not allowed here: sending them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.facts import fact_key
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute

REQUESTED_KINDS = (
    ResourceKind.ESCORT,
    ResourceKind.OFFICER,
    ResourceKind.VEHICLE,
    ResourceKind.SESSION,
    ResourceKind.INTERPRETER,
)
"""Means of other organisations: each use is asked for. Of an escort team a number, of a roster also who."""
_STANDING = (RequestState.REQUESTED, RequestState.CONFIRMED)
_OPEN = (*_STANDING, RequestState.PROPOSED, RequestState.COUNTERED)


def next_requests(
    before: Iterable[Appointment],
    after: Iterable[Appointment],
    existing: Iterable[PartnerRequest],
    *,
    now: Minute,
) -> tuple[PartnerRequest, ...]:
    """Return the requests to record: for each use that starts from ``now`` on and is not yet asked for."""
    known = {fact_key(request): request for request in existing}
    wanted = {fact_key(use): use for use in _uses(after) if use.start >= now}
    asked = (_renewed(known.get(key), use) for key, use in wanted.items() if not _stands(known.get(key), use))
    past = {fact_key(use) for use in _uses(before) if use.start >= now} - wanted.keys()
    ended = (
        replace(known[key], state=RequestState.WITHDRAWN)
        for key in sorted(past)
        if key in known and known[key].state in _OPEN
    )
    return (*asked, *ended)


def _uses(appointments: Iterable[Appointment]) -> Iterator[PartnerRequest]:
    for appointment in appointments:
        for part in appointment.participations:
            if part.resource.kind in REQUESTED_KINDS:
                yield PartnerRequest(
                    activity=appointment.activity,
                    resource=part.resource,
                    state=RequestState.REQUESTED,
                    start=part.start,
                    end=part.end,
                    amount=part.amount if part.resource.kind is ResourceKind.ESCORT else None,
                )


def _stands(request: PartnerRequest | None, use: PartnerRequest) -> bool:
    """Return whether exactly this use, of this many, was asked for or confirmed already."""
    if request is None or request.state not in _STANDING or request.amount not in (None, use.amount):
        return False
    return (request.start, request.end) == (use.start, use.end)


def _renewed(request: PartnerRequest | None, use: PartnerRequest) -> PartnerRequest:
    return use if request is None else replace(use, reference=request.reference)
