"""Which dataclasses are facts that a source delivers, and by what key each is known.

Not allowed here: storage. A fact is replaced by recording a new value under the same key.
"""

from collections.abc import Callable

from planner.domain.activities import Activity
from planner.domain.bookings import Booking, StandbyApproval
from planner.domain.cases import (
    BlockingFact,
    Case,
    ConditionFact,
    Membership,
    Ownership,
    SeparationApproval,
    Stay,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import Dossier, LegalMoment, PhaseChange, Procedure, Reception
from planner.domain.clearances import Clearance, Override
from planner.domain.commitments import PartnerRequest, Pin
from planner.domain.departure_plan import (
    Barrier,
    Contact,
    InformationRequest,
    MotivationPhase,
    Possibility,
    Representative,
    Support,
)
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.messages import Subscriber
from planner.domain.missions import Mission, Session, SessionPattern
from planner.domain.people import Regievoerder, Substitute
from planner.domain.places import Place
from planner.domain.protocols import Protocol
from planner.domain.resources import Absence, Capacity, ClosedDays
from planner.domain.settings import Setting
from planner.domain.sheet_facts import DutyNumber, EscortBrief, HandOverItem, PartnerReference, ReceivingAuthority
from planner.domain.vehicles import Vehicle

Fact = (
    Case
    | Membership
    | SeparationApproval
    | Ownership
    | Stay
    | TrackFact
    | ConditionFact
    | BlockingFact
    | TravelDocument
    | Dossier
    | PhaseChange
    | Procedure
    | Reception
    | LegalMoment
    | Possibility
    | Barrier
    | Support
    | Representative
    | Contact
    | InformationRequest
    | MotivationPhase
    | Clearance
    | Override
    | Place
    | Regievoerder
    | Absence
    | Substitute
    | Capacity
    | Mission
    | Session
    | SessionPattern
    | CountryRule
    | Carrier
    | Flight
    | EscortTeam
    | EscortOfficer
    | Vehicle
    | ClosedDays
    | Activity
    | Pin
    | PartnerRequest
    | Booking
    | StandbyApproval
    | PartnerReference
    | EscortBrief
    | ReceivingAuthority
    | DutyNumber
    | HandOverItem
    | Subscriber
    | Setting
    | Protocol
)

_KEYS: dict[type[Fact], Callable[..., tuple[object, ...]]] = {
    Case: lambda f: (f.id,),
    Membership: lambda f: (f.household, f.case, f.valid.start),
    SeparationApproval: lambda f: (f.household, f.valid.start),
    Ownership: lambda f: (f.case, f.valid.start),
    Stay: lambda f: (f.case, f.valid.start),
    TrackFact: lambda f: (f.case, f.valid.start),
    ConditionFact: lambda f: (f.case, f.condition, f.valid.start),
    BlockingFact: lambda f: (f.case, f.reason, f.valid.start),
    TravelDocument: lambda f: (f.case, f.kind),
    Dossier: lambda f: (f.case, f.received_on),
    PhaseChange: lambda f: (f.case, f.at),
    Procedure: lambda f: (f.case, f.valid.start),
    Reception: lambda f: (f.case, f.valid.start),
    LegalMoment: lambda f: (f.case, f.kind, f.on),
    Possibility: lambda f: (f.case, f.country),
    Barrier: lambda f: (f.case, f.number),
    Support: lambda f: (f.case, f.kind, f.agreed_on),
    Representative: lambda f: (f.case, f.role, f.valid.start),
    Contact: lambda f: (f.case, f.at, f.party),
    InformationRequest: lambda f: (f.case, f.party, f.item, f.asked_on),
    MotivationPhase: lambda f: (f.case, f.valid.start),
    Clearance: lambda f: (f.case, f.kind, f.valid.start),
    Override: lambda f: (f.rule, f.activity, f.valid.start),
    Place: lambda f: (f.id,),
    Regievoerder: lambda f: (f.id,),
    Absence: lambda f: (f.resource.kind, f.resource.id, f.interval.start),
    Substitute: lambda f: (f.owner, f.interval.start),
    Capacity: lambda f: (f.resource.kind, f.resource.id, f.interval.start),
    Mission: lambda f: (f.id,),
    Session: lambda f: (f.id,),
    SessionPattern: lambda f: (f.id,),
    CountryRule: lambda f: (f.country,),
    Carrier: lambda f: (f.code,),
    Flight: lambda f: (f.id,),
    EscortTeam: lambda f: (f.id,),
    EscortOfficer: lambda f: (f.id,),
    Vehicle: lambda f: (f.id,),
    ClosedDays: lambda f: (f.country,),
    Activity: lambda f: (f.key,),
    Pin: lambda f: (f.activity,),
    PartnerRequest: lambda f: (f.activity, f.resource.kind, f.resource.id),
    Booking: lambda f: (f.activity, f.flight),
    StandbyApproval: lambda f: (f.activity, f.flight),
    PartnerReference: lambda f: (f.case, f.partner),
    EscortBrief: lambda f: (f.case,),
    ReceivingAuthority: lambda f: (f.airport,),
    DutyNumber: lambda f: (f.partner, f.function),
    HandOverItem: lambda f: (f.activity, f.item),
    Subscriber: lambda f: (f.kind, f.owner, f.channel, f.address),
    Setting: lambda f: (f.rule, f.key, f.regime or "", f.valid_from),
    Protocol: lambda f: (f.id, f.version),
}

FACT_TYPES: tuple[type[Fact], ...] = tuple(kind for kind in _KEYS if kind is not Protocol)
"""Every fact type that a delivery may hold, in the order a reader meets them; protocols have files of their own."""


def fact_key(fact: Fact) -> str:
    """Return the key under which a newer value replaces this one."""
    return "|".join(str(part) for part in _KEYS[type(fact)](fact))
