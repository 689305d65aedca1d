"""A publication that somebody proposes and somebody else decides about.

Not allowed here: publishing.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from planner.domain.messages import Why
from planner.domain.release import ReleaseScope
from planner.domain.time import Minute


class ProposalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    PUBLISHED = "gepubliceerd"
    REJECTED = "afgewezen"
    WITHDRAWN = "ingetrokken"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseProposal:
    """What is to be published, by whom it was proposed and what became of it. ``at`` is when it was proposed."""

    plan_id: int
    by: str
    at: Minute
    scope: ReleaseScope = field(default_factory=ReleaseScope)
    why: Why = field(default_factory=Why)
    state: ProposalState = ProposalState.OPEN
    decided_by: str = ""
    decided_at: Minute | None = None
    release: int = 0
    remark: str = ""
    """Why it was rejected."""
    key: str = ""
    """Under which the proposer asked for it: asking once more under the same key makes no second one."""
