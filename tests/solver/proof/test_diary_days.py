"""The compiled programmes of a day and a week against trying everything."""

from itertools import chain, permutations, product
from random import Random

import numpy as np
import pytest

from solver.proof.diary_days import FAR, cheapest_week, endings, taking


@pytest.mark.parametrize("seed", range(30))
def test_a_set_ends_as_early_as_its_best_order(seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - a test that repeats
    talks = draw.randint(1, 5)
    starts = [sorted(draw.sample(range(0, 480, 15), draw.randint(1, 12))) for _ in range(talks)]
    minutes = [draw.choice((30, 60, 90)) for _ in range(talks)]
    place = [draw.randrange(2) for _ in range(talks)]
    drive = [[0, 40], [25, 0]]
    at = np.array([0, *np.cumsum([len(one) for one in starts])], np.int64)

    found = endings(np.array([*chain(*starts)]), at, np.array(minutes), np.array(place), np.array(drive))

    for chosen in range(1, 1 << talks):
        ends = []
        for order in permutations([k for k in range(talks) if chosen >> k & 1]):
            ready, before = 0, None
            for k in order:
                ready += 0 if before is None else drive[place[before]][place[k]]
                start = next((one for one in starts[k] if one >= ready), FAR)
                ready, before = min(FAR, start + minutes[k]), k
            ends.append(ready)
        assert found[chosen] == min(ends)


@pytest.mark.parametrize("seed", range(30))
def test_taking_along_gains_the_most_that_fits(seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - a test that repeats
    group = sorted(draw.randrange(3) for _ in range(draw.randint(1, 7)))
    units = [draw.randint(0, 5) for _ in group]
    gain = [draw.randint(0, 30) for _ in group]
    fare = [draw.randint(0, 30) for _ in range(3)]
    free, room = draw.randrange(8), draw.randint(0, 12)

    def worth(taken: tuple[int, ...]) -> int:
        groups = {g for g, one in zip(group, taken, strict=True) if one}
        return int(np.dot(gain, taken)) - sum(fare[g] for g in groups if not free >> g & 1)

    most, taken = taking(np.array(units), np.array(gain), np.array(group), np.array(fare), free, room)

    fitting = [one for one in product((0, 1), repeat=len(group)) if np.dot(units, one) <= room]
    assert most[room] == max(map(worth, fitting))
    assert tuple(taken) in fitting
    assert worth(tuple(taken)) == most[room]


@pytest.mark.parametrize("seed", range(30))
def test_cheapest_week_is_that_of_all_weeks(seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - a test that repeats
    days = [[0, *draw.sample(range(1, 16), draw.randint(0, 6))] for _ in range(draw.randint(1, 4))]
    costs = [[draw.randint(-40, 40) for _ in day] for day in days]
    at = np.array([0, *np.cumsum([len(day) for day in days])], np.int64)

    least, chosen = cheapest_week(4, at, np.array([*chain(*days)]), np.array([*chain(*costs)]))

    def disjoint(sets: list[int]) -> bool:
        return sum(sets) == int(np.bitwise_or.reduce(sets))

    ways = product(*(range(len(day)) for day in days))
    fitting = [way for way in ways if disjoint([day[k] for day, k in zip(days, way, strict=True)])]
    assert least == min(sum(cost[k] for cost, k in zip(costs, way, strict=True)) for way in fitting)
    assert tuple(int(k - a) for k, a in zip(chosen, at, strict=False)) in fitting
