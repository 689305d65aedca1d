"""Work for somebody: what came up that the program may not settle by itself."""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.time import Minute


class TaskKind(StrEnum):
    """Why somebody has to look."""

    ABSENCE_CONFLICT = "afwezigheid-botst"
    OTHER_TIME = "ander-moment-gevraagd"
    PARTNER_DECLINED = "partner-weigert"
    PARTNER_TO_TELL = "partner-vertellen"
    OPERATION = "uitvoering-loopt-anders"
    REMINDER = "herinnering"
    TERM_AT_RISK = "termijn-in-gevaar"
    EXPIRY = "loopt-af"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to settle; ``key`` keeps the same thing from being raised twice. Codes only, no names."""

    key: str
    kind: TaskKind
    subject: str
    """Activity or person concerned."""
    text: str
    """Dutch, with times and codes."""
    raised_at: Minute
    done_at: Minute | None = None
    done_by: str = ""
