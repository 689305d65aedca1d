"""What is due: activities and what each kind needs.

Not allowed here: when and by whom (see ``plan``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from planner.domain.cases import Regime, Specialism, Track
from planner.domain.ids import (
    ActivityKey,
    CaseId,
    CountryCode,
    LanguageCode,
    MissionId,
    PlaceId,
    RegievoerderId,
    RuleId,
)
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import CrewSkill


class ActivityKind(StrEnum):
    """Sort of activity; the value is the screen word."""

    CONVERSATION = "gesprek"
    PRESENTATION = "presentatie"
    DEPARTURE = "vertrek"
    MOVE = "vervoer"
    MEETING = "overleg"


class InterpreterNeed(StrEnum):
    """Whether an interpreter must be there."""

    NONE = "geen"
    REQUIRED = "vereist"
    WAIVED = "akkoord-manager"
    """The manager consented to go without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A deadline: the rule's term counted from the anchor day (see ``terms.deadline``)."""

    rule: RuleId
    anchor: date
    level: Level = Level.TIMELY
    key: str = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """How long before another activity something must be done: the length of a setting, counted back from its start."""

    before: ActivityKey
    rule: RuleId
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DublinTransfer:
    """A transfer to the responsible member state, which is told beforehand."""

    accepted_on: date
    special_needs: bool = False
    collective: bool = False
    announced_on: date | None = None


class BookedBy(StrEnum):
    """Who books the journey."""

    DTV = "dtv"
    IOM = "iom"
    SELF = "zelf"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureDetail:
    """What a departure needs. With ``booked_by`` IOM or SELF only the day is known."""

    track: Track
    country: CountryCode
    booked_by: BookedBy = BookedBy.DTV
    escorted: bool = False
    risk_form_sent: date | None = None
    notice_given: Minute | None = None
    transit_requested: date | None = None
    """Day on which transit by air was asked for (2003/110/EC)."""
    transfer: DublinTransfer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationDetail:
    """Which mission hears the person."""

    mission: MissionId
    interpreter: bool = False
    lawyer: bool = False
    border_requested: date | None = None
    """Day on which crossing the border with the person was asked for."""


class Segment(StrEnum):
    """Groups that ride in separate compartments; a household counts as one group."""

    MEN = "mannen"
    WOMEN = "vrouwen"
    MINORS = "minderjarigen"
    FAMILY = "gezin"


class MoveRole(StrEnum):
    """Why persons are moved, and so what the times are computed from."""

    TO_DEPARTURE = "naar-vlucht"
    TO_PRESENTATION = "naar-presentatie"
    FROM_PRESENTATION = "van-presentatie"
    COURT = "rechtbank"
    FROM_COURT = "van-rechtbank"
    OVERNIGHT = "overnachting"
    """To a place nearer by, the evening before."""
    CHAIN = "keten"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDetail:
    """One request to move persons from ``Activity.place`` to ``destination``.

    ``serves`` names the departure or presentation whose planned time sets the must-arrive
    (or earliest pick-up) time; without it ``pickup`` and ``delivery`` are given.
    Service times are in minutes.
    """

    destination: PlaceId
    role: MoveRole
    persons: int = 1
    segment: Segment = Segment.MEN
    serves: ActivityKey | None = None
    pickup: Interval | None = None
    delivery: Interval | None = None
    pickup_service: int = 15
    delivery_service: int = 10
    apart_from: frozenset[ActivityKey] = frozenset()
    wheelchair: bool = False
    child_seats: int = 0
    security: int = 1
    restraint_advice: str = ""
    skills: frozenset[CrewSkill] = frozenset()
    after: ActivityKey | None = None
    """The pick-up comes after the end of this other move of the same persons."""


Detail = DepartureDetail | PresentationDetail | MoveDetail
_D = TypeVar("_D", DepartureDetail, PresentationDetail, MoveDetail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something due. ``duration`` in minutes; ``window`` is when it may take place (closed horizon).

    ``performer`` is set when a certain regievoerder must do it; otherwise it is the owner of
    the first case (or the owner's substitute).
    """

    key: ActivityKey
    kind: ActivityKind
    step: str
    duration: int
    window: Interval
    cases: tuple[CaseId, ...] = ()
    place: PlaceId | None = None
    terms: tuple[Term, ...] = ()
    regime: Regime | None = None
    language: LanguageCode | None = None
    interpreter: InterpreterNeed = InterpreterNeed.NONE
    specialism: Specialism | None = None
    performer: RegievoerderId | None = None
    occurrence: int = 1
    invited_on: date | None = None
    detail: Detail | None = None
    protocol: str = ""
    """The protocol and version that ask for the step: ``bewaring@2``; empty: not known."""
    leads: tuple[Lead, ...] = ()
    """Before which other activities it is due, wherever those are planned."""

    def __post_init__(self) -> None:
        if self.duration <= 0:
            msg = f"activity {self.key}: duration is {self.duration} minutes\nGive at least 5."
            raise ValueError(msg)
        if self.window.end is None:
            msg = f"activity {self.key}: its window has no end\nGive the last moment it may take place."
            raise ValueError(msg)

    @property
    def latest_end(self) -> Minute:
        """End of the window."""
        if self.window.end is None:  # excluded by __post_init__
            raise AssertionError(self.key)
        return self.window.end

    @property
    def departure(self) -> DepartureDetail:
        """The departure detail; raise TypeError for another kind."""
        return _expect(self, DepartureDetail)

    @property
    def presentation(self) -> PresentationDetail:
        """The presentation detail; raise TypeError for another kind."""
        return _expect(self, PresentationDetail)

    @property
    def move(self) -> MoveDetail:
        """The move detail; raise TypeError for another kind."""
        return _expect(self, MoveDetail)


def _expect(activity: Activity, kind: type[_D]) -> _D:
    if not isinstance(activity.detail, kind):
        msg = f"activity {activity.key} is a {activity.kind}, without {kind.__name__}"
        raise TypeError(msg)
    return activity.detail
