"""The port for repairing a plan after something happened: what it breaks, and the smallest changes that mend it.

Not allowed here: rules, search, and recording what happened (use cases).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from planner.domain.disruption import FactStep
from planner.domain.draft_line import State
from planner.domain.editing import Deal
from planner.domain.explaining import Difference
from planner.domain.freed import Backfill, Freed
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, LevelValue, Standby
from planner.domain.problem import Problem
from planner.domain.resources import ResourceRef
from planner.ports.editing import Desk

# --- what it breaks --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A planned item that hard rules forbid since the facts changed, and did not before.

    ``frozen``: it is published and its time is near; it cannot go on all the same. ``begun``: it has begun, and nothing
    about it can be planned any more.
    """

    appointment: Appointment
    breaches: tuple[Breach, ...]
    frozen: bool = False
    begun: bool = False

    @property
    def activity(self) -> ActivityKey:
        """The activity that is struck."""
        return self.appointment.activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependent:
    """A planned item that leans on one that is struck: a ride, a household on board, what must be done before."""

    activity: ActivityKey
    on: ActivityKey
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a disruption does to a plan, as nothing is mended yet.

    ``at_risk``: what costs more at the levels of the law, of what is realised and of time once what is struck is out of
    the plan: deadlines. ``relieved``: what no longer costs anything. ``possible``: seats, places, hours of people and
    means that come free. ``unlocked``: activities that are not planned and that the facts no longer forbid.
    ``told``: who has to hear of it, whatever is decided.
    """

    struck: tuple[Struck, ...] = ()
    dependents: tuple[Dependent, ...] = ()
    at_risk: tuple[Breach, ...] = ()
    relieved: tuple[Breach, ...] = ()
    possible: tuple[Freed, ...] = ()
    unlocked: tuple[ActivityKey, ...] = ()
    told: tuple[ResourceRef, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the plan still stands as it is."""
        return not (self.struck or self.dependents or self.at_risk)


# --- what mends it ---------------------------------------------------------------------------------------------------


class ChangePart(StrEnum):
    """What makes a change of a published item weigh; the value is the screen word."""

    ITEM = "afspraak gewijzigd"
    TOLD = "in te lichten"
    NOTICE = "aanzegging gedaan"
    INVITED = "uitnodiging verstuurd"
    INTERPRETER = "tolk geboekt"
    PARTNER = "partner heeft bevestigd"
    BEGUN = "reis begonnen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """One item that changes and what that weighs: per part how many, and the weight together. No parts: it is new."""

    activity: ActivityKey
    before: Appointment | None
    after: Appointment | None
    parts: tuple[tuple[ChangePart, int, int], ...] = ()

    @property
    def weight(self) -> int:
        """The weight of this change."""
        return sum(weight for _, _, weight in self.parts)


class RepairWay(StrEnum):
    """How a repair goes about it; the value is the screen word."""

    NOTHING = "er hoeft niets te veranderen"
    IN_PLACE = "past zonder iets anders te verplaatsen"
    MOVING = "andere afspraken schuiven op"
    STANDBY = "stand-by neemt de plaats in"
    BACKFILL = "wat vrijkomt wordt gebruikt"
    DROPPING = "er valt iets uit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One way to mend a plan: judged, without a hard breach that was not there before the disruption.

    ``weight`` is the change cost of all changes to what was published or stood in the draft, ``bound`` what any plan
    that serves as much costs at least; ``proven`` that none serves more, and none as much for less. ``needless`` is how
    many of the changes the bound cannot account for: 0 when proven. ``served`` of what was struck has a place again,
    ``dropped`` has none (each with its reason in the deal), ``added`` was not planned before. ``levels`` are without
    bounds: those of the solve were proven of other facts.
    """

    way: RepairWay
    what: str
    deal: Deal
    changes: tuple[ItemChange, ...] = ()
    weight: int = 0
    bound: int = 0
    proven: bool = False
    needless: int = 0
    served: tuple[ActivityKey, ...] = ()
    dropped: tuple[ActivityKey, ...] = ()
    added: tuple[ActivityKey, ...] = ()
    price: tuple[Difference, ...] = ()
    levels: tuple[LevelValue, ...] = ()
    told: tuple[ResourceRef, ...] = ()
    standbys: tuple[Standby, ...] = ()
    """Who took a place that they stood by for."""

    @property
    def by_level(self) -> tuple[tuple[Level, int], ...]:
        """The price per level, most important first; levels that stay the same are left out."""
        sums = {level: sum(one.amount for one in self.price if one.level is level) for level in Level}
        return tuple((level, amount) for level, amount in sums.items() if amount)


class Sought(StrEnum):
    """How far other repairs were looked for; the value is what the screen says of it."""

    ENOUGH = "er zijn er zoveel als gevraagd; naar meer is niet gezocht"
    SHOWN = "er is geen ander herstel: niets heeft een andere plaats, en wat vrijkomt kan niemand gebruiken"
    LOOKED = "op elke manier is naar een ander herstel gezocht; er is er geen gevonden"
    TIME = "de tijd om te zoeken was om; er kan een ander herstel zijn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Repairs that differ in who or what moves, in what is left out, or in who uses what comes free; the best first."""

    repairs: tuple[Repair, ...]
    sought: Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of a repair. ``cap``: at most so many items that stood change, those that are struck included.

    Nothing frozen or pinned moves that the facts themselves leave standing: who wants that edits first. ``seconds``
    bounds the search; what is found by then is told.
    """

    cap: int | None = None
    count: int = 3
    seconds: float = 2.0
    fill: bool = False
    """Whether a repair in which others use what comes free is offered first of the others, instead of last."""


ORDINARY = Wanted()


def never() -> bool:
    """Return that nobody asked to stop."""
    return False


class Repairer(Protocol):
    """One version of a draft, ready to be asked about disruptions. Never changes; safe to ask from several threads."""

    def after(self, steps: Sequence[FactStep]) -> Problem:
        """Return the problem of the version once the facts are so, without what officers added."""
        ...

    def impact(self, steps: Sequence[FactStep]) -> Impact:
        """Return what breaks, what is at risk, what comes free and who is told; nothing is changed."""
        ...

    def uses(self, steps: Sequence[FactStep], freed: Freed) -> Backfill:
        """Return what could use something that comes free, with what is struck and leans on it out of the plan."""
        ...

    def repair(
        self, steps: Sequence[FactStep], wanted: Wanted = ORDINARY, stopped: Callable[[], bool] = never
    ) -> tuple[Repair, ...]:
        """Return up to so many different repairs, the best first; none when each changes more than the cap allows.

        The deal of each is a step on this version, to be taken on the problem that ``after`` returns.
        """
        ...

    def propose(
        self, steps: Sequence[FactStep], wanted: Wanted = ORDINARY, stopped: Callable[[], bool] = never
    ) -> Proposals:
        """Return the same repairs, and how far others were looked for."""
        ...


class Repairers(Protocol):
    """Makes repairers."""

    def make(self, answered: Problem, state: State, desk: Desk | None = None) -> Repairer:
        """Return the repairer of a version: the problem it answers, without what officers added, and its state.

        A desk of the same version lends what it has worked out. The planning moment of the problem is now.
        """
        ...
