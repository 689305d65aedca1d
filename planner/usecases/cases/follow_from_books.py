"""What follows about cases from other books than their facts: packs that are complete, and the last act in a case.

Not allowed here: judging; the rules do.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case, CaseFile, TravelDocument
from planner.domain.casework import Act, ActKind
from planner.domain.civil import day_of
from planner.domain.clearances import Clearance
from planner.domain.departure_plan import Contact
from planner.domain.hand_over import lacking, packed, ticked
from planner.domain.ids import CaseId
from planner.domain.places import Place, PlaceKind
from planner.domain.sheet_facts import HandOverItem
from planner.domain.time import Minute
from planner.ports.store import Transaction
from planner.usecases.planning.due_activities import Due

_ACTS = {ActivityKind.CONVERSATION: ActKind.CONVERSATION, ActivityKind.PRESENTATION: ActKind.PRESENTATION}


def with_what_follows(
    books: Transaction, file: CaseFile, due: Due, places: Iterable[Place], *, now: Minute, known_at: Minute | None
) -> CaseFile:
    """Return the case file with complete packs as answers, and with the last act of everybody in detention."""
    packs = complete_packs(
        due.open.values(), file.cases, books.facts.in_force(HandOverItem, at=known_at), file.clearances, now
    )
    centres = {place.id for place in places if place.kind is PlaceKind.DETENTION}
    detained = {stay.case for stay in file.stays if stay.place in centres}
    acts = last_acts(detained, due, file.documents, books.facts.in_force(Contact, at=known_at), now)
    return replace(file, clearances=(*file.clearances, *packs), acts=acts)


def complete_packs(
    activities: Iterable[Activity],
    cases: Iterable[Case],
    items: Iterable[HandOverItem],
    clearances: Iterable[Clearance],
    now: Minute,
) -> tuple[Clearance, ...]:
    """Return an answer for everybody whose pack is complete, by what was ticked off."""
    people, answers = {case.id: case for case in cases}, tuple(clearances)
    by_activity: dict[str, list[HandOverItem]] = {}
    for item in items:
        by_activity.setdefault(item.activity, []).append(item)
    found: list[Clearance] = []
    for activity in activities:
        entered = by_activity.get(activity.key, [])
        if activity.kind is ActivityKind.DEPARTURE and entered:
            done = ticked(activity, entered, answers, now)
            if not lacking((people[case] for case in activity.cases if case in people), done):
                found += packed(activity, done)
    return tuple(sorted(found, key=lambda answer: (answer.case, answer.valid.start)))


def last_acts(
    cases: set[CaseId], due: Due, documents: Iterable[TravelDocument], contacts: Iterable[Contact], now: Minute
) -> tuple[Act, ...]:
    """Return the last act of each of these cases, up to today."""
    today = day_of(now)
    acts = [*_held(due), *_of_documents(documents)]
    acts += [Act(case=c.case, kind=ActKind.CONTACT, on=day_of(c.at)) for c in contacts if c.act and c.case in cases]
    last: dict[CaseId, Act] = {}
    for act in acts:
        if act.case in cases and act.on <= today and (act.case not in last or last[act.case].on < act.on):
            last[act.case] = act
    return tuple(last[case] for case in sorted(last))


def _held(due: Due) -> list[Act]:
    """Return the conversations and presentations that were held."""
    known = due.known
    return [
        Act(case=case, kind=_ACTS[known[key].kind], on=day_of(outcome.ended))
        for key, outcome in due.outcomes.items()
        if outcome.code.done and key in known and known[key].kind in _ACTS
        for case in known[key].cases
    ]


def _of_documents(documents: Iterable[TravelDocument]) -> list[Act]:
    return [
        Act(case=document.case, kind=ActKind.DOCUMENT, on=day)
        for document in documents
        for day in _days(document)
        if day is not None
    ]


def _days(document: TravelDocument) -> tuple[date | None, ...]:
    return (document.ordered_on, document.applied_on, document.presented_on, document.answered_on)
