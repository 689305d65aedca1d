"""What ties partners and clients' organisations to the installation: without it their pages would be empty.

Not allowed here: who asks, and tests.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from planner.domain.access import Role
from planner.domain.civil import at, day_start
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.departure_plan import InformationRequest, Party, Representative, Representing
from planner.domain.facts import Fact
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from tests.api.example_release import CASE

DAY = date(2026, 11, 2)
SINCE = Interval(day_start(DAY))
CLIENT_CODES: Mapping[Role, str] = {
    Role.LAWYER: "ADV-77",
    Role.GUARDIAN: "VOOGD-X",
    Role.MUNICIPALITY: "GEM-01",
    Role.AVIM: "AVIM-01",
    Role.REFUGEE_COUNCIL: "VWN-01",
    Role.IOM: "IOM-01",
}
MEANS = (ResourceKind.ESCORT, ResourceKind.VEHICLE, ResourceKind.SESSION)
CHECKED_FROM = Minute(at(DAY, 9))
QUESTION = "status-beroep"


def request_key(kind: ResourceKind, release: Release) -> str:
    """Return what the handle of the request for a kind of means is made of."""
    one = next(request for request in requests(release) if request.resource.kind is kind)
    return f"aanvraag {one.activity} {one.resource.kind} {one.resource.id}"


def question_key() -> str:
    """Return what the handle of the question to the IND is made of."""
    return f"vraag {CASE} {QUESTION} {DAY}"


def check_key() -> str:
    """Return what the handle of the last check that is asked of the IND is made of."""
    return f"toets {CASE} {CHECKED_FROM}"


def ties(release: Release) -> tuple[Fact, ...]:
    """Return requests to everybody, questions to the IND, and who acts for the person."""
    return (
        *requests(release),
        *_to_clients(release),
        Representative(case=CASE, role=Representing.LAWYER, reference=CLIENT_CODES[Role.LAWYER], valid=SINCE),
        InformationRequest(case=CASE, party=Party.IND, item=QUESTION, asked_on=DAY, due=date(2026, 11, 27)),
        InformationRequest(case=CASE, party=Party.IOM, item="vertrekwens", asked_on=DAY, due=date(2026, 11, 27)),
        Clearance(case=CASE, kind=ClearanceKind.REMOVABILITY, state=ClearanceState.ASKED, valid=Interval(CHECKED_FROM)),
    )


def requests(release: Release) -> Iterator[PartnerRequest]:
    """Yield a request for each means of another organisation."""
    for item in release.appointments:
        for part in item.participations:
            if part.resource.kind in MEANS:
                yield PartnerRequest(
                    activity=item.activity,
                    resource=part.resource,
                    state=RequestState.REQUESTED,
                    start=part.start,
                    end=part.end,
                    amount=part.amount if part.resource.kind is ResourceKind.ESCORT else None,
                )


def _to_clients(release: Release) -> Iterator[PartnerRequest]:
    """Yield a request about the conversation and one about the departure to each organisation with clients."""
    for role in (Role.MUNICIPALITY, Role.AVIM, Role.REFUGEE_COUNCIL, Role.IOM):
        for item in release.appointments:
            if item.activity.startswith(CASE) and not item.of_kind(ResourceKind.VEHICLE):
                yield PartnerRequest(
                    activity=item.activity,
                    resource=ResourceRef(ResourceKind.PARTNER, CLIENT_CODES[role]),
                    state=RequestState.REQUESTED,
                    start=item.start,
                    end=item.end,
                )
