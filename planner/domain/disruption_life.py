"""What becomes of a disruption that somebody reported, who may report which kind, and the coded reasons within a kind.

Each turn is a line of its own; the last one counts. Not allowed here: which facts a report makes (use cases).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.domain.access import Role
from planner.domain.disruption import Disruption, DisruptionKind
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.spelling import listed
from planner.domain.steps import WrongStep
from planner.domain.time import Minute

_K = DisruptionKind


class DisruptionState(StrEnum):
    """How a disruption stands; the value is the screen word."""

    NEW = "nieuw"
    REPAIRED = "hersteld"
    ACCEPTED = "aanvaard"
    """The plan stays as it is, knowingly."""
    WITHDRAWN = "ingetrokken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One line of what became of a disruption. ``draft`` and ``version``: the step of a draft that repaired it."""

    state: DisruptionState
    at: Minute
    actor: str
    """Account or service number, never a name."""
    reason: str = ""
    draft: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A disruption in the books: its number, who reported it, and what became of it, oldest first."""

    number: int
    disruption: Disruption
    actor: str
    turns: tuple[Turn, ...] = ()

    @property
    def state(self) -> DisruptionState:
        """How it stands by the last turn."""
        return self.turns[-1].state if self.turns else DisruptionState.NEW

    def with_turn(self, turn: Turn) -> "Reported":
        """Return it after a turn."""
        return replace(self, turns=(*self.turns, turn))


FOLLOWING: Mapping[DisruptionState, frozenset[DisruptionState]] = {
    DisruptionState.NEW: frozenset(
        {DisruptionState.REPAIRED, DisruptionState.ACCEPTED, DisruptionState.WITHDRAWN},
    ),
    DisruptionState.REPAIRED: frozenset(
        {DisruptionState.REPAIRED, DisruptionState.ACCEPTED, DisruptionState.WITHDRAWN},
    ),
    DisruptionState.ACCEPTED: frozenset({DisruptionState.REPAIRED, DisruptionState.WITHDRAWN}),
    DisruptionState.WITHDRAWN: frozenset(),
}
"""What may follow what. Repairing again goes for another week, or after a repair that was taken back."""


def wrong_turn(reported: Reported, state: DisruptionState) -> WrongStep | None:
    """Return what keeps a disruption from getting a state, or None."""
    possible = FOLLOWING[reported.state]
    if state in possible:
        return None
    problem = f"verstoring {reported.number} is {reported.state} en kan niet {state} worden"
    remedy = f"Hierna kan: {listed(sorted(possible))}." if possible else "Meld opnieuw wat er gebeurd is."
    return WrongStep(field="state", problem=problem, remedy=remedy)


# --- reasons ---------------------------------------------------------------------------------------------------------

OTHER = "anders"
_FLIGHT = ("maatschappij", "weer", "staking", "luchthaven", OTHER)
GRANTED, REFUSED, LATE = "verstrekt", "geweigerd", "te-laat"
CODES: Mapping[DisruptionKind, tuple[str, ...]] = {
    _K.FLIGHT_CANCELLED: _FLIGHT,
    _K.FLIGHT_RETIMED: _FLIGHT,
    _K.OFFICER_ABSENT: ("uitgevallen", "verlof", OTHER),
    _K.ESCORT_ABSENT: ("uitgevallen", "geen-capaciteit", OTHER),
    _K.SESSION_MOVED: ("vertegenwoordiging", "feestdag", OTHER),
    _K.VEHICLE_DOWN: ("pech", "schade", "geen-bemanning", OTHER),
    _K.PERSON_GONE: ("verdwenen", "niet-beschikbaar", OTHER),
    _K.NEW_APPLICATION: ("asielaanvraag", "andere-aanvraag", OTHER),
    _K.DOCUMENT_CHANGED: (GRANTED, REFUSED, LATE),
    _K.ROOM_CLOSED: ("onderhoud", "bezet", "veiligheid", OTHER),
    _K.TRANSPORT_DELAYED: ("file", "pech", "vorige-rit", OTHER),
    _K.HAND_OVER_INCOMPLETE: tuple(HandOverCheck),
}
"""The coded reasons of each kind; of a document what changed, of a hand-over what is missing."""
LONGEST_NOTE = 300


# --- who may report --------------------------------------------------------------------------------------------------

_ABOUT_CASE = frozenset({_K.PERSON_GONE, _K.NEW_APPLICATION, _K.DOCUMENT_CHANGED, _K.HAND_OVER_INCOMPLETE})
REPORTED_BY: Mapping[Role, frozenset[DisruptionKind]] = {
    Role.PLANNER: frozenset(_K),
    Role.SUPERVISOR: frozenset(_K),
    Role.REGIEVOERDER: _ABOUT_CASE | {_K.OFFICER_ABSENT},
    Role.KMAR: frozenset({_K.ESCORT_ABSENT}),
    Role.DJI: frozenset({_K.VEHICLE_DOWN, _K.TRANSPORT_DELAYED}),
    Role.MISSION_DESK: frozenset({_K.SESSION_MOVED}),
}
"""Which kinds a role hears of first. A regievoerder reports about own cases, and the own absence."""


def may_report(role: Role, kind: DisruptionKind) -> bool:
    """Return whether a role reports disruptions of a kind."""
    return kind in REPORTED_BY.get(role, frozenset())
