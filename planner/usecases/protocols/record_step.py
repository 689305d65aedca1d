"""Recording that a desk task of a protocol was done: an outcome, only ever added to.

Not allowed here: appointments (``record_outcome``).
"""

from dataclasses import dataclass

from planner.domain.case_steps import CaseStep, StepState, say_why
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.ids import ActivityKey
from planner.domain.protocol_facts import FactKind
from planner.domain.protocols import StepForm
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.protocols.casework_index import key_parts
from planner.usecases.protocols.protocol_books import read_step_world
from planner.usecases.protocols.protocol_steps import StepEngine


class StepNotDoneError(ValueError):
    """The step cannot be recorded as done; the text names the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """What an officer reports. ``at``: when it was done (None: now)."""

    key: ActivityKey
    actor: str
    at: Minute | None = None
    reason: str = ""


def record_step(store: Store, clock: Clock, done: StepDone) -> Outcome:
    """Add the outcome and return it; raise StepNotDoneError, then nothing is stored."""
    now = clock.now()
    moment = now if done.at is None else done.at
    if moment > now:
        raise StepNotDoneError(
            either(
                f"{done.key}: het tijdstip ligt in de toekomst\nLeg vast wat al gebeurd is.",
                f"{done.key}: the moment lies in the future\nRecord what has happened already.",
            )
        )
    with store.transaction() as books:
        _refuse_unfit(_step(books, done.key, now), done.key)
        outcome = Outcome(
            activity=done.key,
            code=OutcomeCode.REALISED,
            started=moment,
            ended=moment,
            actor=done.actor,
            recorded_at=now,
            reason=done.reason,
        )
        books.outcomes.add(outcome)
        books.events.add(Event(at=now, actor=done.actor, what="step done", subject=str(done.key)))
    return outcome


def _step(books: Transaction, key: ActivityKey, now: Minute) -> CaseStep:
    parts = key_parts(key)
    if parts is not None:
        world = read_step_world(books, moment=now, until=Minute(now + 1))
        case = world.index.cases.get(parts[0])
        steps = StepEngine(world).steps(case) if case is not None else ()
        found = next((step for step in steps if step.key == key), None)
        if found is not None:
            return found
    raise StepNotDoneError(
        either(
            f"stap {key} is niet bekend\nNeem het kenmerk over uit de werklijst (vertrekplanner due).",
            f"step {key} is not known\nCopy the key from the work list (vertrekplanner due).",
        )
    )


def _refuse_unfit(step: CaseStep, key: ActivityKey) -> None:
    if step.form is not StepForm.TASK:
        raise StepNotDoneError(
            either(
                f"{key} is geen taak aan het bureau\nLeg een afspraak vast met vertrekplanner outcome.",
                f"{key} is no task at the desk\nRecord an appointment with vertrekplanner outcome.",
            )
        )
    forgotten = step.because is not None and step.because.kind is FactKind.RECORD
    if step.state.to_do or forgotten:
        return
    if step.state is StepState.DONE:
        raise StepNotDoneError(
            either(
                f"{key} is al gedaan\nEr hoeft niets te worden vastgelegd.",
                f"{key} is done already\nNothing needs to be recorded.",
            )
        )
    raise StepNotDoneError(
        either(f"{key}: {say_why(step)}\nLeg eerst dat feit vast.", f"{key}: {say_why(step)}\nRecord that fact first.")
    )
