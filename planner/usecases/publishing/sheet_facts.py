"""Gathering what people entered for the sheets of a release.

Not allowed here: who sees what of it (the pages decide that).
"""

from collections.abc import Iterable

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import TravelDocument
from planner.domain.clearances import Clearance
from planner.domain.flights import CountryRule
from planner.domain.hand_over import ticked
from planner.domain.ids import CaseId
from planner.domain.release import Release
from planner.domain.sheet_facts import (
    DutyNumber,
    EscortBrief,
    HandOverItem,
    PartnerReference,
    ReceivingAuthority,
    SheetFacts,
)
from planner.domain.time import Minute
from planner.ports.store import Transaction


def _ticked(
    books: Transaction, departures: Iterable[Activity], leaving: set[CaseId], now: Minute
) -> tuple[HandOverItem, ...]:
    """Return what is done of each hand-over, answers about everybody who leaves among it."""
    entered = books.facts.in_force(HandOverItem)
    answers = tuple(answer for answer in books.facts.in_force(Clearance) if answer.case in leaving)
    return tuple(item for activity in departures for item in ticked(activity, entered, answers, now))


def read_sheet_facts(books: Transaction, release: Release) -> SheetFacts:
    """Return what is known now about who leaves, where they arrive, and whom partners call."""
    published = {item.activity for item in release.appointments}
    departures = {a.key: a for a in release.activities if a.kind is ActivityKind.DEPARTURE and a.key in published}
    leaving = {case for activity in departures.values() for case in activity.cases}
    moved = {
        case
        for activity in release.activities
        if activity.kind is ActivityKind.MOVE and activity.key in published
        for case in activity.cases
    }
    if not leaving and not moved:
        return SheetFacts()
    airports = {flight.destination for flight in release.resources.flights}
    stops = {code for f in release.resources.flights for code in (f.country, *(t.country for t in f.transits))}
    facts = books.facts
    rules = tuple(rule for rule in facts.in_force(CountryRule) if rule.country in stops)
    return SheetFacts(
        references=tuple(fact for fact in facts.in_force(PartnerReference) if fact.case in leaving | moved),
        briefs=tuple(fact for fact in facts.in_force(EscortBrief) if fact.case in leaving),
        authorities=tuple(fact for fact in facts.in_force(ReceivingAuthority) if fact.airport in airports),
        numbers=facts.in_force(DutyNumber),
        hand_over=_ticked(books, departures.values(), leaving, release.published_at),
        documents=tuple(fact for fact in facts.in_force(TravelDocument) if fact.case in leaving),
        visa_countries=frozenset(rule.country for rule in rules if rule.escort_visa),
        ruled_countries=frozenset(rule.country for rule in rules),
    )
