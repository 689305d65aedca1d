"""Which appointments and questions of a publication an organisation outside may know of: only what ties it to somebody.

A tie is on record: a request to the organisation about that appointment, a journey that it books itself, or somebody
for whom it acts. Not allowed here: what is told of them.
"""

from collections.abc import Iterable

from planner.domain.access import Role, Visitor
from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.departure_plan import InformationRequest, Party, Representative, Representing
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.ports.store import Transaction

_ACTS = {Role.LAWYER: Representing.LAWYER, Role.GUARDIAN: Representing.GUARDIAN}
_PARTIES = {Role.IND: Party.IND, Role.IOM: Party.IOM}
"""Organisations of which there is one: a question to a municipality does not say which."""
_OVER = (RequestState.WITHDRAWN, RequestState.DECLINED)
_TOLD = frozenset({ActivityKind.CONVERSATION, ActivityKind.PRESENTATION, ActivityKind.DEPARTURE})
"""What who acts for somebody is told of: not how, and not of rides."""


def tied_activities(books: Transaction, release: Release, visitor: Visitor, now: Minute) -> frozenset[ActivityKey]:
    """Return the published appointments that an organisation may know of."""
    if not visitor.code:
        return frozenset()
    published = {item.activity for item in release.appointments}
    known = [activity for activity in release.activities if activity.key in published]
    acted_for = _acted_for(books, visitor, now)
    found = {a.key for a in known if a.kind in _TOLD and _may_tell(a) and not acted_for.isdisjoint(a.cases)}
    found.update(key for key in _asked(books.facts.in_force(PartnerRequest), visitor) if key in published)
    if visitor.role is Role.IOM:
        found.update(a.key for a in known if a.kind is ActivityKind.DEPARTURE and a.departure.booked_by is BookedBy.IOM)
    return frozenset(found)


def open_questions(books: Transaction, visitor: Visitor) -> tuple[InformationRequest, ...]:
    """Return the questions to an organisation that are not answered yet, the most pressing first."""
    party = _PARTIES.get(visitor.role)
    asked = [] if party is None else [one for one in books.facts.in_force(InformationRequest) if one.party is party]
    return tuple(sorted((q for q in asked if q.answered_on is None), key=lambda q: (q.due, q.case, q.item)))


def open_checks(books: Transaction, visitor: Visitor) -> tuple[Clearance, ...]:
    """Return the last checks that the IND was asked for and has not answered, the oldest first."""
    if visitor.role is not Role.IND:
        return ()
    asked = [c for c in books.facts.in_force(Clearance) if c.kind is ClearanceKind.REMOVABILITY]
    waiting = (check for check in asked if check.state is ClearanceState.ASKED)
    return tuple(sorted(waiting, key=lambda check: (check.valid.start, check.case)))


def _acted_for(books: Transaction, visitor: Visitor, now: Minute) -> frozenset[CaseId]:
    acts = _ACTS.get(visitor.role)
    if acts is None:
        return frozenset()
    return frozenset(
        one.case
        for one in books.facts.in_force(Representative)
        if one.role is acts and one.reference == visitor.code and one.valid.contains(now)
    )


def _may_tell(activity: Activity) -> bool:
    """Return whether it may be told already: a departure that DT&V books only once notice of it was given."""
    if activity.kind is not ActivityKind.DEPARTURE or activity.departure.booked_by is not BookedBy.DTV:
        return True
    return activity.departure.notice_given is not None


def _asked(requests: Iterable[PartnerRequest], visitor: Visitor) -> frozenset[ActivityKey]:
    who = ResourceRef(ResourceKind.PARTNER, visitor.code)
    return frozenset(one.activity for one in requests if one.resource == who and one.state not in _OVER)
