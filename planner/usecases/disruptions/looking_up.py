"""Looking up what a report names, refused in words where it is not there.

Not allowed here: which facts follow.
"""

from typing import TypeVar

from planner.domain.activities import Activity
from planner.domain.cases import Case
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.plan import Appointment
from planner.domain.resources import Absence, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text, either
from planner.ports.store import Transaction
from planner.usecases.disruptions.refusals import refused
from planner.usecases.protocols.ask_protocols import asked_activity

F = TypeVar("F", bound=Fact)
_KNOWN = Text(nl="Neem de code over uit het plan of de lijst.", en="Copy the code from the plan or the list.")


def one(books: Transaction, kind: type[F], key: str, column: str) -> F:
    """Return the fact of one type under a key; raise ReportRefusedError."""
    found = next(iter(books.facts.beginning(kind, key)), None) if key else None
    if found is None:
        raise refused(
            column, either(f"{key or 'niets'} is niet bekend", f"{key or 'niets'} is not known"), str(_KNOWN), key
        )
    return found


def open_case(books: Transaction, case: CaseId) -> Case:
    """Return a case that is open; raise ReportRefusedError."""
    found = one(books, Case, case, "zaaknummer")
    if found.closed_on is not None:
        raise refused(
            "zaaknummer",
            either(f"zaak {case} is gesloten", f"case {case} is closed"),
            either("Meld alleen wat een open zaak betreft.", "Report only what concerns an open case."),
            case,
        )
    return found


def activity(books: Transaction, key: ActivityKey, now: Minute) -> Activity:
    """Return an activity that is due or published; raise ReportRefusedError."""
    found = next(iter(books.facts.beginning(Activity, key)), None) if key else None
    release = books.releases.newest()
    if found is None and release is not None:
        found = next((item for item in release.activities if item.key == key), None)
    found = found or (asked_activity(books, key, now) if key else None)
    if found is None:
        raise refused(
            "kenmerk",
            either("deze activiteit is niet bekend", "this activity is not known"),
            either("Neem het kenmerk over uit het plan.", "Copy the key from the plan."),
            key,
        )
    return found


def planned(books: Transaction, key: ActivityKey) -> Appointment:
    """Return when an activity is published; raise ReportRefusedError."""
    release = books.releases.newest()
    published = () if release is None else release.appointments
    found = next((item for item in published if item.activity == key), None)
    if found is None:
        raise refused(
            "kenmerk",
            either("dit is niet gepubliceerd", "this is not published"),
            either("Kies wat gepubliceerd is, of wijzig het plan.", "Choose what is published, or edit the plan."),
            key,
        )
    return found


def absence(books: Transaction, resource: ResourceRef, start: Minute) -> Absence | None:
    """Return the absence of somebody or something that begins at a minute."""
    return next(iter(books.facts.beginning(Absence, f"{resource.kind}|{resource.id}|{start}")), None)


def require_span(span: Interval, now: Minute) -> None:
    """Refuse a stretch that is over; raise ReportRefusedError."""
    if span.end is not None and span.end <= now:
        raise refused(
            "tot",
            either("dit is al voorbij", "this is past already"),
            either(
                "Meld wat nog gevolgen heeft; leg een uitkomst vast voor wat was.",
                "Report what still has effects; record an outcome for what was.",
            ),
        )
