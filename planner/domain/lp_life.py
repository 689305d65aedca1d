"""The life of a travel document: which step may follow which, when it ends, and on which days one can fly with it.

Pure functions. Not allowed here: judging plans (``solver``), and which country asks what (``flights.CountryRule``).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from planner.domain.cases import DocumentState, TravelDocument
from planner.domain.civil import day_start
from planner.domain.flights import CountryRule
from planner.domain.spelling import listed, numeric_date
from planner.domain.steps import WrongStep
from planner.domain.terms import WorkCalendar
from planner.domain.time import Interval, Minute
from planner.domain.wording import either

LAISSEZ_PASSER = "laissez-passer"
FOLLOWING: dict[DocumentState | None, frozenset[DocumentState]] = {
    None: frozenset(DocumentState),
    DocumentState.ORDERED: frozenset({DocumentState.APPLIED, DocumentState.REFUSED}),
    DocumentState.APPLIED: frozenset(DocumentState) - {DocumentState.ORDERED, DocumentState.APPLIED},
    DocumentState.PRESENTED: frozenset({DocumentState.GRANTED, DocumentState.PROMISED, DocumentState.REFUSED}),
    DocumentState.PROMISED: frozenset({DocumentState.GRANTED, DocumentState.REFUSED}),
    DocumentState.GRANTED: frozenset({DocumentState.ORDERED, DocumentState.APPLIED}),
    DocumentState.REFUSED: frozenset({DocumentState.ORDERED, DocumentState.APPLIED}),
}
"""Which state may follow which; None: not heard of before. After an end or a refusal it begins anew."""
ANSWERS = (DocumentState.GRANTED, DocumentState.PROMISED, DocumentState.REFUSED)
DATES: dict[str, str] = {
    "ordered_on": "besteld",
    "applied_on": "aangevraagd",
    "copy_given_on": "kopie gegeven",
    "told_on": "presentatie meegedeeld",
    "checked_on": "getoetst",
    "presented_on": "gepresenteerd",
    "answered_on": "beantwoord",
}
"""The dates of a document with their words, in the order of its life."""
_ENGLISH: dict[str, str] = {
    "ordered_on": "ordered",
    "applied_on": "applied for",
    "copy_given_on": "copy given",
    "told_on": "presentation told",
    "checked_on": "checked",
    "presented_on": "presented",
    "answered_on": "answered",
}
STATE_DATES: dict[DocumentState, str] = {
    DocumentState.ORDERED: "ordered_on",
    DocumentState.APPLIED: "applied_on",
    DocumentState.PRESENTED: "presented_on",
    **dict.fromkeys(ANSWERS, "answered_on"),
}
"""The date that says since when a document is in a state."""
_AFTER: dict[str, tuple[str, ...]] = {
    "applied_on": ("ordered_on",),
    "copy_given_on": ("applied_on",),
    "told_on": ("applied_on",),
    "checked_on": ("applied_on",),
    "presented_on": ("applied_on", "checked_on"),
    "answered_on": ("applied_on", "presented_on"),
}
"""Dates that may not lie before others. Without an application nothing that follows from it can be."""


def dates_of(document: TravelDocument) -> dict[str, date]:
    """Return the dates that are known, by field."""
    known = {
        "ordered_on": document.ordered_on,
        "applied_on": document.applied_on,
        "copy_given_on": document.copy_given_on,
        "told_on": document.told_on,
        "checked_on": document.checked_on,
        "presented_on": document.presented_on,
        "answered_on": document.answered_on,
    }
    return {field: day for field, day in known.items() if day is not None}


def wrong_document(document: TravelDocument) -> Iterator[WrongStep]:
    """Yield what in one document cannot be so."""
    dates = dates_of(document)
    for field, earlier in _AFTER.items():
        if field not in dates:
            continue
        if field != "applied_on" and document.applied_on is None:
            yield WrongStep(
                field=field,
                problem=either(
                    f"{DATES[field]} op {numeric_date(dates[field])}, maar er is geen aanvraag",
                    f"{_ENGLISH[field]} on {numeric_date(dates[field])}, but there is no application",
                ),
                remedy=either("Vul de dag van de aanvraag in.", "Fill in the day of the application."),
            )
        for other in earlier:
            if other in dates and dates[field] < dates[other]:
                yield WrongStep(
                    field=field,
                    problem=either(
                        f"{DATES[field]} ligt voor {DATES[other]} ({numeric_date(dates[other])})",
                        f"{_ENGLISH[field]} is before {_ENGLISH[other]} ({numeric_date(dates[other])})",
                    ),
                    remedy=either("Verbeter een van beide dagen.", "Correct one of the two days."),
                )
    if document.answered_on is not None and document.state not in ANSWERS:
        yield WrongStep(
            field="state",
            problem=either(
                f"er is een dag van antwoord, maar de status is {document.state}",
                f"there is a day of the answer, but the state is {document.state}",
            ),
            remedy=either(
                f"Kies {listed(ANSWERS)}, of laat de dag van antwoord weg.",
                f"Choose {listed(ANSWERS)}, or leave the day of the answer out.",
            ),
        )
    if document.presented_on is not None and document.state in (DocumentState.ORDERED, DocumentState.APPLIED):
        yield WrongStep(
            field="state",
            problem=either(
                f"er is een dag van presentatie, maar de status is {document.state}",
                f"there is a day of presentation, but the state is {document.state}",
            ),
            remedy=either(
                f"Kies {DocumentState.PRESENTED} of een antwoord.", f"Choose {DocumentState.PRESENTED} or an answer."
            ),
        )


def wrong_step(before: TravelDocument | None, after: TravelDocument) -> WrongStep | None:
    """Return what keeps a document from going on from what it was; the same state may be said again."""
    state = None if before is None else before.state
    if before is None or state is after.state or after.state in FOLLOWING[state]:
        return None
    possible = [follower for follower in DocumentState if follower in FOLLOWING[state]]
    return WrongStep(
        field="state",
        problem=either(
            f"{after.kind} van {after.case} is {state} en kan niet {after.state} worden",
            f"{after.kind} of {after.case} is {state} and cannot become {after.state}",
        ),
        remedy=either(f"Hierna kan: {listed(possible)}.", f"After this may come: {listed(possible)}."),
    )


def begins_anew(before: TravelDocument, state: DocumentState) -> bool:
    """Return whether a new document is asked for after an earlier one was given or refused."""
    asked = (DocumentState.ORDERED, DocumentState.APPLIED)
    return before.state in (DocumentState.GRANTED, DocumentState.REFUSED) and state in asked


def expires(document: TravelDocument, rule: CountryRule | None) -> Minute | None:
    """Return when a granted document ends; where that is not written, as the country's rule says. None: not known."""
    if document.state is not DocumentState.GRANTED or document.valid is None:
        return None
    if document.valid.end is not None or document.kind != LAISSEZ_PASSER:
        return document.valid.end
    days = None if rule is None else rule.lp_validity_days
    return None if days is None else Minute(document.valid.start + timedelta(days=days) // timedelta(minutes=1))


def promised_validity(today: date, notice: int, calendar: WorkCalendar, rule: CountryRule | None) -> Interval:
    """Return when a promised document would hold if the flight were booked today.

    It is there ``notice`` working days later; where the country makes it after flight data, for its days only.
    """
    issued = calendar.add(today, notice)
    days = None if rule is None or not rule.lp_after_flight else rule.lp_validity_days
    return Interval(day_start(issued), None if days is None else day_start(issued + timedelta(days=days)))


def flying_days(
    document: TravelDocument, today: date, notice: int, calendar: WorkCalendar, rule: CountryRule | None
) -> Interval | None:
    """Return from when to when one can fly with the document, seen from today; None: with this one not."""
    if document.state is DocumentState.PROMISED:
        return promised_validity(today, notice, calendar, rule)
    if document.state is not DocumentState.GRANTED or document.valid is None:
        return None
    end = expires(document, rule)
    return Interval(max(document.valid.start, day_start(today)), end) if end is None or end > day_start(today) else None
