"""Absences that people propose from their own calendar: when, and nothing about why.

Not allowed here: iCalendar, and deciding.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import RegievoerderId
from planner.domain.time import Interval, Minute


class ProposalState(StrEnum):
    """What became of a proposal."""

    PROPOSED = "voorgesteld"
    ACCEPTED = "aanvaard"
    DECLINED = "afgewezen"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceProposal:
    """One entry of a person's absence calendar.

    ``intervals`` are its occurrences as far ahead as planning looks; ``recurrence`` says in iCalendar's words how it
    comes back. ``body`` is the calendar object the reader gets back: times only.
    """

    owner: RegievoerderId
    name: str
    """Its name in the calendar, chosen by the program that made it."""
    uid: str
    intervals: tuple[Interval, ...]
    body: str
    recorded_at: Minute
    recurrence: str = ""
    state: ProposalState = ProposalState.PROPOSED
    decided_by: str = ""
    """Service number, or ``beleid`` when the installation's policy decided."""
