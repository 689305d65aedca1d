"""What people and partners decided about items: pins, requests and their answers, outcomes.

Not allowed here: anything computed.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.bookings import CancelReason
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute


class PinGrade(StrEnum):
    """How much of an appointment a person fixed."""

    TIME = "tijd"
    DAY = "dag"
    PERSON = "persoon"
    ALL = "alles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A person fixed (part of) the published appointment of an activity, with a reason, until it expires."""

    activity: ActivityKey
    grade: PinGrade
    reason: str
    expires: Minute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What a person decided by hand about an activity while planning; it goes before a pin on what was published.

    ``grade`` says how much of ``appointment`` is fixed; without an appointment the activity was taken out of the plan
    and stays out; without a grade it was let go. ``with_edit``: fixed along with an edit, and giving way to the next.
    """

    activity: ActivityKey
    grade: PinGrade | None
    reason: str
    expires: Minute | None = None
    appointment: Appointment | None = None
    with_edit: bool = False

    @property
    def out(self) -> bool:
        """Whether the activity was taken out of the plan."""
        return self.grade is not None and self.appointment is None

    def holds(self, now: Minute) -> bool:
        """Return whether it has not expired at a moment."""
        return self.expires is None or self.expires > now


class RequestState(StrEnum):
    """State of a request to a partner."""

    PROPOSED = "voorgesteld"
    REQUESTED = "aangevraagd"
    CONFIRMED = "bevestigd"
    DECLINED = "geweigerd"
    COUNTERED = "tegenvoorstel"
    WITHDRAWN = "ingetrokken"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRequest:
    """The use of another organisation's resource, asked for and answered."""

    activity: ActivityKey
    resource: ResourceRef
    state: RequestState
    start: Minute
    end: Minute
    deadline: Minute | None = None
    reference: str = ""
    code: str = ""
    """Coded reason of a refusal."""
    amount: int | None = None
    """How many are asked for, confirmed or offered instead (escorts of a team); None: as many as are used."""


class OutcomeCode(StrEnum):
    """How an activity ended."""

    HELD = "gehouden"
    NO_SHOW = "niet-verschenen"
    REFUSED = "geweigerd"
    INTERPRETER_ABSENT = "tolk-afwezig"
    REALISED = "gerealiseerd"
    FAILED = "mislukt"
    RECOGNISED = "erkend"
    """The mission says that the person is a national."""
    NOT_RECOGNISED = "niet-erkend"
    UNDER_INVESTIGATION = "in-onderzoek"
    """Presented; the mission answers later."""
    CANCELLED_BY_MISSION = "afgezegd-door-vertegenwoordiging"
    PERFORMED = "uitgevoerd"
    NOT_PERFORMED = "niet-uitgevoerd"

    @property
    def done(self) -> bool:
        """Whether nothing of this activity remains to be done."""
        return self in _DONE


_DONE = frozenset(
    {
        OutcomeCode.HELD,
        OutcomeCode.REALISED,
        OutcomeCode.RECOGNISED,
        OutcomeCode.NOT_RECOGNISED,
        OutcomeCode.UNDER_INVESTIGATION,
        OutcomeCode.PERFORMED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What really happened. Append-only."""

    activity: ActivityKey
    code: OutcomeCode
    started: Minute
    ended: Minute
    actor: str
    recorded_at: Minute
    reason: str = ""
    cause: CancelReason | None = None
    """Why a departure failed, as a code."""


class Zone(StrEnum):
    """How firm an item is."""

    HISTORY = "historie"
    FROZEN = "bevroren"
    PUBLISHED = "gepubliceerd"
    DRAFT = "concept"
