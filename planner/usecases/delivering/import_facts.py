"""Importing a checked delivery: what would change, and changing it, all or nothing.

Not allowed here: reading files and comparing fact by fact (both are ports of ``intake``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from planner.codec.canonical import digest, to_bytes
from planner.domain.cases import Case
from planner.domain.casework import CasePhase, PhaseChange
from planner.domain.facts import FACT_TYPES, Fact, fact_key
from planner.domain.settings import Setting, Settings
from planner.domain.spelling import count as counted
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.deliveries import DeliveryRecord
from planner.ports.intake import CompareDelivery, Delivery, FactRef, Known, Preview, Refusal
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.cases.close_cases import close_cases
from planner.usecases.cases.fact_steps import APPEND_ONLY, WrongFact, wrong_facts
from planner.usecases.norms.merge_settings import settings_in_force


class DeliveryRefusedError(ValueError):
    """The delivery was not accepted by the intake; nothing was stored."""

    def __init__(self, refusals: tuple[Refusal, ...], count: int) -> None:
        self.refusals = refusals
        refused = counted(count, "regel is", "regels zijn")
        super().__init__(f"{refused} geweigerd; er is niets opgeslagen\nVerbeter dit en lever opnieuw aan.")


class NotVanishedError(ValueError):
    """A person asked to end facts that did not vanish from the delivery; nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did. ``stored`` is False when the delivery changed nothing.

    ``earlier`` is the earlier import of exactly the same facts, if there was one.
    """

    preview: Preview
    stored: bool
    retired: tuple[FactRef, ...] = ()
    earlier: DeliveryRecord | None = None


def ref_of(fact: Fact) -> FactRef:
    """Return what a stored fact is known by."""
    return type(fact), fact_key(fact)


def known_keys(store: Store) -> Known:
    """Return the keys of all facts in force, for the intake to check codes against."""
    with store.reading() as books:
        return {kind: frozenset(books.facts.keys(kind)) for kind in FACT_TYPES}


def preview_delivery(store: Store, compare: CompareDelivery, delivery: Delivery) -> Preview:
    """Return what importing the delivery would change; stores nothing."""
    _refuse_unaccepted(delivery)
    with store.reading() as books:
        preview = _preview(books, compare, delivery)
        _refuse_steps(books, delivery, preview)
    return preview


def import_facts(
    store: Store,
    clock: Clock,
    compare: CompareDelivery,
    delivery: Delivery,
    *,
    actor: str,
    retire: Collection[FactRef] = (),
) -> Imported:
    """Store what is new or changed in the delivery; end the vanished facts that ``retire`` names, no others.

    Raise DeliveryRefusedError (also for facts that may not follow what is stored: see ``fact_steps``),
    NotVanishedError or SettingsError; then nothing is stored.
    """
    _refuse_unaccepted(delivery)
    now = clock.now()
    with store.transaction() as books:
        preview = _preview(books, compare, delivery)
        _refuse_steps(books, delivery, preview)
        _refuse_not_vanished(preview, retire)
        _save_mapping(books, delivery, now)
        content = _digest(delivery)
        earlier = next((r for r in reversed(books.deliveries.of(delivery.source)) if r.digest == content), None)
        if not (preview.new or preview.changed or retire):
            return Imported(preview=preview, stored=False, earlier=earlier)
        books.facts.record(
            (*preview.new, *(change.after for change in preview.changed)), source=delivery.source, at=now
        )
        books.facts.retire(retire, at=now)
        close_cases(books, _ends_unsaid(delivery, preview), at=now)
        Settings(settings_in_force(books.facts.in_force(Setting)))
        _log(books, _record(delivery, preview, content, now, actor, len(retire)))
    return Imported(preview=preview, stored=True, retired=tuple(retire), earlier=earlier)


def _ends_unsaid(delivery: Delivery, preview: Preview) -> tuple[PhaseChange, ...]:
    """Return the new phases, without those that begin or end a case as the delivery says of the case itself."""
    closed = {fact.id: fact.closed_on is not None for fact in delivery.facts if isinstance(fact, Case)}
    said = {CasePhase.CLOSED: True, CasePhase.HANDED_OVER: False}
    phases = (fact for fact in preview.new if isinstance(fact, PhaseChange))
    return tuple(p for p in phases if p.correction or p.phase not in said or closed.get(p.case) != said[p.phase])


def _refuse_unaccepted(delivery: Delivery) -> None:
    if not delivery.accepted:
        raise DeliveryRefusedError(delivery.refusals, delivery.refusal_count)


def _refuse_steps(books: Transaction, delivery: Delivery, preview: Preview) -> None:
    """Refuse facts that may not follow what is stored, each with its row."""
    refusals = tuple(_refusal(delivery, wrong) for wrong in wrong_facts(books, preview))
    if refusals:
        raise DeliveryRefusedError(refusals, len(refusals))


def _refusal(delivery: Delivery, wrong: WrongFact) -> Refusal:
    file, row = delivery.where.get(wrong.ref, (delivery.source, None))
    return Refusal(
        file=file, row=row, column=wrong.column, value=wrong.value, problem=wrong.problem, remedy=wrong.remedy
    )


def _refuse_not_vanished(preview: Preview, retire: Collection[FactRef]) -> None:
    others = set(retire) - {ref_of(fact) for fact in preview.vanished}
    if others:
        names = ", ".join(sorted(f"{kind.__name__} {key}" for kind, key in others)[:5])
        msg = either(
            f"niet uit de levering verdwenen: {names}\nNoem alleen feiten die het voorbeeld als verdwenen toont.",
            f"not gone from the delivery: {names}\nName only facts that the preview shows as gone.",
        )
        raise NotVanishedError(msg)


def _preview(books: Transaction, compare: CompareDelivery, delivery: Delivery) -> Preview:
    delivered = {type(fact) for fact in delivery.facts}
    earlier: set[FactRef] = set()
    stored: dict[FactRef, Fact] = {}
    for kind in FACT_TYPES:
        keys = books.facts.keys(kind)
        own = {(kind, key) for key, source in keys.items() if source == delivery.source}
        earlier |= own
        if own or (kind in delivered and keys):
            stored.update(_stored(books, kind))
    found = compare(delivery, stored, earlier)
    return replace(found, vanished=tuple(fact for fact in found.vanished if type(fact) not in APPEND_ONLY))


def _stored(books: Transaction, kind: type[Fact]) -> Mapping[FactRef, Fact]:
    facts: tuple[Fact, ...] = books.facts.in_force(kind)
    return {(kind, fact_key(fact)): fact for fact in facts}


def _save_mapping(books: Transaction, delivery: Delivery, now: Minute) -> None:
    if delivery.mapping is not None and books.deliveries.mapping(delivery.source) != delivery.mapping:
        books.deliveries.save_mapping(delivery.mapping, at=now)


def _digest(delivery: Delivery) -> str:
    """Return the hash of the delivered facts, whatever file or order they came in."""
    lines = sorted(type(fact).__name__.encode() + b" " + to_bytes(fact) for fact in delivery.facts)
    return digest(b"\n".join(lines))


def _record(
    delivery: Delivery, preview: Preview, content: str, now: Minute, actor: str, retired: int
) -> DeliveryRecord:
    return DeliveryRecord(
        source=delivery.source,
        digest=content,
        recorded_at=now,
        actor=actor,
        new=len(preview.new),
        changed=len(preview.changed),
        unchanged=len(preview.unchanged),
        vanished=len(preview.vanished),
        retired=retired,
    )


def _log(books: Transaction, record: DeliveryRecord) -> None:
    books.deliveries.add(record)
    counts = f"{record.new} nieuw, {record.changed} gewijzigd, {record.retired} beeindigd"
    books.events.add(
        Event(at=record.recorded_at, actor=record.actor, what="import", subject=f"{record.source}: {counts}")
    )
