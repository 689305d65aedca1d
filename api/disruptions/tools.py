"""What the pages and the API about disruptions work with, and whose disruptions somebody may see or report.

Not allowed here: content of pages.
"""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from api.casework.case_routes import facts_within_reach
from api.casework.tools import Casework
from api.web.guard import NotYoursError, visitor_of
from api.web.handles import Handles
from planner.domain.access import Permission, Reach, Visitor
from planner.domain.activities import Activity
from planner.domain.disruption_life import Reported, may_report
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.release import Release
from planner.intake.fact_check import FactChecker
from planner.ports.store import StoreConflictError, StoreError, StoreUnreachableError
from planner.usecases.disruptions.happened import HandOverIncomplete, OfficerAbsent, Report, TransportDelayed
from planner.usecases.disruptions.mending import Workbench
from planner.usecases.disruptions.refusals import refused
from planner.usecases.disruptions.report import cases_of
from planner.usecases.editing.open_draft import Opening

CHECK = FactChecker()
PURPOSE = "verstoring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disrupted:
    """The cases' pages, what stands for activities in addresses, drafts, and what asks about them."""

    work: Casework
    handles: Handles
    release: Callable[[int], Release | None]
    opening: Callable[[], Opening]
    bench: Callable[[], Workbench]

    def newest(self) -> Release | None:
        """Return the newest publication, None before the first."""
        with self.work.store.reading() as books:
            number = books.releases.newest_number()
        return self.release(number) if number else None

    def named(self, handle: str) -> Activity | None:
        """Return the published activity that a handle stands for."""
        found = self.newest()
        if found is None or not handle:
            return None
        known = {activity.key: activity for activity in found.activities}
        key = self.handles.activity(handle, known)
        return None if key is None else known[key]

    def reported(self, number: int) -> Reported:
        """Return a disruption; raise NotYoursError for a number that there is not."""
        try:
            with self.work.store.reading() as books:
                return books.disruptions.load(number)
        except (StoreConflictError, StoreUnreachableError):
            raise
        except StoreError as error:
            raise NotYoursError from error

    def cases(self, reported: Reported) -> tuple[CaseId, ...]:
        """Return the cases that a disruption is about."""
        with self.work.store.reading() as books:
            return cases_of(books, reported.disruption)


def plans(visitor: Visitor) -> bool:
    """Return whether somebody looks after plans: sees every disruption, what it breaks, and ways to mend it."""
    return visitor.may(Permission.SEE_DESK)


def require_theirs(visitor: Visitor, reported: Reported) -> None:
    """Raise NotYoursError for a disruption that somebody else reported, unless it is for who plans."""
    if not plans(visitor) and reported.actor != visitor.account:
        raise NotYoursError


def refuse_others(tools: Disrupted, request: Request, report: Report) -> None:
    """Refuse what is not for who reports: another kind, another's absence, another's case; raise ReportRefusedError."""
    visitor, happened = visitor_of(request), report.happened
    if not may_report(visitor.role, report.kind):
        raise NotYoursError
    if visitor.grant.reach is not Reach.OWN:
        return
    if isinstance(happened, OfficerAbsent):
        if not visitor.code or happened.regievoerder != visitor.code:
            raise refused("regievoerder", "dit is een ander dan u", "Meld uw eigen afwezigheid.")
        return
    for column, case in _cases_named(tools, report):
        try:
            facts_within_reach(tools.work, request, case)
        except NotYoursError as error:
            raise refused(column, "deze zaak is niet van u", "Neem het zaaknummer over uit uw zaken.") from error


def _cases_named(tools: Disrupted, report: Report) -> list[tuple[str, CaseId]]:
    happened = report.happened
    if isinstance(happened, HandOverIncomplete | TransportDelayed):
        return [("kenmerk", case) for case in _cases_behind(tools, happened.activity)]
    case: CaseId | None = getattr(happened, "case", None)
    return [] if case is None else [("zaaknummer", case)]


def _cases_behind(tools: Disrupted, key: ActivityKey) -> tuple[CaseId, ...]:
    release = tools.newest()
    published = () if release is None else release.activities
    found = next((activity.cases for activity in published if activity.key == key), ())
    return found or (CaseId(key.partition("/")[0]),)
