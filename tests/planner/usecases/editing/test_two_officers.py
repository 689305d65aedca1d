"""Two officers edit one draft while solves come in: random sequences, a few here and many at night.

``make nightly`` runs 500 sequences of 50 steps, in five shares that two processors divide. One share by itself:
``.venv/bin/pytest tests/planner/usecases/editing -m nightly -s``, which also says what came of the steps.
"""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from planner.domain.editing import EntryKind
from tests.planner.usecases.editing.officers import JudgedWhole, TwoOfficers

SHARES, SEQUENCES, STEPS = 5, 100, 50
CAME = (
    *(kind.value for kind in EntryKind if kind not in (EntryKind.REARRANGE, EntryKind.SOLVE)),
    *("solves", "merged", "kept", "offers", "undone byte for byte", "DraftConflictError", "EditRefusedError"),
)
"""What a campaign must have seen, or it showed nothing."""
QUICK = settings(
    max_examples=6,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
LONG = settings(
    QUICK, max_examples=SEQUENCES, stateful_step_count=STEPS, derandomize=False, phases=[Phase.generate, Phase.shrink]
)


def test_two_officers_never_lose_anything() -> None:
    run_state_machine_as_test(JudgedWhole, settings=QUICK)


@pytest.mark.nightly
@pytest.mark.parametrize("share", range(SHARES))
def test_two_officers_never_lose_anything_in_long_sequences(share: int) -> None:
    TwoOfficers.counted.clear()

    run_state_machine_as_test(seed(share)(TwoOfficers), settings=LONG)

    print(f"share {share}: {dict(TwoOfficers.counted.most_common())}")  # noqa: T201 - shown by pytest -s
    assert [what for what in CAME if TwoOfficers.counted[what] == 0] == []
    assert TwoOfficers.counted["sequences"] >= SEQUENCES
