"""Handing a case, with its household, to another regievoerder; and what everybody who could take it has already.

Candidates stand in the order of their codes; nobody is ranked or chosen here. Not allowed here: the search's choice.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from planner.domain.cases import Case, Ownership
from planner.domain.ids import CaseId, PlaceId, RegievoerderId
from planner.domain.people import Regievoerder
from planner.domain.resources import Absence, ResourceKind
from planner.domain.time import Minute
from planner.ports.access import Visits
from planner.ports.calendars import Openings
from planner.ports.intake import Entry, EntryMode, ReadEntry
from planner.ports.store import Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.cases.enter_fact import enter_fact

TABLE = "toewijzingen"
COLUMN = "regievoerder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who could take the case. ``specialist``: has every specialism it asks; ``speaks``: its language."""

    regievoerder: RegievoerderId
    office: PlaceId
    load: int
    """Points of the open cases now."""
    cap: int
    after: int
    """Points with these cases too."""
    specialist: bool
    speaks: bool
    away: Minute | None
    """Until when somebody is absent now."""

    @property
    def fits(self) -> bool:
        """Whether the load stays within what the contract allows."""
        return self.after <= self.cap


def candidates(
    books: Transaction, cases: Collection[Case], loads: Mapping[RegievoerderId, int], now: Minute
) -> tuple[Candidate, ...]:
    """Return everybody who handles cases, in the order of their codes."""
    wanted = frozenset(one for case in cases for one in case.specialisms)
    languages = {case.language for case in cases}
    points = sum(case.load_points for case in cases)
    away = dict(_absent(books.facts.in_force(Absence), now))
    return tuple(
        Candidate(
            regievoerder=person.id,
            office=person.office,
            load=loads.get(person.id, 0),
            cap=person.load_cap,
            after=loads.get(person.id, 0) + points,
            specialist=wanted <= person.specialisms,
            speaks=languages <= person.languages,
            away=away.get(person.id),
        )
        for person in books.facts.in_force(Regievoerder)
        if not person.lp_officer
    )


def _absent(absences: Iterable[Absence], now: Minute) -> Iterator[tuple[str, Minute | None]]:
    for absence in absences:
        if absence.resource.kind is ResourceKind.REGIEVOERDER and absence.interval.contains(now):
            yield absence.resource.id, absence.interval.end


def hand_over(
    store: Store, clock: Clock, read: ReadEntry, cases: Iterable[CaseId], to: RegievoerderId, *, actor: str
) -> tuple[Ownership, ...]:
    """Give the cases to somebody from now on, all or none; raise EntryRefusedError."""
    given: list[Ownership] = []
    with store.transaction() as books:
        for case in cases:
            entry = Entry(table=TABLE, case=case, cells={COLUMN: to}, actor=actor, mode=EntryMode.SET, succeeds=True)
            fact = enter_fact(_InOne(store, books), clock, read, entry).fact
            if isinstance(fact, Ownership):
                given.append(fact)
    return tuple(given)


class _InOne:
    """Implements ``Store`` over a transaction that goes on: what is done in it is stored together."""

    def __init__(self, store: Store, books: Transaction) -> None:
        self._store, self._books = store, books

    @property
    def openings(self) -> Openings:
        return self._store.openings

    @property
    def visits(self) -> Visits:
        return self._store.visits

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        yield self._books

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        yield self._books
