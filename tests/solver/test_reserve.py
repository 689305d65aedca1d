"""How much time is kept for what comes after a search."""

import pytest

from solver.reserve import Reserve


def test_reserve_grows_with_the_problem() -> None:
    # 1000 activities: 3 s for reasons, 2 s for the last look, 1 s for proofs
    reserve = Reserve.of(1000, 60.0)

    assert (reserve.reasons, reserve.look, reserve.proofs) == pytest.approx((3.0, 2.0, 1.0))
    assert reserve.after_reasons == pytest.approx(3.0)


def test_reserve_is_never_more_than_three_tenths_of_the_whole() -> None:
    # 10000 activities would need 60 s; of 40 s there are 12, shared as 3 : 2 : 1
    reserve = Reserve.of(10_000, 40.0)

    assert reserve.whole == pytest.approx(12.0)
    assert (reserve.reasons, reserve.look, reserve.proofs) == pytest.approx((6.0, 4.0, 2.0))


def test_reserve_of_nothing_is_nothing() -> None:
    assert Reserve.of(0, 60.0).whole == 0.0
