"""Entering one fact about a case by hand: checked as a delivery is, stored whole with actor and event, or not at all.

Not allowed here: single kinds of facts, and the phase of a case (``advance_case``).
"""

from dataclasses import dataclass

from planner.domain.cases import Case
from planner.domain.facts import Fact, fact_key
from planner.domain.wording import either
from planner.ports.intake import Entry, FactChange, Preview, ReadEntry, Refusal
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.cases.advance_case import SOURCE
from planner.usecases.cases.fact_steps import wrong_facts


class EntryRefusedError(ValueError):
    """What was entered cannot be so; nothing was stored."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__("\n".join(f"{_said(refusal)}\n{refusal.remedy}" for refusal in refusals))


def _said(refusal: Refusal) -> str:
    where = f"{refusal.column}: " if refusal.column else ""
    return f"{where}{refusal.problem}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The fact as it stands now, what it was, and the periods that ended with it. ``stored``: whether it changed."""

    fact: Fact
    before: Fact | None = None
    ended: tuple[Fact, ...] = ()
    stored: bool = True


def enter_fact(store: Store, clock: Clock, read: ReadEntry, entry: Entry) -> Entered:
    """Store what a person entered and return it; raise EntryRefusedError."""
    now = clock.now()
    with store.reading() as books:  # what it may refer to is much to read: nobody who writes waits for that
        kind = _kind(books, read, entry)
        known = {needed: frozenset(books.facts.keys(needed)) for needed in read.refers(entry.table)}
    with store.transaction() as books:
        beside: tuple[Fact, ...] = books.facts.beginning(kind, entry.case)
        delivery = read(entry, now=now, known=known, beside=beside)
        if not delivery.accepted:
            raise EntryRefusedError(delivery.refusals)
        stored = {fact_key(fact): fact for fact in beside}
        preview = _preview(delivery.facts, stored)
        _refuse_steps(books, entry, preview)
        fact = delivery.facts[-1]
        before = stored.get(fact_key(fact))
        if before == fact:
            return Entered(fact=fact, before=before, stored=False)
        books.facts.record(delivery.facts, source=SOURCE, at=now)
        subject = f"{entry.table} {fact_key(fact)}"
        books.events.add(Event(at=now, actor=entry.actor, what="enter", subject=subject))
    return Entered(fact=fact, before=before, ended=delivery.facts[:-1])


def _kind(books: Transaction, read: ReadEntry, entry: Entry) -> type[Fact]:
    if not books.facts.beginning(Case, entry.case):
        raise _refused(
            entry,
            "zaaknummer",
            either(f"zaak {entry.case} is niet bekend", f"case {entry.case} is not known"),
            either("Neem het zaaknummer over uit de bron.", "Copy the case number from the source."),
        )
    if not entry.actor.strip() or len(entry.actor.split()) > 1:
        raise _refused(
            entry,
            None,
            either("er is geen dienstnummer", "there is no service number"),
            "Geef een dienstnummer, nooit een naam.",
        )
    try:
        return read.fact_of(entry.table)
    except KeyError as error:
        raise _refused(
            entry,
            None,
            either(f"{entry.table} wordt niet met de hand ingevoerd", f"{entry.table} is not entered by hand"),
            either("Lever het aan.", "Deliver it."),
        ) from error


def _refused(entry: Entry, column: str | None, problem: str, remedy: str) -> EntryRefusedError:
    refusal = Refusal(file=entry.table, row=None, column=column, value=None, problem=problem, remedy=remedy)
    return EntryRefusedError((refusal,))


def _preview(facts: tuple[Fact, ...], stored: dict[str, Fact]) -> Preview:
    changed = tuple(
        FactChange(ref=(type(fact), key), before=stored[key], after=fact, fields=())
        for fact in facts
        if (key := fact_key(fact)) in stored and stored[key] != fact
    )
    return Preview(new=tuple(fact for fact in facts if fact_key(fact) not in stored), changed=changed)


def _refuse_steps(books: Transaction, entry: Entry, preview: Preview) -> None:
    refusals = tuple(
        Refusal(
            file=entry.table,
            row=None,
            column=wrong.column,
            value=wrong.value,
            problem=wrong.problem,
            remedy=wrong.remedy,
        )
        for wrong in wrong_facts(books, preview)
    )
    if refusals:
        raise EntryRefusedError(refusals)
