"""Something that was frozen and was changed all the same: what, who, when and why.

Not allowed here: finding out what is frozen (``zones``), and looking through drafts.
"""

from dataclasses import dataclass

from planner.domain.civil import IsoWeek
from planner.domain.editing import EntryKind
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Thawed:
    """One item that was frozen and was changed all the same: who, when, why, and from when to when."""

    activity: ActivityKey
    week: IsoWeek
    version: int
    kind: EntryKind
    at: Minute
    actor: str
    reason: str
    before: Minute | None
    after: Minute | None
    undone: bool = False
