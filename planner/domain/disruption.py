"""What happened after a plan was made: a disruption is what people entered about it, never what the planner infers.

Its facts are the only thing that a plan is judged and repaired by; kind and reason are for people and for counting.
Not allowed here: storing it, finding out what it breaks (solver), and the words on screen.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from planner.domain.facts import Fact, fact_key
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute


class DisruptionKind(StrEnum):
    """What happened; the value is the code in files, in the API and on screen."""

    FLIGHT_CANCELLED = "vlucht-vervallen"
    FLIGHT_RETIMED = "vlucht-verplaatst"
    OFFICER_ABSENT = "regievoerder-afwezig"
    ESCORT_ABSENT = "escort-afwezig"
    SESSION_MOVED = "zitting-verplaatst"
    VEHICLE_DOWN = "voertuig-uitgevallen"
    PERSON_GONE = "persoon-niet-beschikbaar"
    NEW_APPLICATION = "nieuwe-aanvraag"
    DOCUMENT_CHANGED = "document-gewijzigd"
    ROOM_CLOSED = "ruimte-gesloten"
    TRANSPORT_DELAYED = "vervoer-vertraagd"
    HAND_OVER_INCOMPLETE = "overdracht-onvolledig"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactStep:
    """One fact that becomes another. ``before`` None: it is new; ``after`` None: it is withdrawn."""

    before: Fact | None
    after: Fact | None

    def __post_init__(self) -> None:
        """Refuse a step between facts that are not about the same thing."""
        if self.before is None and self.after is None:
            raise ValueError("a step of a fact needs the fact before or after it")
        if self.before is not None and self.after is not None and fact_key(self.before) != fact_key(self.after):
            raise ValueError(f"{fact_key(self.before)} cannot become {fact_key(self.after)}")

    @property
    def back(self) -> "FactStep":
        """The step that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disruption:
    """What happened, in facts, as it became known ``at``; ``code`` is the coded reason within its kind.

    ``resources`` and ``activities`` are what people named as struck; what it breaks is for the rules to say.
    ``note`` is free text of an officer.
    """

    kind: DisruptionKind
    at: Minute
    steps: tuple[FactStep, ...]
    code: str = ""
    resources: tuple[ResourceRef, ...] = ()
    activities: tuple[ActivityKey, ...] = ()
    note: str = ""
