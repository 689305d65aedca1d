"""What those who carry an operation out report while it goes on: begun, delayed, done or cancelled, each as a new line.

Not allowed here: what becomes of the plan because of it, and outcomes (``commitments``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.bookings import CancelReason
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceRef
from planner.domain.steps import WrongStep
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import either


class OperationState(StrEnum):
    """How an operation stands, by what was reported last."""

    STARTED = "begonnen"
    DELAYED = "vertraagd"
    DONE = "gereed"
    CANCELLED = "geannuleerd"


class DeclineCode(StrEnum):
    """Why a partner cannot do what was asked; more need not be told."""

    NO_CAPACITY = "geen-capaciteit"
    NO_CREW = "geen-bemanning"
    MEANS = "middel-niet-beschikbaar"
    TIME = "tijd-past-niet"
    OTHER = "anders"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationReport:
    """One line of what was reported about an operation. Append-only; the last one counts."""

    activity: ActivityKey
    state: OperationState
    at: Minute
    actor: str
    """Account or service number, never a name."""
    party: str = ""
    """The organisation that reports."""
    delay: int = 0
    """Minutes later than planned, when delayed."""
    cause: CancelReason | None = None
    """Why, as a code: always when cancelled, if known when delayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewNames:
    """Who a partner sends with one of its means: service numbers. Append-only; the last one counts."""

    activity: ActivityKey
    resource: ResourceRef
    numbers: tuple[str, ...]
    at: Minute
    actor: str


FOLLOWING: Mapping[OperationState | None, frozenset[OperationState]] = {
    None: frozenset({OperationState.STARTED, OperationState.DELAYED, OperationState.CANCELLED}),
    OperationState.STARTED: frozenset({OperationState.DELAYED, OperationState.DONE, OperationState.CANCELLED}),
    OperationState.DELAYED: frozenset(OperationState),
    OperationState.DONE: frozenset({OperationState.STARTED}),
    OperationState.CANCELLED: frozenset({OperationState.STARTED}),
}
"""What may be reported after what; after an end only that it goes on after all."""
LONGEST_DELAY = MINUTES_PER_DAY


def wrong_report(before: OperationReport | None, report: OperationReport) -> WrongStep | None:
    """Return what keeps a report from being taken, or None."""
    state = None if before is None else before.state
    if report.state not in FOLLOWING[state]:
        stands = "nog niet begonnen" if state is None else str(state)
        return WrongStep(
            field="state",
            problem=either(
                f"de opdracht is {stands} en kan niet {report.state} worden",
                f"the job is {stands} and cannot become {report.state}",
            ),
            remedy=f"Meld eerst: {' of '.join(sorted(FOLLOWING[state]))}.",
        )
    if report.state is OperationState.DELAYED and not 0 < report.delay <= LONGEST_DELAY:
        return WrongStep(
            field="delay",
            problem=either("hoeveel later is niet bekend", "how much later is not known"),
            remedy="Geef 1 tot 1440 minuten.",
        )
    if report.state is OperationState.CANCELLED and report.cause is None:
        return WrongStep(
            field="cause",
            problem=either("er staat niet waardoor het niet doorgaat", "it is not said why it does not go on"),
            remedy=either("Kies een reden.", "Choose a reason."),
        )
    return None
