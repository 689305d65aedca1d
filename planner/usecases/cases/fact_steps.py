"""Which delivered or entered facts may not follow what is stored: bookings, documents, phases, closed cases.

Not allowed here: what is wrong with a fact by itself (the intake says so), and storing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.domain import case_life, lp_life
from planner.domain.bookings import Booking
from planner.domain.cases import Case, TravelDocument
from planner.domain.casework import CasePhase, PhaseChange
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import CaseId
from planner.domain.spelling import numeric_date
from planner.domain.steps import WrongStep
from planner.ports.intake import FactChange, FactRef, Preview
from planner.ports.store import Transaction
from planner.usecases.partners.booking_steps import BookingStepError, require_step

APPEND_ONLY: tuple[type[Fact], ...] = (PhaseChange,)
"""Facts that stay once recorded: neither replaced nor ended."""
MANY = 20
"""From so many cases on one reading of all is quicker than one reading each."""
_COLUMNS = {
    "state": "status",
    "phase": "fase",
    "at": "op",
    "reason": "reden",
    "closing": "sluiting",
    "correction": "correctie",
}
"""Columns of the fields that can be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongFact:
    """A fact that may not follow what is stored, with the column to look at."""

    ref: FactRef
    column: str
    value: str
    problem: str
    remedy: str


def wrong_facts(books: Transaction, preview: Preview) -> Iterator[WrongFact]:
    """Yield every new or changed fact that may not follow what is stored."""
    for change in preview.changed:
        yield from _wrong_change(books, change)
    yield from _wrong_phases(books, [fact for fact in preview.new if isinstance(fact, PhaseChange)])


def _wrong_change(books: Transaction, change: FactChange) -> Iterator[WrongFact]:
    before, after = change.before, change.after
    if isinstance(before, Booking) and isinstance(after, Booking):
        try:
            require_step(before, after)
        except BookingStepError as error:
            yield WrongFact(
                ref=change.ref, column="status", value=after.state, problem=error.problem, remedy=error.remedy
            )
    elif isinstance(before, TravelDocument) and isinstance(after, TravelDocument):
        yield from _named(change.ref, after, lp_life.wrong_step(before, after))
    elif isinstance(before, PhaseChange) and isinstance(after, PhaseChange):
        problem = f"{before.phase} op dit tijdstip is vastgelegd en wordt niet vervangen"
        remedy = "Laat de rij zoals zij was; voeg een latere rij toe met correctie ja en een reden."
        yield WrongFact(ref=change.ref, column="fase", value=after.phase, problem=problem, remedy=remedy)
    elif isinstance(before, Case) and isinstance(after, Case):
        yield from _reopened(books, change.ref, before, after)


def _wrong_phases(books: Transaction, new: list[PhaseChange]) -> Iterator[WrongFact]:
    """Yield, of each case, the first new phase that cannot follow those before it."""
    if not new:
        return
    cases = {change.case for change in new}
    known: dict[CaseId, list[PhaseChange]] = defaultdict(list)
    for change in phases_of(books, cases):
        known[change.case].append(change)
    stuck: set[CaseId] = set()
    for change in sorted(new, key=lambda one: (one.case, one.at)):
        if change.case in stuck:
            continue
        wrong = case_life.wrong_change(known[change.case], change)
        if wrong is not None:
            stuck.add(change.case)
            yield from _named((PhaseChange, fact_key(change)), change, wrong)
        known[change.case].append(change)


def phases_of(books: Transaction, cases: Iterable[CaseId]) -> tuple[PhaseChange, ...]:
    """Return the phases of some cases; reads all where there are many."""
    wanted = set(cases)
    if len(wanted) > MANY:
        return tuple(change for change in books.facts.in_force(PhaseChange) if change.case in wanted)
    return tuple(change for case in sorted(wanted) for change in books.facts.beginning(PhaseChange, case))


def _reopened(books: Transaction, ref: FactRef, before: Case, after: Case) -> Iterator[WrongFact]:
    if before.closed_on is None or after.closed_on is not None:
        return
    now = case_life.present(phases_of(books, (after.id,)))
    if now is not None and now.phase is CasePhase.CLOSED:
        problem = f"de zaak is gesloten op {numeric_date(before.closed_on)}, de levering zegt open"
        remedy = "Lever gesloten_op mee; heropen een zaak met een nieuwe overdracht of een correctie van de fase."
        yield WrongFact(ref=ref, column="gesloten_op", value="", problem=problem, remedy=remedy)


def _named(ref: FactRef, fact: Fact, wrong: WrongStep | None) -> Iterator[WrongFact]:
    if wrong is not None:
        value = getattr(fact, wrong.field)
        shown = value if isinstance(value, str) else ""
        column = _COLUMNS.get(wrong.field, wrong.field)
        yield WrongFact(ref=ref, column=column, value=shown, problem=wrong.problem, remedy=wrong.remedy)
