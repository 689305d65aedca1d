"""What people enter so that a sheet can be used at the cell door: references, who to call, what is handed over.

None of it takes part in planning. Not allowed here: what was planned (``plan``), and diagnoses or names of persons.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.cases import TravelDocument
from planner.domain.ids import ActivityKey, CaseId, CountryCode
from planner.domain.time import Minute


class Partner(StrEnum):
    """An organisation that gets sheets of its own."""

    KMAR = "kmar"
    DJI = "dji"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerReference:
    """The number under which one partner knows a case; shown to that partner and to nobody else."""

    case: CaseId
    partner: Partner
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortBrief:
    """What the escort must know of a person beyond the case itself; short words, what is empty is not known."""

    case: CaseId
    traits: str = ""
    """How the person is recognised."""
    needs: str = ""
    baggage: str = ""
    document_carrier: str = ""
    """Who carries the original travel document: a function."""
    medical_envelope: bool = False
    """A closed medical hand-over goes along; what is in it is known to the nurse alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingAuthority:
    """Who receives the person at an airport of arrival, and whom the commander can call there."""

    airport: str
    country: CountryCode
    authority: str
    liaison: str = ""
    """A function."""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyNumber:
    """A function that a partner can reach day and night; ``aborts``: it decides whether a departure is broken off."""

    partner: Partner
    function: str
    phone: str
    aborts: bool = False


class HandOverCheck(StrEnum):
    """What must be complete before somebody is handed over."""

    IDENTITY = "identiteit"
    DOCUMENT = "reisdocument"
    FIT_TO_FLY = "fit-to-fly"
    IND = "toets-ind"
    MEDICAL = "medische-overdracht"
    BAGGAGE = "bagage"
    CARE = "eten-en-drinken"
    EXPLAINED = "uitleg"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverItem:
    """One thing of the hand-over of a departure was done, said by a person."""

    activity: ActivityKey
    item: HandOverCheck
    done_at: Minute
    by: str
    """Service number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """Everything of the above that the sheets of a release need, with the travel documents of who leaves."""

    references: tuple[PartnerReference, ...] = ()
    briefs: tuple[EscortBrief, ...] = ()
    authorities: tuple[ReceivingAuthority, ...] = ()
    numbers: tuple[DutyNumber, ...] = ()
    hand_over: tuple[HandOverItem, ...] = ()
    documents: tuple[TravelDocument, ...] = ()
    visa_countries: frozenset[CountryCode] = frozenset()
    """Countries that escorts need a visa for."""
    ruled_countries: frozenset[CountryCode] = frozenset()
    """Countries on the way whose rules are known; of another one nobody knows whether escorts need a visa."""
