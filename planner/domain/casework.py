"""The life of a case: handed over, studied, planned, guided, closed; by whom and when.

Everything is entered by people. Not allowed here: what the program computes (``plan``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.ids import CaseId
from planner.domain.time import Interval, Minute


class HandedOverBy(StrEnum):
    """Who hands a case over to DT&V."""

    POLICE = "politie"
    KMAR = "kmar"
    IND = "ind"
    OTHER = "anders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The dossier that came with the handover; ``complete_on`` is the day on which nothing was missing any more."""

    case: CaseId
    handed_over_by: HandedOverBy
    received_on: date
    complete_on: date | None = None
    reference: str = ""
    """The number under which the sender knows the case."""


class CasePhase(StrEnum):
    """How far a case is."""

    HANDED_OVER = "overgedragen"
    ASSIGNED = "toegewezen"
    STUDY = "dossierstudie"
    PLANNING = "vertrekplan"
    GUIDANCE = "begeleiding"
    LEAVING = "vertrek"
    CLOSED = "gesloten"


class Closing(StrEnum):
    """How a case ended."""

    INDEPENDENT = "zelfstandig"
    INDEPENDENT_IOM = "zelfstandig-iom"
    FORCED = "gedwongen"
    ADMINISTRATIVE = "administratief"
    STAY_GRANTED = "verblijf-verleend"
    OTHER = "anders"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChange:
    """A case went into a phase: an event, only ever added. ``closing`` is given when, and only when, it was closed.

    A wrong one stays; a later ``correction`` with a reason says which phase it should have been.
    """

    case: CaseId
    phase: CasePhase
    at: Minute
    actor: str
    """Service number."""
    reason: str = ""
    closing: Closing | None = None
    correction: bool = False


FOLLOWING: dict[CasePhase | None, frozenset[CasePhase]] = {
    None: frozenset({CasePhase.HANDED_OVER}),
    CasePhase.HANDED_OVER: frozenset({CasePhase.ASSIGNED, CasePhase.CLOSED}),
    CasePhase.ASSIGNED: frozenset({CasePhase.STUDY, CasePhase.CLOSED}),
    CasePhase.STUDY: frozenset({CasePhase.PLANNING, CasePhase.ASSIGNED, CasePhase.CLOSED}),
    CasePhase.PLANNING: frozenset({CasePhase.GUIDANCE, CasePhase.CLOSED}),
    CasePhase.GUIDANCE: frozenset({CasePhase.PLANNING, CasePhase.LEAVING, CasePhase.CLOSED}),
    CasePhase.LEAVING: frozenset({CasePhase.GUIDANCE, CasePhase.CLOSED}),
    CasePhase.CLOSED: frozenset({CasePhase.HANDED_OVER}),
}
"""Which phases may follow one; None: no phase yet. A closed case comes back only through a new handover."""


class ProcedureKind(StrEnum):
    """Which asylum procedure runs or ran."""

    GENERAL = "algemeen"
    EXTENDED = "verlengd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The procedure of a case, from and to."""

    case: CaseId
    kind: ProcedureKind
    valid: Interval


class ReceptionKind(StrEnum):
    """What kind of reception or stay somebody has."""

    AZC = "azc"
    FAMILY_SITE = "glo"
    RESTRICTED = "vbl"
    HTL = "htl"
    DETENTION = "detentie"
    CLOSED_FAMILY = "ggv"
    NONE = "geen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """The kind of reception of a case, from and to."""

    case: CaseId
    kind: ReceptionKind
    valid: Interval


class LegalMomentKind(StrEnum):
    """Days from which terms of the law and of the process run."""

    DECISION = "besluit"
    RULING = "uitspraak"
    FINAL_RULING = "einduitspraak"
    APPEAL = "beroep"
    DETENTION_ORDER = "bewaringsmaatregel"
    DETENTION_EXTENDED = "verlengingsbesluit"
    COURT_NOTIFIED = "kennisgeving-rechtbank"
    HEARING = "zitting-rechtbank"
    DETENTION_RULING = "uitspraak-bewaring"
    FAMILY_PLACED = "plaatsing-ggv"
    RESTRICTED_PLACED = "plaatsing-vbl"
    BORDER_STARTED = "start-grensprocedure"
    DUBLIN_ACCEPTED = "dublinakkoord"
    IMPRISONED = "gevangenschap"
    ABSCONDED = "vertrokken-onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalMoment:
    """Something of the law happened, or is set to happen, on a day; ``known_on``: the day on which that was known."""

    case: CaseId
    kind: LegalMomentKind
    on: date
    known_on: date | None = None


class ActKind(StrEnum):
    """Kinds of acts by which a departure is worked on."""

    CONVERSATION = "gesprek"
    PRESENTATION = "presentatie"
    CONTACT = "contact"
    DOCUMENT = "reisdocument"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The last thing that was done in a case, by the outcomes, the contact log and the dates of its documents."""

    case: CaseId
    kind: ActKind
    on: date
