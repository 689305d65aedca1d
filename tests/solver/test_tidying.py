"""Looking for what nobody holds: rings that the search makes still go, the problem is not looked through again."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from solver.tidying import YOUNG, seldom_tidied


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def as_before() -> Iterator[None]:
    """Look as often as before once the test is over."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("as_before")
def test_rings_made_later_go_and_what_was_there_is_left_out() -> None:
    kept = [Ring() for _ in range(10)]

    seldom_tidied()
    ring = weakref.ref(Ring())
    filled: list[list[int]] = [[] for _ in range(2 * YOUNG)]

    assert gc.get_freeze_count() > len(kept)
    assert ring() is None
    assert len(filled) == 2 * YOUNG
