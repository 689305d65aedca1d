"""Taking a case into its next phase, by a person: allowed steps only, each added as an event with time and actor.

Not allowed here: taking a step because the facts point to it (a person does).
"""

from dataclasses import dataclass

from planner.domain.case_life import wrong_change
from planner.domain.cases import Case
from planner.domain.casework import CasePhase, Closing, PhaseChange
from planner.domain.ids import CaseId
from planner.domain.steps import StepRefusedError
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock
from planner.usecases.cases.close_cases import close_cases

SOURCE = "zaken-invoer"
"""Source of what people enter about cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPhase:
    """What a person reports: into which phase a case went, and when (None: now)."""

    case: CaseId
    phase: CasePhase
    actor: str
    """Service number."""
    at: Minute | None = None
    reason: str = ""
    closing: Closing | None = None
    correction: bool = False


def advance_case(store: Store, clock: Clock, step: NextPhase) -> PhaseChange:
    """Add the phase and return it; raise StepRefusedError, then nothing is stored.

    A case that is closed, or opened again, is so from that day on for the planner too.
    """
    now = clock.now()
    if step.at is not None and step.at > now:
        raise StepRefusedError(
            either("het tijdstip ligt in de toekomst", "the moment lies in the future"),
            either("Leg vast wat al gebeurd is.", "Record what has happened already."),
        )
    with store.transaction() as books:
        if not books.facts.beginning(Case, step.case):
            raise StepRefusedError(
                either(f"zaak {step.case} is niet bekend", f"case {step.case} is not known"),
                either("Neem het zaaknummer over uit het bronsysteem.", "Copy the case number from the source."),
            )
        before = books.facts.beginning(PhaseChange, step.case)
        change = _change(step, before, now)
        wrong = wrong_change(before, change)
        if wrong is not None:
            raise StepRefusedError(wrong.problem, wrong.remedy)
        books.facts.record((change,), source=SOURCE, at=now)
        close_cases(books, (change,), at=now)
        books.events.add(Event(at=now, actor=step.actor, what="phase", subject=f"{step.case}: {step.phase}"))
    return change


def _change(step: NextPhase, before: tuple[PhaseChange, ...], now: Minute) -> PhaseChange:
    """Return the step as an event; one taken in the minute of the last counts a minute later."""
    last = max((change.at for change in before), default=Minute(0))
    return PhaseChange(
        case=step.case,
        phase=step.phase,
        at=step.at if step.at is not None else max(now, Minute(last + 1)),
        actor=step.actor,
        reason=step.reason,
        closing=step.closing,
        correction=step.correction,
    )
