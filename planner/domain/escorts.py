"""The escorts that KMar offers.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.cases import Sex
from planner.domain.ids import CountryCode, EscortTeamId, LanguageCode, OfficerId, PlaceId
from planner.domain.time import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortOffer:
    """So many escorts of a team during a stretch of whole hours."""

    interval: Interval
    escorts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortTeam:
    """A KMar team that offers ``size`` escorts during each available stretch; KMar names the people.

    ``offers`` says it by the hour where KMar does so, instead of ``size`` and ``available``.
    """

    id: EscortTeamId
    base: PlaceId
    size: int
    available: tuple[Interval, ...]
    nurse: bool = False
    offers: tuple[EscortOffer, ...] = ()


class EscortSkill(StrEnum):
    """What an escort is qualified for."""

    COMMANDER = "commandant"
    NURSE = "verpleegkundige"
    FAMILIES = "gezinnen"
    HIGH_RISK = "hoog-risico"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visa:
    """Leave to enter a country; ``until`` is the last day."""

    country: CountryCode
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortOfficer:
    """One escort of a named roster, known by a service number."""

    id: OfficerId
    team: EscortTeamId
    available: tuple[Interval, ...]
    sex: Sex = Sex.MALE
    skills: frozenset[EscortSkill] = frozenset()
    languages: frozenset[LanguageCode] = frozenset()
    passport_until: date | None = None
    """Last day; None: no passport, no flights."""
    visas: tuple[Visa, ...] = ()
