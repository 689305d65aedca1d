"""One edit of a draft: merged with newer versions that touch nothing it looked at, refused where they do.

Not allowed here: rules (the desk says what an edit does and breaks), and taking back (``undo_redo``).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.domain.crossing import crossed
from planner.domain.editing import KIND_OF, Deal, Edit, Entry, EntryKind, Touched
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.editing import Objection, Prepared
from planner.ports.store import Store, StoreConflictError, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.editing.heads import Heads, Opened
from planner.usecases.editing.landing import Onto
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError, UnknownVersionError
from planner.usecases.editing.storing import Asked, store_step, work_out
from planner.usecases.editing.thawing import moved_out, objections_to

MOST_TRIES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What editing needs."""

    store: Store
    clock: Clock
    heads: Heads


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who edits, having seen which version; ``key`` makes repeating safe."""

    actor: str
    seen: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A step that was stored. ``merged``: newer versions stood in between; ``repeated``: the key was used before."""

    entry: Entry
    opened: Opened
    prepared: Prepared
    merged: bool = False
    repeated: bool = False


def apply_edit(tools: Editing, draft: int, edit: Edit, officer: Officer) -> Applied:
    """Carry out an edit on the newest version and store it.

    Raises
    ------
    DraftConflictError
        When newer versions than the officer saw changed something that the edit looked at.
    EditRefusedError
        When it would break hard rules without an exception.
    EditImpossibleError
        When what is asked does not exist.
    """

    def prepared(opened: Opened) -> "Planned":
        return Planned(
            found=opened.desk.prepare(edit, actor=officer.actor), kind=KIND_OF[type(edit.deed)], reason=edit.reason
        )

    return take_step(tools, draft, officer, prepared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A step that may be taken on a version, if nothing is against it."""

    found: Prepared
    kind: EntryKind
    reason: str = ""
    of: int | None = None
    whole: bool = False
    newest: bool = False
    """Worked out with regard to every version so far: no version in between can cross it."""
    onto: Onto | None = None
    """Where it lands, when that is not the problem of the version before."""


def take_step(tools: Editing, draft: int, officer: Officer, prepare: Callable[[Opened], Planned]) -> Applied:
    """Prepare a step on the newest version and store it there, again when somebody else was first."""
    for _ in range(MOST_TRIES):
        with tools.store.reading() as books:
            opened = tools.heads.seen_by(books, draft)
            done = repeated(books, draft, officer, opened)
            if done is not None:
                return done
            later = _later(books, opened, officer)
        planned = prepare(opened)
        deal = planned.found.deal
        changed = () if planned.newest else crossed(looked_at(deal), later)
        if changed:
            raise DraftConflictError(changed, opened.version)
        planned, against = _thawing(opened, planned, tools.clock.now())
        if against:
            raise EditRefusedError(against, opened.version)
        try:
            return _stored(tools, opened, planned, officer, merged=bool(later))
        except StoreConflictError:
            continue
    msg = either(
        "het concept wijzigt te snel achter elkaar; er is niets opgeslagen\nDoe het opnieuw.",
        "the draft changes too quickly; nothing was stored\nDo it again.",
    )
    raise StoreConflictError(msg)


def _thawing(opened: Opened, planned: Planned, now: Minute) -> tuple[Planned, tuple[Objection, ...]]:
    """Return the step with what it moves out of the frozen zone as it is now, and everything against it."""
    found = planned.found
    moved = moved_out(opened, found.deal, now)
    against = found.objections
    if planned.kind is not EntryKind.SOLVE:  # a solve changes of it only what facts forbid
        against += objections_to(opened, moved, found.objections, reason=planned.reason)
    if moved and not against:
        found = replace(found, deal=replace(found.deal, thawed=tuple(sorted(moved))))
        planned = replace(planned, found=found)
    return planned, against


def _stored(tools: Editing, opened: Opened, planned: Planned, officer: Officer, *, merged: bool) -> Applied:
    found, onto = planned.found, planned.onto
    ground = replace(opened.state.ground, whole=planned.whole) if onto is None else onto.ground
    asked = Asked(actor=officer.actor, at=tools.clock.now(), seen=officer.seen, key=officer.key, reason=planned.reason)
    lay, reference = (None, None) if onto is None else (onto.lay, onto.reference)
    with tools.store.reading() as books:  # before anybody has to wait
        made = None if lay is not None else work_out(books, opened, found.deal, ground, found.levels, reference)
    with tools.store.transaction() as books:
        if books.drafts.head(opened.draft.id).version != opened.version:
            raise StoreConflictError(str(opened.version))
        if made is None:
            on = ground if lay is None else lay(books)
            made = work_out(books, opened, found.deal, on, found.levels, reference)
        entry = store_step(
            books,
            opened,
            found.deal,
            asked,
            made,
            kind=planned.kind,
            of=planned.of,
            release=None if onto is None else onto.release,
        )
    state = made.state
    desk = opened.desk.after(state, entry.deal) if onto is None else onto.desk.renewed(state)
    answered = opened.answered if onto is None else onto.answered
    release = opened.release if onto is None or onto.release is None else onto.release
    newest = replace(
        opened, version=entry.version, plan=entry.plan, state=state, desk=desk, answered=answered, release=release
    )
    tools.heads.keep(newest)
    return Applied(entry=entry, opened=newest, prepared=found, merged=merged)


def repeated(books: Transaction, draft: int, officer: Officer, opened: Opened) -> Applied | None:
    """Return what was stored under the officer's key before, or None."""
    if not officer.key:
        return None
    entry = books.drafts.by_key(draft, officer.key)
    if entry is None:
        return None
    found = Prepared(deal=entry.deal, levels=entry.levels)
    return Applied(entry=entry, opened=opened, prepared=found, repeated=True)


def _later(books: Transaction, opened: Opened, officer: Officer) -> tuple[Entry, ...]:
    """Return the steps that the officer has not seen."""
    if officer.seen > opened.version:
        msg = either(
            f"versie {officer.seen} bestaat nog niet; de nieuwste is {opened.version}\nHaal het concept opnieuw op.",
            f"version {officer.seen} does not exist yet; the newest is {opened.version}\nGet the draft again.",
        )
        raise UnknownVersionError(msg)
    return books.drafts.entries(opened.draft.id, after=officer.seen, until=opened.version)


def looked_at(deal: Deal) -> Touched:
    """Return what a step looked at, what it changes included."""
    changed = frozenset(change.activity for change in deal.changes)
    given = frozenset(one.case for one in deal.hand_overs)
    return replace(deal.read, items=deal.read.items | changed, cases=deal.read.cases | given)
