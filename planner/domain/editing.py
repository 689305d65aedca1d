"""Edits by hand: what may be asked of a draft, what it did, what it read, and the line of versions it belongs to.

Not allowed here: doing it (``draft_line`` applies changes; how an edit becomes changes is for the rules to say).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from planner.domain.activities import Activity
from planner.domain.civil import IsoWeek
from planner.domain.clearances import Override, OverrideRight
from planner.domain.commitments import PinGrade, Placement
from planner.domain.ids import ActivityKey, CaseId, EscortTeamId, PlaceId, RegievoerderId, RuleId
from planner.domain.plan import Appointment, Fallback, LevelValue, Reason, Standby, Unplanned
from planner.domain.resources import ResourceRef
from planner.domain.time import Interval, Minute


class CancelCode(StrEnum):
    """Why an officer takes something out of the plan."""

    PERSON = "persoon-niet-beschikbaar"
    STAFF = "regievoerder-niet-beschikbaar"
    INTERPRETER = "tolk-niet-beschikbaar"
    PLACE = "locatie-niet-beschikbaar"
    MEANS = "middel-niet-beschikbaar"
    PARTNER = "partner-zegt-af"
    NEEDLESS = "niet-meer-nodig"
    OTHER = "anders"


# --- what may be asked -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Another time, means or place; what is left out stays. Plans what is not planned yet.

    ``resource`` is a regievoerder, a mission or one of its sessions, a flight or a vehicle. ``teams``: these escorts,
    and no others.
    """

    activity: ActivityKey
    start: Minute | None = None
    resource: ResourceRef | None = None
    place: PlaceId | None = None
    teams: tuple[EscortTeamId, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two items take each other's time, and each other's means where they may."""

    activity: ActivityKey
    other: ActivityKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Rearrange:
    """Several moves as one step, with what gives way to them left out of the plan."""

    moves: tuple[Move, ...]
    left_out: tuple[ActivityKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """A case, with its household, gets a regievoerder from the start of the scope on."""

    case: CaseId
    regievoerder: RegievoerderId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """Out of the plan, for a coded reason; there it stays until somebody plans it again."""

    activity: ActivityKey
    code: CancelCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """An officer's own conversation or meeting, at a start."""

    activity: Activity
    start: Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class PinDown:
    """Fix an item as it stands."""

    activity: ActivityKey
    grade: PinGrade = PinGrade.ALL
    expires: Minute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    """Let an item go, or what was taken out be planned again."""

    activity: ActivityKey


Deed = Move | Swap | Rearrange | Assign | Cancel | Add | PinDown | LetGo


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An explicit exception to a rule that an edit breaks hard."""

    rule: RuleId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A deed with what goes with it. ``pin`` says how firmly the result is fixed; None: not.

    ``reason`` must be given for what is frozen. ``right`` is what the officer may make exceptions as.
    """

    deed: Deed
    reason: str = ""
    waivers: tuple[Waiver, ...] = ()
    pin: PinGrade | None = PinGrade.ALL
    pin_expires: Minute | None = None
    right: OverrideRight = OverrideRight.REGIEVOERDER


# --- what it did -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """All that a draft holds about one activity.

    ``own`` is the activity itself when an officer added it; without it and without anything else there is none.
    """

    appointment: Appointment | None = None
    unplanned: Unplanned | None = None
    placement: Placement | None = None
    own: Activity | None = None
    overrides: tuple[Override, ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    standbys: tuple[Standby, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one activity."""

    activity: ActivityKey
    before: Stand
    after: Stand

    @property
    def back(self) -> "Change":
        """The change that undoes this one."""
        return Change(activity=self.activity, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a draft gives a case to: somebody, nobody for a reason, or (neither) nothing is said."""

    regievoerder: RegievoerderId | None = None
    because: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What became of who has a case."""

    case: CaseId
    before: Holder
    after: Holder

    @property
    def back(self) -> "HandOver":
        """The change that undoes this one."""
        return HandOver(case=self.case, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A resource during a stretch: whole days of a person or vehicle, the minutes themselves of what is pooled."""

    resource: ResourceRef
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Items and resource-days: what an edit read, or what it wrote."""

    items: frozenset[ActivityKey] = frozenset()
    uses: tuple[Use, ...] = ()
    cases: frozenset[CaseId] = frozenset()
    """Whose regievoerder matters."""


# --- the line --------------------------------------------------------------------------------------------------------


class EntryKind(StrEnum):
    """How a version of a draft came about; the value is the screen word."""

    MOVE = "verplaats"
    SWAP = "ruil"
    REARRANGE = "herschik"
    ASSIGN = "wijs-toe"
    CANCEL = "annuleer"
    ADD = "voeg-toe"
    PIN = "zet-vast"
    UNPIN = "maak-los"
    UNDO = "ongedaan"
    REDO = "opnieuw"
    SOLVE = "berekening"
    REPAIR = "herstel"
    """After a disruption: the draft stands on the facts as they are now."""


KIND_OF: dict[type[Deed], EntryKind] = {
    Move: EntryKind.MOVE,
    Swap: EntryKind.SWAP,
    Rearrange: EntryKind.REARRANGE,
    Assign: EntryKind.ASSIGN,
    Cancel: EntryKind.CANCEL,
    Add: EntryKind.ADD,
    PinDown: EntryKind.PIN,
    LetGo: EntryKind.UNPIN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """Everything one step changes: all that is needed to take it, to take it back, and to see whom it crosses."""

    changes: tuple[Change, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    read: Touched = field(default_factory=Touched)
    thawed: tuple[ActivityKey, ...] = ()
    """What was frozen and was changed all the same, for the reason of the step."""

    @property
    def back(self) -> "Deal":
        """The step that takes this one back."""
        return Deal(
            changes=tuple(change.back for change in self.changes),
            hand_overs=tuple(one.back for one in self.hand_overs),
            read=self.read,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a version rests on: the problem it answers, the solved plan it began as, and whether that is unchanged."""

    problem_hash: str
    solved: int
    whole: bool = True
    """Whether what was found out about the solved plan as a whole (its simulation) still holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log of a draft: ``version`` follows on the one before it."""

    draft: int
    version: int
    plan: int
    at: Minute
    actor: str
    kind: EntryKind
    deal: Deal
    ground: Ground
    levels: tuple[LevelValue, ...] = ()
    of: int | None = None
    """The version that an undo or redo is about; of a solve its plan, of a repair its disruption."""
    seen: int = 0
    """The version that the officer saw when asking."""
    key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line of plan versions of a week; ``base`` is its version 0."""

    id: int
    week: IsoWeek
    base: int
    ground: Ground
    opened_at: Minute
    actor: str
    name: str = ""
    """Empty: the draft of the week itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """What somebody changed meanwhile: an item, or who has a case."""

    activity: ActivityKey | None
    case: CaseId | None
    version: int
    actor: str
    at: Minute
    kind: EntryKind
