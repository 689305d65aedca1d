"""Regievoerders, when they work and who stands in for them.

Not allowed here: what is due (``activities``) and who does what (``plan``).
"""

from dataclasses import dataclass

from planner.domain.cases import Specialism
from planner.domain.ids import LanguageCode, PlaceId, RegievoerderId
from planner.domain.time import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """One weekday's hours in Dutch civil time; ``weekday`` 0 is Monday, times in minutes after midnight."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regievoerder:
    """A case director, known by a service number."""

    id: RegievoerderId
    office: PlaceId
    hours: tuple[WorkingHours, ...]
    specialisms: frozenset[Specialism] = frozenset()
    languages: frozenset[LanguageCode] = frozenset()
    load_cap: int = 500
    """Load points of live cases the contract allows."""
    lp_officer: bool = False
    """Accompanies presentations for missions that ask so; is assigned no cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """A colleague acts for a regievoerder for a time; ownership does not change."""

    owner: RegievoerderId
    substitute: RegievoerderId
    interval: Interval
