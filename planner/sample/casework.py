"""The life of cases: dossiers, phases, procedures, kinds of reception, days of the law.

All made up. Not allowed here: the vertrekplan (``departure_plans``) and what is cleared (``clearances``).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from random import Random

from planner.domain.activities import Activity
from planner.domain.cases import Regime, TargetGroup
from planner.domain.casework import (
    CasePhase,
    Dossier,
    HandedOverBy,
    LegalMoment,
    LegalMomentKind,
    PhaseChange,
    Procedure,
    ProcedureKind,
    Reception,
    ReceptionKind,
)
from planner.domain.civil import at, day_start
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, PlaceId, RuleId
from planner.domain.places import PlaceKind
from planner.domain.time import Interval
from planner.sample.caseload import FAMILY_FACILITY
from planner.sample.recorded import Person
from planner.sample.world import World, chance, pick

SENDERS = (
    (HandedOverBy.IND, 64.0),
    (HandedOverBy.POLICE, 17.0),
    (HandedOverBy.KMAR, 5.0),
    (HandedOverBy.OTHER, 14.0),
)
"""Shares of those who handed cases over in 2024."""
_RECEPTIONS = {
    PlaceKind.AZC: ReceptionKind.AZC,
    PlaceKind.GLO: ReceptionKind.FAMILY_SITE,
    PlaceKind.VBL: ReceptionKind.RESTRICTED,
    PlaceKind.HTL: ReceptionKind.HTL,
    PlaceKind.DETENTION: ReceptionKind.DETENTION,
}
_DAYS = {CasePhase.ASSIGNED: 3, CasePhase.STUDY: 5, CasePhase.PLANNING: 9, CasePhase.GUIDANCE: 20}
"""So long after the handover a phase begins."""
_REACHED = (
    (CasePhase.GUIDANCE, 86.0),
    (CasePhase.PLANNING, 7.0),
    (CasePhase.STUDY, 4.0),
    (CasePhase.ASSIGNED, 3.0),
)
_LATE = 0.04
"""Share of the entries that were forgotten, so that there is something missing."""
_AFTER_DECISION, _AFTER_RULING, _OPENS = 28, 21, 7
"""Days between conversations then, and how many before the end of them the next one may be held."""
_DECIDED = (TargetGroup.REJECTED, TargetGroup.WITHDRAWN)
_Kind = LegalMomentKind


TermStarts = Mapping[tuple[CaseId, RuleId], date]


def term_starts(departures: Iterable[Activity]) -> TermStarts:
    """Return the days from which terms of departures run, by case and rule: the law says the same."""
    return {
        (case, term.rule): term.anchor
        for departure in departures
        for term in departure.terms
        for case in departure.cases
    }


def draw_casework(
    world: World, persons: Iterable[Person], starts: TermStarts, talks: Mapping[CaseId, date]
) -> list[Fact]:
    """Return the facts. ``starts`` are days from which terms of departures run already.

    ``talks`` says when people were spoken to last: the protocols ask for no more conversations than the sample has.
    """
    stream = world.stream("casework")
    kinds = {place.id: place.kind for place in world.places}
    facts: list[Fact] = []
    for person in persons:
        facts += _dossier(stream, world, person)
        facts += _phases(stream, world, person)
        facts += _intervals(stream, kinds, person)
        facts += _decisions(stream, world, person, talks.get(person.case.id, date.min))
        facts += _moments(stream, world, person, starts)
    return facts


def _dossier(stream: Random, world: World, person: Person) -> Iterator[Dossier]:
    new = person.unit.group.new
    if chance(stream, _LATE / 2) and not new:
        return
    received = person.case.handed_over
    done = received + timedelta(days=stream.randint(0, 4))
    complete = done <= world.today and not chance(stream, 0.4 if new else _LATE)
    yield Dossier(
        case=person.case.id,
        handed_over_by=pick(stream, SENDERS),
        received_on=received,
        complete_on=done if complete else None,
        reference=f"OV-{stream.randint(100_000, 999_999)}",
    )


def _phases(stream: Random, world: World, person: Person) -> Iterator[PhaseChange]:
    """Yield the life up to now; a case that waits for its owner was only handed over."""
    begun = person.case.handed_over
    if person.unit.group.new:
        if not chance(stream, 0.15):
            yield _change(person, CasePhase.HANDED_OVER, begun)
        return
    reached = CasePhase.GUIDANCE if person.booking is not None else pick(stream, _REACHED)
    yield _change(person, CasePhase.HANDED_OVER, begun)
    for phase, days in _DAYS.items():
        yield _change(person, phase, begun + timedelta(days=days))
        if phase is reached:
            break
    if reached is CasePhase.GUIDANCE:
        yield from _turns(stream, world, person, begun)


def _turns(stream: Random, world: World, person: Person, begun: date) -> Iterator[PhaseChange]:
    """Yield what happened since the guidance began: a plan made anew, a departure that failed, a mistake.

    Who is about to leave is still being guided: the phase follows the publication.
    """
    left = (world.today - begun).days - _DAYS[CasePhase.GUIDANCE]
    again = begun + timedelta(days=_DAYS[CasePhase.GUIDANCE] + left // 3)
    if left > 30 and chance(stream, 0.05):  # noqa: PLR2004 - a month
        yield _change(person, CasePhase.PLANNING, again, reason="nieuwe informatie over identiteit")
        yield _change(person, CasePhase.GUIDANCE, again + timedelta(days=6))
    soon = world.today - timedelta(days=2)
    if left > 30 and chance(stream, 0.03):  # noqa: PLR2004 - a month
        yield _change(person, CasePhase.LEAVING, soon - timedelta(days=4))
        yield _change(person, CasePhase.GUIDANCE, soon, reason="boeking vervallen, document te laat")
    elif left > 30 and chance(stream, 0.01):  # noqa: PLR2004 - a month
        yield _change(person, CasePhase.LEAVING, soon - timedelta(days=1))
        yield _change(person, CasePhase.GUIDANCE, soon, reason="verkeerde zaak", correction=True)


def _change(person: Person, phase: CasePhase, day: date, *, reason: str = "", correction: bool = False) -> PhaseChange:
    return PhaseChange(
        case=person.case.id,
        phase=phase,
        at=at(day, 10),
        actor=person.owner,
        reason=reason,
        correction=correction,
    )


def _intervals(stream: Random, kinds: Mapping[PlaceId, PlaceKind], person: Person) -> Iterator[Fact]:
    handed_over, placed = (day_start(day) for day in person.days)
    case = person.case
    if case.target_group is TargetGroup.REJECTED and not person.unit.group.new:
        kind = ProcedureKind.EXTENDED if chance(stream, 0.3) else ProcedureKind.GENERAL
        before = day_start(case.handed_over - timedelta(days=stream.randint(60, 300)))
        yield Procedure(case=case.id, kind=kind, valid=Interval(before, handed_over))
    if person.unit.place == FAMILY_FACILITY:
        yield Reception(case=case.id, kind=ReceptionKind.CLOSED_FAMILY, valid=Interval(placed))
    elif person.unit.place in kinds:
        kind_here = _RECEPTIONS.get(kinds[person.unit.place], ReceptionKind.NONE)
        none = kind_here is ReceptionKind.AZC and chance(stream, 0.01)
        yield Reception(case=case.id, kind=ReceptionKind.NONE if none else kind_here, valid=Interval(placed))


def _decisions(stream: Random, world: World, person: Person, talked: date) -> Iterator[LegalMoment]:
    """Yield decision and rulings; after them people are spoken to sooner, which leaves the week as it is."""
    due = world.week.plus(1).monday + timedelta(days=_OPENS)
    decided = person.case.handed_over - timedelta(days=stream.randint(20, 200))
    ruled, final = chance(stream, 0.3), chance(stream, 0.5)
    if person.case.target_group not in _DECIDED or chance(stream, _LATE):
        return
    if person.unit.group.new or talked >= due - timedelta(days=_AFTER_DECISION):
        yield _moment(person, _Kind.DECISION, decided)
        if ruled and not person.unit.group.new:
            yield _moment(person, _Kind.RULING, decided + timedelta(days=12))
            if final and talked >= due - timedelta(days=_AFTER_RULING):
                yield _moment(person, _Kind.FINAL_RULING, decided + timedelta(days=19))


def _moments(stream: Random, world: World, person: Person, starts: TermStarts) -> Iterator[LegalMoment]:
    placed = person.unit.placed
    if person.booking is None and chance(stream, _LATE):
        return  # forgotten, so that there is something missing
    if person.detained:
        yield from _of_detention(stream, world, person, placed)
    yield from _of_regime(stream, world, person, starts)
    if person.booking is None and person.applied is None and not person.detained and chance(stream, 0.01):
        kind = _Kind.IMPRISONED if chance(stream, 0.4) else _Kind.ABSCONDED
        yield _moment(person, kind, world.today - timedelta(days=stream.randint(1, 20)))


def _of_regime(stream: Random, world: World, person: Person, starts: TermStarts) -> Iterator[LegalMoment]:
    """Yield the day from which the term of the regime runs."""
    case, placed = person.case, person.unit.placed
    if case.regime is Regime.FAMILY_FACILITY:
        yield _moment(person, _Kind.FAMILY_PLACED, placed)
    if case.regime is Regime.VBL:
        yield _moment(person, _Kind.RESTRICTED_PLACED, placed)
    if case.regime is Regime.BORDER:
        begun = max(placed, world.today - timedelta(days=60))
        yield _moment(person, _Kind.BORDER_STARTED, starts.get((case.id, RuleId("R36")), begun))
    if case.regime is Regime.DUBLIN:
        agreed = world.today - timedelta(days=stream.randint(20, 150))
        yield _moment(person, _Kind.DUBLIN_ACCEPTED, starts.get((case.id, RuleId("R20")), agreed))


def _of_detention(stream: Random, world: World, person: Person, placed: date) -> Iterator[LegalMoment]:
    """Yield the order, and what the court did after it: told within four weeks, heard and ruled."""
    yield _moment(person, _Kind.DETENTION_ORDER, placed)
    told = placed + timedelta(days=stream.randint(5, 26))
    heard, ruled = told + timedelta(days=9), told + timedelta(days=14)
    if told > world.today:
        return
    if person.booking is None and chance(stream, 0.1):
        yield _moment(person, _Kind.APPEAL, told)
    else:
        yield _moment(person, _Kind.COURT_NOTIFIED, told)
    known = told + timedelta(days=2) if heard <= world.today else None
    yield LegalMoment(case=person.case.id, kind=_Kind.HEARING, on=heard, known_on=known)
    if ruled <= world.today:
        yield _moment(person, _Kind.DETENTION_RULING, ruled)
    if person.booking is None and (world.today - placed).days > 100 and chance(stream, 0.4):  # noqa: PLR2004
        yield _moment(person, _Kind.DETENTION_EXTENDED, world.today - timedelta(days=3))


def _moment(person: Person, kind: LegalMomentKind, day: date) -> LegalMoment:
    return LegalMoment(case=person.case.id, kind=kind, on=day)
