"""Information that is missing in a case: what, whose it is to bring, and by when.

Not allowed here: finding it (``planner.usecases.cases.case_gaps``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.departure_plan import Party
from planner.domain.ids import CaseId


class GapCode(StrEnum):
    """Kind of gap; the value is stable and may be counted."""

    NO_DOSSIER = "geen-dossier"
    DOSSIER_INCOMPLETE = "dossier-onvolledig"
    NO_OWNER = "geen-regievoerder"
    NO_LANGUAGE = "geen-taal"
    NO_STAY = "geen-verblijf"
    NO_TRACK = "geen-traject"
    NO_DECISION = "geen-besluit"
    NO_DOCUMENT_STATE = "geen-documentstatus"
    DOCUMENT_WITHOUT_END = "document-zonder-einde"
    NO_GUARDIAN = "geen-voogd"
    MINOR_WITHOUT_SPECIALISM = "minderjarige-zonder-amv"
    NO_DETENTION_ORDER = "geen-bewaringsmaatregel"
    NO_BORDER_START = "geen-start-grensprocedure"
    NO_FAMILY_PLACEMENT = "geen-plaatsing-ggv"
    NO_RESTRICTED_PLACEMENT = "geen-plaatsing-vbl"
    NO_DUBLIN_ACCEPTANCE = "geen-dublinakkoord"
    REQUEST_OPEN = "vraag-open"
    REQUEST_OVERDUE = "vraag-te-laat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is not known and should be. ``gate``: a departure waits for it."""

    case: CaseId
    code: GapCode
    what: str
    """Dutch, with codes and dates."""
    owner: Party
    due: date | None = None
    gate: bool = False
