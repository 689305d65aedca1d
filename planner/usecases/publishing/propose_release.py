"""Proposing a publication, and deciding about it: whoever decides is somebody else where four eyes are asked.

Not allowed here: publishing itself (``publish_release``).
"""

from dataclasses import dataclass, replace

from planner.domain.once import KeyUsedError
from planner.domain.release_proposal import ProposalState, ReleaseProposal
from planner.domain.wording import Text
from planner.ports.calendars import CalendarRenderer
from planner.ports.search import Judge
from planner.ports.store import Event, Store, StoreConflictError, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.publishing.publish_release import Publication, Published, publish_release, publishable

_OWN = Text(
    "een eigen voorstel publiceren kan niet\nVraag een collega die mag publiceren.",
    "your own proposal cannot be published by you\nAsk a colleague who may publish.",
)
_GONE = Text(
    "voorstel {number} bestaat niet\nKies een voorstel uit de lijst.",
    "there is no proposal {number}\nChoose one from the list.",
)
_DECIDED = Text(
    "over voorstel {number} is al beslist\nBekijk de pagina opnieuw.",
    "proposal {number} was decided already\nLook at the page again.",
)


class ProposalRefusedError(ValueError):
    """A proposal cannot be decided so; first line what, second line the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What publishing needs. ``four_eyes``: nobody publishes what they proposed themselves."""

    store: Store
    clock: Clock
    judge: Judge
    renderer: CalendarRenderer
    four_eyes: bool = True


def propose_release(store: Store, clock: Clock, proposal: ReleaseProposal) -> int:
    """Store a proposal and return its number, of the earlier one for a key that was used; raise StoreError.

    Of two at once under one key one is stored; the other finds it. Raise KeyUsedError when the earlier one is another.
    """
    try:
        return _stored(store, clock, proposal)
    except StoreConflictError:
        with store.reading() as books:
            known = known_proposal(books, proposal)
        if known is None:
            raise
        return known


def known_proposal(books: Transaction, proposal: ReleaseProposal) -> int | None:
    """Return the number of what was proposed before under the same key, or None; raise KeyUsedError."""
    known = books.proposals.by_key(proposal.by, proposal.key) if proposal.key else None
    if known is None:
        return None
    found = books.proposals.find(known)
    if found is None or (found.plan_id, found.scope, found.why) != (proposal.plan_id, proposal.scope, proposal.why):
        raise KeyUsedError
    return known


def _stored(store: Store, clock: Clock, proposal: ReleaseProposal) -> int:
    now = clock.now()
    with store.transaction() as books:
        known = known_proposal(books, proposal)
        if known is not None:
            return known
        publishable(books, proposal.plan_id)
        number = books.proposals.add(replace(proposal, at=now))
        subject = f"voorstel {number}, plan {proposal.plan_id}"
        books.events.add(Event(at=now, actor=proposal.by, what="propose release", subject=subject))
    return number


def publish_proposal(desk: Desk, number: int, *, actor: str) -> Published:
    """Publish what was proposed; raise ProposalRefusedError, PublicationRefusedError, NoteRefusedError or StoreError.

    Repeating is safe: a publication under the key of the proposal is made once.
    """
    with desk.store.reading() as books:
        proposal = _open(books.proposals.find(number), number)
    if desk.four_eyes and proposal.by == actor:
        raise ProposalRefusedError(_OWN.say())
    publication = Publication(
        key=f"voorstel {number}", actor=actor, plan_id=proposal.plan_id, scope=proposal.scope, why=proposal.why
    )
    done = publish_release(desk.store, desk.clock, desk.judge, desk.renderer, publication)
    decided = replace(proposal, state=ProposalState.PUBLISHED, release=done.release.number)
    _decide(desk.store, desk.clock, number, decided, actor=actor)
    return done


def reject_proposal(store: Store, clock: Clock, number: int, *, actor: str, remark: str) -> None:
    """Reject a proposal, or withdraw the own; raise ProposalRefusedError."""
    with store.reading() as books:
        proposal = _open(books.proposals.find(number), number)
    state = ProposalState.WITHDRAWN if proposal.by == actor else ProposalState.REJECTED
    _decide(store, clock, number, replace(proposal, state=state, remark=remark), actor=actor)


def _decide(store: Store, clock: Clock, number: int, proposal: ReleaseProposal, *, actor: str) -> None:
    now = clock.now()
    try:
        with store.transaction() as books:
            books.proposals.decide(number, replace(proposal, decided_by=actor, decided_at=now))
            subject = f"voorstel {number}: {proposal.state.value}"
            books.events.add(Event(at=now, actor=actor, what="decide proposal", subject=subject))
    except StoreConflictError as error:
        raise ProposalRefusedError(_DECIDED.say(number=number)) from error


def _open(found: ReleaseProposal | None, number: int) -> ReleaseProposal:
    if found is None:
        raise ProposalRefusedError(_GONE.say(number=number))
    if found.state is not ProposalState.OPEN:
        raise ProposalRefusedError(_DECIDED.say(number=number))
    return found
