"""What people say must be, and is, in order before somebody leaves or is moved; and exceptions they made to rules.

Not allowed here: whether a departure may go (the rules say so), diagnoses.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.time import Interval
from planner.domain.wording import Text


class ClearanceKind(StrEnum):
    """What is cleared."""

    FIT_TO_FLY = "fit-to-fly"
    REMOVABILITY = "toets-ind"
    """The last check with the IND on the day of departure."""
    RECEPTION = "opvang-bij-aankomst"
    GUARDIAN = "voogd-uitgenodigd"
    HAND_OVER_PACK = "overdrachtsdossier"
    DEPARTURE_PLAN = "vertrekplan-compleet"
    LOCAL_STRATEGY = "lokale-strategie"
    LP_ORDERED = "lp-besteld"
    TOLD_IN_CONVERSATION = "in-gesprek-meegedeeld"


CLEARED = {
    ClearanceKind.FIT_TO_FLY: Text(nl="de fit-to-fly-verklaring", en="the fit-to-fly statement"),
    ClearanceKind.REMOVABILITY: Text(nl="de toets van de IND op de dag zelf", en="the check of the IND on the day"),
    ClearanceKind.RECEPTION: Text(nl="de opvang bij aankomst", en="the reception on arrival"),
    ClearanceKind.GUARDIAN: Text(nl="de uitnodiging van de voogd", en="the invitation of the guardian"),
    ClearanceKind.HAND_OVER_PACK: Text(nl="het overdrachtsdossier", en="the hand-over pack"),
    ClearanceKind.DEPARTURE_PLAN: Text(nl="het volledige vertrekplan", en="the complete departure plan"),
    ClearanceKind.LOCAL_STRATEGY: Text(
        nl="de strategie van het lokaal overleg", en="the strategy of the local meeting"
    ),
    ClearanceKind.LP_ORDERED: Text(nl="de bestelling van de laissez-passer", en="the order of the laissez-passer"),
    ClearanceKind.TOLD_IN_CONVERSATION: Text(
        nl="de mededeling in een gesprek", en="the announcement in a conversation"
    ),
}
"""What each answer is about."""


class ClearanceState(StrEnum):
    """What came out."""

    ASKED = "gevraagd"
    YES = "akkoord"
    NO = "niet-akkoord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """One answer about a case: it holds on ``valid`` (open: until further notice)."""

    case: CaseId
    kind: ClearanceKind
    state: ClearanceState
    valid: Interval
    by: str = ""
    """Service number or partner."""
    given_on: date | None = None


class OverrideRight(StrEnum):
    """Who may make an exception to a rule, with a reason."""

    NOBODY = "niemand"
    REGIEVOERDER = "regievoerder"
    SUPERVISOR = "leidinggevende"
    DIRECTOR = "directeur"
    PARTNER = "partner"
    """The partner whose rule it is, by its own answer."""

    def suffices_for(self, asked: "OverrideRight") -> bool:
        """Return whether somebody with this right may make an exception for which ``asked`` is needed."""
        return asked in _RISING and self in _RISING and _RISING.index(self) >= _RISING.index(asked)


_RISING = (OverrideRight.REGIEVOERDER, OverrideRight.SUPERVISOR, OverrideRight.DIRECTOR)
"""Rights by which an exception is recorded, each with those before it. A partner answers in its own way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """An exception to one rule for one activity, made by somebody who has the right, with a reason, until a day."""

    rule: RuleId
    activity: ActivityKey
    right: OverrideRight
    by: str
    """Service number."""
    reason: str
    valid: Interval
