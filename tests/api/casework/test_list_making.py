"""The work list made in a process of its own: the same list as here, and an end without one is told."""

from pathlib import Path

import pytest

from api.apart import ApartFailedError
from api.casework.list_making import made_apart, made_here
from api.composition import address_of
from planner.domain.time import Minute
from tests.api.casework.made import Pages


def test_the_list_of_another_process_is_the_same_as_here(pages: Pages) -> None:
    now, store = pages.desk.clock.now(), pages.desk.store

    here = made_here(store)(now)
    elsewhere = made_apart(address_of(store))(now)

    assert len(here.list.cases) > 0
    assert elsewhere == here


def test_a_process_that_ends_without_a_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(ApartFailedError, match="ended with code 1"):
        made_apart(f"sqlite:///{tmp_path / 'nothing-here.sqlite'}")(Minute(0))
