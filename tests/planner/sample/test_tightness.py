"""The samples are as tight as they say, and the measure counts what it is given."""

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.resources import Capacity, ResourceKind
from planner.sample import SampleSize, TightnessRow, measure
from planner.sample.tightness import ABSENCE, ESCORTS, INTERPRETERS, MISSIONS, ONE_DAY, ROOMS, UNPLANNABLE
from tests.planner.sample.samples import WEEK, sample

TARGETS = {ROOMS: 85, ONE_DAY: 20, MISSIONS: 130, ESCORTS: 110, ABSENCE: 8, UNPLANNABLE: 3}


def _row(rows: tuple[TightnessRow, ...], what: str) -> TightnessRow:
    return next(row for row in rows if row.what == what)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("size", [SampleSize.REGION, SampleSize.NATIONAL])
def test_sample_is_tight_on_purpose(size: SampleSize, seed: int) -> None:
    rows = {row.what: row for row in sample(size, seed).tightness}
    scarce = [row for what, row in rows.items() if what.startswith(INTERPRETERS)]

    assert [(what, rows[what].percentage) for what, target in TARGETS.items() if rows[what].percentage < target] == []
    assert [row.percentage >= 95 for row in scarce] == [True, True, True]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("size", [SampleSize.REGION, SampleSize.NATIONAL])
def test_sample_is_not_absurdly_tight(size: SampleSize, seed: int) -> None:
    rows = sample(size, seed).tightness

    assert _row(rows, ROOMS).percentage <= 105
    assert _row(rows, ONE_DAY).percentage <= 40
    assert _row(rows, UNPLANNABLE).percentage <= 5
    assert _row(rows, ABSENCE).percentage <= 9


def test_measure_counts_rooms_from_the_facts() -> None:
    made = sample(SampleSize.REGION)
    doubled = tuple(
        Capacity(resource=f.resource, interval=f.interval, amount=2 * f.amount)
        if isinstance(f, Capacity) and f.resource.kind is ResourceKind.ROOM
        else f
        for f in made.facts
    )

    before, after = (_row(measure(facts, (), WEEK), ROOMS) for facts in (made.facts, doubled))

    assert after.demand == before.demand
    assert after.offered == 2 * before.offered


def test_measure_counts_wishes_from_the_facts() -> None:
    made = sample(SampleSize.REGION)
    without = tuple(f for f in made.facts if not (isinstance(f, Activity) and f.kind is ActivityKind.PRESENTATION))

    assert MISSIONS not in {row.what for row in measure(without, (), WEEK)}
