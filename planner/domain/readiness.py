"""What must be complete before a departure: each item with who must see to it, its state and until when.

Not allowed here: working out states (``usecases/readiness``) and blocking (the rules do that).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.departure_plan import Party
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.time import Minute


class GateState(StrEnum):
    """How one item stands."""

    DONE = "gereed"
    OPEN = "open"
    LATE = "te-laat"
    REFUSED = "geweigerd"
    NOT_NEEDED = "niet-nodig"


class GateWhat(StrEnum):
    """What must be complete."""

    BOOKING = "boeking"
    DOCUMENT = "reisdocument"
    FIT_TO_FLY = "fit-to-fly"
    REMOVABILITY = "toets-ind"
    PACK = "overdrachtsdossier"
    NOTICE = "aanzegging"
    ESCORTS = "escorts"
    TRANSPORT = "vervoer"
    RISK_FORM = "risicoformulier"
    TRANSIT = "doorreis"
    ANNOUNCEMENT = "overdracht-aankondigen"
    VISA = "visa-escorts"
    RECEPTION = "opvang-bij-aankomst"
    INFORMATION = "informatie"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateItem:
    """One thing. ``because`` says in words how it stands; ``rule`` is the rule that asks it, if one does."""

    what: GateWhat
    owner: Party
    state: GateState
    because: str
    until: Minute | None = None
    """The last moment for it."""
    rule: RuleId | None = None
    blocks: bool = False
    """Whether a rule keeps the departure from going as it stands."""

    @property
    def settled(self) -> bool:
        """Whether nobody needs to do anything."""
        return self.state in (GateState.DONE, GateState.NOT_NEEDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Everything of one departure."""

    activity: ActivityKey
    cases: tuple[CaseId, ...]
    departs: Minute
    flight: str
    """Number of the flight; empty where somebody else books."""
    items: tuple[GateItem, ...]
    exceptions: tuple[str, ...] = ()
    """Exceptions to rules that hold, in words."""
    all_day: bool = False
    """Whether only the day is known."""

    @property
    def ready(self) -> bool:
        """Whether everything is complete."""
        return all(item.settled for item in self.items)

    @property
    def blocked(self) -> bool:
        """Whether a rule keeps the departure from going as it stands."""
        return any(item.blocks for item in self.items)

    def count(self, state: GateState) -> int:
        """Return how many items stand so."""
        return sum(item.state is state for item in self.items)
