"""Two officers edit one draft while solves come in and things happen: random sequences, a few here, many at night.

``make nightly`` runs 500 sequences of 50 edits, steps back, repairs and publications, in five shares that two
processors divide, and 100 of edits, steps back and solves alone. All of them by themselves:
``.venv/bin/pytest tests/planner/usecases/editing -m nightly -s``, which also says what came of the steps.
"""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from planner.domain.editing import EntryKind
from tests.planner.usecases.editing.officers import JudgedWhole, TwoOfficers
from tests.planner.usecases.editing.shaken import ShakenWeek

SHARES, SEQUENCES, STEPS = 5, 100, 50
CAME = (
    *(kind.value for kind in EntryKind if kind not in (EntryKind.REARRANGE, EntryKind.SOLVE, EntryKind.REPAIR)),
    *("solves", "merged", "kept", "offers", "undone byte for byte", "DraftConflictError", "EditRefusedError"),
)
"""What a campaign must have seen, or it showed nothing."""
HAPPENED = (
    *("reports", "repairs", "withdrawn", "accepted", "published", "four eyes", "turns back", "thawed"),
    *("PublicationRefusedError", "ProposalRefusedError", "ReportRefusedError", "StepRefusedError"),
)
"""And of one in which things happen."""
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


def test_two_officers_never_lose_anything_while_things_happen() -> None:
    run_state_machine_as_test(ShakenWeek, settings=QUICK)


@pytest.mark.nightly
def test_two_officers_never_lose_anything_in_long_sequences() -> None:
    _seen_through(TwoOfficers, 0, CAME)


@pytest.mark.nightly
@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_is_lost_or_broken_silently_in_long_sequences(share: int) -> None:
    _seen_through(ShakenWeek, share, (*CAME, *HAPPENED))


def _seen_through(machine: type[TwoOfficers], share: int, came: tuple[str, ...]) -> None:
    TwoOfficers.counted.clear()

    run_state_machine_as_test(seed(share)(machine), settings=LONG)

    print(f"{machine.__name__} {share}: {dict(TwoOfficers.counted.most_common())}")  # noqa: T201 - shown by pytest -s
    assert [what for what in came if TwoOfficers.counted[what] == 0] == []
    assert TwoOfficers.counted["sequences"] >= SEQUENCES
