"""Answers to "why?": what stands in the way of an activity, what would be enough, and what that costs.

Sentences are in the language that was spoken when the answer was made. Not allowed here: finding answers.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from planner.domain.ids import ActivityKey, CaseId, FlightId, PlaceId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Reason
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute


class Proof(StrEnum):
    """Whether a claim was worked out once more, in another way, before it was made."""

    PROVEN = "bewezen"
    NOT_PROVEN = "niet bewezen"


class Frame(StrEnum):
    """Within what an activity is said not to fit."""

    FIXED = "vast"
    """As long as everything else stays where it is."""
    SHIFTING = "schuiven"
    """However some named appointments are moved; everything else stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One rule in the way of one activity: the rule, what it is about, and who else is involved.

    ``others`` are appointments that together with the activity break the rule; none when it does so by itself.
    Two obstacles are the same when they agree in all but ``because``.
    """

    rule: RuleId
    activity: ActivityKey
    resource: ResourceRef | None = None
    others: tuple[ActivityKey, ...] = ()
    because: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What would be enough where one rule is in the way. ``by`` says who may do it; empty: nobody may."""

    what: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One way and moment for the activity, with everything that forbids it: nothing when it is free.

    ``whole`` tells whether everything was looked at; where the activity's own rules already forbid a spot more than
    once, what others occupy is left aside.
    """

    start: Minute
    end: Minute
    obstacles: tuple[Obstacle, ...]
    resource: ResourceRef | None = None
    place: PlaceId | None = None
    whole: bool = True
    remedy: Remedy | None = None

    @property
    def rules(self) -> tuple[RuleId, ...]:
        """The rules in the way, each once."""
        return tuple(dict.fromkeys(obstacle.rule for obstacle in self.obstacles))

    @property
    def free(self) -> bool:
        """Whether nothing is in the way."""
        return not self.obstacles

    @property
    def one_away(self) -> bool:
        """Whether one rule alone is in the way."""
        return self.whole and len(self.rules) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Spots in a row on one day, of one resource, with the same rules in the way: a row to be read."""

    resource: ResourceRef | None
    first: Minute
    last: Minute
    number: int
    rules: tuple[RuleId, ...]
    because: tuple[str, ...]
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingTable:
    """Level 1: every spot of an activity with the rules that block it, the fewest first.

    ``counts`` says per rule how many spots it blocks and how many it alone blocks.
    """

    activity: ActivityKey
    spots: tuple[Spot, ...]
    stretches: tuple[Stretch, ...]
    counts: tuple[tuple[RuleId, int, int], ...]
    note: str = ""
    """What to know when there is no spot at all."""

    @property
    def free(self) -> tuple[Spot, ...]:
        """The spots that nothing blocks."""
        return tuple(spot for spot in self.spots if spot.free)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Level 2: rules that cannot hold together, none of them superfluous, inside a frame that is stated.

    ``also`` are other obstacles of which each by itself leaves no spot either. ``looked_at`` is how many spots the
    frame has. Never built from a set that failed its verification.
    """

    activity: ActivityKey
    frame: Frame
    frame_words: str
    obstacles: tuple[Obstacle, ...]
    proof: Proof
    also: tuple[Obstacle, ...] = ()
    smallest: bool = False
    """Whether no smaller set explains it either."""
    movable: tuple[ActivityKey, ...] = ()
    looked_at: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """By how much one rule costs more (below 0: less) than in the plan as it is."""

    rule: RuleId
    level: Level
    amount: int


class RepairKind(StrEnum):
    """In what way an activity could get a place."""

    FREE = "past nu"
    MOVE = "andere afspraak verschuift"
    RESOURCE = "ander middel"
    DAY = "andere dag"
    EXCEPTION = "uitzondering"
    FACT = "feit"
    INSTEAD = "in plaats van"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Level 3: one way to give the activity a place, applied and judged, with its price.

    ``bound`` tells whether nothing cheaper of this kind exists inside the frame it was looked for in.
    """

    kind: RepairKind
    what: str
    appointments: tuple[Appointment, ...]
    price: tuple[Difference, ...]
    bound: Proof
    by: str = ""
    rule: RuleId | None = None
    left_out: tuple[ActivityKey, ...] = ()

    @property
    def levels(self) -> tuple[tuple[Level, int], ...]:
        """The price per level, most important first; levels that stay the same are left out."""
        sums = {level: sum(d.amount for d in self.price if d.level is level) for level in Level}
        return tuple((level, amount) for level, amount in sums.items() if amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """Another place for something planned, with what it would cost more per rule."""

    spot: Spot
    price: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything found about one activity, as far as was asked."""

    activity: ActivityKey
    planned: Appointment | None
    table: BlockingTable
    conflicts: tuple[Conflict, ...] = ()
    repairs: tuple[Repair, ...] = ()
    no_repair: str = ""
    """Why there is no repair: proved, or that it is not; empty where there is one, or none was asked for."""
    runners_up: tuple[RunnerUp, ...] = ()
    milliseconds: tuple[int, ...] = ()
    """Time taken, per level looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody's own version of one appointment: when, and with whom or what; None where it does not matter."""

    activity: ActivityKey
    start: Minute | None = None
    resource: str | None = None
    appointment: Appointment | None = None
    """The whole appointment, when it is known; the other two are then left aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One activity in two plans; None where it is not planned."""

    activity: ActivityKey
    before: Appointment | None
    after: Appointment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Somebody's version against the plan: what it breaks, what had to give way, and what it costs per rule."""

    wishes: tuple[ActivityKey, ...]
    breaks: tuple[Obstacle, ...]
    price: tuple[Difference, ...]
    changes: tuple[Changed, ...]
    proof: Proof
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a plan's cost: of one level, rule, resource or person."""

    level: Level
    what: str
    cost: int
    breaches: int
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A regievoerder who might have had a case, with the rules in the way."""

    regievoerder: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswer:
    """Why a case has no regievoerder, or whom else it could have had."""

    case: CaseId
    given: str | None
    candidates: tuple[Candidate, ...]
    conflict: tuple[Obstacle, ...] = ()
    proof: Proof = Proof.NOT_PROVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class StandbyAnswer:
    """One flight that a departure could stand by for, with what is in the way; nothing when it may."""

    flight: FlightId
    in_the_way: tuple[Reason, ...]
    approved: bool
    stands_by: bool
