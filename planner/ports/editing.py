"""The ports for editing by hand: the store of drafts, and the desk that says what an edit would do and break.

Not allowed here: SQL, rules, and what the use cases do with it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planner.domain.activities import Activity
from planner.domain.civil import IsoWeek
from planner.domain.clearances import Override, OverrideRight
from planner.domain.commitments import Placement
from planner.domain.draft_line import State
from planner.domain.editing import Deal, Draft, Edit, Entry, EntryKind, Ground
from planner.domain.explaining import Candidate, Difference, Repair
from planner.domain.freed import Backfill, Freed
from planner.domain.ids import ActivityKey, CaseId, EscortTeamId, PlaceId
from planner.domain.plan import Appointment, Breach, LevelValue, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceRef
from planner.domain.time import Interval, Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A version of a draft without its contents."""

    draft: int
    version: int
    plan: int
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What officers decided in a draft beside its plan."""

    placements: Mapping[ActivityKey, Placement] = field(default_factory=dict)
    own: Mapping[ActivityKey, Activity] = field(default_factory=dict)
    overrides: Mapping[ActivityKey, tuple[Override, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHead:
    """A line of the log without what it changed."""

    version: int
    actor: str
    kind: EntryKind
    of: int | None
    at: Minute
    reason: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class PackedStep:
    """What a step changed as bytes: all of it, and of each activity what people decided about it."""

    body: bytes
    beside: tuple[tuple[ActivityKey, bytes], ...]


class Drafts(Protocol):
    """Lines of plan versions, one per week and name, and their logs; only added to."""

    def open(self, week: IsoWeek, *, base: int, ground: Ground, at: Minute, actor: str, name: str = "") -> Draft:
        """Begin a line; raise StoreConflictError when there is one of the week under that name."""
        ...

    def of_week(self, week: IsoWeek, name: str = "") -> Draft | None:
        """Return the line of a week, or None."""
        ...

    def load(self, number: int) -> Draft:
        """Return a line; raise StoreError for an unknown number."""
        ...

    def of_plan(self, plan: int) -> Head | None:
        """Return the version that a plan is of a line, or None."""
        ...

    def head(self, draft: int) -> Head:
        """Return the newest version of a line; raise StoreError for an unknown number."""
        ...

    def pack(self, deal: Deal, levels: tuple[LevelValue, ...]) -> PackedStep:
        """Return what a step changed as it is stored; nobody waits for it when that is done before the writing."""
        ...

    def append(self, entry: Entry, packed: PackedStep | None = None) -> None:
        """Add a version, packed before or now; raise StoreConflictError when its number or its key is taken."""
        ...

    def entries(self, draft: int, *, after: int = 0, until: int | None = None) -> tuple[Entry, ...]:
        """Return the steps after a version up to and including another, oldest first."""
        ...

    def steps(self, draft: int, *, until: int | None = None) -> tuple[StepHead, ...]:
        """Return the log up to and including a version without what was changed, oldest first."""
        ...

    def by_key(self, draft: int, key: str) -> Entry | None:
        """Return the step that was asked for under a key, or None."""
        ...

    def decided(self, draft: int, version: int) -> Decided:
        """Return what officers had decided by a version, beside the plan."""
        ...

    def of_weeks(self, first: IsoWeek, last: IsoWeek) -> tuple[Head, ...]:
        """Return the newest version of the line of each week, from one week up to and including another."""
        ...


class EditImpossibleError(ValueError):
    """What is asked cannot be done at all; first line what, second line what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A hard rule that something breaks newly. ``waivable``: with an explicit reason it may be left standing.

    ``by`` says who may make the exception; ``frozen``: it is there because the item is in the frozen zone.
    """

    breach: Breach
    waivable: bool = False
    by: OverrideRight = OverrideRight.NOBODY
    frozen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Something else that changes with an edit, in words."""

    activity: ActivityKey
    text: str
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What an edit would do to one version: its changes, what it breaks newly, and what it costs."""

    deal: Deal
    objections: tuple[Objection, ...] = ()
    soft: tuple[Breach, ...] = ()
    levels: tuple[LevelValue, ...] = ()
    follows: tuple[Follow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules say about one place for an activity."""

    appointment: Appointment
    objections: tuple[Objection, ...]
    soft: tuple[Breach, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVerdict:
    """Whether one row can take an activity; if not the first rule in the way, and how many are."""

    resource: ResourceRef
    free: int
    """Free starts (1 or 0 when one start was asked about)."""
    broken: int = 0
    first: Breach | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSlot:
    """A place that nothing hard forbids."""

    start: Minute
    end: Minute
    resource: ResourceRef | None
    place: PlaceId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """A placement with what it costs more per rule, and who must be told."""

    slot: FreeSlot
    appointments: tuple[Appointment, ...]
    price: tuple[Difference, ...]
    told: tuple[ResourceRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChoice:
    """An escort team for one departure: how many it has, may send along, and sends along now."""

    team: EscortTeamId
    size: int
    free: int
    sent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortChoice:
    """What a departure asks of escorts: when they are on duty and have rested, how many, and which teams could."""

    start: Minute
    end: Minute
    rested: Minute
    needed: int
    nurse: bool
    teams: tuple[TeamChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """Ways to give something a place after all; ``nothing`` says why there is none."""

    repairs: tuple[Repair, ...] = ()
    nothing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Something not planned, or only later, that would gain by a free stretch, and how."""

    activity: ActivityKey
    better: Better


class Findings(Protocol):
    """All that the rules find in a version; goes from one process to another."""

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """Every breach of the plan, whatever its level."""
        ...


class Desk(Protocol):
    """One version of a draft, ready to be asked. Never changes; safe to ask from several threads."""

    @property
    def problem(self) -> Problem:
        """The problem with what officers added."""
        ...

    @property
    def plan(self) -> Plan:
        """The plan of this version."""
        ...

    def prepare(self, edit: Edit, *, actor: str) -> Prepared:
        """Return what an edit would do; raise EditImpossibleError."""
        ...

    def judge(self, deal: Deal) -> Prepared:
        """Return what a step that is known already breaks newly and costs on this version."""
        ...

    def after(self, state: State, deal: Deal) -> "Desk":
        """Return the desk of the version after a step."""
        ...

    def renewed(self, state: State) -> "Desk":
        """Return the desk of the same version with other figures about the plan as a whole."""
        ...

    def check(self, activity: ActivityKey, resource: ResourceRef | None, start: Minute | None) -> Verdict:
        """Return what the rules say about a place; raise EditImpossibleError."""
        ...

    def rows(self, activity: ActivityKey, start: Minute | None) -> tuple[RowVerdict, ...]:
        """Return for each row of the right kind whether it could take an activity; raise EditImpossibleError."""
        ...

    def slots(self, activity: ActivityKey, resource: ResourceRef | None) -> tuple[FreeSlot, ...]:
        """Return the free places of an activity, in order of time; raise EditImpossibleError."""
        ...

    def alternatives(self, activity: ActivityKey, count: int) -> tuple[Better, ...]:
        """Return the best free places, cheapest first; raise EditImpossibleError."""
        ...

    def mending(self, activity: ActivityKey) -> Mending:
        """Return ways to plan what is not planned; raise EditImpossibleError."""
        ...

    def escorts(self, activity: ActivityKey) -> EscortChoice | None:
        """Return which escorts could go along with a planned departure, None when it takes none."""
        ...

    def holders(self, case: CaseId) -> tuple[Candidate, ...]:
        """Return everybody who could have a case, those with least in the way first; raise EditImpossibleError."""
        ...

    def fillers(self, resource: ResourceRef, stretch: Interval, count: int) -> tuple[Filler, ...]:
        """Return what gains by a stretch, not planned or only later, best first; raise EditImpossibleError."""
        ...

    def packed(self, resource: ResourceRef, stretch: Interval) -> tuple[Filler, ...]:
        """Return what fits into a stretch together, the most worth first; raise EditImpossibleError."""
        ...

    def uses(self, freed: Freed, fallen: Collection[ActivityKey] = ()) -> Backfill:
        """Return what could use something that came free, best first, with what fell out of the plan first."""
        ...

    def broken(self) -> tuple[Breach, ...]:
        """Return every breach of the plan, whatever its level."""
        ...

    def findings(self) -> Findings:
        """Return all that the rules find, for a desk of the same version that another process makes."""
        ...


class Desks(Protocol):
    """Makes desks."""

    def make(self, answered: Problem, state: State, found: Findings | None = None) -> Desk:
        """Return the desk of a version: the problem that it answers, without what officers added, and its state.

        ``found`` is what was found in it before: it is not judged again.
        """
        ...

    def levels(self, breaches: Sequence[Breach], bounds: Sequence[LevelValue] = ()) -> tuple[LevelValue, ...]:
        """Return the cost per level, with the bounds of others."""
        ...
