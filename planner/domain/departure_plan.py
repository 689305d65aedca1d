"""The vertrekplan of a case as a record: possibilities, barriers, support, representatives, contacts, questions.

Coded wherever a code will do; short notes hold no names. Everything is entered by people; nothing here is ranked.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.ids import CaseId, CountryCode
from planner.domain.time import Interval, Minute


class PossibilityState(StrEnum):
    """How far one possible destination is."""

    OPEN = "open"
    LOOKED_INTO = "in-onderzoek"
    POSSIBLE = "mogelijk"
    DROPPED = "vervallen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Possibility:
    """A country to which somebody could leave."""

    case: CaseId
    country: CountryCode
    state: PossibilityState = PossibilityState.OPEN
    since: date


class BarrierKind(StrEnum):
    """What stands in the way of a departure."""

    DOCUMENT = "reisdocument"
    IDENTITY = "identiteit"
    HEALTH = "gezondheid"
    FAMILY = "gezin"
    PROCEDURE = "procedure"
    HOUSING = "onderdak-daar"
    MONEY = "geld"
    OTHER = "anders"


class Party(StrEnum):
    """Who does something: DT&V, a partner, or the person."""

    REGIEVOERDER = "regievoerder"
    LP_DESK = "lp-loket"
    PERSON = "vreemdeling"
    IND = "ind"
    POLICE = "avim"
    KMAR = "kmar"
    DJI = "dji"
    COA = "coa"
    IOM = "iom"
    NIDOS = "nidos"
    LAWYER = "gemachtigde"
    MUNICIPALITY = "gemeente"
    MISSION = "vertegenwoordiging"
    MEDICAL = "medische-dienst"
    INTERPRETER = "tolk"
    OTHER = "anders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """One barrier: whose it is, what is done about it and by when, and when it was removed."""

    case: CaseId
    number: int
    kind: BarrierKind
    owner: Party
    action: str
    due: date
    removed_on: date | None = None


class SupportKind(StrEnum):
    """What somebody gets for a new start."""

    MONEY = "geld"
    GOODS = "natura"
    START = "start-in-land"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Support agreed; ``amount`` in whole euros where it is money."""

    case: CaseId
    kind: SupportKind
    through: Party
    agreed_on: date
    amount: int | None = None


class Representing(StrEnum):
    """In what way somebody acts for the person."""

    LAWYER = "gemachtigde"
    GUARDIAN = "voogd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who acts for the person for a time, known by a reference and never by name."""

    case: CaseId
    role: Representing
    reference: str
    valid: Interval


class Channel(StrEnum):
    """How there was contact."""

    PHONE = "telefoon"
    MAIL = "e-mail"
    LETTER = "brief"
    MEETING = "gesprek"
    SYSTEM = "berichtenverkeer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One line of the contact log. ``act``: it counts as an act in the case (see rule R39)."""

    case: CaseId
    at: Minute
    party: Party
    channel: Channel
    actor: str
    """Service number."""
    subject: str = ""
    act: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest:
    """A question to a partner of the chain, due and answered; an open one is missing information."""

    case: CaseId
    party: Party
    item: str
    """What is asked, in a few coded words: ``medisch-advies``."""
    asked_on: date
    due: date
    answered_on: date | None = None
    gate: bool = False
    """A departure waits for the answer."""


class Motivation(StrEnum):
    """Phases of the motivational cycle (werken in gedwongen kader)."""

    PRECONTEMPLATION = "voorbeschouwing"
    CONTEMPLATION = "overweging"
    DECISION = "besluitvorming"
    ACTION = "actie"
    MAINTENANCE = "volhouden"
    RELAPSE = "terugval"


@dataclass(frozen=True, slots=True, kw_only=True)
class MotivationPhase:
    """The phase somebody is in, as the regievoerder recorded it, from and to."""

    case: CaseId
    phase: Motivation
    valid: Interval
