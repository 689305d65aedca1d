"""Facts about cases. Entered by people, with from and to; the planner never infers them.

Not allowed here: anything the program decided (see ``plan``).
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from planner.domain.casework import Act, LegalMoment, Reception
from planner.domain.clearances import Clearance, Override
from planner.domain.ids import CaseId, CountryCode, HouseholdId, LanguageCode, PlaceId, RegievoerderId
from planner.domain.provinces import Province
from planner.domain.time import Interval


class TargetGroup(StrEnum):
    """The four groups DT&V works for."""

    SUPERVISION = "supervision"
    BORDER = "border"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class Sex(StrEnum):
    """As registered; used only to keep men, women and minors apart in vehicles."""

    MALE = "M"
    FEMALE = "V"
    OTHER = "X"


class Specialism(StrEnum):
    """Work that asks for a special regievoerder."""

    MINORS = "amv"
    MEDICAL = "medisch"
    FAMILIES = "gezinnen"
    DUBLIN = "dublin"
    DETENTION = "detentie"


class Regime(StrEnum):
    """Legal regime whose terms apply."""

    GENERAL = "algemeen"
    DETENTION = "bewaring"
    FAMILY_FACILITY = "ggv"
    VBL = "vbl"
    BORDER = "grens"
    DUBLIN = "dublin"


class RiskLevel(StrEnum):
    """Escort risk as judged by KMar."""

    NONE = "geen"
    RAISED = "verhoogd"
    HIGH = "hoog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One vreemdeling under DT&V's responsibility, known by a code and never by name."""

    id: CaseId
    target_group: TargetGroup
    country: CountryCode
    language: LanguageCode
    handed_over: date
    regime: Regime = Regime.GENERAL
    sex: Sex = Sex.MALE
    minor: bool = False
    specialisms: frozenset[Specialism] = frozenset()
    load_points: int = 10
    risk: RiskLevel = RiskLevel.NONE
    nurse: bool = False
    wheelchair: bool = False
    child_seat: bool = False
    closed_on: date | None = None
    province: Province | None = None
    """Where the person lives, as entered; None: not entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A case belongs to a household for a time."""

    household: HouseholdId
    case: CaseId
    valid: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparationApproval:
    """The director approved that one household travels apart (never by default)."""

    household: HouseholdId
    valid: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """A regievoerder is responsible for a case for a time."""

    case: CaseId
    regievoerder: RegievoerderId
    valid: Interval
    marked: bool = False
    """An officer marked the case for reassignment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Where the person stays."""

    case: CaseId
    place: PlaceId
    valid: Interval


class Track(StrEnum):
    """How the person leaves, as entered by a person; never compared or ranked."""

    INDEPENDENT = "zelfstandig"
    INDEPENDENT_IOM = "zelfstandig-iom"
    FORCED = "gedwongen"
    ADMINISTRATIVE = "administratief"

    @property
    def independent(self) -> bool:
        """Whether the person leaves on their own account."""
        return self in (Track.INDEPENDENT, Track.INDEPENDENT_IOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFact:
    """The track of a case, from and to."""

    case: CaseId
    track: Track
    valid: Interval


class Condition(StrEnum):
    """The four things forced removal needs at the same time."""

    REMOVABLE = "verwijderbaar"
    AVAILABLE = "beschikbaar"
    MEASURE = "maatregel"
    DOCUMENT = "reisdocument"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionFact:
    """One condition holds for a case during an interval."""

    case: CaseId
    condition: Condition
    valid: Interval


class BlockReason(StrEnum):
    """Why a departure may not happen for a time."""

    APPEAL = "schorsende-werking"
    RULE_39 = "rule-39"
    MEDICAL = "artikel-64"
    PREGNANCY = "zwangerschap"
    NO_RECEPTION = "geen-opvang-minderjarige"
    NEW_APPLICATION = "nieuwe-aanvraag"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingFact:
    """A departure of the case is forbidden during the interval."""

    case: CaseId
    reason: BlockReason
    valid: Interval


class DocumentState(StrEnum):
    """Life of a laissez-passer."""

    ORDERED = "besteld"
    APPLIED = "aangevraagd"
    PRESENTED = "gepresenteerd"
    GRANTED = "verstrekt"
    PROMISED = "toegezegd"
    """Issued once flight data are known."""
    REFUSED = "geweigerd"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelDocument:
    """A passport or laissez-passer. ``valid`` holds when granted; a promised one starts at the flight data."""

    case: CaseId
    kind: str
    state: DocumentState
    valid: Interval | None = None
    applied_on: date | None = None
    ordered_on: date | None = None
    copy_given_on: date | None = None
    """Day on which the person got a copy of the application."""
    told_on: date | None = None
    """Day on which the person was told when the presentation is."""
    checked_on: date | None = None
    """Day on which was checked that the person can be presented."""
    presented_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All facts of all cases in one cut."""

    cases: tuple[Case, ...] = ()
    memberships: tuple[Membership, ...] = ()
    separations: tuple[SeparationApproval, ...] = ()
    ownerships: tuple[Ownership, ...] = ()
    stays: tuple[Stay, ...] = ()
    tracks: tuple[TrackFact, ...] = ()
    conditions: tuple[ConditionFact, ...] = ()
    blocks: tuple[BlockingFact, ...] = ()
    documents: tuple[TravelDocument, ...] = field(default=())
    moments: tuple[LegalMoment, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    receptions: tuple[Reception, ...] = ()
    overrides: tuple[Override, ...] = ()
    acts: tuple[Act, ...] = ()
    """The last act of each case."""
