"""Publishing for the pages: previews with what stands in the way and who is told, proposals, turning back.

Not allowed here: HTTP, and composing a release (``publish_release``).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from api.pages.thawed_words import thawed_words
from api.web.people import called
from planner.domain.levels import Level
from planner.domain.plan import Breach
from planner.domain.release_proposal import ReleaseProposal
from planner.domain.resources import ResourceKind
from planner.domain.wording import Text
from planner.ports.plans import PlanRecord
from planner.ports.surroundings import TravelTimes
from planner.usecases.publishing.propose_release import (
    Desk,
    ProposalRefusedError,
    known_proposal,
    propose_release,
    publish_proposal,
    reject_proposal,
)
from planner.usecases.publishing.publish_release import (
    Publication,
    PublicationRefusedError,
    Published,
    preview_release,
)
from planner.usecases.publishing.roll_back import turn_back

SHOWN = 30
"""So many objections are written out."""
PLANS = 20
_NOT_YOURS = Text(
    "dit voorstel is van iemand anders\nAlleen wie mag publiceren kan het afwijzen.",
    "this proposal is somebody else's\nOnly who may publish can reject it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What publishing would give."""

    proposal: ReleaseProposal
    changed: int
    told: tuple[tuple[str, int], ...]
    """Kinds of participants with how many of each hear of it."""
    closure: int
    withdrawn: int
    left: int
    requests: int
    objections: tuple[tuple[str, str], ...] = ()
    """Rule and sentence of what hard rules say against it."""
    thawed: tuple[str, ...] = ()
    """What was frozen and changes all the same: who and why."""
    warnings: int = 0
    cases: frozenset[str] = frozenset()

    @property
    def refused(self) -> bool:
        """Whether it cannot be published."""
        return bool(self.objections)


class Publishing:
    """Publishing at one store."""

    def __init__(self, desk: Desk, travel: Callable[[], TravelTimes]) -> None:
        self._desk, self._travel = desk, travel
        self.four_eyes = desk.four_eyes

    def plans(self) -> tuple[PlanRecord, ...]:
        """Return the plans that solves stored last, newest first."""
        with self._desk.store.reading() as books:
            return books.plans.solved(PLANS)

    def waiting(self) -> tuple[tuple[int, ReleaseProposal], ...]:
        """Return the proposals that wait for a decision."""
        with self._desk.store.reading() as books:
            return books.proposals.open()

    def names(self, actors: Iterable[str]) -> Mapping[str, str]:
        """Return what those who proposed are called."""
        return called(self._desk.store, actors)

    def preview(self, proposal: ReleaseProposal) -> Preview:
        """Return what publishing would give; raise StoreError for an unknown plan."""
        publication = Publication(
            key="", actor=proposal.by, plan_id=proposal.plan_id, scope=proposal.scope, why=proposal.why
        )
        try:
            draft = preview_release(self._desk.store, self._desk.clock, self._desk.judge, publication)
        except PublicationRefusedError as error:
            said = tuple(("P11", line) for line in str(error).splitlines()[:1])
            nothing = Preview(
                proposal=proposal, changed=0, told=(), closure=0, withdrawn=0, left=0, requests=0, objections=said
            )
            return replace(nothing, objections=said or (("P11", str(error)),))
        return _preview(proposal, draft)

    def known(self, proposal: ReleaseProposal) -> int | None:
        """Return the number of a proposal that was asked for before under the same key, None for a new one.

        Raise KeyUsedError when something else was asked for under it.
        """
        with self._desk.store.reading() as books:
            return known_proposal(books, proposal)

    def propose(self, proposal: ReleaseProposal) -> int:
        """Store a proposal and return its number."""
        return propose_release(self._desk.store, self._desk.clock, proposal)

    def publish(self, number: int, *, actor: str) -> Published:
        """Publish a proposal; raise ProposalRefusedError, PublicationRefusedError or NoteRefusedError."""
        return publish_proposal(self._desk, number, actor=actor)

    def reject(self, number: int, *, actor: str, remark: str, own_only: bool) -> None:
        """Reject or withdraw a proposal; raise ProposalRefusedError."""
        with self._desk.store.reading() as books:
            found = books.proposals.find(number)
        if own_only and found is not None and found.by != actor:
            raise ProposalRefusedError(_NOT_YOURS.say())
        reject_proposal(self._desk.store, self._desk.clock, number, actor=actor, remark=remark)

    def turn_back(self, number: int, *, actor: str) -> int:
        """Store a plan that wants what was published under a number; raise StoreError."""
        return turn_back(self._desk.store, self._desk.clock, self._travel(), number, actor=actor)


def _preview(proposal: ReleaseProposal, draft: Published) -> Preview:
    hard = [breach for breach in draft.breaches if breach.level is Level.HARD]
    new = frozenset(draft.release.changed if draft.created else ())
    changed = {entry.id: entry for entry in draft.release.entries if entry.id in new}
    told = Counter(
        entry.participation.resource for entry in changed.values() if entry.participation.resource.kind in _HEARS
    )
    kinds = Counter(resource.kind for resource in told)
    activities = {activity.key: activity for activity in draft.release.activities}
    touched = {entry.appointment.activity for entry in changed.values()}
    return Preview(
        proposal=proposal,
        changed=len(touched),
        told=tuple((_HEARS[kind], kinds[kind]) for kind in _HEARS if kinds[kind]),
        closure=len(draft.closure),
        withdrawn=len(draft.withdrawn),
        left=len(draft.left),
        requests=len(draft.requests),
        objections=tuple(_said(breach) for breach in hard[:SHOWN]),
        thawed=tuple(thawed_words(one) for one in draft.release.thawed) if draft.created else (),
        warnings=len(draft.breaches) - len(hard),
        cases=frozenset(case for key in touched if key in activities for case in activities[key].cases),
    )


def _said(breach: Breach) -> tuple[str, str]:
    return str(breach.rule), breach.because


_HEARS = {
    ResourceKind.REGIEVOERDER: "regievoerders",
    ResourceKind.ESCORT: "escortteams (KMar)",
    ResourceKind.VEHICLE: "voertuigen (DV&O)",
    ResourceKind.SESSION: "zittingen (LP-bureau)",
    ResourceKind.ROOM: "locaties",
    ResourceKind.CASE: "betrokkenen en hun advocaat",
}
"""Who hears of a publication; Dutch, translated where shown."""
