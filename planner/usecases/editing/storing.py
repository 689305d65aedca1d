"""Storing one step of a draft: the plan version, the line of the log, the facts that officers made, the event.

Not allowed here: deciding whether a step may be taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.clearances import Override
from planner.domain.draft_line import State, stepped
from planner.domain.editing import Change, Deal, Entry, EntryKind, Ground
from planner.domain.facts import Fact, fact_key
from planner.domain.plan import LevelValue, Plan
from planner.domain.time import Minute
from planner.ports.editing import PackedStep
from planner.ports.plans import PackedPlan
from planner.ports.store import Event, Transaction
from planner.usecases.editing.heads import Opened

OFFICER = "medewerker"
"""Source of the facts that edits record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asked for a step: when, having seen which version, and why. ``key`` makes repeating safe."""

    actor: str
    at: Minute
    seen: int
    key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A version that a step gives, as it is stored."""

    state: State
    packed: PackedPlan
    step: PackedStep


def work_out(
    books: Transaction,
    opened: Opened,
    deal: Deal,
    ground: Ground,
    levels: tuple[LevelValue, ...],
    reference: Plan | None = None,
) -> Made:
    """Return the version that a step gives; nobody waits for it when that is done before the writing begins."""
    base = opened.state.reference if reference is None else reference
    state = stepped(opened.state, deal, ground, levels, base)
    packed = books.plans.pack(state.plan, parent=opened.plan, was=opened.state.plan)
    return Made(state=state, packed=packed, step=books.drafts.pack(deal, levels))


def store_step(  # noqa: PLR0913 - one step has so many parts
    books: Transaction,
    opened: Opened,
    deal: Deal,
    asked: Asked,
    made: Made,
    *,
    kind: EntryKind,
    of: int | None = None,
    release: int | None = None,
) -> Entry:
    """Add a version that a step gave to a line; raise StoreConflictError when somebody else was first."""
    ground = made.state.ground
    plan = books.plans.add(
        made.packed,
        problem_hash=ground.problem_hash,
        at=asked.at,
        actor=asked.actor,
        parent=opened.plan,
        release=books.plans.record(opened.plan).release if release is None else release,
    )
    entry = Entry(
        draft=opened.draft.id,
        version=opened.version + 1,
        plan=plan,
        at=asked.at,
        actor=asked.actor,
        kind=kind,
        deal=deal,
        ground=ground,
        levels=made.state.plan.levels,
        of=of,
        seen=asked.seen,
        key=asked.key,
        reason=asked.reason,
    )
    books.drafts.append(entry, made.step)
    if not opened.draft.name:
        _keep_facts(books, deal, asked.at)
    subject = f"concept {entry.draft}, versie {entry.version}, plan {plan}: {kind}, {len(deal.changes)} wijzigingen"
    if deal.thawed:
        subject += f", waarvan {len(deal.thawed)} uit de bevroren zone"
    books.events.add(Event(at=asked.at, actor=asked.actor, what="edit", subject=subject))
    return entry


def _keep_facts(books: Transaction, deal: Deal, at: Minute) -> None:
    """Record the activities and exceptions that a step made, and end those that it took back."""
    before = {(type(fact), fact_key(fact)): fact for change in deal.changes for fact in _facts(change, after=False)}
    after = {(type(fact), fact_key(fact)): fact for change in deal.changes for fact in _facts(change, after=True)}
    books.facts.retire([place for place in before if place not in after], at=at)
    books.facts.record([fact for place, fact in after.items() if before.get(place) != fact], source=OFFICER, at=at)


def _facts(change: Change, *, after: bool) -> Iterator[Fact]:
    stand = change.after if after else change.before
    found: tuple[Activity | Override | None, ...] = (stand.own, *stand.overrides)
    yield from (fact for fact in found if fact is not None)
