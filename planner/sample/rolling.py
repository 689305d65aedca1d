"""A world that goes on: what a later week brings to the books of the weeks before it.

Staff, places and timetable stay; cases that are new, and those that are about to leave or to be presented, come in from
elsewhere with all that is known of them, and as many of those there from the beginning go elsewhere. Means are known
four weeks ahead. Not allowed here: what became of anything; that is for who records outcomes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case, Membership, Ownership, SeparationApproval
from planner.domain.civil import day_interval, day_of
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.facts import Fact, fact_key
from planner.domain.flights import Flight
from planner.domain.ids import CaseId, HouseholdId, RegievoerderId
from planner.domain.missions import Session, SessionPattern
from planner.domain.people import Substitute
from planner.domain.resources import Absence, Capacity
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.sample.escorts import offers_of

_MEANS = (Flight, Session, SessionPattern, Absence, Substitute)
"""Taken as they come, unless known already."""
_COMING = (ActivityKind.DEPARTURE, ActivityKind.PRESENTATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What a later week brings: facts to record, and the cases that go elsewhere."""

    facts: tuple[Fact, ...]
    away: tuple[CaseId, ...]


def later_week(known: Iterable[Fact], drawn: Iterable[Fact], from_the_beginning: Iterable[Fact]) -> Later:
    """Return what the facts drawn for a later week bring to those that are known.

    ``from_the_beginning`` are the facts of the first week: those of its cases that have nothing to come leave first.
    """
    there, new = _Facts(known), _Facts(drawn)
    coming = _coming(new)
    keys = {(type(fact), fact_key(fact)) for fact in there.all if isinstance(fact, (Activity, *_MEANS))}
    facts = [fact for fact in new.all if _comes_in(fact, coming, new) and (type(fact), fact_key(fact)) not in keys]
    facts += [fact for fact in new.all if isinstance(fact, _MEANS) and (type(fact), fact_key(fact)) not in keys]
    facts += [*_vehicles(there, new), *_teams(there, new), *_officers(there, new)]
    until = max((fact.interval.start for fact in there.all if isinstance(fact, Capacity)), default=Minute(0))
    last = day_interval(day_of(until)).end or until
    facts += [fact for fact in new.all if isinstance(fact, Capacity) and fact.interval.start >= last]
    return Later(facts=tuple(facts), away=tuple(_away(there, _Facts(from_the_beginning), _counts(new, coming))))


class _Facts:
    """Facts, with the cases and households they are about."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.all = tuple(facts)
        self.cases = {fact.id: fact for fact in self.all if isinstance(fact, Case)}
        self.activities = [fact for fact in self.all if isinstance(fact, Activity)]
        self.households: dict[HouseholdId, set[CaseId]] = defaultdict(set)
        self.owners: dict[CaseId, RegievoerderId] = {}
        for fact in self.all:
            if isinstance(fact, Membership):
                self.households[fact.household].add(fact.case)
            elif isinstance(fact, Ownership) and fact.valid.end is None:
                self.owners[fact.case] = fact.regievoerder

    def with_households(self, cases: Iterable[CaseId]) -> frozenset[CaseId]:
        """Return cases with those they live with."""
        wanted = set(cases)
        for members in self.households.values():
            if wanted & members:
                wanted |= members
        return frozenset(wanted)

    def of_kind(self, *kinds: ActivityKind) -> frozenset[CaseId]:
        """Return the cases of activities of these kinds, with those they live with."""
        return self.with_households(case for one in self.activities if one.kind in kinds for case in one.cases)


def _coming(new: _Facts) -> frozenset[CaseId]:
    """Return the open cases that nobody has yet, and those with a departure or presentation to come."""
    unowned = (code for code, case in new.cases.items() if case.closed_on is None and code not in new.owners)
    return new.with_households(unowned) | new.of_kind(*_COMING)


def _comes_in(fact: Fact, coming: frozenset[CaseId], new: _Facts) -> bool:
    """Return whether a fact is about cases that come in, and about no others."""
    if isinstance(fact, Activity):
        return coming.issuperset(fact.cases) if fact.cases else True
    if isinstance(fact, SeparationApproval):
        return bool(new.households.get(fact.household, set()) & coming)
    if isinstance(fact, Case):
        return fact.id in coming
    case = getattr(fact, "case", None) or str(getattr(fact, "activity", "")).partition("/")[0]
    return case in coming


def _counts(new: _Facts, coming: frozenset[CaseId]) -> Mapping[RegievoerderId, int]:
    """Return how many come in to each regievoerder; those that nobody has yet count for all in turn."""
    counts: dict[RegievoerderId, int] = defaultdict(int)
    everybody = sorted(set(new.owners.values()))
    for number, case in enumerate(sorted(coming)):
        counts[new.owners.get(case) or everybody[number % len(everybody)]] += 1
    return counts


def _away(there: _Facts, first: _Facts, counts: Mapping[RegievoerderId, int]) -> Iterator[CaseId]:
    """Yield as many open cases of each regievoerder as come in, of those of the first week with nothing to come."""
    busy = first.of_kind(*_COMING, ActivityKind.MOVE)
    of_owner: dict[RegievoerderId, list[CaseId]] = defaultdict(list)
    for code, owner in first.owners.items():
        now = there.cases.get(code)
        if code not in busy and now is not None and now.closed_on is None:
            of_owner[owner].append(code)
    for owner in sorted(counts):
        left = counts[owner]
        for code in sorted(of_owner[owner], key=lambda case: sha256(case.encode()).digest()):
            together = first.with_households((code,))
            if code == min(together) and len(together) <= left:
                left -= len(together)
                yield from sorted(together)


# --- means ------------------------------------------------------------------------------------------------------------


def _vehicles(there: _Facts, new: _Facts) -> Iterator[Vehicle]:
    """Yield vehicles with the shifts of both."""
    before = {fact.id: fact.shifts for fact in there.all if isinstance(fact, Vehicle)}
    for fact in new.all:
        if isinstance(fact, Vehicle):
            yield replace(fact, shifts=_together(before.get(fact.id, ()), fact.shifts))


def _officers(there: _Facts, new: _Facts) -> Iterator[EscortOfficer]:
    """Yield escorts of the roster with when they are there: as known, and after that as said now."""
    before = {fact.id: fact for fact in there.all if isinstance(fact, EscortOfficer)}
    for fact in new.all:
        if isinstance(fact, EscortOfficer):
            old = before.get(fact.id)
            ends = max((part.end or part.start for part in old.available), default=0) if old else 0
            after = (part.intersect(Interval(Minute(ends))) for part in fact.available)
            kept = old.available if old else ()
            yield replace(fact, available=_together(kept, (part for part in after if part is not None)))


def _teams(there: _Facts, new: _Facts) -> Iterator[EscortTeam]:
    """Yield teams that offer both: as known, and what the departures that come in take besides."""
    before = {fact.id: fact for fact in there.all if isinstance(fact, EscortTeam)}
    for fact in new.all:
        if isinstance(fact, EscortTeam):
            old = before.get(fact.id)
            away: dict[int, int] = defaultdict(int)
            for offer in (*(old.offers if old else ()), *fact.offers):
                end = offer.interval.end or offer.interval.start
                for hour in range(offer.interval.start // MINUTES_PER_HOUR, end // MINUTES_PER_HOUR):
                    away[hour] += offer.escorts
            yield replace(fact, size=max(away.values(), default=1), offers=offers_of(away))


def _together(one: Iterable[Interval], other: Iterable[Interval]) -> tuple[Interval, ...]:
    return tuple(sorted({*one, *other}, key=lambda part: (part.start, part.end or part.start)))
