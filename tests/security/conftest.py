"""One installation for the tests of a module, in memory where the machine has a place for that."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.security.made import Made, made

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@pytest.fixture(scope="module")
def here() -> Iterator[Made]:
    """Give the installation."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        found = made(f"sqlite:///{folder}/toets.sqlite")
        yield found
        found.close()
