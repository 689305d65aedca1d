"""Small problems drawn in batches, the same ones every time, until enough of them decide a rule both ways.

Problems are drawn once for all rules of a family, because drawing takes longer than judging.
"""

from collections.abc import Iterator
from functools import cache

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from solver.rule import Rule
from tests.solver.agreement import Small, decides

BATCH = 25
"""How many problems are drawn at a time."""
BATCHES = 12
"""After how many batches no more is looked for."""
ANY = 5
"""How many problems a rule is compared on, whatever it says of them."""
DECIDING = 6
"""On how many further problems it is compared, that it decides both ways."""


def some(strategy: st.SearchStrategy[Small]) -> tuple[Small, ...]:
    """Return the first problems drawn."""
    return _batch(strategy, 0)[:ANY]


def problems(rule: Rule, strategy: st.SearchStrategy[Small], number: int = DECIDING) -> list[Small]:
    """Return the first problems drawn, and after those the first ``number`` that the rule decides both ways."""
    drawn = _drawn(strategy)
    chosen = [next(drawn) for _ in range(ANY)]
    deciding = 0
    for small in drawn:
        if decides(rule, small):
            chosen.append(small)
            deciding += 1
        if deciding == number:
            break
    return chosen


def _drawn(strategy: st.SearchStrategy[Small]) -> Iterator[Small]:
    for number in range(BATCHES):
        yield from _batch(strategy, number)


@cache
def _batch(strategy: st.SearchStrategy[Small], number: int) -> tuple[Small, ...]:
    found: list[Small] = []

    @seed(number)
    @settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(small=strategy)
    def collect(small: Small) -> None:
        found.append(small)

    collect()
    return tuple(found)
