"""The plan: an intention. Who does what, where and when; what could not be planned and why.

Not allowed here: facts (``cases``, ``resources``) and what really happened (``outcomes``).
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from planner.domain.bounds import Certificate
from planner.domain.failing import FailStage
from planner.domain.ids import (
    ActivityKey,
    AppointmentId,
    CaseId,
    FlightId,
    ParticipationId,
    PlaceId,
    RegievoerderId,
    RuleId,
    VehicleId,
    appointment_id,
    participation_id,
)
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.simulation import SimulationResult
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An uninterrupted presence at one place during ``[start, end)``."""

    place: PlaceId
    start: Minute
    end: Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One person's or resource's part in an appointment; its id is the calendar UID.

    ``start``/``end`` may be wider than the appointment (an escort's duty). ``stops`` is empty
    when the part is one stop at the appointment's place. ``amount`` counts seats or persons.
    """

    id: ParticipationId
    resource: ResourceRef
    start: Minute
    end: Minute
    amount: int = 1
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A planned activity. ``all_day``: only the Dutch civil day of ``start`` is known."""

    id: AppointmentId
    activity: ActivityKey
    start: Minute
    end: Minute
    place: PlaceId | None = None
    participations: tuple[Participation, ...] = ()
    all_day: bool = False

    def of_kind(self, kind: ResourceKind) -> tuple[Participation, ...]:
        """Return the parts of one kind of resource."""
        return tuple(part for part in self.participations if part.resource.kind is kind)

    def resource(self, kind: ResourceKind) -> str | None:
        """Return the code of the first resource of a kind, or None."""
        return next((part.resource.id for part in self.participations if part.resource.kind is kind), None)


def appointment(
    activity: ActivityKey,
    start: Minute,
    end: Minute,
    place: PlaceId | None,
    resources: tuple[ResourceRef, ...] = (),
    *,
    all_day: bool = False,
) -> Appointment:
    """Build an appointment whose parts all last as long as it does."""
    identity = appointment_id(activity)
    parts = tuple(part(identity, resource, start, end) for resource in resources)
    return Appointment(
        id=identity, activity=activity, start=start, end=end, place=place, participations=parts, all_day=all_day
    )


def part(
    identity: AppointmentId,
    resource: ResourceRef,
    start: Minute,
    end: Minute,
    *,
    amount: int = 1,
    stops: tuple[Stop, ...] = (),
) -> Participation:
    """Build one participation with its lasting identity."""
    uid = participation_id(identity, resource.kind, resource.id)
    return Participation(id=uid, resource=resource, start=start, end=end, amount=amount, stops=stops)


def with_parts(base: Appointment, *parts: Participation) -> Appointment:
    """Return the appointment with further parts."""
    return replace(base, participations=(*base.participations, *parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is not there: the rule that stands in the way, in words an officer can act on."""

    rule: RuleId
    because: str


class UnplannedCode(StrEnum):
    """Kind of cause, for counting."""

    FACT = "feit"
    """A fact forbids it whatever else is planned."""
    NO_OPTION = "geen-mogelijkheid"
    """No moment or means fits inside its own windows and rules."""
    CAPACITY = "capaciteit"
    """Everything that fits is taken by others."""
    LATER = "later"
    """It may wait: it is due after this stretch."""
    DEPENDS = "hangt-af"
    """What it serves is not planned."""
    TIME_OUT = "tijd"
    """The search stopped before it was placed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """An activity without an appointment, and why.

    ``verified``: judged once more, every possibility breaks one of the reasons, and without any of them one is left.
    Of a move the routes' own reason may stand before those: what a vehicle's whole day is like.
    """

    activity: ActivityKey
    code: UnplannedCode
    reasons: tuple[Reason, ...]
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A case gets a regievoerder. ``since`` is when a publication first said so; a plan does not know it."""

    case: CaseId
    regievoerder: RegievoerderId
    since: Minute | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelValue:
    """Cost reached and lower bound proven at one level (None: no bound proven)."""

    level: Level
    cost: int
    bound: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """What happens with the person, the vehicle and the escorts when a departure fails at one stage.

    ``vehicle`` brings the person back from ``waits_at`` to ``returns_to`` (None: no vehicle could be found);
    ``standby`` says that it is kept free for this. Escorts are free for another duty from ``escorts_free``.
    """

    activity: ActivityKey
    stage: FailStage
    returns_to: PlaceId
    waits_at: PlaceId
    known_at: Minute
    vehicle: VehicleId | None = None
    standby: bool = False
    leaves: Minute | None = None
    back_at: Minute | None = None
    escorts_free: Minute | None = None
    because: str = ""
    """In words, when there is no vehicle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standby:
    """A departure that stands by for a flight: it takes a seat only when a planned one on that flight falls out."""

    activity: ActivityKey
    flight: FlightId
    approved_by: str
    """Service number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOrigin:
    """How a plan came to be."""

    problem_hash: str = ""
    rulebook_version: str = ""
    solver_version: str = ""
    seed: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An answer to one problem: every activity is in ``appointments`` or in ``unplanned``, never both."""

    appointments: tuple[Appointment, ...] = ()
    unplanned: tuple[Unplanned, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    unassigned: tuple[tuple[CaseId, Reason], ...] = ()
    levels: tuple[LevelValue, ...] = ()
    origin: PlanOrigin = PlanOrigin()
    fallbacks: tuple[Fallback, ...] = ()
    standbys: tuple[Standby, ...] = ()
    simulation: SimulationResult | None = None
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One place where a plan breaks one rule."""

    rule: RuleId
    level: Level
    cost: int
    because: str
    activities: tuple[ActivityKey, ...] = ()
    resource: ResourceRef | None = None
