"""What a person enters about a disruption: one small request per kind, and the report around it.

Not allowed here: reading cells (``planner.intake.disruptions``) and which facts follow (``facts_of``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.disruption import DisruptionKind
from planner.domain.ids import ActivityKey, CaseId, FlightId, PlaceId, RegievoerderId, SessionId, VehicleId
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.time import Interval, Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightCancelled:
    """A flight does not go."""

    flight: FlightId


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightRetimed:
    """A flight goes at another time; without ``arrives`` it takes as long as before."""

    flight: FlightId
    departs: Minute
    arrives: Minute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAbsent:
    """A regievoerder is not there."""

    regievoerder: RegievoerderId
    span: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortAbsent:
    """An escort team, or one escort of a named roster, is not there."""

    escort: str
    span: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMoved:
    """A sitting is at another time; without ``start`` it does not take place. Without ``end`` it lasts as long."""

    session: SessionId
    start: Minute | None = None
    end: Minute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDown:
    """A vehicle cannot be used."""

    vehicle: VehicleId
    span: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGone:
    """A person is not available from some moment on; ``until`` None: until further notice."""

    case: CaseId
    since: Minute
    until: Minute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApplication:
    """An application was made that forbids a departure as long as it runs."""

    case: CaseId
    span: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGranted:
    """A travel document was issued."""

    case: CaseId
    valid: Interval
    document: str = LAISSEZ_PASSER


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRefused:
    """A travel document was refused."""

    case: CaseId
    document: str = LAISSEZ_PASSER


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLate:
    """A travel document that was promised comes no earlier than ``expected``."""

    case: CaseId
    expected: Minute
    document: str = LAISSEZ_PASSER


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomClosed:
    """So many conversation rooms of a site cannot be used; ``rooms`` None: all."""

    place: PlaceId
    span: Interval
    rooms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportDelayed:
    """A ride begins so many minutes later than planned."""

    activity: ActivityKey
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverIncomplete:
    """Something of the hand-over of a departure is missing; ``until``: when it will be there."""

    activity: ActivityKey
    item: HandOverCheck
    until: Minute | None = None


Happened = (
    FlightCancelled
    | FlightRetimed
    | OfficerAbsent
    | EscortAbsent
    | SessionMoved
    | VehicleDown
    | PersonGone
    | NewApplication
    | DocumentGranted
    | DocumentRefused
    | DocumentLate
    | RoomClosed
    | TransportDelayed
    | HandOverIncomplete
)
KIND_OF: Mapping[type[Happened], DisruptionKind] = {
    FlightCancelled: DisruptionKind.FLIGHT_CANCELLED,
    FlightRetimed: DisruptionKind.FLIGHT_RETIMED,
    OfficerAbsent: DisruptionKind.OFFICER_ABSENT,
    EscortAbsent: DisruptionKind.ESCORT_ABSENT,
    SessionMoved: DisruptionKind.SESSION_MOVED,
    VehicleDown: DisruptionKind.VEHICLE_DOWN,
    PersonGone: DisruptionKind.PERSON_GONE,
    NewApplication: DisruptionKind.NEW_APPLICATION,
    DocumentGranted: DisruptionKind.DOCUMENT_CHANGED,
    DocumentRefused: DisruptionKind.DOCUMENT_CHANGED,
    DocumentLate: DisruptionKind.DOCUMENT_CHANGED,
    RoomClosed: DisruptionKind.ROOM_CLOSED,
    TransportDelayed: DisruptionKind.TRANSPORT_DELAYED,
    HandOverIncomplete: DisruptionKind.HAND_OVER_INCOMPLETE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody reports. ``code`` is the coded reason within the kind; ``key`` makes repeating safe."""

    happened: Happened
    actor: str
    code: str = ""
    note: str = ""
    key: str = ""

    @property
    def kind(self) -> DisruptionKind:
        """The kind of what happened."""
        return KIND_OF[type(self.happened)]
