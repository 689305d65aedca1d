"""Which results fit which kind of activity, and when a cause must be given."""

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.bookings import CancelReason
from planner.domain.commitments import OutcomeCode
from planner.domain.outcome_codes import wrong_outcome

TALK = "gehouden niet-verschenen geweigerd tolk-afwezig niet-uitgevoerd"
HEARD = (
    "erkend niet-erkend in-onderzoek afgezegd-door-vertegenwoordiging niet-verschenen geweigerd tolk-afwezig"
    " niet-uitgevoerd"
)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (ActivityKind.CONVERSATION, TALK),
        (ActivityKind.PRESENTATION, HEARD),
        (ActivityKind.DEPARTURE, "gerealiseerd mislukt"),
        (ActivityKind.MOVE, "uitgevoerd niet-uitgevoerd"),
        (ActivityKind.MEETING, "uitgevoerd niet-uitgevoerd"),
    ],
)
def test_only_these_results_fit(kind: ActivityKind, codes: str) -> None:
    cause = {OutcomeCode.FAILED: CancelReason.RESISTANCE}

    fitting = {code.value for code in OutcomeCode if wrong_outcome(kind, code, cause.get(code)) is None}

    assert fitting == set(codes.split())


def test_a_failed_departure_says_why_and_nothing_else_does() -> None:
    without = wrong_outcome(ActivityKind.DEPARTURE, OutcomeCode.FAILED, None)
    needless = wrong_outcome(ActivityKind.DEPARTURE, OutcomeCode.REALISED, CancelReason.MEDICAL)

    assert without is not None
    assert needless is not None
    assert without.problem == "er staat niet waardoor het vertrek mislukte"
    assert needless.problem == "een oorzaak hoort bij een mislukt vertrek, niet bij gerealiseerd"


def test_after_these_results_nothing_of_the_activity_is_left_to_do() -> None:
    done = {code.value for code in OutcomeCode if code.done}

    assert done == {"gehouden", "gerealiseerd", "erkend", "niet-erkend", "in-onderzoek", "uitgevoerd"}
