"""Which results fit which kind of activity: the table that recording keeps to.

Not allowed here: what becomes due because of a result.
"""

from planner.domain.activities import ActivityKind
from planner.domain.bookings import CancelReason
from planner.domain.commitments import OutcomeCode
from planner.domain.steps import WrongStep

FITTING: dict[ActivityKind, tuple[OutcomeCode, ...]] = {
    ActivityKind.CONVERSATION: (
        OutcomeCode.HELD,
        OutcomeCode.NO_SHOW,
        OutcomeCode.REFUSED,
        OutcomeCode.INTERPRETER_ABSENT,
        OutcomeCode.NOT_PERFORMED,
    ),
    ActivityKind.PRESENTATION: (
        OutcomeCode.RECOGNISED,
        OutcomeCode.NOT_RECOGNISED,
        OutcomeCode.UNDER_INVESTIGATION,
        OutcomeCode.CANCELLED_BY_MISSION,
        OutcomeCode.NO_SHOW,
        OutcomeCode.REFUSED,
        OutcomeCode.INTERPRETER_ABSENT,
        OutcomeCode.NOT_PERFORMED,
    ),
    ActivityKind.DEPARTURE: (OutcomeCode.REALISED, OutcomeCode.FAILED),
    ActivityKind.MOVE: (OutcomeCode.PERFORMED, OutcomeCode.NOT_PERFORMED),
    ActivityKind.MEETING: (OutcomeCode.PERFORMED, OutcomeCode.NOT_PERFORMED),
}


def wrong_outcome(kind: ActivityKind, code: OutcomeCode, cause: CancelReason | None) -> WrongStep | None:
    """Return what keeps a result from being that of an activity of the kind, or None."""
    fitting = FITTING[kind]
    if code not in fitting:
        return WrongStep(
            field="code", problem=f"bij {kind} past niet de uitkomst {code}", remedy=f"Kies uit: {', '.join(fitting)}."
        )
    if code is OutcomeCode.FAILED and cause is None:
        return WrongStep(
            field="cause",
            problem="er staat niet waardoor het vertrek mislukte",
            remedy=f"Kies een oorzaak uit: {', '.join(CancelReason)}.",
        )
    if code is not OutcomeCode.FAILED and cause is not None:
        return WrongStep(
            field="cause",
            problem=f"een oorzaak hoort bij een mislukt vertrek, niet bij {code}",
            remedy="Laat de oorzaak weg.",
        )
    return None
