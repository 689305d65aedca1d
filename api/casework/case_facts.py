"""Looking up everything that a case's page shows, in one reading of the books narrowed to the case.

Not allowed here: words, and requests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.casework.entry_tables import ENTRIES, mark_of
from planner.domain.access import Visitor
from planner.domain.audit import AuditEntry, AuditQuery
from planner.domain.case_steps import CaseStep
from planner.domain.cases import BlockingFact, ConditionFact
from planner.domain.civil import day_of
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import CaseId, PlaceId, RegievoerderId
from planner.domain.people import Substitute
from planner.domain.places import Place
from planner.domain.readiness import Gate
from planner.domain.spelling import short_date
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Transaction
from planner.usecases.cases.advance_case import SOURCE
from planner.usecases.cases.case_view import CaseView, case_view
from planner.usecases.cases.look_at_case import just_now
from planner.usecases.gate.readiness import gates_of
from planner.usecases.protocols.protocol_books import read_step_world
from planner.usecases.protocols.protocol_steps import StepEngine, StepWorld

AHEAD = 28 * MINUTES_PER_DAY
LINES = 25
"""Lines of the log that a page shows: those by which something changed."""
READ = "read"
BY_HAND = "invoer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What was looked up about one case at one moment."""

    view: CaseView
    now: Minute
    world: StepWorld
    steps: tuple[CaseStep, ...]
    gates: tuple[Gate, ...]
    log: tuple[AuditEntry, ...]
    places: Mapping[PlaceId, str]
    sources: dict[object, str]
    """Where the facts of the drawing came from, and when."""
    standing_in_for: Mapping[RegievoerderId, frozenset[RegievoerderId]]
    """Whose cases each regievoerder has now besides the own ones."""
    entered: Mapping[str, tuple[Fact, ...]]
    """The rows of each kind of entry."""

    @property
    def protocols(self) -> tuple[str, ...]:
        """The protocols that ask something of the case."""
        return tuple(dict.fromkeys(str(step.by.title) for step in self.steps))

    def owners_for(self, code: str) -> frozenset[RegievoerderId]:
        """Return whose cases somebody with this service number has now."""
        own = RegievoerderId(code)
        return frozenset((own, *self.standing_in_for.get(own, ())))

    def rows(self, visitor: Visitor) -> dict[str, list[tuple[str, Fact]]]:
        """Return the rows that somebody may see, each with a mark that tells it from the others."""
        seen = {name: entry for name, entry in ENTRIES.items() if visitor.sees(entry.field)}
        return {name: [(mark_of(fact), fact) for fact in self.entered.get(name, ())] for name in seen}


def look_up(books: Transaction, case: CaseId, now: Minute) -> CaseFacts | None:
    """Return everything about a case, None for one that is not known; ``books`` are narrowed to it."""
    view = case_view(books, case, just_now(books, case, now))
    if view is None:
        return None
    world = read_step_world(books, moment=now, until=Minute(now + AHEAD))
    known = world.index.cases.get(case)
    absent: dict[RegievoerderId, frozenset[RegievoerderId]] = {}
    for fact in books.facts.in_force(Substitute):
        if fact.interval.contains(now):
            absent[fact.substitute] = absent.get(fact.substitute, frozenset()) | {fact.owner}
    return CaseFacts(
        view=view,
        now=now,
        world=world,
        steps=() if known is None else StepEngine(world).steps(known),
        gates=gates_of(books, case, now=now),
        log=_changes(books, case),
        places={place.id: place.name for place in books.facts.in_force(Place)},
        sources=dict(_sources(books, view)),
        standing_in_for=absent,
        entered={name: tuple(books.facts.beginning(entry.table.fact, case)) for name, entry in ENTRIES.items()},
    )


def _changes(books: Transaction, case: CaseId) -> tuple[AuditEntry, ...]:
    """Return who changed what, newest first; who looked stands in the audit log itself."""
    return books.audit.find(AuditQuery(case=case, count=LINES, apart_from=READ))


def _sources(books: Transaction, view: CaseView) -> Iterator[tuple[object, str]]:
    for fact in view.conditions:
        yield fact, _source(books, ConditionFact, fact_key(fact))
    for block in view.blocks:
        yield block, _source(books, BlockingFact, fact_key(block))


def _source(books: Transaction, kind: type[ConditionFact] | type[BlockingFact], key: str) -> str:
    last = books.facts.history(kind, key)[-1]
    name = BY_HAND if last.source == SOURCE else last.source
    return f"{name}, {short_date(day_of(last.recorded_at))}"
